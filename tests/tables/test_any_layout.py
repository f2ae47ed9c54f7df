"""A budget laid out in any of the ways in which people do it is read to the yen."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.tables import budget, choose
from aspire_cli.tables.read import grids

KEYS = ("goods", "travel", "personnel", "other")
YEARS = (
    "{0}年度",
    "令和{1}年度",
    "R{1}",
    "FY{0}",
    "{0}",
    "{0}年度（R{1}）",
    "{0}.4～{2}.3",
    "FY{3}",
    "令和{1}年度予算額",
)
ITEMS = (
    ("物品費", "旅費", "人件費・謝金", "その他"),
    ("①物品費", "②旅費", "③人件費・謝金", "④その他"),
    ("Goods", "Travel", "Personnel", "Other"),
    ("物　品　費", "旅　　費 ", "人件費・謝金（PD 1名）", "その他（外注費、印刷費等）"),
)
PARTS = (("設備備品費", "消耗品費"), ("国内旅費", "外国旅費"), ("人件費", "謝金"), ("外注費", "会議費"))
SUMS = (
    ("直接経費 計", "間接経費（30%）", "総計"),
    ("小計", "間接経費", "合計（A+B）"),
    ("Total direct costs", "Overhead", "Total"),
)
INSTITUTIONS = (None, ("東京大学", "京都大学"), ("理化学研究所", "University of Oxford", "東北大学"))
REMARKS = st.sampled_from(["", "別紙参照", "装置2台"])


@st.composite
def _tables(draw):
    """Return the lines of a table, and its amounts by year and institution."""
    institutions = draw(st.sampled_from(INSTITUTIONS))
    way = draw(st.sampled_from(["blocks", "rows", "above"]))
    years = range(2026, 2026 + draw(st.integers(1, 4)))
    keys = [(year, name) for year in years for name in institutions or [None]]
    parts = draw(st.sampled_from([None, "beside", "alone"]))
    amount = st.lists(st.integers(0, 99_999), min_size=1 + bool(parts), max_size=1 + bool(parts))
    costs = {key: [draw(amount) for _ in KEYS] for key in keys}
    spelt, items, sums = (draw(st.sampled_from(known)) for known in (YEARS, ITEMS, SUMS))
    adorned = {
        name: draw(st.booleans()) for name in ("sum before", "sum behind", "numbers", "basis", "remarks", "title")
    }
    lines = [["様式3 研究費計画"]] if adorned["title"] else []
    lines += [["", "", draw(st.sampled_from(["単位：円", "(yen)", "Unit: JPY"]))]]
    for name in institutions or [None]:
        of = [costs[year, name] for year in years]
        rows = _rows(of, items, sums, parts)
        head = ["費目", *(["内訳"] if parts == "beside" else [])]
        before, width = len(head), len(head) + len(years)
        head += [spelt.format(year, year - 2018, year + 1, year % 100) for year in years]
        rows = [[*names, *[""] * (before - len(names)), *map(str, values)] for names, values in rows]
        for number, row in enumerate((head, *rows)):
            whole = "合計" if number == 0 else str(sum(map(int, row[before:width])))
            row += [whole] if adorned["sum behind"] else []
            row += ["備考" if number == 0 else draw(REMARKS)] if adorned["remarks"] else []
            row[before:before] = [whole] if adorned["sum before"] else []
            row[before:before] = ["積算根拠" if number == 0 else draw(REMARKS)] if adorned["basis"] else []
            row[:0] = [str(number or "No.")] if adorned["numbers"] else []
        if institutions and way == "rows":
            rows = [[name if row is rows[0] else "", *row] for row in rows]
            head = ["機関名", *head]
        elif institutions:
            rows = [head, *rows] if way == "blocks" or name == institutions[0] else rows
            named = [f"機関名：{name}"] if way == "blocks" else ["", name] if adorned["numbers"] else [name]
            rows = [*rows[:1], named, *rows[1:]] if way == "above" and name == institutions[0] else [named, *rows]
        is_headed = institutions is None or (way == "rows" and name == institutions[0])
        lines += [*([head] if is_headed else []), *rows]
    return lines, {key: {name: sum(of) for name, of in zip(KEYS, costs[key], strict=True)} for key in keys}


def _rows(of, items, sums, parts):
    rows = []
    for number, item in enumerate(items):
        for part in range(2 if parts else 1):
            own = PARTS[number][part]
            names = [item] if not parts else [own] if parts == "alone" else [item if part == 0 else "", own]
            rows.append((names, [costs[number][part] for costs in of]))
    direct = [sum(map(sum, costs)) for costs in of]
    indirect = [one * 3 // 10 for one in direct]
    both = [one + other for one, other in zip(direct, indirect, strict=True)]
    return [*rows, *(([name], values) for name, values in zip(sums, (direct, indirect, both), strict=True))]


@given(_tables(), st.booleans())
def test_is_read_to_the_yen(table, is_turned):
    lines, expected = table
    blocks = any("機関名：" in cell for line in lines for cell in line)
    if is_turned and not blocks:
        width = max(map(len, lines))
        lines = zip(*(line + [""] * (width - len(line)) for line in lines), strict=True)
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    chosen = choose.choose(grids(stream.getvalue().encode()), None)
    unit, _ = choose.unit_of(chosen)
    found = budget.read(chosen.layout, unit, None, 30, 10_000)
    assert found.faults == ()
    assert {(one.fiscal_year, one.institution): one.categories for one in found.entries} == expected
    assert all(one.indirect == one.direct * 3 // 10 for one in found.entries)

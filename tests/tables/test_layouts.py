"""Other ways in which people lay out the same: what each amount is taken for, in yen."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aspire_cli.checking.checker import Options
from aspire_cli.pages import budget as page
from aspire_cli.planning import from_table
from aspire_cli.programme.load import load_programme
from aspire_cli.reports import View, json_report, terminal
from aspire_cli.tables import budget, choose
from aspire_cli.tables.grid import TableError
from aspire_cli.tables.read import grids
from tests.helpers import TODAY

# A table as text, and what its entries hold: year, institution, goods, travel, personnel, other, direct, indirect.
KEYS = ("goods", "travel", "personnel", "other", "direct", "indirect")
LAYOUTS = {
    "a form with codes, years of the support in both ways, items above their parts": (
        """令和8年度 研究費計画書
,,,(単位:千円)
大項目,初年度(2026年度),2年度(2027年度),合計
1.物品費,1000,2000,3000
 (1)設備備品費,600,1500,2100
 (2)消耗品費,400,500,900
2.旅費,100,200,300
3.人件費・謝金,10,20,30
4.その他,1,2,3
直接経費 計,1111,2222,3333
間接経費(30%),333.3,666.6,999.9
総計,1444.3,2888.6,4332.9
""",
        [
            (2026, None, 1_000_000, 100_000, 10_000, 1_000, 1_111_000, 333_300),
            (2027, None, 2_000_000, 200_000, 20_000, 2_000, 2_222_000, 666_600),
        ],
    ),
    "English, with parts of goods alone": (
        """Budget (amounts in thousand yen)
Item,FY2026 (Dec-Mar),FY2027,Total
Equipment,100,200,300
Consumables,10,20,30
Travel,1,2,3
Personnel & honoraria,5,5,10
Other costs,0,0,0
Total direct costs,116,227,343
Indirect costs (30%),34.8,68.1,102.9
Grand total,150.8,295.1,445.9
""",
        [
            (2026, None, 110_000, 1_000, 5_000, 0, 116_000, 34_800),
            (2027, None, 220_000, 2_000, 5_000, 0, 227_000, 68_100),
        ],
    ),
    "institutions across, the years of each below it": (
        """単位:円
,東京大学,,,理化学研究所,,,合計
費目,2026年度,2027年度,小計,2026年度,2027年度,小計,
物品費,1,2,3,10,20,30,33
旅費,3,4,7,30,40,70,77
直接経費,4,6,10,40,60,100,110
""",
        [
            (2026, "東京大学", 1, 3, None, None, 4, None),
            (2026, "理化学研究所", 10, 30, None, None, 40, None),
            (2027, "東京大学", 2, 4, None, None, 6, None),
            (2027, "理化学研究所", 20, 40, None, None, 60, None),
        ],
    ),
    "years across, the institutions of each below it, named so in the corner": (
        "単位:円\n機関名,R8,,R9,,合計\n,A,B,A,B,\n物品費,1,2,3,10,16\n間接経費,3,6,9,3,21\n",
        [
            (2026, "A", 1, None, None, None, None, 3),
            (2026, "B", 2, None, None, None, None, 6),
            (2027, "A", 3, None, None, None, None, 9),
            (2027, "B", 10, None, None, None, None, 3),
        ],
    ),
    "institutions down, and a total of all without their name": (
        """単位:円
,,2026年度,合計
代表機関(東京大学),物品費,10,10
,間接経費,3,3
分担機関(RIKEN),物品費,1,1
,間接経費,1,1
総計,,15,15
""",
        [
            (2026, "代表機関(東京大学)", 10, None, None, None, None, 3),
            (2026, "分担機関(RIKEN)", 1, None, None, None, None, 1),
        ],
    ),
    "a list by year, institution and item": (
        """年度,機関名,費目,金額(円),備考
2026年度,東京大学,物品費,1,a
2026年度,東京大学,旅費,2,b
2026年度,理研,物品費,3,c
2027年度,理研,物品費,4,d
""",
        [
            (2026, "東京大学", 1, 2, None, None, None, None),
            (2026, "理研", 3, None, None, None, None, None),
            (2027, "理研", 4, None, None, None, None, None),
        ],
    ),
    "several subtotals, each of what stands before it": (
        """単位:円
費目,2026年度
設備備品費,10
消耗品費,1
小計,11
国内旅費,5
外国旅費,5
小計,10
謝金,1
小計,1
直接経費,22
間接経費,6
合計,28
""",
        [(2026, None, 11, 10, 1, None, 22, 6)],
    ),
    "a sum before the indirect costs, a rate and shares, which are none": (
        "単位:円\n費目,2026年度,2027年度\n物品費,10,20\nその他,10,20\n小計,20,40\n"
        "間接経費率,30%,30%\n間接経費,6,12\n合計,26,52\n構成比,0.4,0.6\n",
        [(2026, None, 10, None, None, 10, 20, 6), (2027, None, 20, None, None, 20, 40, 12)],
    ),
    "the total first": (
        "(単位:円)\n年度,総額,直接経費,間接経費,物品費,旅費\n2026,1300,1000,300,600,400\n2027,13,10,3,6,4\n",
        [(2026, None, 600, 400, None, None, 1000, 300), (2027, None, 6, 4, None, None, 10, 3)],
    ),
    "amounts with units of their own": (
        '費目,2026年度,2027年度\n物品費,1.2億円,"3,000万円"\n旅費,500千円,¥300\n',
        [(2026, None, 120_000_000, 500_000, *[None] * 4), (2027, None, 30_000_000, 300, *[None] * 4)],
    ),
    "the unit in the corner, years of the era": (
        "費目(単位:万円),R8,R9,計\n物品費,1,2,3\n旅費,1,1.5,2.5\n計,2,3.5,5.5\n",
        [(2026, None, 10_000, 10_000, *[None] * 4), (2027, None, 20_000, 15_000, *[None] * 4)],
    ),
    "one year, as a bare number": (
        "単位:円\n費目,2026,計\n物品費,1,1\n旅費,2,2\n",
        [(2026, None, 1, 2, *[None] * 4)],
    ),
    "headings in both languages": (
        "Unit: thousand yen\n費目 Items,2026年度/FY2026\n物品費 Goods,1\nTravel / 旅費,2\n人件費・謝金(Personnel),3\n",
        [(2026, None, 1_000, 2_000, 3_000, *[None] * 3)],
    ),
    "notes and other figures beside and below": (
        "単位:千円\n費目,2026年度,積算内訳\n物品費,10,装置 10千円\n旅費,5,2026年度 5回\n合計,15,\n\n"
        "(注1)4か月分\n上限,380000\n",
        [(2026, None, 10_000, 5_000, *[None] * 4)],
    ),
}


def entries(text):
    chosen = choose.choose(grids(text.encode()), None)
    unit, _ = choose.unit_of(chosen.layout)
    found = budget.read(chosen.layout, unit, None, 30, 10_000)
    assert found.faults == ()
    assert [one for one in chosen.layout.aside if not one.known] == []
    return [
        (*one[:2], *(one.amounts[key].yen if key in one.amounts else None for key in KEYS)) for one in found.entries
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_is_understood(name):
    text, expected = LAYOUTS[name]
    assert entries(text) == expected


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "list" not in name and "notes" not in name])
def test_turned_round_it_says_the_same(name):
    text, expected = LAYOUTS[name]
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    turned = zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)
    stream = io.StringIO()
    csv.writer(stream).writerows(turned)
    assert entries(stream.getvalue()) == expected


class TestSums:
    @pytest.mark.parametrize(
        ("last", "faults"),
        [
            ("直接経費,30,40,70\n合計,39,52,91\n", []),
            ("直接経費,31,40,70\n", ["B5"]),
            ("直接経費,30,40,71\n", ["D5"]),
            ("直接経費,30,40,70\n間接経費,9,12,21\n合計,39,53,91\n", ["C7"]),
            ("小計,30,41,70\n間接経費,9,12,21\n合計,39,52,91\n", ["C5"]),
        ],
    )
    def test_that_do_not_agree_are_told_at_their_cell(self, last, faults):
        text = f"単位:円\n費目,2026年度,2027年度,計\n物品費,10,20,30\n旅費,20,20,40\n{last}"
        layout = choose.choose(grids(text.encode()), None).layout
        found = budget.read(layout, "yen", None, 30, 10_000)
        assert [fault.cell for fault in found.faults] == faults
        assert [one.direct for one in found.entries] == [30, 40]

    def test_over_years_may_be_off_by_rounding_to_thousands(self):
        for off, kinds in ((1, ["rounding"]), (2, ["sum"])):
            text = f"単位:千円\n費目,2026年度,2027年度,計\n物品費,10,20,{30 + off}\n"
            layout = choose.choose(grids(text.encode()), None).layout
            assert [one.kind for one in budget.read(layout, "thousand_yen", None, 30, 10_000).faults] == kinds

    @pytest.mark.parametrize(
        ("total", "indirect", "faults"), [(139_999, 39_999, 0), (140_000, None, 1), (100_000, None, 0)]
    )
    def test_a_total_alone_gives_the_indirect_costs_where_it_is_near_their_rate(self, total, indirect, faults):
        text = f"単位:円\n費目,2026年度\n直接経費,100000\n総額,{total}\n"
        layout = choose.choose(grids(text.encode()), None).layout
        found = budget.read(layout, "yen", None, 30, 10_000)
        taken = found.entries[0].amounts.get("indirect")
        assert (taken.yen if taken else None, len(found.faults)) == (indirect, faults)


HEADINGS = [
    "物品費",
    "旅費",
    "直接経費",
    "間接経費",
    "合計",
    "小計",
    "うち消耗品費",
    "備考",
    "機関名",
    "東京大学",
    "理研",
    "(円)",
]
YEARS = ["2026年度", "2027年度", "R10", "2026", "合計", ""]
AMOUNTS = ["0", "▲5", "(3)", "-", "1,000", "3億円", "a", "\x1b[0m", ""]


@st.composite
def _any_table(draw):
    columns = draw(st.integers(1, 5))
    line = st.lists(st.sampled_from([*YEARS, *HEADINGS]), min_size=columns, max_size=columns)
    row = st.tuples(st.sampled_from(HEADINGS), st.lists(st.sampled_from(AMOUNTS), min_size=columns, max_size=columns))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    lines = [["単位:円"], ["費目", *draw(line)], *([name, *amounts] for name, amounts in rows)]
    return "\n".join(",".join(f'"{one}"' for one in line) for line in lines)


@given(_any_table())
@settings(max_examples=60)
def test_whatever_stands_in_it_is_a_budget_or_refused(text):
    programme = load_programme()
    try:
        read = from_table.read("t.csv", grids(text.encode()), None, None, programme)
    except TableError:
        return
    found = (programme.schemes["top"], None)
    sheet = from_table.of_table(read, programme, found, None, Options(TODAY))
    view = View(("ja", "en"))
    said = "".join((*json_report.budget(sheet, view), *terminal.write(page.pages(sheet, view), view)))
    assert "\x1b" not in said
    assert sheet.failures == ()

"""Writes the tables that the tests read, each with the budget that a person reads in it beside it, as YAML.

    python -m tests.tables.make          all that openpyxl and plain text make
    python -m tests.tables.make --office those too that LibreOffice makes of them (it must be installed)

The files are kept, as people's own would be: nobody makes them anew to run the tests.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

FILES = Path(__file__).parent / "files"
KEYS = ("goods", "travel", "personnel", "other")
# In thousand yen: goods, travel, personnel, other; and the indirect costs.
YEARS = {
    2026: ((12_000, 3_000, 8_000, 500), 7_050),
    2027: ((9_500, 4_200, 16_000, 800), 9_150),
    2028: ((4_000, 4_000, 18_000, 1_000), 8_100),
}
ITEMS = ("物品費", "旅費", "人件費・謝金", "その他")
ENGLISH = ("Goods", "Travel", "Personnel and honoraria", "Other")


def entry(year, amounts, indirect, unit=1_000, **institution):
    """Return an entry of the budget in yen."""
    found = dict(zip(KEYS, (round(amount * unit) for amount in amounts), strict=True))
    return {"fiscal_year": year, **institution, **found} | (
        {"indirect": round(indirect * unit)} if indirect is not None else {}
    )


PLAIN = [entry(year, *amounts) for year, amounts in YEARS.items()]


def book(*rows, title="予算"):
    """Return a workbook with one sheet of these rows."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def across():
    """Years across, a title above, the unit in a corner, sums, notes below, a column of remarks."""
    rows = [
        ["ASPIRE 研究費計画"],
        [None, None, None, None, None, "(単位:千円)"],
        ["費目", *(f"{year}年度" for year in YEARS), "合計", "備考"],
    ]
    for number, item in enumerate(ITEMS):
        amounts = [of[0][number] for of in YEARS.values()]
        rows.append([item, *amounts, sum(amounts), "積算は別紙"])
    direct = [sum(of[0]) for of in YEARS.values()]
    indirect = [of[1] for of in YEARS.values()]
    total = [one + other for one, other in zip(direct, indirect, strict=True)]
    rows += [["直接経費計(A)", *direct, sum(direct)], ["間接経費(直接経費の30%)", *indirect, sum(indirect)]]
    rows += [["合計(A+B)", *total, sum(total)], [], ["※間接経費は所属機関の規程による。"], ["※その他は学会参加費等。"]]
    return book(*rows), PLAIN


def down():
    """Years down, headings in two storeys with merged cells, English."""
    rows = [
        ["Budget plan"],
        ["Unit: thousand yen"],
        ["Fiscal year", "Direct costs", None, None, None, None, "Indirect costs", "Total"],
        [None, *ENGLISH, "Subtotal"],
    ]
    for year, (amounts, indirect) in YEARS.items():
        rows.append([f"FY{year}", *amounts, sum(amounts), indirect, sum(amounts) + indirect])
    columns = list(zip(*(row[1:] for row in rows[4:]), strict=True))
    rows.append(["Total", *map(sum, columns)])
    made = book(*rows, title="Budget")
    for area in ("A1:H1", "A3:A4", "B3:F3", "G3:G4", "H3:H4"):
        made.active.merge_cells(area)
    return made, PLAIN


def spread_out():
    """Empty columns and rows between, two storeys of row headings, eras, dashes for zero, text with full width."""
    made = book()
    sheet = made.active
    put = {"B2": "別紙2 予算計画", "J3": "単位:千円", "B5": "区分", "C5": "費目", "J5": "計"}
    put |= {"E5": "令和8年度", "G5": "令和9年度(2027年度)", "H5": "R10年度"}
    put |= {"B7": "直接経費", "C7": "物品費", "E7": "１２,０００", "G7": 9_500, "H7": "4,000", "J7": 25_500}
    put |= {"C8": "旅 費", "E8": 3_000, "G8": "―", "H8": "-", "J8": "3,000"}
    put |= {"C10": "人件費・謝金", "E10": 8_000, "G10": 16_000, "H10": "1万8千千円", "J10": 42_000}
    put |= {"C11": "その他", "E11": 500, "G11": 800, "H11": "1,000", "J11": 2_300}
    put |= {"C12": "小計", "E12": 23_500, "G12": 26_300, "H12": 23_000, "J12": 72_800}
    put |= {"B14": "間接経費", "E14": 7_050, "G14": 7_890, "H14": 6_900, "J14": 21_840}
    put |= {"B15": "総額", "E15": 30_550, "G15": 34_190, "H15": 29_900, "J15": 94_640, "B18": "(注)端数は切り捨て"}
    put["H10"] = "1,800万円"
    for place, value in put.items():
        sheet[place] = value
    sheet.merge_cells("B7:B12")
    expected = [
        entry(2026, (12_000, 3_000, 8_000, 500), 7_050),
        entry(2027, (9_500, 0, 16_000, 800), 7_890),
        entry(2028, (4_000, 0, 18_000, 1_000), 6_900),
    ]
    return made, expected


def institutions_down():
    """Several institutions, one below the other, merged over their items; sums over all of them."""
    shares = {"東京大学": (10_000, 2_000, 6_000, 500), "理化学研究所": (2_000, 1_000, 2_000, 0)}
    rows = [["(千円)", None, "2026年度", "2027年度", "計"], ["機関名", "費目"]]
    for name, amounts in shares.items():
        for number, (item, amount) in enumerate(zip(ITEMS, amounts, strict=True)):
            rows.append([name if not number else None, item, amount, amount * 2, amount * 3])
        direct = sum(amounts)
        rows.append([None, "直接経費 計", direct, direct * 2, direct * 3])
        rows.append([None, "間接経費", direct * 3 / 10, direct * 6 / 10, direct * 9 / 10])
    whole = sum(map(sum, shares.values()))
    rows.append(["合計", "直接経費", whole, whole * 2, whole * 3])
    rows.append([None, "総額", whole * 1.3, whole * 2.6, whole * 3.9])
    made = book(*rows)
    made.active.merge_cells("A3:A8")
    made.active.merge_cells("A9:A14")
    made.active.merge_cells("A15:A16")
    expected = [
        entry(year, [amount * times for amount in amounts], sum(amounts) * times * 3 // 10, institution=name)
        for year, times in ((2026, 1), (2027, 2))
        for name, amounts in shares.items()
    ]
    return made, expected


def institution_column():
    """One row for each year and institution, in yen, sums in the last row."""
    rows = [["年度", "機関名", *ITEMS, "直接経費", "間接経費", "合計"], [None, None, *["(円)"] * 7]]
    expected, amounts_of = [], {"東京大学": (1_234_567, 200_000, 0, 5_433), "CNRS Japan": (800_000, 0, 100_000, 0)}
    for year in (2026, 2027):
        for name, amounts in amounts_of.items():
            direct = sum(amounts)
            indirect = direct * 3 // 10
            rows.append([year, name, *amounts, direct, indirect, direct + indirect])
            expected.append(entry(year, amounts, indirect, 1, institution=name))
    rows.append(["計", None, *(sum(column) for column in zip(*(row[2:] for row in rows[2:]), strict=True))])
    return book(*rows), expected


def parts():
    """Items by their parts, some of them hidden; sums of each item; of-which rows; a negative correction."""
    rows = [
        ["単位", "千円"],
        ["大費目", "中費目", "2026年度", "2027年度"],
        ["物品費", "設備備品費", 9_000, 6_000],
        [None, "消耗品費", 3_100, 3_500],
        [None, "消耗品費(値引き)", "▲100", "(0)"],
        [None, "小計", 12_000, 9_500],
        ["旅費", "国内旅費", 1_000, 1_200],
        [None, "外国旅費", 2_000, 3_000],
        ["人件費・謝金", None, 8_000, 16_000],
        [None, "うち人件費", 7_000, 15_000],
        ["その他", "学会参加費", 300, 500],
        [None, "論文投稿料", 200, 300],
        ["直接経費合計", None, 23_500, 30_500],
        ["間接経費", None, 7_050, 9_150],
        ["総計", None, 30_550, 39_650],
    ]
    made = book(*rows)
    for row in (7, 8):
        made.active.row_dimensions[row].hidden = True
    return made, PLAIN[:2]


def years_and_items_across():
    """One row for each institution; years with their items across, merged above."""
    rows = [["機関", *[one for year in (2026, 2027) for one in (f"{year}年度", None, None)], "合計"]]
    rows.append([None, *["直接経費", "間接経費", "計"] * 2])
    expected, shares = [], {"北海道大学": 10_000, "National Institute of Optics": 4_000}
    for name, direct in shares.items():
        rows.append([name, direct, direct * 3 // 10, direct * 13 // 10, direct, direct * 3 // 10, direct * 13 // 10])
        rows[-1].append(direct * 26 // 10)
    rows.append(["計", *(sum(column) for column in zip(*(row[1:] for row in rows[2:]), strict=True))])
    rows += [[], ["単位:千円"]]
    made = book(*rows)
    made.active.merge_cells("B1:D1")
    made.active.merge_cells("E1:G1")
    for year in (2026, 2027):
        for name, direct in shares.items():
            expected.append(
                {"fiscal_year": year, "institution": name, "direct": direct * 1_000, "indirect": direct * 300}
            )
    return made, expected


def long_list():
    """A list: one row for each year and item, in million yen."""
    rows = [["年度", "費目", "金額(百万円)", "備考"]]
    for year, (amounts, indirect) in YEARS.items():
        rows += [[f"{year}年度", item, amount / 1_000, ""] for item, amount in zip(ITEMS, amounts, strict=True)]
        rows.append([f"{year}年度", "間接経費", indirect / 1_000, "30%"])
    return book(*rows), PLAIN


def several_sheets():
    """The table on the second of three sheets; the others have notes, and what it was reckoned from."""
    made, expected = across()
    notes = made.create_sheet("はじめに", 0)
    notes.append(["この様式の記入要領"])
    notes.append(["1", "2026年度から記入してください。"])
    reckoned = made.create_sheet("積算")
    reckoned.append(["品名", "単価", "数量", "金額"])
    reckoned.append(["測定装置", 4_000, 2, 8_000])
    return made, expected


def shown_in_thousands():
    """Amounts in yen that their format shows in thousands, below 単位:千円; the rate beside them is no amount."""
    rows = [["単位:千円"], ["費目", 2026, 2027, "割合"]]
    for number, item in enumerate(ITEMS):
        rows.append([item, *(YEARS[year][0][number] * 1_000 + 1 for year in (2026, 2027)), 0.25])
    made = book(*rows)
    for row in made.active.iter_rows(min_row=3, min_col=2, max_col=3):
        for cell in row:
            cell.number_format = "#,##0,"
    return made, [entry(year, [one * 1_000 + 1 for one in YEARS[year][0]], None, 1) for year in (2026, 2027)]


def blocks():
    """A table for each institution, one below the other, each with its name above it."""
    rows, expected = [["様式3(単位:千円)"], []], []
    for name, times in (("東京大学", 2), ("理研", 1)):
        rows += [[f"機関名:{name}"], ["費目", "2026年度", "2027年度", "計"]]
        for item, amount in zip(ITEMS, (1_000, 200, 300, 0), strict=True):
            rows.append([item, amount * times, amount * times, amount * times * 2])
        rows += [["直接経費", 1_500 * times, 1_500 * times, 3_000 * times], []]
    for year in (2026, 2027):
        for name, times in (("東京大学", 2), ("理研", 1)):
            amounts = [amount * times for amount in (1_000, 200, 300, 0)]
            expected.append(entry(year, amounts, None, institution=name))
    return book(*rows), expected


def rest_of_the_total():
    """Direct costs and the total alone: the indirect costs are what is between them; bare numbers for years."""
    rows = [["(in thousand yen)", 2026, 2027, 2028, "Total"]]
    direct, total = (10_000, 20_000, 9_999), (13_000, 26_000, 12_998)
    rows += [["Direct costs", *direct, sum(direct)], ["Total costs", *total, sum(total)]]
    expected = [
        {"fiscal_year": year, "direct": one * 1_000, "indirect": (all_of_it - one) * 1_000}
        for year, one, all_of_it in zip((2026, 2027, 2028), direct, total, strict=True)
    ]
    return book(*rows), expected


def reckoned():
    """Sums and years as formulas: LibreOffice gives them their values."""
    made, expected = across()
    sheet = made.active
    for column in "BCD":
        sheet[f"{column}8"] = f"=SUM({column}4:{column}7)"
        sheet[f"{column}9"] = f"={column}8*0.3"
        sheet[f"{column}10"] = f"={column}8+{column}9"
    for row in range(4, 11):
        sheet[f"E{row}"] = f"=SUM(B{row}:D{row})"
    sheet["C3"], sheet["D3"] = '=LEFT(B3,4)+1&"年度"', '=LEFT(C3,4)+1&"年度"'
    return made, expected


def written(text, *merged, title="予算"):
    """Return a workbook of lines with `|` between their cells, a newline in a cell written as `^`."""
    made = Workbook()
    made.active.title = title
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        for column, one in enumerate(line.split("|"), 1):
            if one.strip():
                value = int(one) if one.isdecimal() else one.replace("^", "\n")
                made.active.cell(number, column, value)
    for area in merged:
        made.active.merge_cells(area)
    return made


def research_form():
    """Headings in two storeys with the costs of research around them, years down, their sum 総計."""
    text = """
様式S-1 研究経費とその必要性
|||||（金額単位：千円）
年度|研究経費|使用内訳|||
||設備備品費|消耗品費|旅費|人件費・謝金|その他
令和8年度|3500|1000|500|800|700|500
令和9年度|2000|0|500|800|400|300
総計|5500|1000|1000|1600|1100|800
"""
    made = written(text, "A3:A4", "B3:B4", "C3:G3")
    return made, [entry(2026, (1_500, 800, 700, 500), None), entry(2027, (500, 800, 400, 300), None)]


def years_by_months():
    """Years of the support with their months below, numbers and marks around items, the unit below the table."""
    text = """
様式4 研究費計画
|初年度|2年度|合計
|(R8.12～R9.3)|(R9.4～R10.3)|
①物品費（設備備品費・消耗品費）|1,000|2,000|3,000
②旅費|100|200|300
③人件費・謝金|10|20|30
④その他（外注費、印刷製本費等）|1|2|3
⑤直接経費 計（①～④）|1,111|2,222|3,333
⑥間接経費（⑤×30％）|333|666|999
⑦合計（⑤＋⑥）|1,444|2,888|4,332
※金額の単位は千円とする（千円未満切り捨て）。
"""
    return written(text), [entry(2026, (1_000, 100, 10, 1), 333), entry(2027, (2_000, 200, 20, 2), 666)]


def three_storeys():
    """Three storeys of headings: costs of research, years, institutions with the sum of all."""
    text = """
（単位：千円）
|研究費||||||
費目|2026年度|||2027年度||
|東京大学|理化学研究所|小計|東京大学|理化学研究所|小計
物品費|10|5|15|20|6|26
旅費|1|1|2|2|1|3
"""
    shares = {2026: {"東京大学": (10, 1, 0, 0), "理化学研究所": (5, 1, 0, 0)}}
    shares[2027] = {"東京大学": (20, 2, 0, 0), "理化学研究所": (6, 1, 0, 0)}
    expected = [entry(year, of, None, institution=name) for year in shares for name, of in shares[year].items()]
    return written(text, "B2:G2", "B3:D3", "E3:G3"), expected


def partner():
    """English, items as headings of what they hold, years of four digits, a sum of the direct costs below."""
    text = """
Budget (amounts in thousand JPY)
Item|2026|2027|Total
Personnel|||
PhD students|1|1|2
Postdocs|2|2|4
Travel|||
Conferences|1|1|2
Exchange visits|1|2|3
Goods|||
Equipment|5|0|5
Other|||
Publication fees|1|1|2
Subtotal direct|11|7|18
Indirect (30%)|3|2|5
TOTAL|14|9|23
"""
    return written(text, title="Partner"), [entry(2026, (5, 2, 3, 1), 3), entry(2027, (0, 3, 3, 1), 2)]


def blocks_and_their_sum():
    """A table for each institution, told by its part or between brackets, and one of all of them together."""
    text = """
単位：千円
代表機関：東京大学
費目|2026年度|2027年度
物品費|10|20
旅費|1|2

【CNRS研究所】
費目|2026年度|2027年度
物品費|5|6
旅費|1|1

【合計】
費目|2026年度|2027年度
物品費|15|26
旅費|2|3
"""
    shares = {2026: {"東京大学": (10, 1, 0, 0), "CNRS研究所": (5, 1, 0, 0)}}
    shares[2027] = {"東京大学": (20, 2, 0, 0), "CNRS研究所": (6, 1, 0, 0)}
    return written(text), [
        entry(year, of, None, institution=name) for year in shares for name, of in shares[year].items()
    ]


def beside_one_another():
    """A table for each institution, one beside the other, far from the corner of the sheet."""
    made = written("単位：千円")
    rows = [["■東京大学", None, None, None, "■京都大学"], [*["費目", "R8", "R9", None] * 2]]
    rows += [["物品費", 10, 20, None, "物品費", 5, 6], ["旅費", 1, 2, None, "旅費", 1, 1]]
    for number, row in enumerate(rows, 40):
        for column, value in enumerate(row, 11):
            made.active.cell(number, column, value)
    made.active.column_dimensions["L"].hidden = True
    shares = {2026: {"東京大学": (10, 1, 0, 0), "京都大学": (5, 1, 0, 0)}}
    shares[2027] = {"東京大学": (20, 2, 0, 0), "京都大学": (6, 1, 0, 0)}
    return made, [entry(year, of, None, institution=name) for year in shares for name, of in shares[year].items()]


def a_table_each_year():
    """A year above the amounts of all its items, the next one below; the unit in the name of the sheet."""
    text = """
令和8年度
費目|金額|備考
物品費|10|装置
旅費|1|
計|11|
令和9年度
費目|金額|備考
物品費|20|
旅費|2|2回
計|22|
"""
    return written(text, title="年度別(千円)"), [entry(2026, (10, 1, 0, 0), None), entry(2027, (20, 2, 0, 0), None)]


def as_they_are_shown():
    """Years and amounts as their formats show them: a number as an era's year, yen in thousands, nothing for zero."""
    text = """
（単位：千円）
区分|費目|8|9|計
直^接^経^費|物品費|10000|20000|30000
|旅費|1000|0|1000
|小計|11000|20000|31000
間接経費||3300|6000|9300
計||14300|26000|40300
"""
    made = written(text, "A3:A5", "A6:B6", "A7:B7")
    for row in made.active.iter_rows(min_row=2, min_col=3):
        for cell in row:
            cell.number_format = '"令和"0"年度"' if cell.row == 2 else '#,##0,;▲#,##0,;"-"'
    return made, [entry(2026, (10, 1, 0, 0), 3.3), entry(2027, (20, 0, 0, 0), 6)]


def remarks_between():
    """What amounts rest on between items and years, sums before these, notes in the middle, a rate, a running sum."""
    text = """
（単位：千円）
No.|費目|積算根拠|合計|2026年度|2027年度|割合（％）
1|物品費|レーザー装置2台|20|6|14|40
2||分光器、計算機|10|4|6|20
※設備は1件500万円以上のものを含む
3|旅費|パリ往復3名×2回|3|1|2|6
4|直接経費計|自動計算|33|11|22|66
5|間接経費率(%)||30|30|30|
6|間接経費|直接経費の30%|9|3|6|18
7|合計|(4)+(6)|42|14|28|84
8|累計|||14|42|
"""
    return written(text), [entry(2026, (10, 1, 0, 0), 3), entry(2027, (20, 2, 0, 0), 6)]


def units_of_their_own():
    """Each column has its unit, one more bears it in the cells; two languages, one below the other."""
    text = """
費目^Item|2026年度^FY2026^（千円）|2027年度^FY2027^（円）|2028年度^FY2028
物品費^Goods|10|20000|1万円
旅費^Travel|1|2000|3,000円
人件費・謝金^Personnel and honoraria|－|0|￥500
"""
    expected = [entry(2026, (10, 1, 0, 0), None), entry(2027, (20, 2, 0, 0), None), entry(2028, (10, 3, 0.5, 0), None)]
    return written(text), expected


def institutions_between():
    """Institutions in rows of their own above their items, the sum of all at the end, others named in notes."""
    text = """
単位：百万円
費目|2026年度|2027年度|計
東京大学|||
物品費|10|20|30
旅費|1|2|3
小計|11|22|33
京都大学|||
物品費|5|6|11
旅費|1|1|2
小計|6|7|13
合計|17|29|46
※東京大学の旅費には京都大学との打合せ旅費を含む。
※大阪大学は参画しない。
"""
    shares = {2026: {"東京大学": (10, 1, 0, 0), "京都大学": (5, 1, 0, 0)}}
    shares[2027] = {"東京大学": (20, 2, 0, 0), "京都大学": (6, 1, 0, 0)}
    expected = [entry(year, of, None, 10**6, institution=name) for year in shares for name, of in shares[year].items()]
    return written(text), expected


def a_list_with_prices():
    """A row for each purchase, with its price and number, which are no amounts; sums among them."""
    text = """
（単位：円）
年度|費目|品名|単価|数量|金額
2026年度|物品費|レーザー|100|2|200
2026年度|物品費|分光器|50|1|50
2026年度|物品費|小計|||250
2026年度|旅費|渡航|30|3|90
2027年度|物品費|試薬|10|5|50
"""
    return written(text), [entry(2026, (250, 90, 0, 0), None, 1), entry(2027, (50, 0, 0, 0), None, 1)]


def as_text(of, separator=","):
    """Return the first sheet of a workbook as text."""
    made, expected = of()
    stream = io.StringIO()
    for row in made.active.iter_rows(values_only=True):
        numbers = (f'"{one:,}"' if isinstance(one, int) and one not in YEARS else one for one in row)
        written = ("" if one is None else str(one) for one in numbers)
        stream.write(separator.join(written) + "\r\n")
    return stream.getvalue(), expected


BOOKS = {
    "across": across,
    "down": down,
    "spread-out": spread_out,
    "institutions-down": institutions_down,
    "institution-column": institution_column,
    "parts": parts,
    "years-and-items": years_and_items_across,
    "long-list": long_list,
    "several-sheets": several_sheets,
    "shown-in-thousands": shown_in_thousands,
    "blocks": blocks,
    "rest-of-the-total": rest_of_the_total,
    "research-form": research_form,
    "years-by-months": years_by_months,
    "three-storeys": three_storeys,
    "blocks-and-their-sum": blocks_and_their_sum,
    "beside-one-another": beside_one_another,
    "a-table-each-year": a_table_each_year,
    "as-they-are-shown": as_they_are_shown,
    "remarks-between": remarks_between,
    "units-of-their-own": units_of_their_own,
    "institutions-between": institutions_between,
    "a-list-with-prices": a_list_with_prices,
}
OFFICE = {
    "reckoned": reckoned,
    "down-office": down,
    "partner-office": partner,
    "as-shown-office": as_they_are_shown,
}  # as LibreOffice writes them
TEXTS = {
    "across-utf8-mark": (across, ",", "utf-8-sig"),
    "down-tabs": (down, "\t", "utf-8"),
    "blocks-cp932": (blocks, ",", "cp932"),
    "institution-column-semicolons": (institution_column, ";", "utf-8"),
    "across-utf16": (across, "\t", "utf-16"),
}


def write(name, content, expected):
    (FILES / name).write_bytes(content)
    lines = [f"- {{{', '.join(f'{key}: {value}' for key, value in one.items())}}}\n" for one in expected]
    (FILES / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")


def saved(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def by_office(content):
    """Return a workbook as LibreOffice writes it, with the values of its formulas."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.xlsx")
        path.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", f"{folder}/out", str(path)], check=True, capture_output=True, timeout=120)
        return Path(folder, "out", "made.xlsx").read_bytes()


def main():
    FILES.mkdir(exist_ok=True)
    for name, of in BOOKS.items():
        made, expected = of()
        write(f"{name}.xlsx", saved(made), expected)
    for name, (of, separator, encoding) in TEXTS.items():
        text, expected = as_text(of, separator)
        write(f"{name}.csv", text.encode(encoding), expected)
    for name, of in OFFICE.items() if "--office" in sys.argv else ():
        made, expected = of()
        write(f"{name}.xlsx", by_office(saved(made)), expected)


if __name__ == "__main__":
    main()

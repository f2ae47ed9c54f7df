"""Other ways in which people lay out the same: what each amount is taken for, in yen."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aspire_cli.checking.checker import Options
from aspire_cli.fiscal import Period
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
    "a list across, with a mark that is no institution among its headings": (
        "年度,2026年度,2026年度,2027年度\n機関名,東京大学,理研,理研\n費目,物品費,物品費,物品費\n金額(円),1,3,4\n(A),,,\n備考,a,,\n",
        [
            (2026, "東京大学", 1, *[None] * 5),
            (2026, "理研", 3, *[None] * 5),
            (2027, "理研", 4, *[None] * 5),
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
    "years as the months that they have in the support": (
        "単位:円\n,初年度,第2年度,第3年度,計\n,(R8.12~R9.3),2027.4~2028.3,Apr 2028 - Mar 2029,\n"
        "物品費,1,2,3,6\n旅費,1,2,3,6\n",
        [(year, None, number, number, *[None] * 4) for number, year in enumerate((2026, 2027, 2028), 1)],
    ),
    "bare years behind one that is marked": (
        "Amounts in JPY,,\nFiscal year,Goods,Travel\n2026 (Dec-Mar),1,2\n2027,3,4\nTotal,4,6\n",
        [(2026, None, 1, 2, *[None] * 4), (2027, None, 3, 4, *[None] * 4)],
    ),
    "the unit in a sentence below, with how amounts are rounded": (
        "費目,2026年度\n物品費,1\n旅費,2\n※金額の単位は千円とする。,\n※端数は百万円単位で四捨五入。,\n",
        [(2026, None, 1_000, 2_000, *[None] * 4)],
    ),
    "a unit of its own in each column": (
        "費目,2026年度(千円),2027年度(円),備考\n物品費,1,2000,\n旅費,2,3000,\n",
        [(2026, None, 1_000, 2_000, *[None] * 4), (2027, None, 2_000, 3_000, *[None] * 4)],
    ),
    "items without amounts as headings of those below": (
        "kJPY,2026,2027,Total\nPersonnel,,,\nStudents,1,2,3\nPostdocs,2,2,4\nTravel,,,\nConferences,1,1,2\n"
        "Goods,,,\nEquipment,5,5,10\nSubtotal direct,9,10,19\nIndirect (30%),2.7,3,5.7\nTOTAL,11.7,13,24.7\n",
        [
            (2026, None, 5_000, 1_000, 3_000, None, 9_000, 2_700),
            (2027, None, 5_000, 1_000, 4_000, None, 10_000, 3_000),
        ],
    ),
    "an item among its own parts, and a remark as mark": (
        "単位:円\n費目,内訳,2026年度,2027年度\n物品費,,10,20\nその他,外注費,1,1\n,会議費,1,2\n,その他,1,3\n"
        "直接経費計,(A),13,26\n間接経費,A×30%,3,7\n総計,A+B,16,33\n",
        [(2026, None, 10, None, None, 3, 13, 3), (2027, None, 20, None, None, 6, 26, 7)],
    ),
    "costs of research as a sum above, beside and below": (
        "様式S-1,,,\n研究経費(千円),,,\n年度,研究経費,使用内訳,\n,,設備備品費,旅費\n令和8年度,3,2,1\n令和9年度,4,2,2\n総計,7,4,3\n",
        [(2026, None, 2_000, 1_000, *[None] * 4), (2027, None, 2_000, 2_000, *[None] * 4)],
    ),
    "sums before the years, and running ones": (
        "単位:円,,,,\n費目,合計,2026年度,2027年度,累計\n物品費,30,10,20,30\n旅費,3,1,2,3\n計,33,11,22,33\n累計,,11,33,\n",
        [(2026, None, 10, 1, *[None] * 4), (2027, None, 20, 2, *[None] * 4)],
    ),
    "institutions down with brackets, and a total of all in their column": (
        "単位:円,,,\n研究機関名,費目,R8年度,計\nA大学(代表:山田),直接経費,10,10\n,間接経費,3,3\nCNRS(仏),直接経費,5,5\n"
        ",間接経費,1,1\n総計,,19,19\n",
        [
            (2026, "A大学(代表:山田)", *[None] * 4, 10, 3),
            (2026, "CNRS(仏)", *[None] * 4, 5, 1),
        ],
    ),
    "tables of institutions below one another, by their part, and one of their sum": (
        "(単位:円)\n代表機関：東京大学\n費目,2026年度\n物品費,1\n旅費,2\n【CNRS研究所】\n費目,2026年度\n物品費,3\n旅費,4\n"
        "【合計】\n費目,2026年度\n物品費,4\n旅費,6\n",
        [(2026, "東京大学", 1, 2, *[None] * 4), (2026, "CNRS研究所", 3, 4, *[None] * 4)],
    ),
    "tables of institutions beside one another": (
        "単位:円\n東京大学,,,,■京都大学\n費目,2026年度,計,,費目,2026年度,計\n物品費,1,1,,物品費,3,3\n旅費,2,2,,旅費,4,4\n",
        [(2026, "東京大学", 1, 2, *[None] * 4), (2026, "京都大学", 3, 4, *[None] * 4)],
    ),
    "institutions in rows of their own above their items, a sum of all and names in the notes": (
        "単位:円,,\n費目,2026年度,計\n東京大学,,\n物品費,1,1\n旅費,2,2\n小計,3,3\n理化学研究所,,\n物品費,3,3\n旅費,4,4\n小計,7,7\n"
        "合計,10,10\n※京都大学は自己資金による。,,\n※大阪大学も同じ。,,\n",
        [(2026, "東京大学", 1, 2, *[None] * 4), (2026, "理化学研究所", 3, 4, *[None] * 4)],
    ),
    "what an amount rests on between the items and the years": (
        "単位:円,,,\n費目,積算根拠,2026年度,計\n物品費,装置2台,10,10\n,分光器,5,5\n旅費,3名×2回,1,1\n直接経費計,自動計算,16,16\n"
        "間接経費,直接経費の30%,4,4\n合計,自動計算,20,20\n",
        [(2026, None, 15, 1, None, None, 16, 4)],
    ),
    "an item and one of its parts beside it, as the direct costs tell": (
        "Budget in JPY,\nItem,JFY2026\nGoods,10\nPersonnel,5\nHonoraria,1\nMiscellaneous,2\nPrinting,2\n"
        "Total direct,20\n",
        [(2026, None, 10, None, 6, 4, 20, None)],
    ),
    "an item and one that is of it, between brackets": (
        "単位:円,\n費目,2026年度\n物品費,10\n(うち設備備品費),(6)\n旅費,3\n直接経費,13\n",
        [(2026, None, 10, 3, None, None, 13, None)],
    ),
    "a year above the amounts of all items, and another below": (
        "単位:円,,\n令和8年度,,\n費目,金額,備考\n物品費,1,a\n旅費,2,\n計,3,\n令和9年度,,\n費目,金額,備考\n物品費,3,\n旅費,4,b\n計,7,\n",
        [(2026, None, 1, 2, *[None] * 4), (2027, None, 3, 4, *[None] * 4)],
    ),
    "a title and the unit over columns in the middle": (
        ",,研究費計画,,単位:円\n費目,2026年度,,2027年度,\n,東京大学,理研,東京大学,理研\n物品費,1,2,3,4\n旅費,5,6,7,8\n",
        [
            (2026, "東京大学", 1, 5, *[None] * 4),
            (2026, "理研", 2, 6, *[None] * 4),
            (2027, "東京大学", 3, 7, *[None] * 4),
            (2027, "理研", 4, 8, *[None] * 4),
        ],
    ),
    "tables of institutions whose rows are numbered": (
        "単位:円\n【東京大学】\nNo.,費目,2026年度\n1,物品費,1\n2,旅費,2\n3,計,3\n\n京都大学\nNo.,費目,2026年度\n1,物品費,3\n2,旅費,4\n",
        [(2026, "東京大学", 1, 2, *[None] * 4), (2026, "京都大学", 3, 4, *[None] * 4)],
    ),
    "tables of institutions, by what each is there, numbered": (
        "単位:円\n代表:東京大学\n費目,2026年度\n物品費,1\n旅費,2\n分担機関1:A社\n費目,2026年度\n物品費,3\n旅費,4\n"
        "Partner 2,RIKEN\n費目,2026年度\n物品費,5\n旅費,6\n",
        [
            (2026, "東京大学", 1, 2, *[None] * 4),
            (2026, "A社", 3, 4, *[None] * 4),
            (2026, "RIKEN", 5, 6, *[None] * 4),
        ],
    ),
    "institutions across, by what each is there": (
        "単位:円\n費目,2026年度,\n,代表:東京大学,分担機関2:京都大学\n物品費,1,2\n旅費,3,4\n",
        [(2026, "東京大学", 1, 3, *[None] * 4), (2026, "京都大学", 2, 4, *[None] * 4)],
    ),
    "items without amounts above what they are made of, one of it by a name of the whole": (
        "単位:円,\n費目,2026年度\n物品費,\n顕微鏡,1\nレーザー,2\n旅費,\n渡航費,3\n宿泊費,4\n計,10\n",
        [(2026, None, 3, 7, *[None] * 4)],
    ),
    "direct and indirect costs by half their names": (
        "単位:円,,\n,,2026年度\n直接,物品,3\n,旅費,4\n間接,,2\n計,,9\n",
        [(2026, None, 3, 4, None, None, None, 2)],
    ),
    "notes and other figures beside and below": (
        "単位:千円\n費目,2026年度,積算内訳\n物品費,10,装置 10千円\n旅費,5,2026年度 5回\n合計,15,\n\n"
        "(注1)4か月分\n上限,380000\n",
        [(2026, None, 10_000, 5_000, *[None] * 4)],
    ),
}


def entries(text, period=None):
    chosen = choose.choose(grids(text.encode()), None, period)
    unit, _ = choose.unit_of(chosen)
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


@pytest.mark.parametrize(
    "name", [name for name in LAYOUTS if not any(word in name for word in ("list", "notes", "tables"))]
)
def test_turned_round_it_says_the_same(name):
    text, expected = LAYOUTS[name]
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    turned = zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)
    stream = io.StringIO()
    csv.writer(stream).writerows(turned)
    assert entries(stream.getvalue()) == expected


class TestCountedYears:
    TEXT = "単位:円\n費目,{},計\n物品費,{},6\n"
    PERIOD = Period(date(2026, 12, 1), date(2029, 3, 31))  # three fiscal years

    @pytest.mark.parametrize(
        "years",
        [
            ("初年度", "第2年度", "最終年度"),
            ("1年目", "2年目", "3年目"),
            ("Year 1", "Y2", "3rd year"),
            ("第一年次", "二年度", "第3年"),
        ],
    )
    def test_are_those_of_the_support(self, years):
        text = self.TEXT.format(",".join(years), "1,2,3")
        found = entries(text, self.PERIOD)
        assert [(one[0], one[2]) for one in found] == [(2026, 1), (2027, 2), (2028, 3)]
        with pytest.raises(TableError, match="years-are-counted"):
            entries(text)

    @pytest.mark.parametrize(
        ("years", "found"),
        [("初年度,2年度", (2026, 2027)), ("1年目,2年目", None), ("2年目,3年目", (2027, 2028)), ("3年度,4年度", None)],
    )
    def test_are_only_taken_where_they_are_fiscal_years(self, years, found):
        """Years of support that are not as many as its fiscal years run from its first day, not from April."""
        text = self.TEXT.format(years, "2,4")
        if found:
            assert tuple(one[0] for one in entries(text, self.PERIOD)) == found
        else:
            with pytest.raises(TableError, match="years-counted-otherwise"):
                entries(text, self.PERIOD)


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
        for off, kinds in ((1, ["sum-rounding"]), (2, ["sum"])):
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

"""What one heading says: a year however it is spelt, a unit, an item under its numbering."""

from decimal import Decimal

import pytest

from aspire_cli.money import AmountError
from aspire_cli.tables import amounts, headings, named_years, paths, units
from aspire_cli.tables.grid import Cell, column_name


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *((text, 2026) for text in ("2026年度", "２０２６年度", "令和8年度", "R8", "R8年度", "令和８", "2026年")),
        *(
            (text, 2026)
            for text in ("令和8年度(2026年度)", "2026年度\n(R8)", "初年度(2026年度)", "2026年度(4か月)", "2026年度計画")
        ),
        *(
            (text, 2026)
            for text in ("FY2026", "FY 2026", "FY26", "Fiscal year 2026", "FY2026 (Dec-Mar)", "2026-27", "FY2026/27")
        ),
        *(
            (text, 2026)
            for text in ("2026年度/FY2026", "2026年度\nFY2026", "2026/27", "FY'26", "R8年度申請額", "2026年度(千円)")
        ),
        *(
            (text, 2026)
            for text in ("R8.12~R9.3", "(2026年12月〜2027年3月まで)", "2026年12月~3月", "Dec 2026 - Mar 2027")
        ),
        *((text, 2026) for text in ("2026/12-2027/3", "2026-12-01~2027-03-31", "令和8年4月から令和9年3月")),
        *((text, None) for text in ("2026.12~2027.4", "2026年度以降", "2026年度実績", "2026.3~2026.4")),
        *(
            (text, None)
            for text in ("2026", "1年目", "2026-04-01", "2026年4月1日", "FY2026-29", "2026年度合計", "1926年度")
        ),
        *(
            (text, None)
            for text in ("令和8年度と9年度", "2026年度/2027年度", "物品費", "", "2" * 500, 2026, Decimal(2026), None)
        ),
    ],
)
def test_a_year_is_read_where_it_is_marked(text, year):
    assert named_years.fiscal_year(text) == year


@pytest.mark.parametrize(
    ("value", "year"), [(2026, 2026), ("2026", 2026), (1999, None), (2101, None), ("206", None), (None, None)]
)
def test_a_bare_number_may_be_a_year(value, year):
    assert named_years.plain(value) == year


@pytest.mark.parametrize(
    ("text", "kind", "key", "is_part"),
    [
        *(
            (text, "item", "goods", False)
            for text in ("物 品 費", "①物品費", "1. 物品費", "(1)物品費", "物品費 Goods", "Goods/物品費")
        ),
        *(
            (text, "item", "direct", False)
            for text in ("直接経費計(A)", "小計(直接経費)", "直接経費 合計", "Total direct costs")
        ),
        *((text, "item", "goods", True) for text in ("うち消耗品費", "設備備品費(装置)", "Equipment")),
        *((text, "sum", "", False) for text in ("合計 (A+B)", "年度計", "Total")),
        *((text, "unknown", "", False) for text in ("委託開発", "東京大学", "x" * 500)),
        ("単位:千円", "label", "unit", False),
        ("間接経費率", "aside", "", False),
    ],
)
def test_a_heading_is_known_under_what_stands_around_it(text, kind, key, is_part):
    found = headings.read(text)
    assert (found.kind, found.key, found.is_part) == (kind, key, is_part)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(
            (text, "thousand_yen")
            for text in (
                "単位:千円",
                "(単位: 千円、税込)",
                "金額は千円単位",
                "[千円]",
                "Unit: thousand yen",
                "Unit: 1,000 JPY",
            )
        ),
        *(
            (text, "thousand_yen")
            for text in (
                "単位/Unit: 千円/thousand yen",
                "JPY '000",
                "注)本表は千円で記入",
                "予算(千円)",
                "Budget (kJPY)",
            )
        ),
        *((text, "yen") for text in ("(単位:円)", "(yen)", "Amounts in JPY")),
        *((text, None) for text in ("合計", "1千円未満は切り捨て", "上限は5億円", "千円単位で四捨五入", "単位:10万円")),
        ("Amounts rounded to thousand yen", None),
    ],
)
def test_a_unit_is_read_where_it_is_said(text, unit):
    assert units.said(text) == unit


@pytest.mark.parametrize(
    ("value", "yen"),
    [
        *(
            (text, 1_234_000)
            for text in (
                "1,234",
                "１，２３４",
                "1234",
                "¥1,234,000",
                "1,234千円",
                "¥ 1,234,000-",
                " 1,234 ",
                "1 234",
                "1'234",
            )
        ),
        *((text, 0) for text in ("-", "―", "ー", "なし", "0")),
        *((text, -5_000) for text in ("▲5", "△5", "-5", "−5", "(5)", "(▲5)")),
        (Decimal("0.5"), 500),
    ],
)
def test_an_amount_is_read_as_people_write_it(value, yen):
    assert amounts.read(Cell(value), "thousand_yen") == yen


@pytest.mark.parametrize(
    "value", ["1,23", "12,34,567", "1 23", "1,234 567", "約5", "5人", "▲", "1" * 500, "5億8", None]
)
def test_what_is_no_amount_is_none(value):
    with pytest.raises(AmountError):
        amounts.read(Cell(value), "yen")


def test_columns_have_the_names_of_spreadsheets():
    assert [column_name(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_what_stands_over_an_amount_is_told_from_the_outside_in_whatever_the_run():
    names = ("東京大学", "理研", "委託", "直接経費", "2026年度", "備考", "CNRS", "A社", "分担機関", "機関名")
    for unit in ("(円)", "千円"):
        for name in names:
            over = paths.read({(1, 1): name, (1, 2): unit, (2, 1): "x1", (2, 2): "y1"}, [1, 2], [1, 2], [])
            assert over[2].texts == (name, unit, "y1")

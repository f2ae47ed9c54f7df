"""Dates and fiscal years as people write them, and what they probably mean."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli import fiscal
from aspire_cli.fiscal import DateError, Period

DAYS = st.dates(date(1900, 1, 1), date(2190, 12, 31))


def day(text):
    return date.fromisoformat(text)


def period(start, end):
    return Period(day(start), day(end))


class TestReadDate:
    @pytest.mark.parametrize("text", ["2026-12-01", "2028-02-29", "2000-02-29", "1900-01-01", "2199-12-31"])
    def test_iso(self, text):
        assert fiscal.read_date(text).isoformat() == text

    def test_spaces_around(self):
        assert fiscal.read_date(" 2026-12-01\n") == date(2026, 12, 1)

    @pytest.mark.parametrize(
        "text", ["2026-13-01", "2026-00-01", "2026-02-30", "2027-02-29", "2026-04-31", "1900-02-29"]
    )
    def test_no_such_day(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("no-such-day", None)

    @pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31"])
    def test_out_of_range(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("range", None)

    @pytest.mark.parametrize(
        "text",
        [
            "2026/12/01",
            "2026/12/1",
            "2026.12.1",
            "2026-12-1",
            "2026年12月1日",
            "2026年 12月 1日",
            "2026年12月1",
            "令和8年12月1日",
            "令和8.12.1",
            "令和 8年12月1日",
            "R8.12.1",
            "r8/12/01",
            "R.8.12.1",
            "R08-12-01",
            "平成38年12月1日",
            "H38.12.1",
            "\uff12\uff10\uff12\uff16\uff0f\uff11\uff12\uff0f\uff10\uff11",
            "2026\uff0d12\uff0d01",
            "\uff12\uff10\uff12\uff16-12-01",
            "「2026-12-01」",
            "'2026/12/01'",
            "“2026-12-01”",
            "20261201",
        ],
    )
    def test_another_spelling_suggests_the_day(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("spelling", date(2026, 12, 1))

    def test_first_year_of_an_era(self):
        with pytest.raises(DateError) as caught:
            fiscal.read_date("令和元年5月1日")
        assert caught.value.suggestion == date(2019, 5, 1)
        with pytest.raises(DateError) as caught:
            fiscal.read_date("平成元年1月8日")
        assert caught.value.suggestion == date(1989, 1, 8)

    @pytest.mark.parametrize("text", ["2026/13/01", "令和8年2月30日", "2026年4月31日", "2026-13-01T00:00:00"])
    def test_another_spelling_of_no_day(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("no-such-day", None)

    def test_another_spelling_out_of_range(self):
        with pytest.raises(DateError, match="range"):
            fiscal.read_date("1868/1/1")

    @pytest.mark.parametrize(
        "text", ["2026-12-01T00:00:00", "2026-12-01 00:00:00", "2026-12-01T00:00:00+09:00", "2026-12-01t9"]
    )
    def test_timestamp(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("timestamp", date(2026, 12, 1))

    @pytest.mark.parametrize("text", ["2026-12", "2026/12", "2026年12月", "2026.12", "2026-1"])
    def test_month_without_a_day(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("year-month", None)

    @pytest.mark.parametrize(
        "text", ["", "soon", "1 December 2026", "12/01/2026", "2026", "26-12-01", "令和", "昭和60年1月1日", "x" * 100]
    )
    def test_unreadable(self, text):
        with pytest.raises(DateError) as caught:
            fiscal.read_date(text)
        assert (caught.value.reason, caught.value.suggestion) == ("unreadable", None)

    @given(st.text(max_size=80))
    def test_any_text(self, text):
        with contextlib.suppress(DateError):
            assert fiscal.read_date(text).isoformat() == text.strip()


class TestReadFiscalYear:
    @pytest.mark.parametrize(
        "value",
        [
            2026,
            "2026",
            " 2026 ",
            "2026年度",
            "2026年",
            "FY2026",
            "fy 2026",
            "FY2026年度",
            "\uff12\uff10\uff12\uff16年度",
            "令和8年度",
            "令和8",
            "令和 8年度",
            "R8",
            "r8年度",
            "R.8",
            "R08",
            "平成38年度",
            "H38",
        ],
    )
    def test_named(self, value):
        assert fiscal.read_fiscal_year(value) == 2026

    def test_first_years(self):
        assert fiscal.read_fiscal_year("令和元年度") == 2019
        assert fiscal.read_fiscal_year("平成12年度") == 2000

    @pytest.mark.parametrize("value", [2000, 2100, "2000", "2100年度"])
    def test_first_and_last(self, value):
        assert fiscal.read_fiscal_year(value) in (2000, 2100)

    @pytest.mark.parametrize(
        "value",
        [
            *(1999, 2101, 0, -2026, 26, "26", "1999", "2101", "平成11年度", "令和99年度", "20266", "2026-27"),
            *("2026/04", "", "年度", "令和", "x", "R100"),
            *(None, True, False, Decimal(2026), [2026], {}),
        ],
    )
    def test_no_fiscal_year(self, value):
        with pytest.raises(ValueError, match="not a fiscal year"):
            fiscal.read_fiscal_year(value)

    @pytest.mark.parametrize(
        ("value", "meant"),
        [
            ("2026-04-01", 2026),
            ("2026/3/31", 2025),
            ("令和8年4月1日", 2026),
            ("2000-04-01", 2000),
            ("2000-03-31", None),
            ("2101-03-31", 2100),
            ("2101-04-01", None),
            ("2026-02-30", None),
            ("soon", None),
            (26, None),
            (None, None),
        ],
    )
    def test_of_a_day_the_fiscal_year_is_suggested(self, value, meant):
        with pytest.raises(fiscal.FiscalYearError) as caught:
            fiscal.read_fiscal_year(value)
        assert caught.value.suggestion == meant

    def test_sixty_characters(self):
        assert fiscal.read_fiscal_year("2026年度" + " " * 54) == 2026
        with pytest.raises(ValueError, match="not a fiscal year"):
            fiscal.read_fiscal_year("2026年度" + " " * 55)

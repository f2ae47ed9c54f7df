"""Days, periods and fiscal years, exact to the day; dates as people write them, and what they probably mean."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli import fiscal
from aspire_cli.fiscal import DateError, Period, Span

DAYS = st.dates(date(1900, 1, 1), date(2190, 12, 31))


def day(text):
    return date.fromisoformat(text)


def period(start, end):
    return Period(day(start), day(end))


def refusal(text):
    """Return why a text is no date, and the day that is suggested; None and None where it is one."""
    try:
        fiscal.read_date(text)
    except DateError as error:
        return error.reason, error.suggestion
    return None, None


class TestReadDate:
    def test_iso(self):
        for text in ["2026-12-01", "2028-02-29", "2000-02-29", "1900-01-01", "2199-12-31"]:
            assert fiscal.read_date(text).isoformat() == text
        assert fiscal.read_date(" 2026-12-01\n") == date(2026, 12, 1)

    def test_another_spelling_suggests_the_day(self):
        texts = [
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
            "令和八年十二月一日",
            "二〇二六年十二月一日",
            "二〇二六年一二月一日",
            "㋿8年12月1日",
            "令和8年12月1日(火)",
            "2026/12/01(火)",
            "2026-12-01 (火曜日)",
            "2026年12月1日 火曜日",
            "2026年12月1日（火）",
            "2026-12-01 (Tue)",
            "Tue, 2026-12-01",
            "Tuesday, December 1, 2026",
            "1 December 2026",
            "1st Dec. 2026",
            "Dec 1, 2026",
            "令和8年(2026年)12月1日",
            "令和8(2026)年12月1日",
            "2026(令和8)年12月1日(火)",
        ]
        assert {text: refusal(text) for text in texts} == dict.fromkeys(texts, ("spelling", date(2026, 12, 1)))
        assert refusal("二〇三一年三月三十一日") == ("spelling", date(2031, 3, 31))
        assert refusal("二〇二六年十月十日") == ("spelling", date(2026, 10, 10))
        assert refusal("令和元年5月1日") == ("spelling", date(2019, 5, 1))
        assert refusal("平成元年1月8日") == ("spelling", date(1989, 1, 8))

    def test_timestamp(self):
        texts = ["2026-12-01T00:00:00", "2026-12-01 00:00:00", "2026-12-01T00:00:00+09:00", "2026-12-01t9"]
        texts += ["2026-11-30T15:00:00.000Z", "2026-11-30 15:00 UTC", "2026-12-01T14:59:59Z", "2026-12-01 23:59 JST"]
        texts += [
            "2026-11-30T10:00:00-05:00",
            "2026-12-02T01:00:00+10:01",
            "2026-12-02T01+10:01",
            "2026-11-30T15Z",
            "2026/11/30 15:00Z",
        ]
        assert {text: refusal(text) for text in texts} == dict.fromkeys(texts, ("timestamp", date(2026, 12, 1)))
        before = ["2026-11-30T14:59:59Z", "2026-11-30T09:59:00-05:00"]
        for text, day in [*((text, date(2026, 11, 30)) for text in before), ("2026-12-01T15:00Z", date(2026, 12, 2))]:
            assert refusal(text) == ("timestamp", day)

    def test_what_is_not_sure_is_not_suggested(self):
        for text in ["2026-12-01T24:00", "2026-12-01 9:00 PST", "2026-12-01 25:00", "2026-12-01 9 o'clock"]:
            assert refusal(text) == ("timestamp", None), text
        assert refusal("2026年12月1日(月)") == refusal("Wed, 2026-12-01") == ("weekday", None)
        for text in [
            "令和9年(2026年)12月1日",
            "2026(令和9)年12月1日",
            "Smarch 1, 2026",
            "May 1 May 2026",
            "百年十二月一日",
            "二〇二十六年十二月一日",
        ]:
            assert refusal(text) == ("unreadable", None), text

    def test_no_suggestion(self):
        no_such_day = [
            "2026-13-01",
            "2026-00-01",
            "2026-02-30",
            "2027-02-29",
            "2026-04-31",
            "1900-02-29",
            "2026/13/01",
            "令和8年2月30日",
            "2026年4月31日",
            "2026-13-01T00:00:00",
        ]
        out_of_range = ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "1868/1/1"]
        month_alone = ["2026-12", "2026/12", "2026年12月", "2026.12", "2026-1"]
        unreadable = ["", "soon", "1 2 2026", "12/01/2026", "2026", "26-12-01", "令和", "昭和60年1月1日"]
        unreadable += ["x" * 100, "2026-1a-01", "2026-12-01-x", "x-2026-12-01"]
        for reason, texts in (
            ("no-such-day", no_such_day),
            ("range", out_of_range),
            ("year-month", month_alone),
            ("unreadable", unreadable),
        ):
            assert {text: refusal(text) for text in texts} == dict.fromkeys(texts, (reason, None))

    def test_the_month_is_told_where_it_alone_is_sure(self):
        months = {"2026-02-30": date(2026, 2, 1), "2026年12月": date(2026, 12, 1), "令和8年4月": date(2026, 4, 1)}
        months |= {"1900年1月": date(1900, 1, 1), "2199-12": date(2199, 12, 1), "2026-01-32": date(2026, 1, 1)}
        months |= {"2026年12月3日(月)": date(2026, 12, 1)}
        unsure = dict.fromkeys(["2026-13-01", "2026-00-01", "1899-12", "2200-01", "0001-02"])
        for text, month in {**months, **unsure}.items():
            with pytest.raises(DateError) as caught:
                fiscal.read_date(text)
            assert caught.value.month == month, text

    @given(st.text(max_size=80))
    def test_any_text(self, text):
        with contextlib.suppress(DateError):
            assert fiscal.read_date(text).isoformat() == text.strip()


class TestInstants:
    def test_of_a_day_it_is_its_first_moment_in_japan(self):
        assert fiscal.instant_of(date(2026, 12, 1)) == datetime(2026, 11, 30, 15, tzinfo=UTC)

    def test_without_a_zone_it_is_by_japan_s_clock(self):
        assert fiscal.instant_of(datetime(2026, 12, 1, 9, 30)) == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
        elsewhere = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
        assert fiscal.instant_of(elsewhere) is elsewhere

    def test_now_is_by_japan_s_clock(self):
        assert fiscal.now().utcoffset() == timedelta(hours=9)
        assert abs(fiscal.now() - datetime.now(UTC)) < timedelta(hours=1)

    @pytest.mark.parametrize("error", [ValueError, OverflowError, OSError])
    def test_now_where_a_clock_is_set_too_far(self, error, monkeypatch):
        class Clock(datetime):
            @classmethod
            def now(cls, _):
                raise error

        monkeypatch.setattr(fiscal, "datetime", Clock)
        assert fiscal.now() == datetime.max.replace(tzinfo=fiscal.JAPAN)


class TestReadFiscalYear:
    def test_named(self):
        for value in [
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
        ]:
            assert fiscal.read_fiscal_year(value) == 2026

    def test_first_years(self):
        assert fiscal.read_fiscal_year("令和元年度") == 2019
        assert fiscal.read_fiscal_year("平成12年度") == 2000

    def test_first_and_last(self):
        for value in [2000, 2100, "2000", "2100年度"]:
            assert fiscal.read_fiscal_year(value) in (2000, 2100)

    def test_no_fiscal_year(self):
        for value in [
            *(1999, 2101, 0, -2026, 26, "26", "1999", "2101", "平成11年度", "令和99年度", "20266", "2026-27"),
            *("2026/04", "", "年度", "令和", "x", "R100"),
            *(None, True, False, Decimal(2026), [2026], {}),
        ]:
            with pytest.raises(ValueError, match="not a fiscal year"):
                fiscal.read_fiscal_year(value)

    def test_of_a_day_the_fiscal_year_is_suggested(self):
        for value, meant in [
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
            ("令和8(2026)年度", 2026),
            ("令和8年度(2026年度)", 2026),
            ("2026年度（令和8年度）", 2026),
            ("FY2026 (R8)", 2026),
            ("令和八年度", 2026),
            ("二〇二六年度", 2026),
            ("2026年4月1日(水)", 2026),
            ("令和9(2026)年度", None),
            ("令和99(2117)年度", None),
            *(("平成12(2000)年度", 2000), ("平成11(1999)年度", None)),
            *(("令和82(2100)年度", 2100), ("令和83(2101)年度", None)),
        ]:
            with pytest.raises(fiscal.FiscalYearError) as caught:
                fiscal.read_fiscal_year(value)
            assert caught.value.suggestion == meant

    def test_it_is_told_whether_a_day_stands_in_its_place(self):
        for value, is_of_day in [
            ("2026-04-01", True),
            ("令和8年4月1日", True),
            ("令和8(2026)年度", False),
            (26, False),
        ]:
            with pytest.raises(fiscal.FiscalYearError) as caught:
                fiscal.read_fiscal_year(value)
            assert caught.value.is_of_day == is_of_day

    def test_sixty_characters(self):
        assert fiscal.read_fiscal_year("2026年度" + " " * 54) == 2026
        with pytest.raises(ValueError, match="not a fiscal year"):
            fiscal.read_fiscal_year("2026年度" + " " * 55)
        for text, meant in (("令和8(2026)年度" + " " * 49, 2026), ("令和8(2026)年度" + " " * 50, None)):
            with pytest.raises(fiscal.FiscalYearError) as caught:
                fiscal.read_fiscal_year(text)
            assert (len(text) - 60, caught.value.suggestion) == (int(meant is None), meant)


class TestFiscalYears:
    def test_of_a_day(self):
        for text, year in [
            ("2026-03-31", 2025),
            ("2026-04-01", 2026),
            ("2026-12-31", 2026),
            ("2027-01-01", 2026),
            ("2027-03-31", 2026),
            ("2027-04-01", 2027),
        ]:
            assert fiscal.fiscal_year(day(text)) == year

    def test_touched_by_a_period(self):
        for start, end, years in [
            ("2026-04-01", "2031-03-31", [2026, 2027, 2028, 2029, 2030]),
            ("2026-12-01", "2031-11-30", [2026, 2027, 2028, 2029, 2030, 2031]),
            ("2027-03-31", "2027-04-01", [2026, 2027]),
            ("2026-04-01", "2027-03-31", [2026]),
            ("2024-02-01", "2029-03-31", [2023, 2024, 2025, 2026, 2027, 2028]),
        ]:
            assert list(fiscal.fiscal_years(period(start, end))) == years


class TestMonths:
    def test_last_of_a_month(self):
        for first, last in [("2026-12-01", "2026-12-31"), ("2028-02-29", "2028-02-29"), ("2027-02-10", "2027-02-28")]:
            assert fiscal.last_of_month(day(first)) == day(last)

    def test_add(self):
        for start, months, later in [
            ("2026-12-01", 0, "2026-12-01"),
            ("2026-12-01", 1, "2027-01-01"),
            ("2026-12-01", 60, "2031-12-01"),
            ("2026-11-30", 1, "2026-12-30"),
            ("2026-01-31", 1, "2026-03-01"),
            ("2026-01-29", 1, "2026-03-01"),
            ("2028-01-29", 1, "2028-02-29"),
            ("2028-01-30", 1, "2028-03-01"),
            ("2026-10-31", 1, "2026-12-01"),
            ("2026-12-31", 2, "2027-03-01"),
            ("2028-02-29", 12, "2029-03-01"),
            ("2028-02-29", 48, "2032-02-29"),
            ("2026-08-31", 66, "2032-03-01"),
        ]:
            assert fiscal.add_months(day(start), months) == day(later)

    def test_last_day(self):
        for start, years, last in [
            ("2026-12-01", 5, "2031-11-30"),
            ("2026-12-01", 3, "2029-11-30"),
            ("2026-04-01", 5, "2031-03-31"),
            ("2027-01-01", 5, "2031-12-31"),
            ("2027-03-01", 5, "2032-02-29"),
            ("2028-02-29", 5, "2033-02-28"),
            ("2028-02-29", 3, "2031-02-28"),
            ("2028-02-29", 4, "2032-02-28"),
            ("2028-02-28", 5, "2033-02-27"),
        ]:
            assert fiscal.last_day(day(start), years) == day(last)

    def test_touched_and_begun(self):
        for start, end, touched, begun in [
            ("2026-12-01", "2031-11-30", 60, 60),
            ("2026-12-01", "2031-12-01", 61, 61),
            ("2026-12-15", "2031-12-14", 61, 60),
            ("2024-02-01", "2029-03-31", 62, 62),
            ("2026-12-31", "2027-01-01", 2, 1),
            ("2026-12-01", "2026-12-01", 1, 1),
            ("2026-12-01", "2026-12-31", 1, 1),
        ]:
            assert fiscal.months_touched(period(start, end)) == touched
            assert fiscal.span(period(start, end)).months_begun == begun


class TestSpan:
    def test_length(self):
        for start, end, length in [
            ("2026-12-01", "2031-11-30", (5, 0, 0)),
            ("2026-12-01", "2031-12-01", (5, 0, 1)),
            ("2026-12-01", "2031-11-29", (4, 11, 29)),
            ("2026-12-01", "2026-12-01", (0, 0, 1)),
            ("2026-12-15", "2027-01-14", (0, 1, 0)),
            ("2024-02-01", "2029-03-31", (5, 2, 0)),
            ("2028-02-29", "2033-02-28", (5, 0, 0)),
            ("2028-02-29", "2033-03-01", (5, 0, 1)),
            ("2027-01-31", "2027-03-30", (0, 2, 0)),
            ("2026-01-31", "2026-02-28", (0, 1, 0)),
        ]:
            assert fiscal.span(period(start, end)) == Span(*length)

    @given(DAYS, st.integers(0, 7 * 366))
    def test_the_length_leads_from_the_start_to_the_end(self, start, days):
        found = Period(start, start + timedelta(days=days))
        length = fiscal.span(found)
        back = fiscal.add_months(start, 12 * length.years + length.months) + timedelta(days=length.days)
        assert back == found.end + timedelta(days=1)
        assert 0 <= length.months < 12
        assert 0 <= length.days <= 31

    @given(DAYS, st.integers(1, 9))
    def test_whole_years(self, start, years):
        found = Period(start, fiscal.last_day(start, years))
        assert fiscal.span(found) == Span(years, 0, 0)
        assert fiscal.span(found).months_begun == 12 * years
        assert len(fiscal.fiscal_years(found)) in (years, years + 1)


class TestYearLast:
    """A day whose year stands last, as Americans and Europeans write it."""

    @pytest.mark.parametrize("text", ["11/30/2031", "30/11/2031", "30.11.2031", "11-30-2031", "３０／１１／２０３１"])
    def test_one_number_above_twelve_tells_which_is_the_month(self, text):
        with pytest.raises(fiscal.DateError) as raised:
            fiscal.read_date(text)
        assert (raised.value.reason, raised.value.suggestion) == ("spelling", date(2031, 11, 30))

    def test_from_thirteen_on(self):
        assert refusal("13.11.2031") == ("spelling", date(2031, 11, 13))

    def test_two_that_are_the_same_as_well(self):
        with pytest.raises(fiscal.DateError) as raised:
            fiscal.read_date("5/5/2031")
        assert raised.value.suggestion == date(2031, 5, 5)

    @pytest.mark.parametrize("text", ["11/12/2031", "1.12.2031", "1.11.2031", "30/11/31", "30/11-2031"])
    def test_nothing_is_guessed(self, text):
        with pytest.raises(fiscal.DateError) as raised:
            fiscal.read_date(text)
        assert (raised.value.reason, raised.value.suggestion) == ("unreadable", None)

    def test_no_such_day(self):
        for text in ("31/11/2031", "13/14/2031", "0/30/2031"):
            with pytest.raises(fiscal.DateError) as raised:
                fiscal.read_date(text)
            assert raised.value.reason == "no-such-day"

"""Days, periods and fiscal years, exact to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli import fiscal
from aspire_cli.fiscal import Period, Span
from aspire_cli.words.sentences import say_length

DAYS = st.dates(date(1900, 1, 1), date(2190, 12, 31))


def day(text):
    return date.fromisoformat(text)


def period(start, end):
    return Period(day(start), day(end))


class TestFiscalYears:
    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("2026-03-31", 2025),
            ("2026-04-01", 2026),
            ("2026-12-31", 2026),
            ("2027-01-01", 2026),
            ("2027-03-31", 2026),
            ("2027-04-01", 2027),
        ],
    )
    def test_of_a_day(self, text, year):
        assert fiscal.fiscal_year(day(text)) == year

    @pytest.mark.parametrize(
        ("start", "end", "years"),
        [
            ("2026-04-01", "2031-03-31", [2026, 2027, 2028, 2029, 2030]),
            ("2026-12-01", "2031-11-30", [2026, 2027, 2028, 2029, 2030, 2031]),
            ("2027-03-31", "2027-04-01", [2026, 2027]),
            ("2026-04-01", "2027-03-31", [2026]),
            ("2024-02-01", "2029-03-31", [2023, 2024, 2025, 2026, 2027, 2028]),
        ],
    )
    def test_touched_by_a_period(self, start, end, years):
        assert list(fiscal.fiscal_years(period(start, end))) == years


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "months", "later"),
        [
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
        ],
    )
    def test_add(self, start, months, later):
        assert fiscal.add_months(day(start), months) == day(later)

    @pytest.mark.parametrize(
        ("start", "years", "last"),
        [
            ("2026-12-01", 5, "2031-11-30"),
            ("2026-12-01", 3, "2029-11-30"),
            ("2026-04-01", 5, "2031-03-31"),
            ("2027-01-01", 5, "2031-12-31"),
            ("2027-03-01", 5, "2032-02-29"),
            ("2028-02-29", 5, "2033-02-28"),
            ("2028-02-29", 3, "2031-02-28"),
            ("2028-02-29", 4, "2032-02-28"),
            ("2028-02-28", 5, "2033-02-27"),
        ],
    )
    def test_last_day(self, start, years, last):
        assert fiscal.last_day(day(start), years) == day(last)

    @pytest.mark.parametrize(
        ("start", "end", "touched", "begun"),
        [
            ("2026-12-01", "2031-11-30", 60, 60),
            ("2026-12-01", "2031-12-01", 61, 61),
            ("2026-12-15", "2031-12-14", 61, 60),
            ("2024-02-01", "2029-03-31", 62, 62),
            ("2026-12-31", "2027-01-01", 2, 1),
            ("2026-12-01", "2026-12-01", 1, 1),
            ("2026-12-01", "2026-12-31", 1, 1),
        ],
    )
    def test_touched_and_begun(self, start, end, touched, begun):
        assert fiscal.months_touched(period(start, end)) == touched
        assert fiscal.months_begun(period(start, end)) == begun


class TestSpan:
    @pytest.mark.parametrize(
        ("start", "end", "length"),
        [
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
        ],
    )
    def test_length(self, start, end, length):
        assert fiscal.span(period(start, end)) == Span(*length)

    @pytest.mark.parametrize(
        ("length", "english", "japanese"),
        [
            ((5, 0, 0), "5 years", "5年"),
            ((5, 0, 1), "5 years and 1 day", "5年と1日"),
            ((5, 1, 0), "5 years and 1 month", "5年1か月"),
            ((4, 11, 29), "4 years, 11 months and 29 days", "4年11か月と29日"),
            ((1, 1, 1), "1 year, 1 month and 1 day", "1年1か月と1日"),
            ((0, 2, 0), "2 months", "2か月"),
            ((0, 0, 1), "1 day", "1日"),
            ((0, 0, 0), "0 days", "0日"),
            ((3, 0, 2), "3 years and 2 days", "3年と2日"),
        ],
    )
    def test_written(self, length, english, japanese):
        assert say_length(Span(*length), "en") == english
        assert say_length(Span(*length), "ja") == japanese

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
        assert fiscal.months_begun(found) == 12 * years
        assert len(fiscal.fiscal_years(found)) in (years, years + 1)

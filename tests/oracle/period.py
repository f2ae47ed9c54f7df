"""The support period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.oracle.calls import terms_of
from tests.oracle.facts import Facts, period_of, read
from tests.oracle.findings import Expected


def years_later(day: date, years: int) -> date:
    """The same day in a later year; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day some months later; the first of the next month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_later(day.replace(day=1), months + 1)


def last_day(start: date, years: int) -> date:
    """The last day of a period of exactly so many years; 29 February starts end on 28 February."""
    return years_later(start, years) - timedelta(days=1)


def fiscal_year(day: date) -> int:
    """The Japanese fiscal year of a day, April to March."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_years(start: date, end: date) -> range:
    """Every fiscal year that a period touches."""
    return range(fiscal_year(start), fiscal_year(end) + 1)


def judge(facts: Facts) -> Iterator[Expected]:
    """Every finding on the period."""
    written = read(facts, "period")
    start, end = read(written, "start"), read(written, "end")
    if start and end and end < start:
        yield Expected("period-order", "error")
        return
    terms, period = terms_of(facts), period_of(facts)
    if terms and period:
        yield from _length(period, terms.years)


def _length(period: tuple[date, date], years: tuple[int, int]) -> Iterator[Expected]:
    """Too short, too long, or the length that comes of ending with a fiscal year."""
    (start, end), (fewest, most) = period, years
    if last_day(start, fewest) <= end <= last_day(start, most):
        return
    day_after_full = last_day(start, most) + timedelta(days=1)
    day_after = end + timedelta(days=1)
    runs_on = day_after_full < day_after < months_later(day_after_full, 6)
    if (end.month, end.day) == (3, 31) and (runs_on or len(fiscal_years(start, end)) == fewest):
        yield Expected("period-fiscal-year-end", "warning")
    else:
        yield Expected("period-length", "error")

"""Days, support periods and Japanese fiscal years (1 April to 31 March), exact to the day."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from aspire_cli.characters import CURLY_QUOTES, TO_HYPHEN

JAPAN = timezone(timedelta(hours=9))
FIRST_YEAR, LAST_YEAR = 1900, 2199  # a support period outside these years is a typing error
FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 2000, 2100  # as in the schema: so is a budget outside these
LONGEST = 60  # characters of a day or a fiscal year
# Patterns are kept as text and compiled when they are first used: most proposals need only the first one.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}  # the year before the first one of each era
_ERA = r"(令和|平成|r|h)\.? ?(0?[1-9]|[1-9][0-9]|元)"
# In each pattern the first group is a year of our calendar, or the next two are an era and its year; see `_year`.
_DATE = rf"(?:([0-9]{{4}})|{_ERA}) ?[年./-] ?([0-9]{{1,2}}) ?[月./-] ?([0-9]{{1,2}}) ?日?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_TIMESTAMP = r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})[t ][0-9].*"
_YEAR_MONTH = rf"(?:([0-9]{{4}})|{_ERA}) ?[年./-] ?([0-9]{{1,2}}) ?月?"
_FISCAL = rf"(?:(?:fy ?)?([0-9]{{4}})|{_ERA})(?: ?年度?)?"
_QUOTES = f"\"'{CURLY_QUOTES}「」『』"


class DateError(ValueError):
    """A date that cannot be taken.

    `reason` is no-such-day, year-month, timestamp, spelling (readable, but not as YYYY-MM-DD), range or unreadable;
    `suggestion` is the day that the writer probably means, `month` the first day of the month where that alone is sure.
    """

    def __init__(self, reason: str, suggestion: date | None = None, month: date | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion
        self.month = month


class FiscalYearError(ValueError):
    """A fiscal year that cannot be taken; `suggestion` is that of the day written in its place, if one is."""

    def __init__(self, suggestion: int | None) -> None:
        super().__init__("not a fiscal year")
        self.suggestion = suggestion


class Period(NamedTuple):
    """A support period; `end` is the last day of support."""

    start: date
    end: date


class Span(NamedTuple):
    """A length of time in calendar years, months and days."""

    years: int
    months: int
    days: int


def read_date(text: str) -> date:
    """Return the day that `YYYY-MM-DD` names.

    Raises:
        DateError: the text is no such day; the error says why, and what was probably meant.
    """
    match = re.fullmatch(_ISO, text.strip())
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    raise _date_error(text)


def instant_of(day: date) -> datetime:
    """Return an instant as it is, on Japan's clock where it names no zone; a day alone is its first moment in Japan."""
    if not isinstance(day, datetime):
        return datetime(day.year, day.month, day.day, tzinfo=JAPAN)
    return day if day.tzinfo is not None else day.replace(tzinfo=JAPAN)


def last_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise DateError("no-such-day", month=_month(year, month)) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("range")
    return found


def _month(year: int, month: int) -> date | None:
    """Return the first day of a month; None where there is no such month, or it is far away."""
    sound = 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR
    return date(year, month, 1) if sound else None


def _date_error(text: str) -> DateError:
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).strip().strip(_QUOTES).lower().translate(TO_HYPHEN)
    try:
        for pattern, reason in ((_DATE, "spelling"), (_COMPACT, "spelling"), (_TIMESTAMP, "timestamp")):
            if match := re.fullmatch(pattern, folded):
                *_, month, day = match.groups()
                return DateError(reason, _day(_year(match), int(month), int(day)))
    except DateError as error:  # it can be read, but there is no such day
        return error
    match = re.fullmatch(_YEAR_MONTH, folded)
    if match is None:
        return DateError("unreadable")
    return DateError("year-month", month=_month(_year(match), int(match[4])))


def _year(match: re.Match[str]) -> int:
    """Return the year that was matched; the first year of an era is written 元."""
    return int(match[1]) if match[1] else _ERAS[match[2]] + (1 if match[3] == "元" else int(match[3]))


def read_fiscal_year(value: object) -> int:
    """Return the fiscal year that 2026, "2026", 2026年度 or 令和8年度 names.

    Raises:
        FiscalYearError: it names none; the error says which one is probably meant.
    """
    year = _named_year(value)
    if year is None or not FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR:
        raise FiscalYearError(_year_of_a_date(value))
    return year


def _year_of_a_date(value: object) -> int | None:
    """Return the fiscal year of a day that is written in place of a year, however it is spelt."""
    if not isinstance(value, str):
        return None
    try:
        day: date | None = read_date(value)
    except DateError as error:
        day = error.suggestion
    return fiscal_year(day) if day and FIRST_FISCAL_YEAR <= fiscal_year(day) <= LAST_FISCAL_YEAR else None


def _named_year(value: object) -> int | None:
    if isinstance(value, int):
        return None if isinstance(value, bool) else int(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    match = re.fullmatch(_FISCAL, unicodedata.normalize("NFKC", value).strip().lower())
    return _year(match) if match else None


def fiscal_year(day: date) -> int:
    """Return the fiscal year of a day: the year of its 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_years(period: Period) -> range:
    """Return the fiscal years that a period touches."""
    return range(fiscal_year(period.start), fiscal_year(period.end) + 1)


def add_months(day: date, months: int) -> date:
    """Return the day that many calendar months later; where the month has no such day, the first of the next one."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        return add_months(day.replace(day=1), months + 1)


def last_day(start: date, years: int) -> date:
    """Return the last day of a period of exactly that many years: a start on 29 February ends on 28 February."""
    return add_months(start, 12 * years) - timedelta(days=1)


def span(period: Period) -> Span:
    """Return the length of a period, both its first and its last day counted."""
    after = period.end + timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    while add_months(period.start, months) > after:
        months -= 1
    return Span(months // 12, months % 12, (after - add_months(period.start, months)).days)


def months_touched(period: Period) -> int:
    """Return the number of calendar months that a period touches."""
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def months_begun(period: Period) -> int:
    """Return the length in months counted from the start day; a month begun counts whole."""
    length = span(period)
    return length.years * 12 + length.months + (1 if length.days else 0)

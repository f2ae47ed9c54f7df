"""Days, support periods and Japanese fiscal years (1 April to 31 March), exact to the day."""

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

from aspire_cli.characters import CURLY_QUOTES, TO_HYPHEN

FIRST_YEAR, LAST_YEAR = 1900, 2199  # a support period outside these is a slip
FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 2000, 2100  # as in the schema: a budget outside these is a slip too
LONGEST = 60  # characters of a day or a fiscal year
# Patterns are texts, compiled when first used: most proposals need none but the first.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
_ERA = r"(令和|平成|r|h)\.? ?(0?[1-9]|[1-9][0-9]|元)"
_MONTH_AND_DAY = r" ?[年./-] ?([0-9]{1,2}) ?[月./-] ?([0-9]{1,2}) ?日?"
_ERA_DATE = _ERA + _MONTH_AND_DAY
_OTHER_DATE = r"([0-9]{4})" + _MONTH_AND_DAY
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_TIMESTAMP = r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})[t ][0-9].*"
_YEAR_MONTH = rf"(?:([0-9]{{4}})|{_ERA}) ?[年./-] ?([0-9]{{1,2}}) ?月?"
_FISCAL = r"(?:fy ?)?([0-9]{4})(?: ?年度?)?"
_ERA_FISCAL = rf"{_ERA}(?: ?年度?)?"
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
        if match := re.fullmatch(_ERA_DATE, folded):
            suggestion = _day(_era_year(match[1], match[2]), int(match[3]), int(match[4]))
            return DateError("spelling", suggestion)
        if match := re.fullmatch(_OTHER_DATE, folded) or re.fullmatch(_COMPACT, folded):
            return DateError("spelling", _day(int(match[1]), int(match[2]), int(match[3])))
        if match := re.fullmatch(_TIMESTAMP, folded):
            return DateError("timestamp", _day(int(match[1]), int(match[2]), int(match[3])))
    except DateError as error:
        return error
    match = re.fullmatch(_YEAR_MONTH, folded)
    if match is None:
        return DateError("unreadable")
    year = int(match[1]) if match[1] else _era_year(match[2], match[3])
    return DateError("year-month", month=_month(year, int(match[4])))


def _era_year(era: str, year: str) -> int:
    return _ERAS[era] + (1 if year == "元" else int(year))


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
    """Return the fiscal year of what is written as a day, in whatever spelling."""
    if not isinstance(value, str):
        return None
    try:
        day: date | None = read_date(value)
    except DateError as error:
        day = error.suggestion
    year = fiscal_year(day) if day else None
    return year if year is not None and FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR else None


def _named_year(value: object) -> int | None:
    if isinstance(value, int):
        return None if isinstance(value, bool) else int(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    folded = unicodedata.normalize("NFKC", value).strip().lower()
    if match := re.fullmatch(_FISCAL, folded):
        return int(match[1])
    match = re.fullmatch(_ERA_FISCAL, folded)
    return _era_year(match[1], match[2]) if match else None


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

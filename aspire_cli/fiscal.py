"""Days, support periods and Japanese fiscal years (1 April to 31 March), exact to the day."""

import re
from datetime import date, datetime, timedelta, timezone

from aspire_cli.characters import CURLY_QUOTES, KANJI, KANJI_TO_DIGITS, TO_HYPHEN, in_one_width
from aspire_cli.records import NamedTuple

JAPAN = timezone(timedelta(hours=9))
FIRST_YEAR, LAST_YEAR = 1900, 2199  # a support period outside these years is a typing error
FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 2000, 2100  # as in the schema: so is a budget outside these
LONGEST = 60  # characters of a day or a fiscal year
# Patterns are kept as text and compiled when they are first used: most proposals need only the first one.
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}  # the year before the first one of each era
_ERA_SIGNS = {ord("㋿"): "令和", ord("㍻"): "平成"}
_ERA = r"(令和|平成|r|h)\.? ?(0?[1-9]|[1-9][0-9]|元)"
# In each pattern the first group is a year of our calendar, or the next two are an era and its year; see `_year`.
_ANY_YEAR = rf"(?:([0-9]{{4}})|{_ERA})"
_DATE = rf"{_ANY_YEAR} ?[年./-] ?([0-9]{{1,2}}) ?[月./-] ?([0-9]{{1,2}}) ?日?"
_YEAR_LAST = r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_MONTH = rf"{_ANY_YEAR} ?[年./-] ?([0-9]{{1,2}}) ?月?"
_FISCAL = rf"(?:(?:fy ?)?([0-9]{{4}})|{_ERA})(?: ?年度?)?"
_TIMESTAMP = r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})[t ] ?([0-9].*)"
_ZONE = r"(?:(z|utc|gmt|jst)|([+-])([0-9]{2}):?([0-9]{2})?)?"
_CLOCK = rf"([0-9]{{1,2}})(?::?([0-5][0-9])(?::?[0-5][0-9](?:[.,][0-9]+)?)?)? ?{_ZONE}"
_IN_BOTH_CALENDARS = rf"(?:fy ?)?{_ANY_YEAR}( ?年?度?) ?\( ?(?:fy ?)?{_ANY_YEAR} ?年?度? ?\)( ?年?度?)"
_ENGLISH = r"(?:([a-z]+)\.? )?([0-9]{1,2})(?:st|nd|rd|th)?(?: ([a-z]+)\.?)?,? ([0-9]{4})"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_NAMES = ("月火水木金土日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_IN_FULL = r"[月火水木金土日]曜日?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WEEKDAY_BEHIND = rf"(.*[0-9日]) ?(?:\( ?({_IN_FULL}|[月火水木金土日]) ?\)|,? ?({_IN_FULL}))"
_WEEKDAY_BEFORE = rf"({_IN_FULL}),? (.+)"
_KANJI_NUMBER = f"[{KANJI}十]+"
_QUOTES = f"\"'{CURLY_QUOTES}「」『』"


def now() -> datetime:
    """Return the present in Japan; where a clock is set beyond the year 9999, the last moment that there is."""
    try:
        return datetime.now(JAPAN)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=JAPAN)


class DateError(ValueError):
    """A date that cannot be taken.

    `reason` is no-such-day, year-month, timestamp, spelling (readable, but not as YYYY-MM-DD), weekday (the day is
    another day of the week), range or unreadable;
    `suggestion` is the day that the writer probably means, `month` the first day of the month where that alone is sure.
    """

    def __init__(self, reason: str, suggestion: date | None = None, month: date | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion
        self.month = month


class FiscalYearError(ValueError):
    """A fiscal year that cannot be taken; `suggestion` is the one meant, `is_of_day` if a day stands in its place."""

    def __init__(self, suggestion: int | None, *, is_of_day: bool = False) -> None:
        super().__init__("not a fiscal year")
        self.suggestion = suggestion
        self.is_of_day = is_of_day


class Period(NamedTuple):
    """A support period; `end` is the last day of support."""

    start: date
    end: date


class Span(NamedTuple):
    """A length of time in calendar years, months and days."""

    years: int
    months: int
    days: int

    @property
    def months_begun(self) -> int:
        """The length in months; a month begun counts whole."""
        return self.years * 12 + self.months + (1 if self.days else 0)


def read_date(text: str) -> date:
    """Return the day that `YYYY-MM-DD` names.

    Raises:
        DateError: the text is no such day; the error says why, and what was probably meant.
    """
    written = text.strip()
    try:
        found = date.fromisoformat(written) if len(written) == 10 and written[4] == written[7] == "-" else None
    except ValueError:
        found = None
    if found is None:
        raise _no_date(text)
    return _in_range(found)


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
    return _in_range(found)


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateError("range")
    return day


def _month(year: int, month: int) -> date | None:
    """Return the first day of a month; None where there is no such month, or it is far away."""
    sound = 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR
    return date(year, month, 1) if sound else None


def _folded(text: str) -> str:
    """Return a day or a year as patterns know it: in one width, kanji as digits, a hyphen for every dash."""
    folded = in_one_width(text[:LONGEST]).translate(_ERA_SIGNS).strip().strip(_QUOTES).lower().translate(TO_HYPHEN)
    return folded if folded.isascii() else re.sub(_KANJI_NUMBER, lambda match: _in_digits(match[0]), folded)


def _in_digits(kanji: str) -> str:
    """Return a number of kanji in digits, place by place (二〇二六) or with its tens (三十一)."""
    tens, ten, ones = kanji.translate(KANJI_TO_DIGITS).partition("十")
    if not ten or len(tens) > 1 or len(ones) > 1:
        return f"{tens}{ten}{ones}"
    return f"{tens or 1}{ones or 0}"


def _no_date(text: str) -> DateError:
    """Return what to raise of a text that is not `YYYY-MM-DD`.

    Raises:
        DateError: it names a day that does not exist.
    """
    written, weekday = _without_weekday(_folded(text))
    folded = _in_one_calendar(written)
    error = _readable(folded)
    if error is None:
        match = re.fullmatch(_YEAR_MONTH, folded)
        return DateError("year-month", month=_month(_year(match), int(match[4]))) if match else DateError("unreadable")
    if weekday is not None and error.suggestion and error.suggestion.weekday() != weekday:
        return DateError("weekday", month=error.suggestion.replace(day=1))
    return error


def _readable(folded: str) -> DateError | None:
    """Return what to say of a text that names a day in another way; None where it names none.

    Raises:
        DateError: there is no such day.
    """
    for pattern in (_DATE, _COMPACT):
        if match := re.fullmatch(pattern, folded):
            *_, month, day = match.groups()
            return DateError("spelling", _day(_year(match), int(month), int(day)))
    if match := re.fullmatch(_TIMESTAMP, folded):
        return DateError("timestamp", _in_japan(_day(*map(int, match.groups()[:3])), match[4]))
    if match := re.fullmatch(_YEAR_LAST, folded):
        month, day = sorted((int(match[1]), int(match[3])))
        if month == day or day > 12:  # else it depends on the country which of the two is the month
            return DateError("spelling", _day(int(match[4]), month, day))
    if match := re.fullmatch(_ENGLISH, folded):
        name = match[1] or match[3] or ""
        month = next((number for number, known in enumerate(_MONTHS, 1) if name in (known, known[:3])), 0)
        if month and not (match[1] and match[3]):
            return DateError("spelling", _day(int(match[4]), month, int(match[2])))
    return None


def _in_japan(day: date, clock: str) -> date | None:
    """Return which day it is in Japan at a time of day in the zone written behind it; None where that is not sure."""
    match = re.fullmatch(_CLOCK, clock)
    if match is None or int(match[1]) > 23:
        return None
    _, _, named, sign, hours, minutes = match.groups()
    if not (named or sign) or named == "jst":
        return day
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    time = timedelta(hours=int(match[1]), minutes=int(match[2] or 0))
    return day + timedelta(days=(time - ahead + JAPAN.utcoffset(None)) // timedelta(days=1))


def _without_weekday(text: str) -> tuple[str, int | None]:
    """Return a day without the day of the week beside it, and which one that is: 0 for Monday."""
    if match := re.fullmatch(_WEEKDAY_BEHIND, text):
        rest, name = match[1], match[2] or match[3]
    elif match := re.fullmatch(_WEEKDAY_BEFORE, text):
        name, rest = match[1], match[2]
    else:
        return text, None
    japanese, english = _DAY_NAMES
    return rest, japanese.index(name[0]) if name[0] in japanese else english.index(name[:3])


def _in_one_calendar(text: str) -> str:
    """Return a text that begins with one year in both calendars with the year once: of 令和8(2026)年度 2026年度."""
    match = re.match(_IN_BOTH_CALENDARS, text)
    if match is None or (one := _year(match)) != _year(match, 4):
        return text
    return f"{one}{match[4].strip() or match[8].strip()}{text[match.end() :]}"


def _year(match: re.Match[str], before: int = 0) -> int:
    """Return the year that was matched behind so many groups; the first year of an era is written 元."""
    year, era, number = match.groups()[before : before + 3]
    return int(year) if year else _ERAS[era] + (1 if number == "元" else int(number))


def read_fiscal_year(value: object) -> int:
    """Return the fiscal year that 2026, "2026", 2026年度 or 令和8年度 names.

    Raises:
        FiscalYearError: it names none; the error says which one is probably meant.
    """
    year = named_fiscal_year(value)
    if year is None:
        raise _fiscal_year_error(value)
    return year


def named_fiscal_year(value: object) -> int | None:
    """Return the fiscal year that a value names; None where it names none, or one far away."""
    if isinstance(value, int):
        return None if isinstance(value, bool) else _within(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    match = re.fullmatch(_FISCAL, in_one_width(value).strip().lower())
    return _within(_year(match)) if match else None


def _within(year: int) -> int | None:
    return int(year) if FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR else None


def _fiscal_year_error(value: object) -> FiscalYearError:
    """Return what to raise of no fiscal year: one in both calendars or in kanji, or a day, however it is spelt."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return FiscalYearError(None)
    if match := re.fullmatch(_FISCAL, _in_one_calendar(_folded(value))):
        return FiscalYearError(_within(_year(match)))
    try:
        day: date | None = read_date(value)
    except DateError as error:
        day = error.suggestion
    return FiscalYearError(_within(fiscal_year(day)) if day else None, is_of_day=True)


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
    months = months_touched(period)  # it is no longer than these
    while add_months(period.start, months) > after:
        months -= 1
    return Span(months // 12, months % 12, (after - add_months(period.start, months)).days)


def months_touched(period: Period) -> int:
    """Return the number of calendar months that a period touches."""
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1

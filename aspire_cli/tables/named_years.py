"""The fiscal year that a heading names: however it is written, by its months, or counted from the start of support."""

import functools
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from aspire_cli import fiscal, limits
from aspire_cli.characters import in_one_width
from aspire_cli.tables.grid import Value
from aspire_cli.tables.known import BRACKETED, known
from aspire_cli.words.spelling import fold

_MAY_BE_YEAR = (
    r"20[0-9]{2}|令和|平成|[㋿㍻]|\b[rh]\.? ?[0-9]|\bfy ?'?[0-9]|fiscal year ?[0-9]|[〇零一二三四五六七八九]年"
)
_SHORT_YEAR = r"(?:fy ?|fiscal year ?|year ?)?'?(20)?([0-9]{2})\s*(?:[-/~〜–](?:20)?([0-9]{2}))?年?度?"
_COUNTED = (
    r"第?([1-9一二三四五六七八九])年(?:度?[目次]|度)|第([1-9一二三四五六七八九])年"
    r"|(?:year|y) ?([1-9])|([1-9])(?:st|nd|rd|th) year"
)
_KANJI = str.maketrans("一二三四五六七八九", "123456789")
_JAPANESE = r"^(?:j|jp |japan |japanese )(?=fy|fiscal)"
_STRETCH = r"[0-9]\s*[-/~〜–]\s*(?:20)?[0-9]{2}(?![0-9])"
_YEARS = (2000, 2100)
_UNTIL = (r"\s*[~〜–—−]\s*|\s+-\s+|\s*から\s*|\s+to\s+", r"\s*-\s*")  # between the ends of a span
_MOST_WAYS = 3  # in which one heading says its year
_LONGEST = 40  # characters of a year, or of a stretch of time
_OF_YEARS = rf"[0-9元〇零一二三四五六七八九十年度月日末令和平成㋿㍻からまで~〜～–—−\-/.,' a-z()]{{2,{_LONGEST}}}"


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def fiscal_year(value: Value) -> int | None:
    """Return the fiscal year that a heading names, marked as one: 2026年度, 令和8年度(2026年度), R8, FY2026-27."""
    if not isinstance(value, str) or len(value) > limits.LONGEST_HEADING:
        return None
    text = re.sub(_JAPANESE, "", in_one_width(value).strip().lower())
    folded = " ".join(text.split())
    if re.fullmatch(r"[0-9]{4}", folded) or not re.search(_MAY_BE_YEAR, folded):
        return None
    plain = re.sub(rf"{BRACKETED}|{_planned()}", "", folded).strip()
    inside = [one.strip()[1:-1] for one in re.findall(BRACKETED, folded)]
    for way in (folded, plain, *(inside if not plain or counted(plain) else ())):
        if (year := _one_year(way)) is not None:
            return year
    halves = re.split(r"[/|\n]", re.sub(BRACKETED, "", text))
    years = {_one_year(half.strip()) for half in halves} if len(halves) <= _MOST_WAYS else set()
    return years.pop() if len(years) == 1 else None  # 2026年度/FY2026


@functools.cache
def _planned() -> str:
    """Return the pattern of what may stand behind a year: 申請額, の計画."""
    words = "|".join(map(re.escape, map(fold, (*known()["planned"], *known()["amount_labels"]))))
    return rf"(?:の|\s)?(?:{words})額?$"


def _one_year(text: str) -> int | None:
    """Return the fiscal year that one text without anything beside it names."""
    if not re.fullmatch(_OF_YEARS, text):  # as most texts that hold a year: they are soon told
        return None
    try:
        return fiscal.read_fiscal_year(text)
    except fiscal.FiscalYearError as error:
        if error.suggestion is not None and not error.is_of_day:
            return error.suggestion
    match = re.fullmatch(_SHORT_YEAR, text)
    if match is not None and re.search("fy|fiscal|year|年|[-/~〜–]", text) and (match[1] or text.startswith("f")):
        year = 2000 + int(match[2])
        return year if match[3] is None or int(match[3]) == (year + 1) % 100 else None
    ends = span(text)
    years = {fiscal.fiscal_year(day) for day in ends or ()}
    return years.pop() if len(years) == 1 else None


def span(text: str) -> tuple[date, date] | None:
    """Return the first days of the two months that a stretch of time runs between: 2026.12~2027.3."""
    if not re.search("[0-9]", text) or len(text) > _LONGEST:
        return None
    for until in _UNTIL:
        ends = re.split(until, in_one_width(text).strip("() ").lower().removesuffix("まで"))
        if len(ends) == 2 and (first := _month(ends[0])):
            bare = re.fullmatch("([0-9]{1,2})月?", ends[1])  # 2026年12月~3月
            if bare:
                year = first.year + (int(bare[1]) < first.month)
                ends[1] = f"{year}.{bare[1]}"
            if last := _month(ends[1]):
                return first, last
    return None


def _month(text: str) -> date | None:
    for way in (text, f"1 {text}"):  # 1 Dec 2026
        try:
            return fiscal.read_date(way)
        except fiscal.DateError as error:
            if found := error.suggestion or error.month:
                return found
    return None


def counted(value: Value) -> tuple[int, bool] | None:
    """Return which year of the support a heading names, -1 for the last, and whether it is surely a fiscal year."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    folded = re.sub(BRACKETED, "", in_one_width(value)).strip().lower()
    if folded in ("初年度", "最終年度"):
        return (1 if folded == "初年度" else -1), True
    match = re.fullmatch(_COUNTED, folded)
    if match is None:
        return None
    number = next(filter(None, match.groups()))
    return int(number.translate(_KANJI)), "年度" in folded


def are_long(texts: Iterable[str], years: Sequence[int]) -> bool:
    """Say whether stretches of two years or more are named: 2026-2027 beside 2028-2029."""
    skips = any(after - before > 1 for before, after in pairwise(years))
    return skips and all(re.search(_STRETCH, in_one_width(text)) for text in texts)


def plain(value: Value) -> int | None:
    """Return a bare number that may be a year: it is one where its neighbours are too."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{4}\s*", in_one_width(value)):
        value = int(in_one_width(value))
    if isinstance(value, Decimal | str | date) or value is None:
        return None
    return value if _YEARS[0] <= value <= _YEARS[1] else None

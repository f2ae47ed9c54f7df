"""What the heading of a row or column says: a year, an item of cost, a sum, an institution, a unit."""

import functools
import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from aspire_cli import fiscal, limits, shipped_files
from aspire_cli.characters import in_one_width
from aspire_cli.records import NamedTuple
from aspire_cli.tables.grid import Value
from aspire_cli.words.spelling import fold

DIRECT, INDIRECT, TOTAL = "direct", "indirect", "total"
Kind = Literal["year", "item", "sum", "institution", "aside", "label", "unknown"]
_NUMBERING = (
    r"^(?:[①-⑳※*・●○◆■□▼>\-]|[(\[]?(?:[0-9]{1,2}|[a-zivx]{1,4}|[ア-ンあ-ん一二三四五六七八九十])[)\].、:.]|[ⅰ-ⅻ]\.?)\s*"
)
_BRACKETED = r"\s*[(\[【〔<＜][^()\[\]【】〔〕<>＜＞]*[)\]】〕>＞]\s*"
_MARK_BEHIND = r"[\s::*※=＝①-⑳]+$|\s+[a-zA-Z]$"
_MAY_BE_YEAR = (
    r"20[0-9]{2}|令和|平成|[㋿㍻]|\b[rh]\.? ?[0-9]|\bfy ?'?[0-9]|fiscal year ?[0-9]|[〇零一二三四五六七八九]年"
)
_SHORT_YEAR = r"(?:fy ?|fiscal year ?|year ?)?'?(20)?([0-9]{2})\s*(?:[-/~〜–](?:20)?([0-9]{2}))?年?度?"
_COUNTED = (
    r"第?([1-9一二三四五六七八九])年(?:度?[目次]|度)|第([1-9一二三四五六七八九])年"
    r"|(?:year|y) ?([1-9])|([1-9])(?:st|nd|rd|th) year"
)
_KANJI = str.maketrans("一二三四五六七八九", "123456789")
_AROUND_NAME = r"^[【〔<〈《\[]+|[】〕>〉》\]]+$"
_YEARS = (2000, 2100)
_UNTIL = (r"\s*[~〜–—−]\s*|\s+-\s+|\s*から\s*|\s+to\s+", r"\s*-\s*")  # between the ends of a span
_BEFORE_UNIT, _BEHIND_UNIT = r"(?:単位|\bunits?\b|\bamounts?\b|\bfigures?\b)", r"(?:単位|で(?:記[入載]|表示))"
_ROUNDED = r"切り?[捨上]|四捨|丸め|端数|未満|round|less than"


class Meaning(NamedTuple):
    """What one heading says."""

    kind: Kind
    key: str = ""  # of an item
    year: int | None = None
    is_part: bool = False  # of the item: several stand for it together
    is_share: bool = False  # only some of what the item comes to: `うち`
    is_partial: bool = False  # a sum that may stand several times
    unit: str | None = None


UNKNOWN = Meaning("unknown")


@functools.cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = shipped_files.data("data/table_headings.yaml")
    return known


@functools.cache
def _meanings() -> dict[str, Meaning]:
    """Return what each known heading says, by its folded text."""
    known, found = _known(), {}
    for group in known["aside"]:
        found.update(dict.fromkeys(map(fold, group), Meaning("aside")))
    for labels in ("year_labels", "item_labels", "amount_labels"):
        found.update(dict.fromkeys(map(fold, known[labels]), Meaning("label", key=labels)))
    found.update(dict.fromkeys(map(fold, known["institution_labels"]), Meaning("label", key="institution_labels")))
    for name in ("whole", "partial", "around"):
        meaning = Meaning("sum", key=name if name == "around" else "", is_partial=name == "partial")
        found.update(dict.fromkeys(map(fold, known["sums"][name]), meaning))
    for key, names in known["items"].items():
        found.update(dict.fromkeys(map(fold, names["whole"]), Meaning("item", key)))
        for group in names.get("parts", ()):
            found.update(dict.fromkeys(map(fold, group), Meaning("item", key, is_part=True)))
    return found


@functools.cache
def _units() -> dict[str, str]:
    """Return the units by all the names that they have: a currency, with a multiple before or behind it."""
    names = {}
    for currency in map(fold, _known()["currency"]):
        names[currency] = "yen"
        for unit, multiples in _known()["multiples"].items():
            for one in multiples:
                joined = [f"{one}{of}{currency}" for of in ("", " ", " of ")]
                joined += [f"{currency}{by}" for by in (one, f" {one}", f" in {one}", f"({one})", f" ({one})")]
                names |= dict.fromkeys(joined, unit)
    return names


@functools.cache
def _unit_pattern() -> str:
    names = "|".join(map(re.escape, sorted(_units(), key=len, reverse=True)))
    named = rf"(?<![0-9億万千百十a-z])({names})(?![a-z])"
    return rf"{_BEFORE_UNIT}(?:(?!{named}|{_ROUNDED}).){{0,12}}{named}|{named}{_BEHIND_UNIT}(?!.{{0,6}}(?:{_ROUNDED}))"


def unit_named(text: str) -> str | None:
    """Return the unit that a text names by itself, in brackets or not: 千円, (thousand yen)."""
    bare = fold(text).strip("[]【】〔〕: ")
    return _units().get(bare) or _units().get(bare.strip("()").removeprefix("in "))


def unit_said(text: str) -> str | None:
    """Return the unit that a text speaks of: 単位:千円, `Unit: thousand yen`, or the unit alone."""
    folded = fold(text[: limits.LONGEST_NAME])
    if not any(sign in folded for sign in _known()["currency"]):
        return None
    if found := unit_named(folded):
        return found
    match = re.search(_unit_pattern(), folded)
    return _units()[next(filter(None, match.groups()))] if match else _unit_behind(folded)


def _unit_behind(folded: str) -> str | None:
    found = re.findall(_BRACKETED, folded)
    return unit_named(found[-1].strip()) if found else None


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def read(text: str) -> Meaning:
    """Return what a heading says."""
    if len(text) > limits.LONGEST_HEADING:
        return UNKNOWN
    folded = fold(text)
    unit = _unit_behind(folded)
    year = fiscal_year(text)
    if year is not None:
        return Meaning("year", year=year, unit=unit)
    if not _may_be_known(folded):
        return UNKNOWN
    if own := unit_named(folded) or (unit_said(folded) if re.match(rf"[(\[]?.{{0,4}}{_BEFORE_UNIT}", folded) else None):
        return Meaning("label", "unit", unit=own)
    for way in _ways(text, folded):
        if way in _meanings():
            return _meanings()[way]._replace(unit=unit)
        if of_sum := _with_sum(way):
            return of_sum._replace(unit=unit)
    for word in _known()["of_which"]:
        rest = _bare(folded.removeprefix(fold(word)).lstrip(":、,() ").rstrip(")"))
        if folded.startswith(fold(word)) and rest in _meanings():
            return _meanings()[rest]._replace(is_part=True, is_share=True, unit=unit)
    return UNKNOWN._replace(unit=unit)


def _may_be_known(folded: str) -> bool:
    """Say whether a text holds the beginning of a known heading: most texts of a sheet hold none, and are soon told."""
    beginnings = _beginnings()
    return any(folded[start : start + 2] in beginnings or one in beginnings for start, one in enumerate(folded))


@functools.cache
def _beginnings() -> frozenset[str]:
    words = (*_meanings(), *_units(), *map(fold, _known()["of_which"]))
    return frozenset(word[:2] for word in words)


def _ways(text: str, folded: str) -> list[str]:
    """Return the ways in which a heading may be known, the fullest first."""
    bare = _bare(folded)
    ways = [folded, bare]
    inside = [one.strip()[1:-1].strip() for one in re.findall(_BRACKETED, folded)]
    if _meanings().get(bare, UNKNOWN).kind == "sum":
        ways = [f"{inner}{bare}" for inner in inside] + ways  # 小計(直接経費)
    halves = re.split(r"[/\n\r|]", text)
    if len(halves) > 1:
        ways += [_bare(fold(half)) for half in halves if half.strip()]
    latin = re.match(r"^([^\x00-\x7f][^a-z]*?)\s*([a-z][\x20-\x7e]*)$", folded)
    if latin:
        ways += [_bare(latin[1]), _bare(latin[2])]
    if not bare:
        ways += inside
    return ways


def _bare(folded: str) -> str:
    """Return a heading without numbering before it and brackets or marks behind it."""
    rest = re.sub(_BRACKETED, " ", re.sub(_NUMBERING, "", folded)).strip()
    rest = re.sub(_MARK_BEHIND, "", rest)
    return " ".join(rest.split())


def _with_sum(way: str) -> Meaning | None:
    """Return what 直接経費計 or `Total direct costs` says: the item as a whole."""
    for sign, cut in (("behind", str.removesuffix), ("before", str.removeprefix)):
        for word in _known()["sums"][sign]:
            rest = cut(way, word).strip(" :・の,-")
            if rest != way and rest in _meanings():
                found = _meanings()[rest]
                if found.kind == "item":
                    return Meaning("item", found.key, is_part=found.is_part)
                if found.kind == "sum" or found.key in ("year_labels", "institution_labels"):
                    return Meaning("sum")
    return None


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def fiscal_year(value: Value) -> int | None:
    """Return the fiscal year that a heading names, marked as one: 2026年度, 令和8年度(2026年度), R8, FY2026-27."""
    if not isinstance(value, str) or len(value) > limits.LONGEST_HEADING:
        return None
    text = in_one_width(value).strip().lower()
    folded = " ".join(text.split())
    if re.fullmatch(r"[0-9]{4}", folded) or not re.search(_MAY_BE_YEAR, folded):
        return None
    plain = re.sub(rf"{_BRACKETED}|{_planned()}", "", folded).strip()
    inside = [one.strip()[1:-1] for one in re.findall(_BRACKETED, folded)]
    for way in (folded, plain, *(inside if not plain or counted_year(plain) else ())):
        if (year := _one_year(way)) is not None:
            return year
    halves = {_one_year(half.strip()) for half in re.split(r"[/|\n]", re.sub(_BRACKETED, "", text))}
    return halves.pop() if len(halves) == 1 else None  # 2026年度/FY2026


@functools.cache
def _planned() -> str:
    """Return the pattern of what may stand behind a year: 申請額, の計画."""
    words = "|".join(map(re.escape, map(fold, (*_known()["planned"], *_known()["amount_labels"]))))
    return rf"(?:の|\s)?(?:{words})額?$"


def _one_year(text: str) -> int | None:
    """Return the fiscal year that one text without anything beside it names."""
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


def counted_year(text: str) -> tuple[int, bool] | None:
    """Return which year of the support a heading names, -1 for the last, and whether it is surely a fiscal year."""
    folded = re.sub(_BRACKETED, "", in_one_width(text[: limits.LONGEST_HEADING])).strip().lower()
    if folded in ("初年度", "最終年度"):
        return (1 if folded == "初年度" else -1), True
    match = re.fullmatch(_COUNTED, folded)
    if match is None:
        return None
    number = next(filter(None, match.groups()))
    return int(number.translate(_KANJI)), "年度" in folded


def plain_year(value: Value) -> int | None:
    """Return a bare number that may be a year: it is one where its neighbours are too."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{4}\s*", in_one_width(value)):
        value = int(in_one_width(value))
    if isinstance(value, Decimal | str | date) or value is None:
        return None
    return value if _YEARS[0] <= value <= _YEARS[1] else None


def looks_like_institution(text: str) -> bool:
    """Say whether a text names an institution."""
    folded = fold(text[: limits.LONGEST_NAME])
    return read(text).kind == "unknown" and any(word in folded for word in _institutions())


def bare_name(text: str) -> str:
    """Return a name without numbering before it and brackets around it: 【東京大学】, 1. 東京大学."""
    return re.sub(_AROUND_NAME, "", re.sub(_NUMBERING, "", in_one_width(text[: limits.LONGEST_NAME]).strip())).strip()


def names_institution(label: str) -> bool:
    """Say whether what stands behind a label is an institution: 機関名, 代表機関."""
    return read(label).key == "institution_labels" or fold(label) in map(fold, _known()["institution_roles"])


@functools.cache
def _institutions() -> tuple[str, ...]:
    return tuple(map(fold, _known()["institutions"]))

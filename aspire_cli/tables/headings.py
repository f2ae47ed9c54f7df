"""What the heading of a row or column says: a year, an item of cost, a sum, an institution, a unit."""

import functools
import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from aspire_cli import fiscal, limits, shipped_files
from aspire_cli.characters import in_one_width
from aspire_cli.tables.grid import Value
from aspire_cli.words.spelling import fold

DIRECT, INDIRECT, TOTAL = "direct", "indirect", "total"
Kind = Literal["year", "item", "sum", "institution", "aside", "label", "unknown"]
_NUMBERING = (
    r"^(?:[①-⑳※*・●○◆■□▼>\-]|[(\[]?(?:[0-9]{1,2}|[a-zivx]{1,4}|[ア-ンあ-ん一二三四五六七八九十])[)\].、:.]|[ⅰ-ⅻ]\.?)\s*"
)
_BRACKETED = r"\s*[(\[【〔<＜][^()\[\]【】〔〕<>＜＞]*[)\]】〕>＞]\s*"
_MARK_BEHIND = r"[\s::*※=＝①-⑳]+$|\s+[a-zA-Z]$"
_PLANNED = "(?:の?(?:計画|予定|予算|見込み?|案)額?|(?:plan|planned|budget))$"  # behind a year
_MAY_BE_YEAR = "20[0-9]{2}|令和|平成|[㋿㍻]|^[rh]\\.? ?[0-9]|^fy ?[0-9]|fiscal year ?[0-9]|[〇零一二三四五六七八九]年"
_YEAR_OF = "第?[0-9一二三四五六]+年[目度次]?|初年度|最終年度|year ?[0-9]|[0-9](?:st|nd|rd|th) year"  # of the support
_YEARS = (2000, 2100)
_OF_UNIT = ("単位", "金額の単位", "unit")  # how what speaks of nothing else begins
_OF_UNITS = ("円", "yen", "jpy", "¥")
_UNIT_SAID = (
    r"単位\s*[::は]?\s*[(\[]?\s*([^\s()\[\],、。/|]+)|(千円|百万円|万円|円)単位"
    r"|(?:unit|amounts?|figures?)s?\s*(?::|in|are in)\s*(?:in )?([a-z0-9, ¥]+)"
)


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
    for name in ("whole", "partial"):
        found.update(dict.fromkeys(map(fold, known["sums"][name]), Meaning("sum", is_partial=name == "partial")))
    for key, names in known["items"].items():
        found.update(dict.fromkeys(map(fold, names["whole"]), Meaning("item", key)))
        for group in names.get("parts", ()):
            found.update(dict.fromkeys(map(fold, group), Meaning("item", key, is_part=True)))
    return found


@functools.cache
def _units() -> dict[str, str]:
    return {fold(name): unit for unit, names in _known()["units"].items() for name in names}


def unit_named(text: str) -> str | None:
    """Return the unit that a text names by itself, in brackets or not: 千円, (thousand yen)."""
    return _units().get(fold(text).strip("()[]【】〔〕: "))


def unit_said(text: str) -> str | None:
    """Return the unit that a text speaks of: 単位:千円, `Unit: thousand yen`, or the unit alone."""
    folded = fold(text[: limits.LONGEST_NAME])
    if not any(sign in folded for sign in _OF_UNITS):
        return None
    if found := unit_named(folded):
        return found
    for match in re.finditer(_UNIT_SAID, folded):
        said = next(filter(None, match.groups()))
        if found := unit_named(said.strip()) or unit_named(re.split("[,;]", said)[0].strip()):
            return found
    return _unit_behind(folded)


def _unit_behind(folded: str) -> str | None:
    found = re.findall(_BRACKETED, folded)
    return unit_named(found[-1].strip()) if found else None


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def read(text: str) -> Meaning:
    """Return what a heading says."""
    year = fiscal_year(text)
    if year is not None:
        return Meaning("year", year=year)
    if len(text) > limits.LONGEST_HEADING:
        return UNKNOWN
    folded = fold(text)
    if not _may_be_known(folded):
        return UNKNOWN
    if own := unit_named(folded) or (unit_said(folded) if folded.lstrip("([").startswith(_OF_UNIT) else None):
        return Meaning("label", "unit", unit=own)
    unit = _unit_behind(folded)
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
                if found.kind == "label" and found.key in ("year_labels", "institution_labels"):
                    return Meaning("sum")
    return None


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def fiscal_year(value: Value) -> int | None:
    """Return the fiscal year that a heading names, marked as one: 2026年度, 令和8年度(2026年度), R8, FY2026-27."""
    if not isinstance(value, str) or len(value) > limits.LONGEST_HEADING:
        return None
    folded = " ".join(in_one_width(value).split()).lower()
    if re.fullmatch(r"[0-9]{4}", folded) or not re.search(_MAY_BE_YEAR, folded):
        return None
    plain = re.sub(rf"{_BRACKETED}|{_PLANNED}", "", folded).strip()
    inside = [one.strip()[1:-1] for one in re.findall(_BRACKETED, folded)] if re.fullmatch(_YEAR_OF, plain) else []
    for way in (folded, plain, *inside):
        try:
            return fiscal.read_fiscal_year(way)
        except fiscal.FiscalYearError as error:
            is_day = re.search(r"[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月]", way)
            if error.suggestion is not None and not is_day:
                return error.suggestion
    halves = {_read_year(half.strip()) for half in re.split("[/|]", plain)}
    if len(halves) == 1 and halves != {None}:
        return halves.pop()  # 2026年度/FY2026
    match = re.fullmatch(
        r"(?:fy ?|fiscal year ?|year ?)?'?(20)?([0-9]{2})\s*(?:[-/~〜–](?:20)?([0-9]{2}))?年?度?", plain
    )
    if match is None or not (match[1] or plain.startswith(("fy", "fiscal"))):
        return None
    year = 2000 + int(match[2])
    follows = match[3] is None or int(match[3]) == (year + 1) % 100
    return year if follows and re.search("fy|fiscal|year|年|[-/~〜–]", plain) else None


def _read_year(text: str) -> int | None:
    try:
        return fiscal.read_fiscal_year(text)
    except fiscal.FiscalYearError:
        return None


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


@functools.cache
def _institutions() -> tuple[str, ...]:
    return tuple(map(fold, _known()["institutions"]))

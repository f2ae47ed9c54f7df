"""What the heading of a row or column says: a year, an item of cost, a sum, an institution, a unit."""

import functools
import re
from itertools import pairwise
from typing import Literal

from aspire_cli import limits
from aspire_cli.characters import in_one_width
from aspire_cli.records import NamedTuple
from aspire_cli.tables import named_years, units
from aspire_cli.tables.known import BRACKETED, known
from aspire_cli.words.spelling import fold

_MOST_WAYS = 3  # in which one heading says the same
DIRECT, INDIRECT, TOTAL = "direct", "indirect", "total"
Kind = Literal["year", "item", "sum", "aside", "label", "unknown"]
_NUMBERING = (
    r"^(?:[①-⑳※*・●○◆■□▼>\-]|[(\[]?(?:[0-9]{1,2}|[a-zivx]{1,4}|[ア-ンあ-ん一二三四五六七八九十])[)\].、:.]|[ⅰ-ⅻ]\.?)\s*"
)
_MARK_BEHIND = r"[\s::*※=＝①-⑳]+$|\s+[a-zA-Z]$"
_COUNT_BEHIND = r"[\s0-9①-⑳]+$"
_AROUND_NAME = r"^[【〔<〈《\[]+|[】〕>〉》\]]+$"


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
def _meanings() -> dict[str, Meaning]:
    """Return what each known heading says, by its folded text; what comes last counts."""
    words = known()
    labels = ("year_labels", "item_labels", "amount_labels", "number_labels", "institution_labels")
    said = [(words["aside"], Meaning("aside")), *((words[name], Meaning("label", name)) for name in labels)]
    said += [(words["sums"]["whole"], Meaning("sum")), (words["sums"]["around"], Meaning("sum", "around"))]
    said += [(words["sums"]["partial"], Meaning("sum", is_partial=True))]
    for key, names in words["items"].items():
        said += [(names["whole"], Meaning("item", key)), (names.get("parts", ()), Meaning("item", key, is_part=True))]
    return {fold(text): meaning for texts, meaning in said for text in texts}


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def read(text: str) -> Meaning:
    """Return what a heading says."""
    if len(text) > limits.LONGEST_HEADING:
        return UNKNOWN
    year = named_years.fiscal_year(text)
    if year is not None:
        return Meaning("year", year=year, unit=units.in_brackets(fold(text)))
    folded = fold(text)
    if not _may_be_known(folded):
        return UNKNOWN
    of_unit = units.said(folded) if re.match(rf"[(\[]?.{{0,4}}{units.OF_UNIT}", folded) else units.named(folded)
    if of_unit:
        return Meaning("label", "unit", unit=of_unit)
    unit = units.in_brackets(folded)
    for way in _ways(text, folded):
        if found := _meanings().get(way) or _with_sum(way):
            return found._replace(unit=unit)
    inner = folded.strip("()[]")
    for word in filter(inner.startswith, _folded("of_which")):
        rest = _bare(inner.removeprefix(word).lstrip(":、,() "))
        if rest in _meanings():
            return _meanings()[rest]._replace(is_part=True, is_share=True, unit=unit)
    return UNKNOWN._replace(unit=unit)


def _may_be_known(folded: str) -> bool:
    """Say whether a text holds the beginning of a known heading: most texts of a sheet hold none, and are soon told."""
    pairs = {one + after for one, after in pairwise(folded)}
    return not _beginnings().isdisjoint(pairs.union(folded))


@functools.cache
def _beginnings() -> frozenset[str]:
    words = (*_meanings(), *_folded("of_which"), *_folded("currency"))
    return frozenset(word[:2] for word in words)


@functools.cache
def _folded(key: str) -> tuple[str, ...]:
    return tuple(map(fold, known()[key]))


def _ways(text: str, folded: str) -> list[str]:
    """Return the ways in which a heading may be known, the fullest first."""
    bare = _bare(folded)
    ways = [folded, bare]
    inside = [one.strip()[1:-1].strip() for one in re.findall(BRACKETED, folded)]
    if _meanings().get(bare, UNKNOWN).kind == "sum":
        ways = [f"{inner}{bare}" for inner in inside] + ways  # 小計(直接経費)
    halves = re.split(r"[/\n\r|]", text)
    if 1 < len(halves) <= _MOST_WAYS:
        ways += [_bare(fold(half)) for half in halves if half.strip()]
    latin = re.match(r"^([^\x00-\x7f][^a-z]*?)\s*([a-z][\x20-\x7e]*)$", folded)
    if latin:
        ways += [_bare(latin[1]), _bare(latin[2])]
    if not bare:
        ways += inside
    return ways


def _bare(folded: str) -> str:
    """Return a heading without numbering before it and brackets or marks behind it."""
    rest = re.sub(BRACKETED, " ", re.sub(_NUMBERING, "", folded)).strip()
    rest = re.sub(_MARK_BEHIND, "", rest)
    return " ".join(rest.split())


def _with_sum(way: str) -> Meaning | None:
    """Return what 直接経費計 or `Total direct costs` says: the item as a whole."""
    behind = (way.removesuffix(word) for word in known()["sums"]["behind"] if way.endswith(word))
    before = (way.removeprefix(word) for word in known()["sums"]["before"] if way.startswith(word))
    for rest in (*behind, *before):
        found = _meanings().get(rest.strip(" :・の,-"), UNKNOWN)
        if found.kind == "item":
            return found
        if found.kind == "sum" or found.key in ("year_labels", "institution_labels"):
            return Meaning("sum")
    return None


def looks_like_institution(text: str) -> bool:
    """Say whether a text names an institution."""
    folded = fold(text[: limits.LONGEST_NAME])
    return read(text).kind == "unknown" and any(word in folded for word in _folded("institutions"))


def bare_name(text: str) -> str:
    """Return a name without numbering before it and brackets around it: 【東京大学】, 1. 東京大学."""
    return re.sub(_AROUND_NAME, "", re.sub(_NUMBERING, "", in_one_width(text[: limits.LONGEST_NAME]).strip())).strip()


def names_institution(label: str) -> bool:
    """Say whether what stands behind a label is an institution: 機関名, 代表機関, Partner 2."""
    role = re.sub(_COUNT_BEHIND, "", fold(label))
    return read(label).key == "institution_labels" or role in _folded("institution_roles")


def without_role(text: str) -> str:
    """Return an institution without what it is there: 東京大学 of 代表:東京大学."""
    label, _, name = in_one_width(text).partition(":")
    name = name.strip()
    is_role = bool(name) and (names_institution(label) or looks_like_institution(name))
    return name if is_role else text

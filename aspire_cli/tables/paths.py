"""What the headings over a row or a column say together, those of the storeys around them and of the rows above."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from aspire_cli import limits
from aspire_cli.money import CATEGORIES
from aspire_cli.records import NamedTuple
from aspire_cli.tables import amounts, headings
from aspire_cli.tables.grid import Cell, Place, Value
from aspire_cli.tables.headings import DIRECT, TOTAL, Meaning

ALL = "all"  # in place of a year or an institution: their sum
_GROUPS = 2  # items, that they are groups
_MARKS = r"(?!.$)(?:\b[a-z]\b|\b[0-9]{1,2}(?:\.[0-9]+)?\b ?%?|[①-⑳()()+\-−×x*/=~〜～,・\s])+"
_NOTE = r"※|[(（]?注"
Texts = dict[Place, str]  # of the headings of columns by line and column, of those of rows the other way round


class Heading(NamedTuple):
    """What the headings over a row or a column say together."""

    texts: tuple[str, ...] = ()
    year: int | None = None
    institution: str | None = None
    item: str | None = None
    is_part: bool = False
    is_share: bool = False
    is_sum: bool = False
    is_partial: bool = False
    is_aside: bool = False
    unit: str | None = None


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def text_of(value: Value) -> str:
    """Return the text of a heading; nothing for an amount, a note, and marks that only refer to others: (A), ①+②."""
    written = value.strip() if isinstance(value, str) else ""
    if not written or re.fullmatch(_MARKS, written, re.IGNORECASE) or amounts.is_amount(Cell(written)):
        return ""
    return "" if re.match(_NOTE, written) and headings.read(written).kind == "unknown" else written


def read(
    heads: Texts, lines: Sequence[int], positions: Sequence[int], of_institutions: list[int]
) -> dict[int, Heading]:
    """Return what the headings say at each position; `lines` run from the outermost to the innermost."""
    around = [""] * len(lines)
    found: dict[int, list[tuple[int, str]]] = {}
    for position in positions:
        own = [heads.get((line, position), "") for line in lines]
        if any(own):
            found[position] = [(lines[number], text) for number, text in _with_those_around(own, around)]
    named = {text for texts in found.values() for _, text in texts if headings.looks_like_institution(text)}
    named = named if len(named) > 1 else set()
    below = Counter(tuple(texts[:-1]) for texts in found.values())
    axis = {}
    for position, texts in found.items():
        heading = _heading(texts, of_institutions, named)
        if len(texts) > 1 and texts[-2][1] == texts[-1][1] and below[tuple(texts[:-1])] > 1:
            heading = heading._replace(is_part=True)  # その他, one of several below その他
        axis[position] = heading
    return _with_totals(axis)


def _with_those_around(own: Sequence[str], around: list[str]) -> list[tuple[int, str]]:
    """Return the headings of a position, each with the number of its line; `around` is what holds there, line by line.

    A heading of an outer line holds until the next one in it, as long as what stands further in can belong to it.
    """
    for number, text in enumerate(own):
        # A unit over one column ends no heading that stands over several.
        if text not in ("", around[number]) and headings.read(text).key != "unit":
            around[number:] = [text] + [""] * len(own[number + 1 :])
    innermost = max(number for number, text in enumerate(own) if text)
    inner = headings.read(own[innermost])
    found = []
    for number in range(innermost):
        if not _holds(headings.read(around[number]), inner):
            around[number] = ""
        found += [(number, text) for text in dict.fromkeys((around[number], own[number])) if text]
    return [*found, (innermost, own[innermost])]


def _holds(outer: Meaning, inner: Meaning) -> bool:
    """Say whether what an inner heading says can belong to an outer one."""
    if outer.kind != "item" or inner.kind != "item" or inner.is_part:
        return True
    if outer.key == DIRECT:
        return inner.key in (*CATEGORIES, DIRECT)
    return outer.key == TOTAL or inner.key == outer.key


def _heading(texts: Sequence[tuple[int, str]], of_institutions: list[int], institutions: set[str]) -> Heading:
    found = Heading(tuple(text for _, text in texts))
    for line, text in reversed(texts):
        meaning = headings.read(text)
        found = found._replace(unit=found.unit or meaning.unit)
        if meaning.kind == "year":
            found = found._replace(year=found.year or meaning.year)
        elif meaning.key == "around" and (found.year or found.item or found.institution or found.is_sum):
            continue  # what it heads is told further in
        elif meaning.kind == "sum":
            found = found._replace(is_sum=True, is_partial=found.is_partial or meaning.is_partial)
        elif meaning.kind == "aside":
            found = found._replace(is_aside=found.is_aside or found.item is None)
        elif meaning.kind != "item" and (line in of_institutions or text in institutions):
            found = found._replace(institution=found.institution or headings.without_role(text))
        elif meaning.kind == "item":
            found = _with_item(found, meaning)
    return found


def _with_item(found: Heading, outer: Meaning) -> Heading:
    """Return the heading with an item that stands around what was found in it further in."""
    if found.item is None:
        innermost_is_unknown = headings.read(found.texts[-1]).kind == "unknown"
        if innermost_is_unknown and outer.key == DIRECT and not found.is_sum:
            return found  # an item that is not known, among the direct costs
        is_part = outer.is_part or innermost_is_unknown
        # A sum further in is the sum of this item: 直接経費 / 計.
        return found._replace(item=outer.key, is_part=is_part, is_share=outer.is_share, is_sum=False, is_partial=False)
    if outer.key in CATEGORIES and found.item in CATEGORIES and found.item != outer.key:
        return found._replace(item=outer.key, is_part=True)
    return found


def institution_lines(
    heads: Texts, lines: Sequence[int], before: Sequence[int], over: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Return the lines that are headed as those of institutions in the places before them; and the one that may be.

    What stands in the corner may head the line beside it, the one below it, or another one nearby: that may be the
    innermost one that names neither items nor years.
    """
    label = "institution_labels"
    names = {line: [heads[line, at] for at in over if (line, at) in heads] for line in lines}
    headed = {line for (line, at), text in heads.items() if at in before and headings.read(text).key == label}
    named = [line for line in lines if _name_institutions(names[line])]
    several = [line for line in named if len(set(names[line])) > 1]
    return [line for line in named if line in headed], several[-1:] if headed else []


def _name_institutions(texts: Iterable[str]) -> bool:
    """Say whether the texts of a line may name institutions: some are not known, and none is an item or a year."""
    kinds = {one.kind for one in map(headings.read, texts) if one.key != TOTAL}  # 総計 is that of all institutions
    return "unknown" in kinds and kinds.isdisjoint({"item", "year"})


def drop_titles(over: Texts, lines: Iterable[int]) -> None:
    """Take away what stands in its line over the columns alone, or with a unit, and heads nothing: a title."""
    for line in lines:
        found = [place for place, text in over.items() if place[0] == line and headings.read(text).key != "unit"]
        if len(found) == 1 and _heads_nothing(over[found[0]]):
            del over[found[0]]


def drop_others(beside: Texts, labels: Sequence[int], rows: Iterable[int]) -> None:
    """Take away what stands in rows without amounts and heads nothing: it is neither an item nor an institution."""
    for place in ((at, row) for row in rows for at in labels):
        if place in beside and _heads_nothing(beside[place]):
            del beside[place]


def _heads_nothing(text: str) -> bool:
    return headings.read(text).kind == "unknown" and not headings.looks_like_institution(text)


def drop_remarks(beside: Texts, labels: Sequence[int], header: Iterable[int], body: Iterable[int]) -> None:
    """Take what stands below 積算根拠 or 備考 from the rows that have a sum beside it: it names no part of that."""
    remarks = {at for at in labels for row in header if headings.read(beside.get((at, row), "")).kind == "aside"}
    for row in body if remarks else ():
        said = [headings.read(beside.get((at, row), "")) for at in labels if at not in remarks]
        if any(one.kind == "sum" or (one.kind == "item" and one.key not in CATEGORIES) for one in said):
            for at in remarks:
                beside.pop((at, row), None)


def _with_totals(axis: dict[int, Heading]) -> dict[int, Heading]:
    """Return the headings with 総計 as the sum of years or institutions where no other items stand beside them."""
    if {of.item for of in axis.values()} != {None, TOTAL} or dimensions(axis.values()) == {"item"}:
        return axis
    return {at: of._replace(item=None, is_sum=True) if of.item else of for at, of in axis.items()}


def with_groups(of_rows: dict[int, Heading], filled: set[int]) -> dict[int, Heading]:
    """Return the headings of the rows that are filled, with what the rows without amounts above them say.

    An institution there is that of all below it. An item is that of the unknown ones below it, but only where no item
    has amounts in its own row: else it is one that costs nothing.
    """
    of_rows = _with_own_below(of_rows, filled)
    items = {line for line, of in of_rows.items() if of.item in CATEGORIES and not of.is_part}
    heads_others = len(items) >= _GROUPS and not items & filled
    found: dict[int, Heading] = {}
    institution, group = None, None
    for line, of in of_rows.items():
        if line not in filled:
            is_sum = of.is_sum and institution is not None  # 合計 over the sums of all
            institution = ALL if is_sum else institution if of.item else of.institution or institution
        if line in items and heads_others:
            group = of
        elif of.item is not None or of.is_sum:
            group = group if group and of.item == group.item else None
        elif group and not of.is_aside:
            of = of._replace(texts=(*group.texts, *of.texts), item=group.item, is_part=True)
        if line in filled:
            found[line] = of if of.institution else of._replace(institution=institution)
    return _with_sum_of_all(found) if institution else found


def _with_own_below(of_rows: dict[int, Heading], filled: set[int]) -> dict[int, Heading]:
    """Return the headings with an item as a part of the same one without amounts above it: 渡航費 below 旅費."""
    found: dict[int, Heading] = {}
    above: str | None = None
    for line, of in of_rows.items():
        if of.item in CATEGORIES and line not in filled:
            above = of.item
        elif of.is_sum or of.institution or of.item not in (None, above):
            above = None
        is_own = above is not None and of.item == above and line in filled
        found[line] = of._replace(is_part=True) if is_own else of
    return found


def _with_sum_of_all(of_rows: dict[int, Heading]) -> dict[int, Heading]:
    """Return the headings with a sum that no institution but the last has as that of all of them."""
    sums = {line: of for line, of in of_rows.items() if (of.is_sum and of.item is None) or of.item == TOTAL}
    having = Counter(text for text, _ in {(of.texts[-1], of.institution) for of in sums.values()})
    several = len({of.institution for of in of_rows.values()} - {ALL}) > 1
    last = [line for line, of in sums.items() if having[of.texts[-1]] == 1][-1:] if several else []
    return {line: of._replace(institution=ALL) if line in last else of for line, of in of_rows.items()}


def dimensions(axis: Iterable[Heading]) -> frozenset[str]:
    """Return what the headings of an axis tell apart: years, items, institutions."""
    names = ("year", "item", "institution")
    return frozenset(name for heading in axis for name in names if getattr(heading, name) is not None)

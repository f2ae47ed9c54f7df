"""Where a sheet has its table of a budget: which headings lie over each amount, years across or down."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from aspire_cli import limits
from aspire_cli.money import CATEGORIES
from aspire_cli.records import NamedTuple
from aspire_cli.tables import amounts, headings, named_years, paths
from aspire_cli.tables.grid import Cell, Grid, Place, Value, cell_name
from aspire_cli.tables.headings import DIRECT, INDIRECT, TOTAL
from aspire_cli.tables.paths import ALL, Heading

SUM, RUN = "sum", "run"  # in place of an item: a sum of what, its place tells; one of those right before it
_HEADER_LINES = 3  # above the years, and below them
_LABEL_LINES = 8  # before the amounts
_MOST_SIDES = 10  # tables beside one another


class Slot(NamedTuple):
    """An amount with what its headings say; `year` and `institution` may be ALL, `item` a sum."""

    place: Place
    cell: Cell
    both: tuple[Heading, Heading]  # of its row and its column
    year: int | str
    institution: str | None
    item: str
    of_item: Heading  # that of both which tells the item
    sums_at: int  # the row or column of sums over years that it stands in; 0: none

    @property
    def unit(self) -> str | None:
        """The unit that its headings name."""
        return self.both[0].unit or self.both[1].unit

    @property
    def name(self) -> str:
        """The name of its cell."""
        return cell_name(self.place)

    @property
    def group(self) -> tuple[int | str, str | None, int]:
        """What it has in common with the others of its year and institution, or of the same sums over years."""
        return self.year, self.institution, self.sums_at

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount of one year, and no sum over years or institutions."""
        return self.year != ALL and self.institution != ALL and self.item not in (SUM, RUN)


class Aside(NamedTuple):
    """Amounts of a row or column that are not taken; `known` says that its heading tells why."""

    place: Place  # of the first
    text: str
    known: bool


class Layout(NamedTuple):
    """A table: its amounts and sums in their order, and what was left aside."""

    slots: tuple[Slot, ...]
    aside: tuple[Aside, ...]
    corner: Place  # where it begins
    is_turned: bool = False  # its years stand below one another

    @property
    def score(self) -> int:
        """How many amounts it has."""
        return sum(1 for slot in self.slots if slot.is_amount)

    def turned(self) -> "Layout":
        """Return the table with its rows as columns."""
        return self._replace(
            slots=tuple(one._replace(place=one.place[::-1]) for one in self.slots),
            aside=tuple(one._replace(place=one.place[::-1]) for one in self.aside),
            corner=self.corner[::-1],
            is_turned=not self.is_turned,
        )


def find(grid: Grid) -> list[Layout]:
    """Return the tables of a sheet, the one with the most amounts first; no cell is in two of them."""
    found = [*_with_years_across(grid), *(one.turned() for one in _with_years_across(grid.turned()))]
    taken: set[Place] = set()
    tables = []
    for layout in sorted(found, key=lambda one: -one.score):
        places = {slot.place for slot in layout.slots}
        if taken.isdisjoint(places):
            taken |= places
            tables.append(layout)
    return tables


class _Rows(NamedTuple):
    """A sheet by its rows, in order: the cells, and the texts that may be headings, merged ones at each place."""

    cells: Mapping[int, Mapping[int, Cell]]
    texts: Mapping[int, Mapping[int, str]]


def _with_years_across(grid: Grid) -> Iterator[Layout]:
    cells: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(grid.cells):
        cells.setdefault(row, {})[column] = grid.cells[row, column]
    values: dict[int, dict[int, Value]] = {}
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), value in sorted(grid.values().items(), key=lambda one: one[0]):
        values.setdefault(row, {})[column] = value
        if text := paths.text_of(value):
            texts[row][column] = text
    sheet, lines = _Rows(cells, texts), _year_lines(values)
    for row, years in sorted(lines.items()):
        # Years that surely head another table end this one: several, or one in the same place.
        others = [one for one, of in lines.items() if len(set(of.values())) > 1 or of.keys() == years.keys()]
        found = list(_headed_by(sheet, row, years, others))
        if not found and (of_amounts := _amounts_below(sheet, row)):
            below, columns = of_amounts
            found = list(_headed_by(sheet, below, dict.fromkeys(columns, min(years.values())), others))
        yield from found


def _headed_by(sheet: _Rows, row: int, years: Mapping[int, int], others: Iterable[int]) -> Iterator[Layout]:
    """Yield the tables that have these years in a row of their headings, up to one of the other rows."""
    header = _header(sheet, row, min(years))
    end = min((one for one in others if one > header[-1]), default=sys.maxsize)
    rows = sheet._replace(cells={line: of for line, of in sheet.cells.items() if header[-1] < line < end})
    for of, span in _side_by_side(rows, years):
        layout = _layout(rows, header, of, row, span)
        if layout.score:
            yield layout


def _amounts_below(sheet: _Rows, row: int) -> tuple[int, list[int]] | None:
    """Return the row headed 金額 right below one with a year alone, and the columns that it heads so."""
    for line in range(row + 1, row + _HEADER_LINES + 1):
        if any(amounts.is_amount(cell) for cell in sheet.cells.get(line, {}).values()):
            return None
        columns = [at for at, text in sheet.texts[line].items() if headings.read(text).key == "amount_labels"]
        if columns:
            return line, columns
    return None


def _side_by_side(rows: _Rows, years: Mapping[int, int]) -> Iterator[tuple[dict[int, int], range]]:
    """Yield the years of each table, and its columns: where the years begin anew behind items, so does a table."""
    edges = [0]
    for before, after in pairwise(sorted(years)):
        if after > before + 1 and years[after] <= years[before]:
            texts = ((at, text) for of in rows.cells for at, text in rows.texts[of].items() if before < at < after)
            items = [at for at, text in texts if headings.read(text).kind == "item"]
            edges += [min(items)] if items and len(edges) < _MOST_SIDES else []
    for left, right in pairwise((*edges, max((*years, *(column for of in rows.cells.values() for column in of))) + 1)):
        span = range(left, right)
        yield {column: year for column, year in years.items() if column in span}, span


def _year_lines(values: Mapping[int, Mapping[int, Value]]) -> dict[int, dict[int, int]]:
    """Return the rows that may head a table, with the years in them by column."""
    lines = {row: years for row, line in values.items() if (years := _years_in(line))}
    several = [row for row, years in lines.items() if len(set(years.values())) > 1]
    lone = [row for row, years in lines.items() if len(set(years.values())) == 1]
    kept = several[: limits.MOST_TABLES] + (lone if len(lone) <= limits.MOST_LONE_YEARS else [])
    return {row: lines[row] for row in kept}


def _years_in(line: Mapping[int, Value]) -> dict[int, int]:
    """Return the years of a row of headings by column: marked ones, else bare numbers that follow one another."""
    marked = {column: year for column, value in line.items() if (year := named_years.fiscal_year(value)) is not None}
    if marked:
        if named_years.are_long((str(line[column]) for column in marked), list(marked.values())):
            return {}
        bare = {column: year for column, value in line.items() if (year := named_years.plain(value)) is not None}
        both = dict(sorted({**bare, **marked}.items()))
        return both if all(after - before in (0, 1) for before, after in pairwise(both.values())) else marked
    numbers = {column: value for column, value in line.items() if not isinstance(value, str) or value.isdigit()}
    run: dict[int, int] = {}
    for column, value in numbers.items():
        year = named_years.plain(value)
        if year is None:
            break  # numbers that do not begin with years are amounts
        run[column] = year
    years = list(run.values())
    in_order = all(after - before in (0, 1) or after == years[0] for before, after in pairwise(years))
    labelled = any(
        isinstance(value, str) and headings.read(value).key in ("year_labels", "item_labels") for value in line.values()
    )
    return run if in_order and (len(set(years)) > 1 or labelled) else {}


def _header(sheet: _Rows, row: int, first: int) -> list[int]:
    """Return the rows of headings around the row of the years: those right above and below it without an amount."""
    found = [row]
    for step in (1, -1):
        for other in range(row + step, row + step * (_HEADER_LINES + 1), step):
            if not _heads_columns(sheet.cells.get(other, {}), sheet.texts[other], first):
                break
            found.append(other)
    return sorted(found)


def _heads_columns(cells: Mapping[int, Cell], texts: Mapping[int, str], first: int) -> bool:
    """Say whether a row holds headings of the columns from the first year on, and is none of the rows with amounts."""
    if any(column < first and headings.read(text).kind in ("item", "sum") for column, text in texts.items()):
        return False
    over = [cell for column, cell in cells.items() if column >= first]
    if any(amounts.is_amount(cell) for cell in over):
        return False
    # Marks that only refer to others, as (A), stand among headings too.
    return any(column >= first for column in texts) or any(isinstance(cell.value, str) for cell in over)


def _layout(rows: _Rows, header: list[int], years: Mapping[int, int], row: int, span: range) -> Layout:
    first, body, texts = min(years), list(rows.cells), rows.texts
    with_texts = {column for line in body for column in texts[line] if column in span}
    labels = sorted(column for column in with_texts if column < first)[-_LABEL_LINES:]
    # Sums may stand before the years; what is headed by nothing there, or as numbers, numbers the rows.
    over = ((at, text) for line in header for at, text in texts[line].items())
    over_sums = {at for at, text in over if headings.read(text).key != "number_labels"} - with_texts
    some = {column for line in rows.cells.values() for column in line if column in span}
    columns = sorted(column for column in some if column >= first or column in over_sums)
    above = {(line, at): texts[line][at] for line in header for at in (*labels, *columns) if at in texts[line]}
    beside = {(at, line): texts[line][at] for line in (*header, *body) for at in labels if at in texts[line]}
    filled = {line for line in body if not rows.cells[line].keys().isdisjoint(columns)}
    paths.drop_others(beside, labels, set(body) - filled)
    paths.drop_remarks(beside, labels, header, body)
    for column, year in years.items():
        if named_years.fiscal_year(above.get((row, column))) != year:
            above[row, column] = f"{year}年度"
    paths.drop_titles(above, header)
    named_above, may_be_above = paths.institution_lines(above, header, labels, columns)
    named_beside, may_be_beside = paths.institution_lines(beside, labels, header, body)
    if not named_above and not named_beside:
        named_above, named_beside = may_be_above, [] if may_be_above else may_be_beside
    of_columns = paths.read(above, header, columns, named_above)
    of_rows = paths.with_groups(paths.read(beside, labels, body, named_beside), filled)
    slots, aside = _slots(rows, of_rows, of_columns)
    return Layout(tuple(slots), tuple(aside), corner=(header[0], labels[0] if labels else first))


def _slots(
    rows: _Rows, of_rows: Mapping[int, Heading], of_columns: Mapping[int, Heading]
) -> tuple[list[Slot], list[Aside]]:
    """Return the amounts whose headings say what they are, and what is left aside, by row or column."""
    axes = [paths.dimensions(of_rows.values()), paths.dimensions(of_columns.values())]
    slots: list[Slot] = []
    aside: dict[str, Aside] = {}
    for place, cell in (((line, at), cell) for line, of in rows.cells.items() for at, cell in of.items()):
        row, column = of_rows.get(place[0], Heading()), of_columns.get(place[1])
        if column is None or not (amounts.is_amount(cell) or _stands_for_amount(cell, row)):
            continue
        slot = _slot(place, cell, (row, column), axes)
        if isinstance(slot, Slot):
            slots.append(slot)
        elif amounts.is_amount(cell):
            aside.setdefault(slot.text, slot)
    return _with_sums_resolved(slots), list(aside.values())


def _stands_for_amount(cell: Cell, row: Heading) -> bool:
    """Say whether a cell stands where an amount should: one that is none is told, not passed over."""
    return bool(cell.fault) or row.item is not None or row.year is not None


def _slot(place: Place, cell: Cell, both: tuple[Heading, Heading], axes: Sequence[frozenset[str]]) -> Slot | Aside:
    row, column = both
    if row.is_aside or column.is_aside:
        return Aside(place, " / ".join((row if row.is_aside else column).texts), known=True)
    items = [one for one in both if one.item is not None]
    if len(items) > 1 and DIRECT in (row.item, column.item):
        items = [one for one in items if one.item in CATEGORIES]
    of_item = items[0] if items else None
    item = of_item.item if of_item else None
    year: int | str | None = row.year or column.year
    institution, sums_at = row.institution or column.institution, 0
    for at, heading, told in zip(place, both, axes, strict=True):
        if heading.is_sum and year is None and "year" in told:
            year, sums_at = ALL, at
        if heading.is_sum and institution is None and "institution" in told:
            institution = ALL
        if heading.is_sum and item is None and "item" in told:
            item, of_item = SUM, heading
    several = "institution" in axes[0] | axes[1]
    if several and institution is None and item == TOTAL:
        institution = ALL  # 総計 without an institution beside it is that of all
    needed = {"year": year, "item": item} | ({"institution": institution} if several else {})
    lacks = [name for name, value in needed.items() if value is None]
    if lacks or len(items) > 1:
        of_columns = lacks and lacks[0] in axes[1] - axes[0]
        return Aside(place, " / ".join((column if of_columns else row).texts), known=False)
    assert year is not None
    assert item is not None
    assert of_item is not None
    return Slot(place, cell, both, year, institution, item, of_item, sums_at)


def _with_sums_resolved(slots: list[Slot]) -> list[Slot]:
    """Return the slots with each bare sum as that of the direct costs, of everything, or of those right before it.

    Before the indirect costs a sum is that of the direct costs; of several partial ones each is of those before it.
    """
    groups: dict[tuple[int | str, str | None, int], list[Slot]] = {}
    for slot in slots:
        groups.setdefault(slot.group, []).append(slot)
    meant: dict[Place, str] = {}
    for group in groups.values():
        items = [slot.item for slot in group]
        indirect = items.index(INDIRECT) if INDIRECT in items else -1
        before = [slot for slot in group[: max(indirect, 0)] if slot.item == SUM]
        several = sum(1 for slot in before if slot.of_item.is_partial) > 1
        for slot in group:
            if slot.item == SUM:
                of_direct = slot in before and DIRECT not in items
                run = slot.of_item.is_partial and (several or indirect < 0 or (slot in before and not of_direct))
                meant[slot.place] = RUN if run else DIRECT if of_direct else TOTAL
    return [slot._replace(item=meant.get(slot.place, slot.item)) for slot in slots]

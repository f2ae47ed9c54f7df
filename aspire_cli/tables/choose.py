"""The one table that is meant: of all sheets, and of all that looks like a table in them; and the unit it counts in."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from aspire_cli.tables import amounts, headings, layout
from aspire_cli.tables.grid import NO_VALUE, Grid, Place, TableError
from aspire_cli.tables.headings import Meaning
from aspire_cli.tables.layout import Layout
from aspire_cli.words.spelling import fold
from aspire_cli.words.text import Code

_ABOVE = 4  # rows above a table in which its institution may be named
_TOLD = 5  # cells that are named
_MOST_BLOCKS = 30  # tables that may be one together, each of one institution
_FEW = 10  # so many times smaller, and it is no other table but something beside this one
_INSTITUTION = re.compile(r"^\s*([^\s::]+)\s*[::]\s*(.+)$")


class Chosen(NamedTuple):
    """The table, and the sheets that it is not from, also those that are too large to look into."""

    layout: Layout
    other_sheets: tuple[str, ...]


def choose(grids: Sequence[Grid], sheet: str | None) -> Chosen:
    """Return the table of a file, on the sheet that is named where one is.

    Raises:
        TableError: there is none, or more than one.
    """
    asked = grids if sheet is None else [_named(grids, sheet)]
    looked_at = [grid for grid in asked if not grid.is_too_large]
    if not looked_at:
        raise TableError("table-too-large")
    found = [(grid, tables) for grid in looked_at if not grid.hidden and (tables := _tables(grid))]
    if not found:  # a hidden sheet is only looked into where nothing else has a table
        found = [(grid, tables) for grid in looked_at if grid.hidden and (tables := _tables(grid))]
    if not found:
        raise _no_table(looked_at)
    if len(found) > 1:
        raise TableError("two-sheets", sheets=tuple(Code(f"`{grid.name}`") for grid, _ in found))
    grid, tables = found[0]
    if len(tables) > 1:
        places = tuple(one.grid.name_of(one.corner) for one in tables[:_TOLD])
        raise TableError("two-tables", sheet=grid.name or "", cells=tuple(map(Code, places)))
    others = tuple(one.name or "" for one in grids if one is not grid)
    return Chosen(tables[0], others)


def _named(grids: Sequence[Grid], sheet: str) -> Grid:
    if grids[0].name is None:
        raise TableError("sheet-of-text")
    found = [grid for grid in grids if grid.name == sheet] or [
        grid for grid in grids if fold(grid.name or "") == fold(sheet)
    ]
    if not found:
        raise TableError("no-such-sheet", text=sheet, known=tuple(Code(f"`{grid.name}`") for grid in grids))
    return found[0]


def _tables(grid: Grid) -> list[Layout]:
    """Return the tables of a sheet; those of one institution each are one table together."""
    found = layout.find(grid)
    tables = [one for one in found if one.score * _FEW > found[0].score]
    if not 1 < len(tables) <= _MOST_BLOCKS or len({one.grid.is_turned for one in tables}) > 1:
        return tables
    named = [_institution_above(one, tables) for one in tables]
    if None in named or len(set(named)) < len(tables):
        return tables
    slots = [slot._replace(institution=name) for one, name in zip(tables, named, strict=True) for slot in one.slots]
    aside = [one for table in tables for one in table.aside]
    return [tables[0]._replace(slots=tuple(slots), aside=tuple(aside), corner=min(one.corner for one in tables))]


def _institution_above(table: Layout, tables: Iterable[Layout]) -> str | None:
    """Return the institution that is named above a table, as 機関名:東京大学, in one cell or in two."""
    grid = table.grid.turned() if table.grid.is_turned else table.grid
    row = (table.corner[::-1] if table.grid.is_turned else table.corner)[0]
    label = Meaning("label", "institution_labels")
    for above in range(row, max(row - _ABOVE, 1) - 1, -1):
        line = sorted((column, cell.value) for (at, column), cell in grid.cells.items() if at == above)
        texts = [value for _, value in line if isinstance(value, str)]
        for number, text in enumerate(texts):
            told = _INSTITUTION.match(text)
            if told and headings.read(told[1]) == label:
                return told[2].strip()
            if headings.read(text) == label and number + 1 < len(texts):
                return texts[number + 1].strip()
            if headings.looks_like_institution(text):
                return text.strip()
    return None


def _no_table(grids: Sequence[Grid]) -> TableError:
    """Return what to say where no table was found: what is there, and what is missing of it."""
    items = 0
    day: tuple[Grid, Place] | None = None
    for grid in grids:
        if any(cell.fault == NO_VALUE for cell in grid.cells.values()):
            return TableError("formulas-without-values")
        for place, cell in grid.cells.items():
            if isinstance(cell.value, str):
                items += headings.read(cell.value).kind == "item"
                is_day = re.fullmatch(r"\s*[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?\s*", cell.value)
                day = day or ((grid, place) if is_day else None)
            elif isinstance(cell.value, date):
                day = day or (grid, place)
    if not any(grid.cells for grid in grids):
        return TableError("table-empty")
    if items and day:
        grid, place = day
        return TableError("years-are-dates", cell=Code(grid.name_of(place)), text=str(grid.cells[place].value))
    return TableError("no-years" if items else "no-table")


def unit_of(table: Layout, asked: bool = False) -> tuple[str | None, str]:
    """Return the unit that a table's plain numbers count in, and the cell that says so.

    None where each amount bears its own, or where whoever reads the table has `asked` for one and it says none.

    Raises:
        TableError: some amount does not, and nothing says the unit, or two units are said.
    """
    grid = table.grid
    said: dict[str, Place] = {}
    taken = {slot.place for slot in table.slots}
    texts = sorted(
        (place, cell.value) for place, cell in grid.cells.items() if place not in taken and isinstance(cell.value, str)
    )
    for place, text in texts:
        assert isinstance(text, str)
        if headings.read(text).kind in ("item", "sum", "year"):
            continue
        unit = headings.unit_said(text)
        if unit is not None:
            said.setdefault(unit, place)
    if len(said) == 1:
        ((unit, place),) = said.items()
        return unit, grid.name_of(place)
    if asked or all(slot.unit or amounts.bears_unit(slot.cell) for slot in table.slots):
        return None, ""
    if said:
        raise TableError("two-units", cells=tuple(Code(grid.name_of(place)) for place in said.values()))
    raise TableError("no-unit")

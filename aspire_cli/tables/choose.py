"""The one table that is meant: of all sheets, and of all that looks like a table in them; and the unit it counts in."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from aspire_cli import fiscal, limits
from aspire_cli.fiscal import Period
from aspire_cli.records import NamedTuple
from aspire_cli.tables import amounts, headings, layout, named_years, units
from aspire_cli.tables.grid import NO_VALUE, Grid, Place, TableError, Value, cell_name, cell_names
from aspire_cli.tables.layout import Layout
from aspire_cli.tables.paths import ALL
from aspire_cli.words.spelling import fold
from aspire_cli.words.text import Code, codes

_ABOVE = 4  # rows above a table in which its institution may be named
_TOLD = 5  # cells that are named
_MOST_BLOCKS = 30  # tables that may be one together, each of one institution
_DAY = r"20[0-9]{2}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?"
_OF_OWN = ("item", "sum", "year", "aside")  # what headings speak of that stand over amounts, of this table or another
_FEW = 10  # so many times smaller, and it is no other table but something beside this one


class Chosen(NamedTuple):
    """The table, and the sheet that it is in."""

    grid: Grid
    layout: Layout


def choose(grids: Sequence[Grid], sheet: str | None, period: Period | None = None) -> Chosen:
    """Return the table of a file, on the sheet that is named where one is.

    Where it counts the years from the start of support, the period says which these are.

    Raises:
        TableError: there is none, or more than one.
    """
    asked = grids if sheet is None else [_named(grids, sheet)]
    looked_at = [grid for grid in asked if not grid.is_too_large]
    if not looked_at:
        raise TableError("table-too-large")
    counted = [_with_years(grid, period) for grid in looked_at] if period else []
    # A hidden sheet is only looked into where nothing else has a table; years that are counted, where none are named.
    ways = [(of, hidden) for of in (looked_at, counted) for hidden in (False, True)]
    found = next(filter(None, (_with_tables(of, hidden=hidden) for of, hidden in ways)), [])
    if not found:
        raise _no_table(looked_at, period)
    if len(found) > 1:
        raise TableError("two-sheets", sheets=codes(grid.name or "" for grid, _ in found))
    grid, tables = found[0]
    if len(tables) > 1:
        corners = cell_names(one.corner for one in tables[:_TOLD])
        raise TableError("two-tables", sheet=grid.name or "", cells=corners)
    return Chosen(grid, tables[0])


def _with_tables(grids: Iterable[Grid], *, hidden: bool) -> list[tuple[Grid, list[Layout]]]:
    """Return the sheets that have tables, with these: of the hidden ones, or of the others."""
    return [(grid, tables) for grid in grids if grid.hidden == hidden and (tables := _tables(grid))]


def _with_years(grid: Grid, period: Period) -> Grid:
    """Return a sheet with the fiscal year behind each year that is counted from the start of support.

    The grid stays as it is where another number of years is counted: years of support may be no fiscal years.
    """
    years = fiscal.fiscal_years(period)
    counted = {place: of for place, cell in grid.cells.items() if (of := named_years.counted(cell.value))}
    most = max((number for number, _ in counted.values()), default=0)
    if most > len(years) or (most < len(years) and not all(is_fiscal for _, is_fiscal in counted.values())):
        return grid
    cells = dict(grid.cells)
    for place, (number, _) in counted.items():
        year = years[number - 1 if number > 0 else -1]
        cells[place] = cells[place]._replace(value=f"{cells[place].value}({year}年度)")
    return grid._replace(cells=cells)


def _named(grids: Sequence[Grid], sheet: str) -> Grid:
    if grids[0].name is None:
        raise TableError("sheet-of-text")
    alike = [grid for grid in grids if fold(grid.name or "") == fold(sheet)]
    if not alike:
        raise TableError("no-such-sheet", text=sheet, known=codes(grid.name or "" for grid in grids))
    return min(alike, key=lambda grid: grid.name != sheet)  # of that very name, if one is


def _tables(grid: Grid) -> list[Layout]:
    """Return the tables of a sheet; those of one institution each, or of one year each, are one table together."""
    found = layout.find(grid)
    tables = [one for one in found if one.score * _FEW > found[0].score]
    if not 1 < len(tables) <= _MOST_BLOCKS or len({one.is_turned for one in tables}) > 1:
        return tables
    named = [_name_above(grid, one, tables) for one in tables]
    years = [year for one in tables for year in {slot.year for slot in one.slots if slot.is_amount}]
    by_institution = None not in named and len(set(named)) == len(tables)
    if not by_institution and not (len(years) == len(set(years)) == len(tables)):
        return tables
    slots = [
        slot._replace(institution=name) if by_institution else slot
        for one, name in zip(tables, named, strict=True)
        for slot in one.slots
    ]
    aside = [one for table in tables for one in table.aside]
    return [tables[0]._replace(slots=tuple(slots), aside=tuple(aside))]


def _name_above(grid: Grid, table: Layout, tables: Iterable[Layout]) -> str | None:
    """Return the institution that is named above a table, as 機関名:東京大学, in one cell or in two; ALL for 合計."""
    row, column = table.corner
    beside = [other for at, other in (one.corner for one in tables) if abs(at - row) <= _ABOVE]
    left = column if any(other < column for other in beside) else 1
    right = min((other for other in beside if other > column), default=limits.MOST_TABLE_COLUMNS)
    for above in range(row, max(row - _ABOVE, 1) - 1, -1):
        line = sorted((at, cell) for (of, at), cell in grid.cells.items() if of == above and left <= at < right)
        if above < row and any(amounts.is_amount(cell) and named_years.plain(cell.value) is None for _, cell in line):
            break  # another table
        texts = [headings.bare_name(cell.value) for _, cell in line if isinstance(cell.value, str)]
        for text, after in zip(texts, (*texts[1:], None), strict=False):
            label, colon, name = text.partition(":")
            if headings.names_institution(label) and (name.strip() if colon else after):
                return name.strip() if colon else after
            if headings.looks_like_institution(text):
                return headings.without_role(text)
        if len(texts) == 1 and headings.read(texts[0]).kind == "sum":
            return ALL
    return None


def _no_table(grids: Sequence[Grid], period: Period | None) -> TableError:
    """Return what to say where no table was found: what is there, and what is missing of it."""
    filled = [one for grid in grids for one in grid.cells.items()]
    if any(cell.fault == NO_VALUE for _, cell in filled):
        return TableError("formulas-without-values")
    if not filled:
        return TableError("table-empty")
    if not any(isinstance(cell.value, str) and headings.read(cell.value).kind == "item" for _, cell in filled):
        return TableError("no-table")
    counted = [one for one in filled if named_years.counted(one[1].value)]
    unread = counted or [one for one in filled if _is_day(one[1].value)]
    if not unread:
        return TableError("no-years")
    place, cell = unread[0]
    values = {"cell": Code(cell_name(place)), "text": str(cell.value)}
    if not counted or period is None:
        return TableError("years-are-counted" if counted else "years-are-dates", **values)
    years = fiscal.fiscal_years(period)
    return TableError("years-counted-otherwise", first=years[0], last=years[-1], count=len(years), **values)


def _is_day(value: Value) -> bool:
    """Say whether a cell holds a day, or a stretch of time between two."""
    if isinstance(value, str):
        return bool(re.fullmatch(_DAY, value.strip()) or named_years.span(value))
    return isinstance(value, date)


def unit_of(chosen: Chosen, asked: bool = False) -> tuple[str | None, str]:
    """Return the unit that a table's plain numbers count in, and the cell that says so.

    None where each amount bears its own, or where whoever reads the table has `asked` for one and it says none.

    Raises:
        TableError: some amount does not, and nothing says the unit, or two units are said.
    """
    slots = chosen.layout.slots
    said = _units_said(chosen)
    if len(said) == 1:
        ((unit, place),) = said.items()
        scaled = [one.place for one in slots if one.cell.scale > amounts.UNITS[one.unit or one.cell.unit or unit]]
        if scaled and not asked:  # 単位:円 over amounts that are shown in thousands
            raise TableError("two-units", cells=cell_names((place, scaled[0])))
        return unit, cell_name(place)
    if asked or all(one.unit or amounts.bears_unit(one.cell) for one in slots):
        return None, ""
    if said:
        raise TableError("two-units", cells=cell_names(said.values()))
    all_show_yen = all(one.unit or one.cell.shows_yen or amounts.bears_unit(one.cell) for one in slots)
    by_name_or_format = units.said(chosen.grid.name or "") or ("yen" if all_show_yen else None)
    if by_name_or_format is None:
        raise TableError("no-unit")
    return by_name_or_format, ""


def _units_said(chosen: Chosen) -> dict[str, Place]:
    """Return the units that a sheet says its amounts count in, each with the first cell that says so."""
    grid, table = chosen
    over_amounts = {text for slot in table.slots for heading in slot.both for text in heading.texts}
    found: dict[str, Place] = {}
    others = grid.cells.keys() - {slot.place for slot in table.slots}
    for place in sorted(others, key=lambda one: one[::-1] if table.is_turned else one):
        text = grid.cells[place].value
        if not isinstance(text, str):
            continue
        meaning = headings.read(text)
        heads_others = meaning.kind in _OF_OWN and meaning.key != "around"
        if heads_others or (text in over_amounts and meaning.kind != "label"):
            continue  # it says the unit of its row or column alone
        if unit := units.said(text):
            found.setdefault(unit, place)
    return found

"""Tables of amounts on a terminal: figures to the right, the sums last, beside them a stacked bar for each row."""

from collections.abc import Sequence
from itertools import repeat, zip_longest
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text as Line

from aspire_cli.planning import budget as plan
from aspire_cli.reports import terminal
from aspire_cli.reports.console import printed
from aspire_cli.reports.page import Sheet, Table
from aspire_cli.words.text import Text
from aspire_cli.words.wrapping import wrap

_GAP = 2  # cells between two columns
_NARROWEST_HEAD = 12  # cells at which a heading is broken
_SHORTEST_BAR, _LONGEST_BAR = 8, 40
_SIGNS = {2: ("█░", "#-"), 5: ("█▓▒░·", "#=+-.")}  # of so many parts, and plain ones; the last is of indirect costs
_PLAIN_EDGES = "    \n    \n -- \n    \n    \n -- \n    \n    \n"
_STYLES = {2: ("blue", "yellow"), 5: ("blue", "cyan", "green", "magenta", "yellow")}


class Bars(NamedTuple):
    """The stacked bars of a table: what each row is made of, in yen, and what the parts are called."""

    rows: Sequence[Sequence[int]]
    parts: Sequence[str]


def width(table: Table, sheet: Sheet) -> int:
    """Return the cells that a table takes."""
    return sum(_widths(table, sheet)) + _GAP * (len(table.columns) - 1)


def _widths(table: Table, sheet: Sheet) -> list[int]:
    return [
        max(cell_len(line) for cell in column for line in cell.split("\n"))
        for column in zip(_heads(table, sheet), *(_cells(row, sheet) for row in table.rows), strict=True)
    ]


def _heads(table: Table, sheet: Sheet) -> list[str]:
    """Return the headings, broken into lines no wider than the column needs for its figures."""
    first, *heads = table.columns
    columns = list(zip(*(_cells(row, sheet) for row in table.rows), strict=True))[1:]
    return ["\n".join(sheet.versions(first)), *map(_head, heads, columns, repeat(sheet))]


def _head(head: Text, column: Sequence[str], sheet: Sheet) -> str:
    least = max(_NARROWEST_HEAD, *map(cell_len, column))
    return "\n".join(line for text in sheet.versions(head) for line in wrap(text, least))


def _cells(row: Sequence[Text], sheet: Sheet) -> list[str]:
    return [sheet.versions(cell)[0] for cell in row]


def fitted(
    table: Table, sheet: Sheet, *, sums_last: bool = False, bars: Bars | None = None, styles: Sequence[str] = ()
) -> str:
    """Return what a terminal shows of a table, or a list of what it holds where that has more room.

    `sums_last` rules off the last row; `bars` are drawn where there is room; `styles` are those of the rows.
    """
    if width(table, sheet) > sheet.width:
        return terminal.write((table,), sheet)
    if bars is None or not has_room(table, sheet):
        return printed([_grid(table, sheet, sums_last, styles)], sheet)
    most = max(map(sum, bars.rows))
    drawn = [_bar(row, most, _room(table, sheet), sheet) for row in bars.rows]
    return printed([_grid(table, sheet, sums_last, styles, drawn), _legend(bars, sheet)], sheet)


def _grid(table: Table, sheet: Sheet, sums_last: bool, styles: Sequence[str], bars: Sequence[Line] = ()) -> Grid:
    edges = box.Box(_PLAIN_EDGES, ascii=True) if sheet.ascii_only else box.SIMPLE_HEAD
    made = Grid(box=edges, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0), show_footer=sums_last)
    made.footer_style = "bold"
    rows = [_cells(row, sheet) for row in table.rows]
    body = rows[:-1] if sums_last else rows
    for number, head in enumerate(_heads(table, sheet)):
        footer = rows[-1][number] if sums_last else ""
        made.add_column(head, footer, justify="right" if number else "left", no_wrap=True)
    if bars:
        made.add_column(no_wrap=True)
    for cells, style, bar in zip_longest(body, styles, bars):
        made.add_row(*cells, *([bar] if bar is not None else []), style=style)
    return made


def has_room(table: Table, sheet: Sheet) -> bool:
    """Say whether bars can be drawn beside a table."""
    return _room(table, sheet) >= _SHORTEST_BAR


def _room(table: Table, sheet: Sheet) -> int:
    """Return the cells that are left for a bar."""
    return min(sheet.width - width(table, sheet) - _GAP, _LONGEST_BAR)


def _bar(amounts: Sequence[int], most: int, room: int, sheet: Sheet) -> Line:
    line = Line()
    for part, cells in enumerate(bar_cells(amounts, most, room)):
        line += _stretch(part, len(amounts), cells, sheet)
    return line


def bar_cells(amounts: Sequence[int], most: int, room: int) -> list[int]:
    """Return the cells of each part of a bar, at least one where there is anything; `most` fills the room."""
    if not sum(amounts):
        return [0] * len(amounts)
    length = max(-(-sum(amounts) * room // most), sum(1 for amount in amounts if amount))
    cells = list(plan.spread(length, amounts))
    for part, amount in enumerate(amounts):
        if amount and not cells[part]:
            cells[cells.index(max(cells))] -= 1
            cells[part] = 1
    return cells


def _stretch(part: int, of: int, cells: int, sheet: Sheet) -> Line:
    signs = _SIGNS[of][1 if sheet.ascii_only else 0]
    return Line(signs[part] * cells, _STYLES[of][part])


def _legend(bars: Bars, sheet: Sheet) -> Line:
    """Return what each sign of the bars stands for."""
    line = Line()
    for part, name in enumerate(bars.parts):
        line += _stretch(part, len(bars.parts), 1, sheet) + Line(f" {name}   ")
    return line

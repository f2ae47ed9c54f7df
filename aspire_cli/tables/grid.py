"""A sheet as a grid of cells, whatever file it came from. Rows and columns count from 1."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import product

from aspire_cli import limits
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import SentenceError
from aspire_cli.words.text import Code

Value = str | int | Decimal | date | None
Place = tuple[int, int]  # row and column
NO_VALUE, FAULT = "no-value", "error"  # a formula whose result was not kept; one whose result is an error
_LETTERS = 26


class Cell(NamedTuple):
    """What stands in a cell: a value, or why there is none.

    Its format may divide by `scale` what it shows, show a `unit` behind it, or the sign of the currency before it.
    """

    value: Value
    fault: str = ""
    scale: int = 1
    unit: str | None = None
    shows_yen: bool = False


class Area(NamedTuple):
    """Cells merged into one; it holds what stands in the first."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def places(self) -> "list[Place]":
        """Every place in it."""
        return list(product(range(self.top, self.bottom + 1), range(self.left, self.right + 1)))

    @property
    def size(self) -> int:
        """The number of its places."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Grid(NamedTuple):
    """The cells of a sheet that have something in them, and which rows and columns are hidden.

    A text file has no `name`.
    """

    name: str | None
    cells: Mapping[Place, Cell]
    merged: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    is_too_large: bool = False  # beyond the bounds, and not looked at

    def turned(self) -> "Grid":
        """Return the grid with its rows as columns."""
        return self._replace(
            cells={(column, row): cell for (row, column), cell in self.cells.items()},
            merged=tuple(Area(one.left, one.top, one.right, one.bottom) for one in self.merged),
        )

    def values(self) -> dict[Place, Value]:
        """Return the values by place, those of merged cells at each of their places."""
        found: dict[Place, Value] = {place: cell.value for place, cell in self.cells.items() if cell.value is not None}
        left = limits.MOST_TABLE_CELLS  # hostile areas may overlap without end
        for area in self.merged:
            value = found.get((area.top, area.left))
            left -= area.size
            if value is not None and left > 0:
                found.update(dict.fromkeys(area.places, value))
        return found


def cell_name(place: Place) -> str:
    """Return the name of a cell as spreadsheets have it: B7 for row 7, column 2."""
    row, column = place
    return f"{column_name(column)}{row}"


def cell_names(places: Iterable[Place]) -> tuple[Code, ...]:
    """Return the names of cells as sentences tell them."""
    return tuple(Code(cell_name(place)) for place in places)


def column_name(number: int) -> str:
    """Return the letters of a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


class TableError(SentenceError):
    """A file that holds no table that can be taken."""

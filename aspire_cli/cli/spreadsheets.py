"""What `--from` names: a spreadsheet, read within bounds, as the budget of its table."""

from aspire_cli import limits
from aspire_cli.cli import arguments
from aspire_cli.cli.streams import UsageError
from aspire_cli.files.find import TOO_LARGE, FileError, read, read_whole, reason
from aspire_cli.planning import from_table
from aspire_cli.planning.from_table import Read
from aspire_cli.programme.model import Programme
from aspire_cli.tables import headings
from aspire_cli.tables.amounts import UNITS
from aspire_cli.tables.grid import TableError
from aspire_cli.tables.read import grids


def read_table(path: str, sheet: str | None, unit: str | None, programme: Programme) -> Read:
    """Return the budget in the table of a file; `sheet` and `unit` are what the options of that name say.

    Raises:
        UsageError: the file cannot be read, has no such table, or does not say one thing.
    """
    known = _unit(unit) if unit is not None else None
    try:
        return from_table.read(path, grids(_content(path)), sheet, known, programme)
    except TableError as error:
        raise UsageError(error.key, path=path, **error.values) from None


def _unit(text: str) -> str:
    found = text if text in UNITS else headings.unit_named(text)
    if found is None:
        raise UsageError("unknown-table-unit", text=text, known=arguments.codes(UNITS))
    return found


def _content(path: str) -> bytes:
    try:
        return read(path, limits.LARGEST_TABLE + 1) if path == "-" else read_whole(path, limits.LARGEST_TABLE)
    except FileError as error:
        if error.reason == TOO_LARGE:
            raise TableError("table-too-large") from None
        raise UsageError("cannot-read", path=path, reason=reason(error)) from None

"""Tables as text (.csv, .tsv) as a grid, in the encodings and with the separators that Excel writes."""

import csv
import io

from aspire_cli import limits
from aspire_cli.tables.grid import Cell, Grid, Place, TableError

_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SEPARATORS = ",\t;"
_LOOKED_AT = 20  # lines that show which separator is used


def grid(data: bytes) -> Grid:
    """Return the table that a file holds as text.

    Raises:
        TableError: it is no such table, or one beyond the bounds.
    """
    if len(data) > limits.LARGEST_TABLE_TEXT:
        raise TableError("table-too-large")
    text = _decoded(data)
    if "\x00" in text:
        raise TableError("not-text")
    cells: dict[Place, Cell] = {}
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begun = 1  # the line on which the row begins that is being read
    try:
        for number, row in enumerate(lines, 1):
            begun = lines.line_num + 1
            if number > limits.MOST_TABLE_ROWS or len(row) > limits.MOST_TABLE_COLUMNS:
                raise TableError("table-too-large")
            written = ((column, one.strip()) for column, one in enumerate(row, 1))
            cells.update({(number, column): Cell(one) for column, one in written if one})
            if len(cells) > limits.MOST_TABLE_CELLS:
                raise TableError("table-too-large")
    except csv.Error:
        raise TableError("csv-broken", line=begun) from None
    return Grid(None, cells)


def _decoded(data: bytes) -> str:
    wide = _WIDE.get(data[:2])
    for encoding in (wide,) if wide else ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise TableError("not-text")


def _separator(text: str) -> str:
    """Return the separator that most lines have, and the most often, outside of quotation marks."""
    lines = ["".join(line.split('"')[::2]) for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), "".join(lines).count(sign)))

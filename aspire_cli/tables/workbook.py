"""Workbooks of Excel (.xlsx, .xlsm) as grids: the values that were kept; no formula, macro or link is followed."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from aspire_cli import limits
from aspire_cli.tables import formats
from aspire_cli.tables.grid import FAULT, NO_VALUE, Area, Cell, Grid, Place, TableError, Value

_ENTRY = b"PK\x01\x02"  # how each entry of a zip file's list begins
_SHEETS = "xl/worksheets/"
_NOT_READ = ("xl/media/", "xl/embeddings/", "xl/pivotCache/", "xl/externalLinks/", "xl/drawings/", "xl/charts/")
_DIGITS = ".15g"  # as many as Excel keeps: 0.1 + 0.2 is 0.3


def grids(data: bytes) -> list[Grid]:
    """Return the sheets of a workbook; one that is beyond the bounds has no cells and is marked.

    Raises:
        TableError: it is no workbook, or one beyond the bounds.
    """
    too_large = _too_large(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook has beside its cells
            reader: Any = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            # What is not among these is not opened: the reader would go through a whole sheet to learn its size.
            reader.valid_files = [name for name in reader.valid_files if name not in too_large]
            reader.read()
            left = [sheet.name for sheet, part in reader.parser.find_sheets() if part.target in too_large]
            found = [_grid(sheet) for sheet in reader.wb.worksheets]
    except Exception as error:  # a file from outside may be broken in any way
        raise TableError("workbook-broken") from error
    if not found and not left:
        raise TableError("no-sheet")
    return [*found, *(Grid(name, {}, is_too_large=True) for name in left)]


def _too_large(data: bytes) -> frozenset[str]:
    """Return the sheets that are beyond the bounds, by what the file says of the size of its parts.

    No more than that is ever unpacked.

    Raises:
        TableError: another part is beyond them, or this is no workbook.
    """
    if data.count(_ENTRY) > limits.MOST_PARTS:
        raise TableError("table-too-large")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise TableError("workbook-broken") from error
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names or not any(name.startswith("xl/") for name in names):
        raise TableError("no-workbook")
    found, room = set(), limits.LARGEST_SHEETS
    for part in parts:
        if part.filename.startswith(_SHEETS):
            room -= part.file_size
            if room < 0:
                found.add(part.filename)
                room += part.file_size
        elif part.file_size > limits.LARGEST_PART and not part.filename.startswith(_NOT_READ):
            raise TableError("table-too-large")
    return frozenset(found)


class _Parser(WorkSheetParser):
    """openpyxl's own, that tells a formula without a kept value from an empty cell."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell


def _grid(sheet: Any) -> Grid:
    book = sheet.parent  # read-only: of it and of its sheets no public name gives merged cells and hidden rows
    hidden = sheet.sheet_state != "visible"
    cells: dict[Place, Cell] = {}
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, row in parser.parse():
            filled = [one for one in row if one["value"] is not None or one["data_type"] == "f"]
            made = ((one["row"], one["column"], _cell(sheet, one)) for one in filled)
            cells.update({(line, at): cell for line, at, cell in made if cell.value is not None or cell.fault})
            if len(filled) > limits.MOST_TABLE_COLUMNS or len(cells) > limits.MOST_TABLE_CELLS:
                return Grid(sheet.title, {}, hidden=hidden, is_too_large=True)
    areas = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return Grid(
        sheet.title,
        cells,
        tuple(Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in areas),
        tuple(int(row) for row, of in parser.row_dimensions.items() if _is_hidden(of)),
        tuple(_hidden_columns(parser.column_dimensions.values())),
        hidden,
    )


def _is_hidden(dimension: Any) -> bool:
    return dimension.get("hidden") in ("1", "true")


def _hidden_columns(dimensions: Any) -> Iterator[int]:
    for one in dimensions:
        if _is_hidden(one):
            # The columns right of the table are often hidden, to the last one.
            yield from range(int(one["min"]), min(int(one["max"]), limits.MOST_TABLE_COLUMNS) + 1)


def _cell(sheet: Any, one: dict[str, Any]) -> Cell:
    if one["data_type"] == "f":
        return Cell(None, NO_VALUE)
    if one["data_type"] == "e":
        return Cell(str(one["value"]), FAULT)
    value = _value(one["value"])
    if value is None or isinstance(value, str):
        return Cell(value)
    return formats.cell(value, ReadOnlyCell(sheet, **one).number_format)


def _value(value: Any) -> Value:
    """Return a value as plain data; a time or a yes alone says nothing of money."""
    if isinstance(value, float):
        number = Decimal(format(value, _DIGITS))
        return int(number) if number == number.to_integral_value() else number
    if isinstance(value, bool | time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date()
    return cast(str | int | date, value)

"""A file as grids of cells, by what is in it and not by its name."""

from aspire_cli import limits
from aspire_cli.tables.grid import Grid, TableError

_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = b"mimetypeapplication/vnd.oasis.opendocument"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml", b"\x89PNG", b"\xff\xd8\xff")


def grids(data: bytes) -> list[Grid]:
    """Return the sheets of a file; a text file has one, without a name.

    Raises:
        TableError: there are none that can be taken.
    """
    if len(data) > limits.LARGEST_TABLE:
        raise TableError("table-too-large")
    if not data.strip():
        raise TableError("table-empty")
    if data.startswith(_OLD):
        raise TableError("password" if _ENCRYPTED in data else "old-excel")
    if data.startswith(_OTHERS):
        raise TableError("no-workbook")
    if data.startswith(_ZIP) and _OPEN in data[: len(_OPEN) + 100]:
        raise TableError("open-document")
    if not data.startswith(_ZIP):
        from aspire_cli.tables import text_file

        return [text_file.grid(data)]
    try:
        from aspire_cli.tables import workbook
    except ImportError:
        raise TableError("excel-missing") from None
    return workbook.grids(data)

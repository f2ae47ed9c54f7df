"""An office's list as a workbook to sort and filter: texts and numbers alone, and a sheet on what it rests on."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from rich.cells import cell_len

from aspire_cli.finding import Report
from aspire_cli.reports import View, closing_lines
from aspire_cli.reports.office_list import VERDICT, Cell, OfficeList, Row

_A4 = 9
_NARROWEST, _WIDEST = 8, 40  # cells of a column
_LONGEST = 32_767  # characters that a cell may have
_FONTS = {"ja": "Yu Gothic", "en": "Calibri"}
_HEADING = {"bold": True, "bg_color": "#dce6f1", "border": 1, "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, object]] = {
    "fits": {"font_color": "#006100", "bg_color": "#c6efce"},
    "fits-with-warnings": {"font_color": "#7f6000", "bg_color": "#ffeb9c"},
    "draft": {"font_color": "#1f4e78", "bg_color": "#ddebf7"},
    "does-not-fit": {"font_color": "#9c0006", "bg_color": "#ffc7ce"},
    "unreadable": {"font_color": "#9c0006", "bg_color": "#ffc7ce", "italic": True},
}


def check(reports: Iterable[Report], view: View) -> Iterator[bytes]:
    """Yield the workbook, once all proposals are known."""
    proposals = OfficeList(view)
    for report in reports:
        proposals.add(report)
        yield b""  # other outputs go on meanwhile
    stream = io.BytesIO()
    # A row goes to a temporary file as soon as the next one begins.
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    _list(book, proposals, font(view), view)
    _about(book, font(view), view)
    book.close()
    yield stream.getvalue()


def font(view: View) -> dict[str, object]:
    """Return in which letters a workbook is written."""
    return {"font_name": _FONTS[view.lang], "font_size": 10}


def print_setup(page: Any, headings: int) -> None:
    """Let a table be printed across A4; its row of headings stays in sight, and so does its first column."""
    page.freeze_panes(headings + 1, 1)
    page.repeat_rows(headings)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_footer("&C&P / &N")


def _list(book: Any, proposals: OfficeList, letters: dict[str, object], view: View) -> None:
    page = book.add_worksheet(view.label("listed-sheet").lang(view.lang))
    headings = proposals.headings()
    widths = [max(_NARROWEST, cell_len(heading) // len(view.langs) + 3) for heading in headings]  # with its arrow
    heading_format = book.add_format({**letters, **_HEADING})
    for number, heading in enumerate(headings):
        page.write_string(0, number, heading, heading_format)
    plain, figure = book.add_format(letters), book.add_format({**letters, "num_format": "#,##0"})
    verdicts = {standing: book.add_format({**letters, **look}) for standing, look in _LOOKS.items()}
    last = 0
    for last, row in enumerate(proposals.rows(), 1):
        looks = [verdicts[row.standing] if key == VERDICT else plain for key in proposals.keys]
        _row(page, last, row, looks, figure)
        widths = [max(width, _width(cell)) for width, cell in zip(widths, row.cells, strict=True)]
    for number, width in enumerate(widths):
        page.set_column(number, number, min(width, _WIDEST))
    page.autofilter(0, 0, last, len(headings) - 1)
    page.fit_to_pages(3, 0)  # on one page nobody could read so many columns
    page.repeat_columns(0)
    print_setup(page, 0)


def _row(page: Any, line: int, row: Row, looks: list[Any], figure: Any) -> None:
    for number, (cell, look) in enumerate(zip(row.cells, looks, strict=True)):
        if isinstance(cell, str):
            page.write_string(line, number, cell[:_LONGEST], look)
        elif cell is not None:
            page.write_number(line, number, cell, figure)


def _width(cell: Cell) -> int:
    return 0 if cell is None else cell_len(cell if isinstance(cell, str) else f"{cell:,}") + 1


def _about(book: Any, letters: dict[str, object], view: View) -> None:
    """Write on a sheet of its own which edition the list rests on, and what was left unchecked."""
    page = book.add_worksheet(view.label("listed-about").lang(view.lang))
    wrapped = book.add_format({**letters, "text_wrap": True})
    page.set_column(0, 0, 100)
    for number, line in enumerate(closing_lines(view)):
        page.write_string(number, 0, line[:_LONGEST], wrapped)

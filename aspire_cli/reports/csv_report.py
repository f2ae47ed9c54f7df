"""CSV that opens rightly in a Japanese Excel: UTF-8 with a byte-order mark, lines ended by CRLF, no cell a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from aspire_cli.characters import in_one_width
from aspire_cli.finding import Report
from aspire_cli.reports import View, hidden
from aspire_cli.reports.office_list import Cell, OfficeList
from aspire_cli.reports.years import columns, figures
from aspire_cli.words.sentences import number
from aspire_cli.words.text import bracketed, joined, same

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet

_BYTE_ORDER_MARK = "\ufeff"
_NOT_AMOUNTS = frozenset({"fiscal-year", "months"})
_BEGINS_A_FORMULA = tuple("=+-@\t\r")
_NO_FORMULA = "'"  # before what would be one


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield one row a proposal below the headings; last, in the first column, what was left unchecked, if anything."""
    proposals = OfficeList(view)
    for report in reports:
        proposals.add(report)
        yield ""  # other outputs go on meanwhile
    headings = proposals.headings()
    yield _BYTE_ORDER_MARK + _line(headings)
    for row in proposals.rows():
        yield _line(row.cells)
    for line in view.in_each(hidden(view)):
        yield _line([line, *[""] * (len(headings) - 1)])


def _line(cells: Iterable[Cell]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(_text(cell) if isinstance(cell, str) else cell for cell in cells)
    return stream.getvalue()


def _text(cell: str) -> str:
    """Return a text that no program takes for a formula, also where it takes full-width signs for the others."""
    begins = in_one_width(cell[:1]) if cell else ""
    return _NO_FORMULA + cell if begins.startswith(_BEGINS_A_FORMULA) else cell


def budget(sheet: "BudgetSheet", view: View) -> Iterator[str]:
    """Yield one row a fiscal year and, last, the sums; amounts without separators, their unit in the heading."""
    unit = bracketed(view.label(f"plan.unit-{view.unit}"))
    names = ((key, view.label(f"plan.{key}")) for key in columns(sheet))
    heads = (name if key in _NOT_AMOUNTS else joined((name, unit), same("")) for key, name in names)
    yield _BYTE_ORDER_MARK + _line(head.lang(view.lang) for head in heads)
    for year, (months, *amounts) in zip((*sheet.years, None), figures(sheet) if sheet.sums else (), strict=False):
        key = "plan.all-years" if year is None else "plan.no-year"
        name = year.fiscal_year if year and year.fiscal_year is not None else view.label(key).lang(view.lang)
        # What is not known is an empty cell.
        written = ("" if one is None else number(one, view.unit).replace(",", "") for one in amounts)
        yield _line((name, "" if months is None else months, *written))

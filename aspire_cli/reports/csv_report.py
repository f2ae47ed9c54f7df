"""The budget as CSV that opens rightly in a Japanese Excel: UTF-8 with a byte-order mark, lines ended by CRLF."""

import csv
from collections.abc import Iterator
from io import StringIO

from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.reports import View
from aspire_cli.reports.years import columns, figures, number
from aspire_cli.words.text import bracketed, joined, same

_BYTE_ORDER_MARK = "\ufeff"
_NOT_AMOUNTS = frozenset({"fiscal-year", "months"})


def budget(sheet: BudgetSheet, view: View) -> Iterator[str]:
    """Yield one row a fiscal year and, last, the sums; amounts without separators, their unit in the heading."""
    unit = bracketed(view.label(f"plan.unit-{view.unit}"))
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    names = ((key, view.label(f"plan.{key}")) for key in columns(sheet))
    heads = (name if key in _NOT_AMOUNTS else joined((name, unit), same("")) for key, name in names)
    writer.writerow(head.lang(view.lang) for head in heads)
    for year, (months, *amounts) in zip((*sheet.years, None), figures(sheet) if sheet.sums else (), strict=False):
        key = "plan.all-years" if year is None else "plan.no-year"
        name = year.fiscal_year if year and year.fiscal_year is not None else view.label(key).lang(view.lang)
        # What is not known is an empty cell.
        written = ("" if one is None else number(one, view.unit).replace(",", "") for one in amounts)
        writer.writerow((name, "" if months is None else months, *written))
    yield _BYTE_ORDER_MARK + stream.getvalue()

"""The budget as CSV that opens rightly in a Japanese Excel: UTF-8 with a byte-order mark, lines ended by CRLF."""

import csv
from io import StringIO
from typing import TYPE_CHECKING

from aspire_cli.reports import View, budget_page
from aspire_cli.reports.planned import label

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet

_BYTE_ORDER_MARK = "\ufeff"
_NOT_AMOUNTS = frozenset({"fiscal-year", "months"})


def write(budget: "BudgetSheet", view: View) -> str:
    """Return one row a fiscal year and, last, the sums; amounts without separators, their unit in the heading."""
    unit = label(f"unit-{view.unit}", view).lang(view.lang)
    opening, closing = ("(", ")") if view.lang == "ja" else (" (", ")")
    keys = budget_page.columns(budget)
    head = [label(key, view).lang(view.lang) for key in keys]
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(
        name if key in _NOT_AMOUNTS else f"{name}{opening}{unit}{closing}" for key, name in zip(keys, head, strict=True)
    )
    if budget.sums:
        *rows, sums = ([_bare(cell.lang(view.lang)) for cell in row] for row in budget_page.years(budget, view).rows)
        for year, row in zip(budget.years, rows, strict=True):
            writer.writerow([row[0] if year.fiscal_year is None else year.fiscal_year, *row[1:]])
        writer.writerow(sums)
    return _BYTE_ORDER_MARK + stream.getvalue()


def _bare(cell: str) -> str:
    """Return a figure without separators; what is not known is an empty cell."""
    return "" if cell == budget_page.NOTHING.en else cell.replace(",", "")

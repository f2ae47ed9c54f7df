"""The budget as a workbook for the forms: years and items in thousand yen, with sums that live, limits and a chart."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from rich.cells import cell_len
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from aspire_cli import money
from aspire_cli.money import CATEGORIES
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.reports import DOT, View, edition, hidden, named
from aspire_cli.reports.xlsx_list import check, font, print_setup
from aspire_cli.reports.years import period
from aspire_cli.words.text import joined, same

__all__ = ("budget", "check")  # what a workbook is made for: the functions of a format bear the commands' names

_UNIT = 1_000  # yen
_FIRST = 5  # the row of the first year, from 0; the headings stand above it
_WIDEST = 40  # cells of a column
_ON_ONE_PAGE = 40  # years that can still be read there
_COSTS = ("direct", "indirect", "total")
_COLORS = ("#4e79a7", "#76b7b2", "#59a14f", "#edc948", "#b07aa1")


def budget(sheet: BudgetSheet, view: View) -> Iterator[bytes]:
    """Yield the workbook; its formulas are written together with their values, for readers that run none."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_calc_mode("auto")
    of = _Table(book, sheet, view)
    _head(of, sheet)
    _years(of)
    _sums(of)
    end = _limits(of, sheet) if sheet.bounds else of.last + 2
    end = _chart(of, end + 1)
    for line, text in enumerate((edition(view), *hidden(view)), end):
        of.page.write_string(line, 0, view.line(text), of.format(font_color="#666666"))
    _print_setup(of)
    book.close()
    yield stream.getvalue()


class _Table:
    """The table of a budget: a row for each year, or for each institution in it; a column for each key."""

    def __init__(self, book: Any, sheet: BudgetSheet, view: View) -> None:
        self.book, self.view = book, view
        self.page = book.add_worksheet(view.label("plan.sheet").lang(view.lang))
        self.rows = sheet.entries
        institution = ("institution",) if any(row.institution for row in self.rows) else ()
        months = ("months",) if all(row.months is not None for row in self.rows) else ()
        self.items = CATEGORIES if any(row.categories for row in self.rows) else ()
        self.keys = ("fiscal-year", *institution, *months, *self.items, *_COSTS)
        self.last = _FIRST + len(self.rows) - 1  # the row of the last year, from 0; the sums stand below it

    def format(self, **looks: object) -> Any:
        """Return a format with these looks; the library writes those that are alike once."""
        return self.book.add_format({**font(self.view), **looks})

    def put(self, line: int, key: str, value: str | int | None, **looks: object) -> None:
        """Write a text, a number, or nothing but the border."""
        write = {str: self.page.write_string, int: self.page.write_number}.get(type(value), self.page.write_blank)
        write(line, self.keys.index(key), value, self.format(border=1, **looks))

    def amount(self, line: int, key: str, yen: int, formula: str = "", **looks: object) -> None:
        """Write an amount in thousand yen, as a number or as the value of a formula."""
        whole, rest = divmod(yen, _UNIT)
        number: int | float = yen / _UNIT if rest else whole
        shown = "#,##0.000" if rest else "#,##0"
        written = self.format(border=1, num_format=f"{shown};[Red]-{shown}", **looks)
        if formula:
            self.page.write_formula(line, self.keys.index(key), formula, written, number)
        else:
            self.page.write_number(line, self.keys.index(key), number, written)

    def cell(self, line: int, key: str) -> str:
        """Return what a formula calls a cell."""
        name: str = xl_rowcol_to_cell(line, self.keys.index(key))
        return name

    def sum(self, key: str) -> int:
        """Return what a column comes to, in yen."""
        of_rows = (row.categories.get(key, 0) if key in CATEGORIES else getattr(row, key) for row in self.rows)
        return sum(of_rows)


def _head(of: _Table, sheet: BudgetSheet) -> None:
    """Write whose budget it is, the unit, and the headings of the columns."""
    view, bounds = of.view, sheet.bounds
    name = bounds.name if bounds else view.label("plan.by-year" if sheet.table else "scheme-unknown")
    told = [named(sheet.path), name] if sheet.path is not None else [name]
    of.page.write_string(0, 0, view.line(joined(told, DOT)), of.format(bold=True, font_size=14))
    if sheet.period:
        of.page.write_string(1, 0, view.line(period(sheet.period, view)), of.format())
    unit = view.label("plan.sheet-unit", unit=view.label("plan.unit-thousand_yen"))
    of.page.write_string(_FIRST - 2, len(of.keys) - 1, view.line(unit), of.format(align="right"))
    looks = {"bold": True, "bg_color": "#dce6f1", "align": "center", "valign": "vcenter", "text_wrap": True}
    for number, key in enumerate(of.keys):
        label = view.line(view.label("plan.table-institution" if key == "institution" else f"plan.{key}"))
        of.put(_FIRST - 1, key, label, **looks)
        widest = max([cell_len(view.line(same(row.institution or ""))) for row in of.rows], default=0)
        width = widest if key == "institution" else cell_len(label) // len(view.langs)
        of.page.set_column(number, number, min(max(width + 2, 13), _WIDEST))


def _years(of: _Table) -> None:
    """Write a row for each year, or for each institution in it: direct costs and totals as sums where they are some."""
    for line, row in enumerate(of.rows, _FIRST):
        if row.fiscal_year is None:
            of.put(line, "fiscal-year", of.view.line(of.view.label("plan.no-year")))
        else:
            of.put(line, "fiscal-year", row.fiscal_year, num_format=_year_format(of.view), align="left")
        if "institution" in of.keys:
            of.put(line, "institution", of.view.line(same(row.institution or "")))
        if "months" in of.keys:
            of.put(line, "months", row.months)
        for key in of.items:
            if row.categories:
                of.amount(line, key, row.categories.get(key, 0))
            else:
                of.put(line, key, None)
        items = f"=SUM({of.cell(line, CATEGORIES[0])}:{of.cell(line, CATEGORIES[-1])})" if row.categories else ""
        of.amount(line, "direct", row.direct, items)
        of.amount(line, "indirect", row.indirect)
        of.amount(line, "total", row.total, f"={of.cell(line, 'direct')}+{of.cell(line, 'indirect')}")


def _year_format(view: View) -> str:
    """Return the format of a fiscal year, which stands as a bare number in its cell."""
    behind = view.label("plan.of-year", year="").lang(view.lang)
    return f'0"{behind}"' if behind else "0"


def _sums(of: _Table) -> None:
    looks = {"bold": True, "top": 2}
    _line_name(of, of.last + 1, "plan.all-years", **looks)
    for key in (*of.items, *_COSTS):
        formula = f"=SUM({of.cell(_FIRST, key)}:{of.cell(of.last, key)})"
        of.amount(of.last + 1, key, of.sum(key), formula, **looks)


def _line_name(of: _Table, line: int, name: str, **looks: object) -> None:
    """Write what a row below the years is called, over the columns before the amounts."""
    of.put(line, "fiscal-year", of.view.line(of.view.label(name)), **looks)
    for key in of.keys[1 : -len(_COSTS)]:
        of.put(line, key, None, **looks)


def _limits(of: _Table, sheet: BudgetSheet) -> int:
    """Write what the scheme or call allows, and below it what is left of that; return the row after it."""
    assert sheet.bounds is not None
    terms, line = sheet.bounds.terms, of.last + 2
    _line_name(of, line, "plan.limit")
    _line_name(of, line + 1, "plan.free")
    most_indirect = money.percent_of(of.sum("direct"), terms.percent)
    for key, limit in zip(_COSTS, (terms.direct_cap, most_indirect, terms.total_cap), strict=True):
        if limit is None:
            of.put(line, key, None)
            of.put(line + 1, key, None)
            continue
        by_rate = f"=ROUNDDOWN({of.cell(line - 1, 'direct')}*{terms.percent}/100,3)" if key == "indirect" else ""
        of.amount(line, key, limit, by_rate)
        free = f"={of.cell(line, key)}-{of.cell(line - 1, key)}"
        of.amount(line + 1, key, limit - of.sum(key), free, bold=True)
    return line + 2


def _chart(of: _Table, line: int) -> int:
    """Draw a column for each year, of its parts one on the other; return the row after the chart."""
    if not of.rows:
        return line
    view, sheet_name = of.view, of.page.get_name()
    chart = of.book.add_chart({"type": "column", "subtype": "stacked"})
    named_by = of.keys.index("institution") if "institution" in of.keys else 0
    whole = all(row.categories for row in of.rows)
    keys = [*(CATEGORIES if whole else ("direct",)), "indirect"]
    for key, color in zip(keys, _COLORS[-len(keys) :], strict=True):
        column = of.keys.index(key)
        chart.add_series(
            {
                "name": [sheet_name, _FIRST - 1, column],
                "categories": [sheet_name, _FIRST, 0, of.last, named_by],
                "values": [sheet_name, _FIRST, column, of.last, column],
                "fill": {"color": color},
                "gap": 60,
            }
        )
    title = view.label("plan.by-year").with_beside(view.label("plan.unit-thousand_yen"))
    chart.set_title({"name": view.line(title), "name_font": {"size": 11}})
    chart.set_x_axis({"num_format": _year_format(view)})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#d9d9d9"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 880, "height": 320})
    of.page.insert_chart(line, 0, chart, {"x_offset": 4, "y_offset": 4})
    return line + 17


def _print_setup(of: _Table) -> None:
    of.page.fit_to_pages(1, 1 if len(of.rows) <= _ON_ONE_PAGE else 0)
    of.page.center_horizontally()
    of.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    print_setup(of.page, _FIRST - 1)

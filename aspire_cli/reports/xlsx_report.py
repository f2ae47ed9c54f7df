"""The budget as a workbook for the forms: years and items in thousand yen, with sums that live, limits and a chart."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from rich.cells import cell_len

from aspire_cli import money
from aspire_cli.money import CATEGORIES
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.records import NamedTuple
from aspire_cli.reports import DOT, View, edition, hidden, named
from aspire_cli.reports.xlsx_list import A4, check, font
from aspire_cli.reports.years import period
from aspire_cli.words.text import Text, bracketed, joined, same

__all__ = ("budget", "check")  # what a workbook is made for: the functions of a format bear the commands' names

_UNIT = 1_000  # yen
_FIRST = 5  # the row of the first year, from 0; the headings stand above it
_WIDEST = 40  # cells of a column
_COLORS = ("#4e79a7", "#76b7b2", "#59a14f", "#edc948", "#b07aa1")


class _Columns(NamedTuple):
    """The keys of the columns, in order, and where each stands."""

    keys: tuple[str, ...]

    def letter(self, key: str) -> str:
        return chr(ord("A") + self.keys.index(key))

    def number(self, key: str) -> int:
        return self.keys.index(key)


class _Sheet(NamedTuple):
    """What the parts of the workbook are written with."""

    book: Any
    page: Any
    columns: _Columns
    rows: Sequence[YearPlan]
    formats: Callable[..., Any]
    view: View

    @property
    def last(self) -> int:
        """The row of the last year, from 0; the sums stand below it."""
        return _FIRST + len(self.rows) - 1


def budget(sheet: BudgetSheet, view: View) -> Iterator[bytes]:
    """Yield the workbook; its formulas are written together with their values, for readers that run none."""
    rows = sheet.entries or sheet.years
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_calc_mode("auto")
    made: dict[tuple[tuple[str, object], ...], Any] = {}

    def formats(**of: object) -> Any:
        key = tuple(sorted(of.items()))
        if key not in made:
            made[key] = book.add_format({**font(view), **of})
        return made[key]

    page = book.add_worksheet(view.label("plan.sheet").lang(view.lang))
    of = _Sheet(book, page, _columns(rows), rows, formats, view)
    _head(of, sheet)
    _years(of)
    _sums(of)
    end = _limits(of, sheet) if sheet.bounds else of.last + 2
    end = _chart(of, end + 1)
    for number, line in enumerate((edition(view), *hidden(view)), end):
        page.write_string(number, 0, view.line(line), formats(font_color="#666666"))
    _print_setup(of)
    book.close()
    yield stream.getvalue()


def _columns(rows: Sequence[YearPlan]) -> _Columns:
    institution = ("institution",) if any(row.institution for row in rows) else ()
    months = ("months",) if all(row.months is not None for row in rows) else ()
    categories = CATEGORIES if any(row.categories for row in rows) else ()
    return _Columns(("fiscal-year", *institution, *months, *categories, "direct", "indirect", "total"))


def _head(of: _Sheet, sheet: BudgetSheet) -> None:
    """Write whose budget it is, the unit, and the headings of the columns."""
    view, bounds = of.view, sheet.bounds
    name = bounds.name if bounds else view.label("plan.by-year" if sheet.table else "scheme-unknown")
    told = [named(sheet.path), name] if sheet.path is not None else [name]
    of.page.write_string(0, 0, view.line(joined(told, DOT)), of.formats(bold=True, font_size=14))
    if sheet.period:
        of.page.write_string(1, 0, view.line(period(sheet.period, view)), of.formats())
    unit = view.label("plan.sheet-unit", unit=view.label("plan.unit-thousand_yen"))
    of.page.write_string(_FIRST - 2, len(of.columns.keys) - 1, view.line(unit), of.formats(align="right"))
    heading = of.formats(bold=True, bg_color="#dce6f1", border=1, align="center", valign="vcenter", text_wrap=True)
    for number, key in enumerate(of.columns.keys):
        label = view.line(view.label("plan.table-institution" if key == "institution" else f"plan.{key}"))
        of.page.write_string(_FIRST - 1, number, label, heading)
        widest = max([cell_len(view.line(same(row.institution or ""))) for row in of.rows], default=0)
        width = widest if key == "institution" else cell_len(label) // (1 if len(view.langs) == 1 else 2)
        of.page.set_column(number, number, min(max(width + 2, 13), _WIDEST))


def _years(of: _Sheet) -> None:
    """Write a row for each year, or for each institution in it: direct costs and totals as sums where they are some."""
    columns, bordered = of.columns, of.formats(border=1)
    year_format = of.formats(border=1, num_format=_year_format(of.view), align="left")
    for line, row in enumerate(of.rows, _FIRST):
        if row.fiscal_year is None:
            of.page.write_string(line, 0, of.view.line(of.view.label("plan.no-year")), bordered)
        else:
            of.page.write_number(line, 0, row.fiscal_year, year_format)
        if "institution" in columns.keys:
            of.page.write_string(line, 1, of.view.line(same(row.institution or "")), bordered)
        if "months" in columns.keys and row.months is not None:
            of.page.write_number(line, columns.number("months"), row.months, bordered)
        for key in (one for one in CATEGORIES if one in columns.keys):
            if row.categories:
                _amount(of, line, key, row.categories.get(key, 0))
            else:
                of.page.write_blank(line, columns.number(key), None, bordered)
        if row.categories:
            first, last = columns.letter(CATEGORIES[0]), columns.letter(CATEGORIES[-1])
            _amount(of, line, "direct", row.direct, f"=SUM({first}{line + 1}:{last}{line + 1})")
        else:
            _amount(of, line, "direct", row.direct)
        _amount(of, line, "indirect", row.indirect)
        both = f"={columns.letter('direct')}{line + 1}+{columns.letter('indirect')}{line + 1}"
        _amount(of, line, "total", row.total, both)


def _year_format(view: View) -> str:
    """Return the format of a fiscal year, which stands as a bare number in its cell."""
    behind = view.label("plan.of-year", year="").lang(view.lang)
    return f'0"{behind}"' if behind else "0"


def _amount(of: _Sheet, line: int, key: str, yen: int, formula: str | None = None, **looks: object) -> None:
    """Write an amount in thousand yen, as a number or as the value of a formula."""
    whole, rest = divmod(yen, _UNIT)
    number: int | float = yen / _UNIT if rest else whole
    shown = "#,##0.000" if rest else "#,##0"
    written = of.formats(border=1, num_format=f"{shown};[Red]-{shown}", **looks)
    if formula is None:
        of.page.write_number(line, of.columns.number(key), number, written)
    else:
        of.page.write_formula(line, of.columns.number(key), formula, written, number)


def _amounts_of(of: _Sheet, key: str) -> int:
    if key in CATEGORIES:
        return sum(row.categories.get(key, 0) for row in of.rows)
    return sum(getattr(row, key) for row in of.rows)


def _sums(of: _Sheet) -> None:
    line = of.last + 1
    looks = {"bold": True, "top": 2}
    _line_name(of, line, of.view.label("plan.all-years"), **looks)
    for key in (one for one in of.columns.keys if one in (*CATEGORIES, "direct", "indirect", "total")):
        letter = of.columns.letter(key)
        _amount(of, line, key, _amounts_of(of, key), f"=SUM({letter}{_FIRST + 1}:{letter}{of.last + 1})", **looks)


def _line_name(of: _Sheet, line: int, name: Text, **looks: object) -> None:
    """Write what a row below the years is called, over the columns before the amounts."""
    for number, key in enumerate(of.columns.keys):
        if number == 0:
            of.page.write_string(line, 0, of.view.line(name), of.formats(border=1, **looks))
        elif key in ("institution", "months") or key in CATEGORIES:
            of.page.write_blank(line, number, None, of.formats(border=1, **looks))


def _limits(of: _Sheet, sheet: BudgetSheet) -> int:
    """Write what the scheme or call allows, and below it what is left of that; return the row after it."""
    assert sheet.bounds is not None
    terms, line = sheet.bounds.terms, of.last + 2
    sums = {key: _amounts_of(of, key) for key in ("direct", "indirect", "total")}
    most = {"direct": terms.direct_cap, "indirect": None, "total": terms.total_cap}
    most["indirect"] = money.percent_of(sums["direct"], terms.percent)
    _line_name(of, line, of.view.label("plan.limit"))
    _line_name(of, line + 1, of.view.label("plan.free"))
    for key, limit in most.items():
        letter = of.columns.letter(key)
        if limit is None:
            for number in (line, line + 1):
                of.page.write_blank(number, of.columns.number(key), None, of.formats(border=1))
            continue
        direct = of.columns.letter("direct")
        by_rate = f"=ROUNDDOWN({direct}{line}*{terms.percent}/100,3)" if key == "indirect" else None
        _amount(of, line, key, limit, by_rate)
        _amount(of, line + 1, key, limit - sums[key], f"={letter}{line + 1}-{letter}{line}", bold=True)
    return line + 2


def _chart(of: _Sheet, line: int) -> int:
    """Draw a column for each year, of its parts one on the other; return the row after the chart."""
    if not of.rows:
        return line
    view, sheet_name = of.view, of.page.get_name()
    chart = of.book.add_chart({"type": "column", "subtype": "stacked"})
    named_by = of.columns.number("institution") if "institution" in of.columns.keys else 0
    whole = all(row.categories for row in of.rows)
    keys = [*(CATEGORIES if whole else ("direct",)), "indirect"]
    for key, color in zip(keys, _COLORS[-len(keys) :], strict=True):
        column = of.columns.number(key)
        chart.add_series(
            {
                "name": [sheet_name, _FIRST - 1, column],
                "categories": [sheet_name, _FIRST, 0, of.last, named_by],
                "values": [sheet_name, _FIRST, column, of.last, column],
                "fill": {"color": color},
                "gap": 60,
            }
        )
    title = joined((view.label("plan.by-year"), bracketed(view.label("plan.unit-thousand_yen"))), same(""))
    chart.set_title({"name": view.line(title), "name_font": {"size": 11}})
    chart.set_x_axis({"num_format": _year_format(view)})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#d9d9d9"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 880, "height": 320})
    of.page.insert_chart(line, 0, chart, {"x_offset": 4, "y_offset": 4})
    return line + 17


def _print_setup(of: _Sheet) -> None:
    of.page.set_landscape()
    of.page.set_paper(A4)
    of.page.fit_to_pages(1, 1 if len(of.rows) <= _WIDEST else 0)
    of.page.center_horizontally()
    of.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    of.page.repeat_rows(_FIRST - 1)
    of.page.set_footer("&C&P / &N")
    of.page.freeze_panes(_FIRST, 1)

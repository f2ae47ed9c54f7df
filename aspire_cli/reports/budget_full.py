"""The budget on a terminal: tables with a stacked bar for each year, what is free or over, the findings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text as Line

from aspire_cli.problem import Severity
from aspire_cli.reports import View, amount_table, budget_page, closing_lines, console, terminal
from aspire_cli.reports.amount_table import Bars
from aspire_cli.reports.full import signs
from aspire_cli.reports.page import Paragraph, Sheet, Table, same
from aspire_cli.reports.planned import label, sheet_of

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet


def write(budget: "BudgetSheet", view: View, *, bars: bool = True) -> str:
    """Return the budget for a terminal; without bars, for another program to read on."""
    sheet = sheet_of(view)
    sections = [*_sections(budget, view, sheet, bars=bars), _closing(budget, view, sheet)]
    return "\n".join(section for section in sections if section)


def _sections(budget: "BudgetSheet", view: View, sheet: Sheet, *, bars: bool) -> Iterator[str]:
    yield terminal.write(tuple(budget_page.heading(budget, view)), sheet)
    if budget.kind == "limits" and budget.bounds:
        yield amount_table.fitted(budget_page.limits(budget.bounds, view), sheet)
    if budget.years:
        yield _years(budget, view, sheet, bars=bars)
    if budget.sums:
        yield amount_table.fitted(budget_page.beside_limits(budget, view), sheet, styles=_over(budget))
    remarks = tuple(Paragraph(remark) for remark in budget_page.remarks(budget, view))
    yield terminal.write(remarks, sheet)
    if budget.calls:
        yield terminal.write((budget_page.calls(budget, view),), sheet)
    if budget.kind == "limits" and budget.bounds:
        yield terminal.write((Paragraph(budget_page.next_step(budget.bounds, view)),), sheet)
    else:
        yield from _findings(budget, view, sheet)


def _over(budget: "BudgetSheet") -> tuple[str, str, str]:
    """Return the styles of direct costs, indirect costs and total: what is over stands out, as the findings say."""
    if budget.sums is None or budget.bounds is None:
        return ("", "", "")
    terms, sums = budget.bounds.terms, budget.sums
    wrong = any(finding.severity is Severity.ERROR for finding in budget.findings)
    style = "red" if wrong else "yellow"
    direct = terms.direct_cap is not None and sums.direct > terms.direct_cap
    # Above the percentage by rounding alone, as the rule allows, nothing is wrong.
    indirect = any(finding.about == "indirect" for finding in (*budget.findings, *budget.waived))
    return (style if direct else "", style if indirect else "", style if sums.total > terms.total_cap else "")


def _years(budget: "BudgetSheet", view: View, sheet: Sheet, *, bars: bool) -> str:
    """Return the budget by fiscal year; where not all has room beside the bars, the categories stand below."""
    table = budget_page.years(budget, view)
    split = len(table.columns) - 3
    if not bars:
        wide = sheet._replace(width=max(sheet.width, amount_table.width(table, sheet)))
        shown = amount_table.fitted(table, wide, sums_last=True)
    elif split == 2 or amount_table.has_room(table, sheet):
        shown = amount_table.fitted(table, sheet, sums_last=True, bars=_bars(budget, view, sheet))
    else:
        sums, categories = _columns(table, 0, 1, *range(split, split + 3)), _columns(table, 0, *range(2, split))
        categories = categories._replace(columns=(same(""), *categories.columns[1:]))
        drawn = amount_table.fitted(sums, sheet, sums_last=True, bars=_bars(budget, view, sheet))
        shown = f"{drawn}\n{amount_table.fitted(categories, sheet, sums_last=True)}"
    unit = sheet.line(label("in-unit", view, unit=label(f"unit-{view.unit}", view)))
    return shown + console.printed([Line(unit, "dim")], sheet)


def _columns(table: Table, *numbers: int) -> Table:
    rows = tuple(tuple(row[number] for number in numbers) for row in table.rows)
    return Table(tuple(table.columns[number] for number in numbers), rows)


def _bars(budget: "BudgetSheet", view: View, sheet: Sheet) -> Bars:
    split = all(year.categories for year in budget.years)
    keys = budget_page.CATEGORIES if split else ("direct",)
    rows = [
        [*((year.categories[key] for key in keys) if split else (year.direct,)), year.indirect] for year in budget.years
    ]
    return Bars(rows, [sheet.versions(label(key, view))[0] for key in (*keys, "indirect")])


def _findings(budget: "BudgetSheet", view: View, sheet: Sheet) -> Iterator[str]:
    if not budget.findings:
        glyphs = signs(view)
        sign, style = (glyphs.warn, "yellow") if budget.waived else (glyphs.good, "green")
        text = f"{sign} {sheet.line(budget_page.without_findings(budget, view))}"
        yield console.printed(console.wrapped(text, sheet, style, 2), sheet)
    for finding in (*budget.findings, *budget.waived):
        yield console.printed(console.finding_lines(finding, budget.path, view, sheet), sheet)


def _closing(budget: "BudgetSheet", view: View, sheet: Sheet) -> str:
    rests_on = budget_page.clauses(budget.bounds, view) if budget.bounds else ()
    texts = [*(text for clause in rests_on for text in sheet.versions(clause)), *closing_lines(view)]
    return console.printed((line for text in texts for line in console.wrapped(text, sheet, "dim")), sheet)

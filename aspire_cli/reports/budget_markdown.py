"""The budget as Markdown, to be mailed or pasted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aspire_cli.reports import View, budget_page, planned_markdown
from aspire_cli.reports.page import Block, Paragraph
from aspire_cli.reports.planned import label, sheet_of

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet


def write(budget: "BudgetSheet", view: View) -> str:
    """Return the budget as Markdown."""
    return "".join(f"{line}\n" for line in _lines(budget, view))


def _lines(budget: "BudgetSheet", view: View) -> Iterator[str]:
    sheet = sheet_of(view)
    yield from planned_markdown.lines(_blocks(budget, view), sheet)
    yield from planned_markdown.findings((*budget.findings, *budget.waived), budget.path, view)
    if budget.bounds:
        clauses = map(Paragraph, budget_page.clauses(budget.bounds, view))
        yield from planned_markdown.lines(clauses, sheet)
    yield from planned_markdown.closing(view)


def _blocks(budget: "BudgetSheet", view: View) -> Iterator[Block]:
    yield from budget_page.heading(budget, view)
    if budget.kind == "limits" and budget.bounds:
        yield budget_page.limits(budget.bounds, view)
    if budget.years:
        yield budget_page.years(budget, view)
        yield Paragraph(label("in-unit", view, unit=label(f"unit-{view.unit}", view)))
    if budget.sums:
        yield budget_page.beside_limits(budget, view)
    yield from map(Paragraph, budget_page.remarks(budget, view))
    if budget.calls:
        yield budget_page.calls(budget, view)
    if budget.kind == "limits" and budget.bounds:
        yield Paragraph(budget_page.next_step(budget.bounds, view))
    elif not budget.findings:
        yield Paragraph(budget_page.without_findings(budget, view))

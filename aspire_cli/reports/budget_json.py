"""The budget as JSON: the contract in `schemas/budget.schema.json`; amounts in yen, keys the same in every language."""

from typing import TYPE_CHECKING, Any

from aspire_cli import fiscal
from aspire_cli.finding import Finding
from aspire_cli.reports import View
from aspire_cli.reports.budget_page import CATEGORIES
from aspire_cli.reports.json_report import dumped, finding_entry, tool

if TYPE_CHECKING:
    from aspire_cli.planning.budget import YearPlan
    from aspire_cli.planning.sheet import BudgetSheet

VERSION = 1
_OF_A_PLAN = ("rule", "severity", "topic", "message", "hint", "clause")


def write(budget: "BudgetSheet", view: View) -> str:
    """Return the budget as one JSON document."""
    return dumped({"version": VERSION, "tool": tool(view), **_entry(budget, view)}, indent=2) + "\n"


def _entry(budget: "BudgetSheet", view: View) -> dict[str, Any]:
    bounds, sums, period = budget.bounds, budget.sums, budget.period
    terms = bounds.terms if bounds else None
    return {
        "kind": budget.kind,
        "path": budget.path,
        "scheme": bounds.scheme if bounds else None,
        "call": bounds.call if bounds else None,
        "direct_cap": terms.direct_cap if terms else None,
        "total_cap": terms.total_cap if terms else None,
        "indirect_rate": terms.percent if terms else None,
        "min_years": bounds.min_years if bounds else None,
        "max_years": bounds.max_years if bounds else None,
        "clauses": list(bounds.clauses) if bounds else [],
        "max_direct": budget.largest.direct if budget.largest else None,
        "max_total": budget.largest.total if budget.largest else None,
        "period": {
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "months": fiscal.months_begun(period),
        }
        if period
        else None,
        "years": [_year(year) for year in budget.years],
        "direct": sums.direct if sums else None,
        "indirect": sums.indirect if sums else None,
        "total": sums.total if sums else None,
        "headroom": dict(budget.headroom._asdict()) if budget.headroom else None,
        "findings": [_finding(finding, budget, view) for finding in budget.findings],
        "waived": [_finding(finding, budget, view) | {"reason": finding.reason} for finding in budget.waived],
    }


def _year(year: "YearPlan") -> dict[str, int | None]:
    return {
        "fiscal_year": year.fiscal_year,
        "months": year.months,
        "direct": year.direct,
        "indirect": year.indirect,
        "total": year.total,
        **{key: year.categories.get(key) for key in CATEGORIES},
    }


def _finding(finding: Finding, budget: "BudgetSheet", view: View) -> dict[str, Any]:
    """Return a finding; one about a plan, which stands in no file, has no place."""
    entry = finding_entry(finding, view)
    return entry if budget.path is not None else {key: entry[key] for key in _OF_A_PLAN}

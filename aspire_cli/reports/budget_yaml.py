"""The budget as the `budget:` block of a proposal, ready to be pasted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aspire_cli.money import UNITS, Yen
from aspire_cli.reports import View, budget_page
from aspire_cli.reports.json_report import escaped
from aspire_cli.reports.planned import label, sheet_of
from aspire_cli.words.text import Text

_WIDEST = 0xFFFF  # of the characters that four digits name

if TYPE_CHECKING:
    from aspire_cli.planning.budget import YearPlan
    from aspire_cli.planning.sheet import BudgetSheet


def write(budget: "BudgetSheet", view: View) -> str:
    """Return the block, below a comment that says whose it is; in yen where an amount is not whole thousands."""
    amounts = [value for year in _entries(budget) for value in _amounts(year).values()]
    whole = view.unit == "yen" or all(value % UNITS[view.unit] == 0 for value in amounts)
    return "".join(f"{line}\n" for line in _lines(budget, view if whole else view._replace(unit="yen")))


def _lines(budget: "BudgetSheet", view: View) -> Iterator[str]:
    for text in _comments(budget, view):
        yield from (f"# {version}" for version in sheet_of(view).versions(text))
    yield "budget:"
    yield f"  unit: {view.unit}"
    yield "  years:"
    for entry in _entries(budget):
        yield from _entry(entry, view)


def _entries(budget: "BudgetSheet") -> "tuple[YearPlan, ...]":
    """Return the entries to write: a proposal's own, its institutions apart, or the years of a plan."""
    return budget.entries or budget.years


def _comments(budget: "BudgetSheet", view: View) -> Iterator[Text]:
    if budget.bounds and budget.period:
        name = budget.bounds.call_name or budget.bounds.scheme_name
        yield label("yaml-head", view, name=name, period=budget_page.period(budget, view))
    if budget.sums:
        sums = budget.sums
        yield label("yaml-sums", view, direct=Yen(sums.direct), indirect=Yen(sums.indirect), total=Yen(sums.total))


def _entry(year: "YearPlan", view: View) -> Iterator[str]:
    months = "" if year.months is None else _months(year.months, view)
    lead = "    - "
    if year.fiscal_year is not None:
        yield f"{lead}fiscal_year: {year.fiscal_year}{months}"
        lead = "      "
    if year.institution is not None:
        yield f"{lead}institution: {_quoted(year.institution)}"
        lead = "      "
    for key, value in _amounts(year).items():
        yield f"{lead}{key}: {value // UNITS[view.unit]:_}"
        lead = "      "


def _quoted(text: str) -> str:
    """Return a text in quotation marks as YAML takes it: as JSON, but for characters that JSON writes as a pair."""
    return escaped(text, lambda one: f"\\u{ord(one):04x}" if ord(one) <= _WIDEST else f"\\U{ord(one):08x}")


def _months(count: int, view: View) -> str:
    text = label("yaml-month" if count == 1 else "yaml-months", view, count=count)
    return f"  # {text.lang(view.lang)}"


def _amounts(year: "YearPlan") -> dict[str, int]:
    return {**(year.categories or {"direct": year.direct}), "indirect": year.indirect}

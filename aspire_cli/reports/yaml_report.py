"""The budget as the `budget:` block of a proposal, ready to be pasted."""

from collections.abc import Iterator

from aspire_cli.money import Yen
from aspire_cli.planning.entries import fields, whole_in
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.reports import View
from aspire_cli.reports.years import period


def budget(sheet: BudgetSheet, view: View) -> Iterator[str]:
    """Yield the block, below a comment that says whose it is; in yen where an amount is not whole thousands.

    A proposal's entries are its own, its institutions apart; those of a plan are its years.
    """
    entries = sheet.entries or sheet.years
    unit = whole_in(view.unit, entries)
    bounds, sums = sheet.bounds, sheet.sums
    comments = []
    if bounds and sheet.period:
        comments.append(view.label("plan.yaml-head", name=bounds.name, period=period(sheet.period, view)))
    if sums:
        amounts = {"direct": Yen(sums.direct), "indirect": Yen(sums.indirect), "total": Yen(sums.total)}
        comments.append(view.label("plan.yaml-sums", **amounts))
    lines = [f"# {version}" for text in comments for version in view.versions(text)]
    lines += ["budget:", f"  unit: {unit}", "  years:"]
    lines += (line for entry in entries for line in _entry(entry, unit, view))
    yield "".join(f"{line}\n" for line in lines)


def _entry(year: YearPlan, unit: str, view: View) -> Iterator[str]:
    lead = "    - "
    for key, value in fields(year, unit).items():
        months = ""
        if key == "fiscal_year" and year.months is not None:
            said = "plan.yaml-month" if year.months == 1 else "plan.yaml-months"
            months = f"  # {view.label(said, count=year.months).lang(view.lang)}"
        yield f"{lead}{key}: {value}{months}"
        lead = "      "

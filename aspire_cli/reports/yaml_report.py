"""The budget as the `budget:` block of a proposal, ready to be pasted."""

from collections.abc import Iterator

from aspire_cli.money import Yen
from aspire_cli.planning.entries import lines, whole_in
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.reports import View
from aspire_cli.reports.years import period


def budget(sheet: BudgetSheet, view: View) -> Iterator[str]:
    """Yield the block, below a comment that says whose it is; in yen where an amount is not whole thousands.

    A proposal's entries are its own, its institutions apart; those of a plan are its years.
    """
    entries = sheet.entries
    unit = whole_in(view.unit, entries)
    bounds, sums = sheet.bounds, sheet.sums
    comments = []
    if bounds and sheet.period:
        comments.append(view.label("plan.yaml-head", name=bounds.name, period=period(sheet.period, view)))
    if sums:
        amounts = {"direct": Yen(sums.direct), "indirect": Yen(sums.indirect), "total": Yen(sums.total)}
        comments.append(view.label("plan.yaml-sums", **amounts))
    for text in comments:
        yield from (f"# {version}\n" for version in view.versions(text))
    yield "budget:\n"
    months = {(one.fiscal_year, one.institution): one.months for one in entries}
    for where, line in lines(entries, unit):
        comment = ""
        if where[-1] == "fiscal_year":
            count = months[where[1]]  # type: ignore[index]  # an entry's identity
            key = "plan.yaml-month" if count == 1 else "plan.yaml-months"
            comment = "" if count is None else f"  # {view.label(key, count=count).lang(view.lang)}"
        yield f"{line}{comment}\n"

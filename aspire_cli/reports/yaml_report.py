"""The budget as the `budget:` block of a proposal, ready to be pasted."""

from collections.abc import Iterator

from aspire_cli.money import UNITS, Yen
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import BudgetSheet
from aspire_cli.reports import View
from aspire_cli.reports.json_report import escaped
from aspire_cli.reports.years import period

_WIDEST = 0xFFFF  # of the characters that four digits name


def budget(sheet: BudgetSheet, view: View) -> Iterator[str]:
    """Yield the block, below a comment that says whose it is; in yen where an amount is not whole thousands.

    A proposal's entries are its own, its institutions apart; those of a plan are its years.
    """
    entries = sheet.entries or sheet.years
    if any(value % UNITS[view.unit] for year in entries for value in _amounts(year).values()):
        view = view._replace(unit="yen")
    bounds, sums = sheet.bounds, sheet.sums
    comments = []
    if bounds and sheet.period:
        comments.append(view.label("plan.yaml-head", name=bounds.name, period=period(sheet.period, view)))
    if sums:
        amounts = {"direct": Yen(sums.direct), "indirect": Yen(sums.indirect), "total": Yen(sums.total)}
        comments.append(view.label("plan.yaml-sums", **amounts))
    lines = [f"# {version}" for text in comments for version in view.versions(text)]
    lines += ["budget:", f"  unit: {view.unit}", "  years:"]
    lines += (line for entry in entries for line in _entry(entry, view))
    yield "".join(f"{line}\n" for line in lines)


def _entry(year: YearPlan, view: View) -> Iterator[str]:
    months = ""
    if year.months is not None:
        key = "plan.yaml-month" if year.months == 1 else "plan.yaml-months"
        months = f"  # {view.label(key, count=year.months).lang(view.lang)}"
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


def _amounts(year: YearPlan) -> dict[str, int]:
    return {**(year.categories or {"direct": year.direct}), "indirect": year.indirect}

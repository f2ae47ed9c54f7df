"""Rules on the budget: amounts in yen, over all years unless a rule says otherwise."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from aspire_cli import fiscal
from aspire_cli.fiscal import Period
from aspire_cli.money import Over, Yen, percent_of
from aspire_cli.problem import Problem, Severity
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import AMOUNTS, Budget, Limits, Year
from aspire_cli.rules.rule import by_scheme, rule
from aspire_cli.words.sentences import label
from aspire_cli.words.spelling import fold_name
from aspire_cli.words.text import Text

SUSPICIOUSLY_SMALL = 1_000_000  # yen: no project asks for less and no call pays less, but in thousands they seem to
_FEW = 4  # fiscal years that are named one by one
FAR_ABOVE = 100  # times the limit: rather a wrong unit than a wrong plan

_SINGLE_SCALE = ("scale.top", "scale.rising")


def _direct_above_the_cap(budget: Budget, limits: Limits) -> dict[str, Any] | None:
    """Return what is said of direct costs above their cap; None where they are not, or there is none."""
    cap = limits.scheme.direct_cap
    if cap is None or budget.direct <= cap:
        return None
    over = Over(budget.direct - cap)
    return {"direct": budget.direct, "scheme": limits.scheme.name, "cap": Yen(cap), "over": over}


def _direct_is_beyond_reach(budget: Budget, limits: Limits, programme: Programme) -> bool:
    """Say whether even with the rounding of practice the direct costs can't stay inside the total cap."""
    with_indirect = budget.direct * (100 + programme.indirect_percent)
    return with_indirect >= 100 * (limits.total_cap + programme.rounding)


def _lowered(amount: int, cap: int) -> str:
    """Return the mend of an amount above its cap: it is too much, or rather read in another unit than meant."""
    return "unit" if amount > FAR_ABOVE * cap else "default"


@rule("budget-direct-cap", Severity.ERROR, *_SINGLE_SCALE, about="direct", change="amount")
def direct_costs_above_the_cap(budget: Budget, limits: Limits, programme: Programme) -> Iterator[Problem]:
    """Find direct costs above the cap that do not fit under the total cap either, once indirect costs are added."""
    values = _direct_above_the_cap(budget, limits)
    if values is not None and _direct_is_beyond_reach(budget, limits, programme):
        yield Problem(budget.path, values, mend=_lowered(budget.direct, values["cap"]))


@rule("budget-direct-rounding", Severity.WARNING, *_SINGLE_SCALE, about="direct", change="amount")
def direct_costs_above_the_printed_figure(budget: Budget, limits: Limits, programme: Programme) -> Iterator[Problem]:
    """Find direct costs above the page's figure, which is the total cap divided by 1.3 and rounded down."""
    values = _direct_above_the_cap(budget, limits)
    if values is not None and not _direct_is_beyond_reach(budget, limits, programme):
        yield Problem(budget.path, {**values, "total_cap": Yen(limits.total_cap)})


@rule("budget-total-cap", Severity.ERROR, *by_scheme("scale"), about="total", change="amount")
def total_above_the_cap(budget: Budget, limits: Limits) -> Iterator[Problem]:
    """Find a total, indirect costs included, above the cap by as little as a yen."""
    if budget.total <= limits.total_cap:
        return
    figure = limits.call.total_cap if limits.call else None
    call = limits.call if figure is not None and figure.value == limits.total_cap else None  # whose cap it is
    values = {
        "total": budget.total,
        "cap": Yen(limits.total_cap),
        "over": Over(budget.total - limits.total_cap),
        "whose": (call or limits.scheme).name,
    }
    message = f"call-{figure.basis}" if call and figure else "default"
    if call and call.origin == "inline" and limits.total_cap < SUSPICIOUSLY_SMALL:
        yield Problem(budget.path, values, message, "call-unit", (("call", "total_cap"),))
    else:
        yield Problem(budget.path, values, message, _lowered(budget.total, limits.total_cap))


@rule("budget-indirect-rate", Severity.ERROR, *by_scheme("scale"), about="indirect", change="indirect")
def indirect_costs_above_the_rate(budget: Budget, programme: Programme) -> Iterator[Problem]:
    """Find indirect costs above 30 % of direct costs by more than rounding each written year can explain."""
    percent = programme.indirect_percent
    by_rate = budget.indirect_rate > percent and any(year.declared_indirect is None for year in budget.years)
    if not budget.complete and (budget.written_indirect or not by_rate):
        return  # what is still to be written may bring it down
    # An entry that writes its indirect costs may have rounded them up; computed ones are right to the yen.
    allowance = programme.rounding * budget.written_indirect or 1
    if 100 * budget.indirect - percent * budget.direct >= 100 * allowance:
        limit = percent_of(budget.direct, percent)
        values = {
            "indirect": budget.indirect,
            "direct": budget.direct,
            "percent": percent,
            "limit": Yen(limit),
            "over": Over(budget.indirect - limit),
        }
        yield Problem(budget.path, values, mend="rate" if by_rate else "default")


@rule(
    "budget-sum",
    Severity.ERROR,
    *by_scheme("scale"),
    about="total",
    hidden_by_beside=(*AMOUNTS, "indirect", "indirect_rate"),
)
def declared_sum_differs(budget: Budget) -> Iterator[Problem]:
    """Find a declared amount that is not the sum of what it declares."""
    for year in budget.years:
        if year.categories and year.declared_direct is not None and year.declared_direct != year.direct:
            yield _differing((*year.path, "direct"), "year-direct", year.declared_direct, year.direct or 0)
    if not budget.complete:  # what is still to be written may make up the difference
        return
    sums = {"direct": budget.direct, "indirect": budget.indirect, "total": budget.total}
    for name, declared in budget.declared.items():
        if declared != sums[name]:
            yield _differing(("budget", name), name, declared, sums[name])


def _differing(path: tuple[str | int, ...], message: str, declared: int, correct: int) -> Problem:
    values = {"declared": Yen(declared), "sum": Yen(correct), "off": Yen(abs(declared - correct))}
    return Problem(path, values, message)


@rule("budget-fiscal-years", Severity.ERROR, *by_scheme("period"), about="years", hidden_by_beside=("institution",))
def fiscal_year_twice_or_outside(years: tuple[Year, ...], period: Period | None) -> Iterator[Problem]:
    """Find an entry for a fiscal year that has one already, or that the support period does not touch."""
    touched = fiscal.fiscal_years(period) if period else None
    for year in years:
        if touched is not None and year.fiscal_year is not None and year.fiscal_year not in touched:
            values = {"year": year.fiscal_year, "years": _run(touched, "fiscal-year")}
            yield Problem((*year.path, "fiscal_year"), values, "outside", "outside")
    for year, twin in _twins(years):
        message = "twice-institution" if year.institution and twin.institution else "twice"
        named = {"year": year.fiscal_year, "institution": year.institution or ""}
        related = ((*twin.path, "fiscal_year"),)
        yield Problem((*year.path, "fiscal_year"), named, message, message, related)


def _twins(years: Sequence[Year]) -> Iterator[tuple[Year, Year]]:
    """Yield each entry that stands for the same as one before it, with the first such one.

    An entry without institution is for all of them: it clashes with any other of its fiscal year.
    """
    first: dict[tuple[int, str | None], Year] = {}  # by fiscal year and institution: "" for all, None for any
    folded = {name: fold_name(name) for name in {year.institution for year in years} if name is not None}
    for year in years:
        if year.fiscal_year is None:
            continue
        whose = folded[year.institution] if year.institution is not None else ""
        clashing = (None,) if year.institution is None else (whose, "")
        found = [first[year.fiscal_year, one] for one in clashing if (year.fiscal_year, one) in first]
        if found:
            yield year, min(found, key=lambda one: one.path)
        first.setdefault((year.fiscal_year, None), year)
        first.setdefault((year.fiscal_year, whose), year)


@rule("budget-year-missing", Severity.WARNING, *by_scheme("period"), eased_in_draft=True, about="years")
def fiscal_year_without_entry(years: tuple[Year, ...], period: Period) -> Iterator[Problem]:
    """Find fiscal years of the support period for which nothing is budgeted."""
    if any(year.fiscal_year is None for year in years):
        return
    written = {year.fiscal_year for year in years}
    missing = [year for year in fiscal.fiscal_years(period) if year not in written]
    if missing:
        begins = [at for at, year in enumerate(missing) if not at or missing[at - 1] != year - 1]
        runs = [missing[start:end] for start, end in pairwise((*begins, len(missing)))]
        named = [_run(one, "year") for run in runs for one in ([run] if len(run) > _FEW else [[year] for year in run])]
        yield Problem(("budget", "years"), {"years": tuple(named), "count": len(missing)})


def _run(years: Sequence[int], words: str) -> Text:
    """Return one fiscal year, or from the first to the last of several, in words."""
    return label(f"values.{words}{'s' * (len(years) > 1)}", first=years[0], last=years[-1])


@rule("budget-unit-suspect", Severity.WARNING, *by_scheme("scale"), about="total", hidden_by=("unit",))
def total_suspiciously_small(budget: Budget, stage: str) -> Iterator[Problem]:
    """Find a final budget so small that its unit is probably wrong."""
    if stage == "final" and budget.complete and 0 < budget.total < SUSPICIOUSLY_SMALL:
        yield Problem(budget.path, {"total": budget.total})

"""Rules on the budget: amounts in yen, over all years unless a rule says otherwise."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from aspire_cli import fiscal
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES, Over, Yen, percent_of
from aspire_cli.problem import Mend, Path, Problem, Severity
from aspire_cli.programme.model import Call, Programme
from aspire_cli.proposal.budget import AMOUNTS, BY_YEAR, DECLARED, RATE, REST, Budget, Rate, Year
from aspire_cli.proposal.model import Limits
from aspire_cli.records import NamedTuple
from aspire_cli.rules.rule import by_scheme, rule
from aspire_cli.words.sentences import label
from aspire_cli.words.spelling import fold_name
from aspire_cli.words.text import Code, Text, same

SUSPICIOUSLY_SMALL = 1_000_000  # yen: no project asks for less and no call pays less, but in thousands they seem to
_FEW = 4  # fiscal years that are named one by one
THOUSAND = 1_000  # yen: the unit of forms
FAR_ABOVE = 100  # times the limit: rather a wrong unit than a wrong plan

_BUDGET: Path = ("budget",)
_RATES = ("indirect", "indirect_rate")
_ALL_AMOUNTS = (*AMOUNTS, *_RATES)  # what the total rests on, and the share of indirect costs
_SINGLE_SCALE = ("scale.top", "scale.rising")


def _words_so_far(is_so_far: bool) -> Text:
    return label("values.so-far") if is_so_far else same("")


def _lowered(amount: int, cap: int) -> str:
    """Return the mend of an amount above its cap: it is too much, or rather read in another unit than meant."""
    return "unit" if amount > FAR_ABOVE * cap else "default"


def _above_the_direct_cap(budget: Budget, limits: Limits, programme: Programme) -> Iterator[tuple[Problem, bool]]:
    """Yield direct costs above their cap, and whether they break the total cap too, even with the rounding of practice.

    A cap of the call's own is not one that was rounded down: a yen above it is too much.
    """
    direct, cap, scheme = budget.direct, limits.direct_cap, limits.scheme
    if direct is None or cap is None or direct <= cap:
        return
    of_call = limits.call if cap != scheme.direct_cap else None  # whose cap it is, if not the page's
    with_indirect = direct * (100 + programme.indirect_percent)
    is_beyond = of_call is not None or with_indirect >= 100 * (scheme.total_cap + programme.rounding)
    values = {
        "direct": Yen(direct),
        "scheme": (of_call or scheme).name,
        "cap": Yen(cap),
        "over": Over(direct - cap),
        "so_far": _words_so_far(budget.so_far),
    }
    if is_beyond:
        yield Problem(_BUDGET, values, mend=_lowered(direct, cap)), True
    else:
        yield Problem(_BUDGET, {**values, "total_cap": Yen(scheme.total_cap)}), False


@rule("budget-direct-cap", Severity.ERROR, *_SINGLE_SCALE, about="direct", change="amount")
def direct_costs_above_the_cap(budget: Budget, limits: Limits, programme: Programme) -> Iterator[Problem]:
    """Find direct costs above the cap that do not fit under the total cap either, once indirect costs are added."""
    found = _above_the_direct_cap(budget, limits, programme)
    yield from (problem for problem, is_beyond in found if is_beyond)


@rule("budget-direct-rounding", Severity.WARNING, *_SINGLE_SCALE, about="direct", change="amount")
def direct_costs_above_the_printed_figure(budget: Budget, limits: Limits, programme: Programme) -> Iterator[Problem]:
    """Find direct costs above the page's figure, which is the total cap divided by 1.3 and rounded down."""
    found = _above_the_direct_cap(budget, limits, programme)
    yield from (problem for problem, is_beyond in found if not is_beyond)


# Without an amount of direct costs the total is lower still; without one of indirect costs it may be higher than it is.
@rule("budget-total-cap", Severity.ERROR, *by_scheme("scale"), about="total", change="amount", hidden_by=_RATES)
def total_above_the_cap(budget: Budget, limits: Limits) -> Iterator[Problem]:
    """Find a total, indirect costs included, above the cap by as little as a yen."""
    if budget.total is None or budget.total <= limits.total_cap:
        return
    call = limits.call if limits.of_call("total_cap") else None  # whose cap it is
    values = {
        "total": budget.total,
        "cap": Yen(limits.total_cap),
        "over": Over(budget.total - limits.total_cap),
        "whose": (call or limits.scheme).name,
        "so_far": _words_so_far(budget.so_far),
    }
    message = "call" if call else "default"
    if call and call.origin == "inline" and limits.total_cap < SUSPICIOUSLY_SMALL:
        yield Problem(_BUDGET, values, message, "call-unit", (("call", "total_cap"),))
    else:
        yield Problem(_BUDGET, values, message, _lowered(budget.total, limits.total_cap))


def _above_the_rate(budget: Budget, percent: int, programme: Programme) -> Iterator[Problem]:
    """Yield indirect costs that are above a rate by more than rounding in each entry can explain."""
    indirect, direct = budget.indirect, budget.direct
    if budget.basis == DECLARED and budget.so_far:
        direct = budget.declared.get("direct")  # what is declared for all years is no share of the written ones
    if indirect is None or direct is None or (budget.basis == BY_YEAR and not budget.complete):
        return  # what is still to be written may bring it down
    # An entry that writes its indirect costs may have rounded them up; computed ones are right to the yen.
    allowance = programme.rounding * budget.written_indirect or 1
    if 100 * indirect - percent * direct >= 100 * allowance:
        values = _said_of_indirect(indirect, direct, percent, budget.so_far)
        yield Problem(_BUDGET, values, mend=_mend_of_the_rate(budget, percent))


def _said_of_indirect(indirect: int, direct: int, percent: int, is_so_far: bool) -> dict[str, Any]:
    limit = percent_of(direct, percent)
    return {
        "indirect": Yen(indirect),
        "direct": Yen(direct),
        "percent": percent,
        "limit": Yen(limit),
        "over": Over(indirect - limit),
        "so_far": _words_so_far(is_so_far),
    }


def _mend_of_the_rate(budget: Budget, percent: int) -> str:
    """Return what brings indirect costs down: the rate, the declared sum, or what the years write."""
    by_rate = budget.indirect_rate is not None and budget.indirect_rate > percent
    if by_rate and budget.basis != DECLARED and any(not year.writes_indirect for year in budget.years):
        return "rate"
    return "default" if budget.basis == BY_YEAR else "declared"


@rule(
    "budget-indirect-rate",
    Severity.ERROR,
    *by_scheme("scale"),
    about="indirect",
    change="indirect",
    hidden_by=_ALL_AMOUNTS,
)
def indirect_costs_above_the_rate(budget: Budget, limits: Limits, programme: Programme) -> Iterator[Problem]:
    """Find indirect costs above the rate of the page or of the call by more than rounding can explain."""
    if limits.indirect_percent is not None:
        yield from _above_the_rate(budget, limits.indirect_percent, programme)


@rule(
    "budget-indirect-unstated",
    Severity.WARNING,
    "scale.joint",
    about="indirect",
    change="indirect",
    hidden_by=_ALL_AMOUNTS,
)
def indirect_costs_above_the_rate_of_others(
    budget: Budget, limits: Limits, call: Call, programme: Programme
) -> Iterator[Problem]:
    """Find indirect costs above the rate of single calls where neither the page nor the joint call states one."""
    if limits.indirect_percent is None:
        for problem in _above_the_rate(budget, programme.indirect_percent, programme):
            yield problem._replace(values={**problem.values, "call": call.name})


# A misspelt amount silences its own institution alone, since it counts as one that cannot be read.
@rule("budget-indirect-institution", Severity.NOTE, about="indirect", hidden_by=("institution", "indirect_rate"))
def indirect_costs_of_one_institution(budget: Budget, programme: Programme) -> Iterator[Problem]:
    """Find an institution of several whose indirect costs are above the rate of its own direct costs."""
    if budget.shares is None or budget.basis in (DECLARED, REST):
        return
    if budget.basis == RATE and budget.indirect_rate == programme.indirect_percent:
        return  # as in most budgets: each share is right to the yen
    if any(year.institution is None for year in budget.years):
        return
    folded, own = _folded_institutions(budget.years), dict[str, list[tuple[Year, int]]]()
    for year, share in zip(budget.years, budget.shares, strict=True):
        own.setdefault(folded[year.institution], []).append((year, share))
    percent = programme.indirect_percent
    for entries in own.values():
        directs = [year.direct for year, _ in entries]
        if None in directs:
            continue
        direct, indirect = sum(filter(None, directs)), sum(share for _, share in entries)
        if 100 * indirect - percent * direct >= 100 * programme.rounding * len(entries):
            values = _said_of_indirect(indirect, direct, percent, budget.so_far)
            yield Problem(_BUDGET, {**values, "institution": entries[0][0].institution})


def _folded_institutions(years: Sequence[Year]) -> dict[str | None, str]:
    """Return the name of each institution folded, each once; that of none is empty."""
    return {name: fold_name(name) if name else "" for name in {year.institution for year in years}}


class _Sum(NamedTuple):
    """A declared sum beside what it declares."""

    path: Path
    message: str
    declared: int
    correct: int
    amounts: tuple[int, ...]  # of which it is the sum
    entries: int
    so_far: bool  # whether more is to be written of what it declares
    rests_on: tuple[str, ...] = AMOUNTS  # keys without one of which, misspelt, nothing can be said of it


def _sums(budget: Budget) -> Iterator[_Sum]:
    """Yield each declared sum of which all that it needs can be read; that of one year rests on that year alone."""
    amounts: tuple[int, ...]
    for year in budget.years:
        if year.categories and year.declared_direct is not None and year.direct is not None:
            amounts, is_open = tuple(year.categories.values()), not year.still_open.isdisjoint(CATEGORIES)
            yield _Sum((*year.path, "direct"), "year-direct", year.declared_direct, year.direct, amounts, 1, is_open)
    declared, entries = budget.declared, len(budget.years)
    if not declared:
        return
    directs: tuple[int, ...] = tuple(
        amount for year in budget.years for amount in year.categories.values() or [year.declared_direct or 0]
    )
    indirects = (budget.shares if budget.basis in (BY_YEAR, RATE) else (budget.indirect or 0,)) or ()
    all_written = all(year.writes_indirect for year in budget.years)
    for key, correct, amounts, rests_on in (
        ("direct", budget.direct, directs, AMOUNTS),
        ("indirect", budget.indirect, indirects, ("indirect",) if all_written else _ALL_AMOUNTS),
        ("total", budget.total, (*directs, *indirects), _ALL_AMOUNTS),
    ):
        if key in declared and correct is not None:
            yield _Sum(("budget", key), key, declared[key], correct, amounts, entries, budget.so_far, rests_on)


def _differing(budget: Budget) -> Iterator[tuple[Problem, bool]]:
    """Yield each declared sum that is off, and whether the rounding of a form explains it.

    While more is to be written, only a sum that is exceeded already is off.
    """
    for one in _sums(budget):
        over = one.correct - one.declared
        if over > 0 or (over and not one.so_far):
            values = {
                "declared": Yen(one.declared),
                "sum": Yen(one.correct),
                "off": Yen(abs(over)),
                "so_far": _words_so_far(one.so_far),
                "rests_on": one.rests_on,
            }
            is_exact = any(amount % THOUSAND for amount in (one.declared, *one.amounts))
            yield Problem(one.path, values, one.message), not is_exact and abs(over) < THOUSAND * one.entries


@rule("budget-sum", Severity.ERROR, *by_scheme("scale"), about="total", hidden_by_beside=_ALL_AMOUNTS)
def declared_sum_differs(budget: Budget, programme: Programme) -> Iterator[Problem]:
    """Find a declared amount that is not the sum of what it declares."""
    yield from (problem for problem, is_rounding in _differing(budget) if not is_rounding)
    if budget.basis == DECLARED and budget.rate_is_written:
        yield from _differing_from_the_rate(budget, programme)


def _differing_from_the_rate(budget: Budget, programme: Programme) -> Iterator[Problem]:
    """Find declared indirect costs that are not what the rate beside them makes of the direct costs."""
    declared, by_rate = budget.declared.get("indirect"), budget.by_rate
    if declared is not None and by_rate is not None:
        over, reach = by_rate - declared, programme.rounding * len(budget.years)
        if over >= reach or (-over >= reach and not budget.so_far):
            off = Yen(abs(over))
            values = {"declared": declared, "sum": by_rate, "off": off, "so_far": _words_so_far(budget.so_far)}
            yield Problem(("budget", "indirect"), values, "rate", "rate")


@rule("budget-sum-rounding", Severity.NOTE, *by_scheme("scale"), about="total", hidden_by_beside=_ALL_AMOUNTS)
def declared_sum_differs_by_rounding(budget: Budget) -> Iterator[Problem]:
    """Find a declared amount off the sum by no more than the rounding of a form in thousands of yen."""
    yield from (problem for problem, is_rounding in _differing(budget) if is_rounding)


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
    first: dict[int, dict[str, Year]] = {}  # by fiscal year and institution, which is empty where it is for all
    folded = _folded_institutions(years)
    for year in years:
        if year.fiscal_year is None:
            continue
        before, whose = first.setdefault(year.fiscal_year, {}), folded[year.institution]
        nearest = whose if year.institution is not None else next(iter(before), "")
        if nearest in before or "" in before:
            yield year, min((before[one] for one in (nearest, "") if one in before), key=lambda one: one.path)
        before.setdefault(whose, year)


@rule("budget-year-missing", Severity.WARNING, *by_scheme("period"), eased_in_draft=True, about="total")
def fiscal_year_without_entry(years: tuple[Year, ...], period: Period) -> Iterator[Problem]:
    """Find fiscal years of the support period for which nothing is budgeted."""
    if any(year.fiscal_year is None for year in years):
        return
    written = {year.fiscal_year for year in years}
    missing = [year for year in fiscal.fiscal_years(period) if year not in written]
    if missing:
        # What a year is ahead of its place is the same for all that follow one upon another.
        runs = [[year for _, year in run] for _, run in groupby(enumerate(missing), lambda one: one[1] - one[0])]
        named = [_run(one, "year") for run in runs for one in ([run] if len(run) > _FEW else [[year] for year in run])]
        yield Problem(("budget", "years"), {"years": tuple(named), "count": len(missing)})


def _run(years: Sequence[int], words: str) -> Text:
    """Return one fiscal year, or from the first to the last of several, in words."""
    return label(f"values.{words}{'s' if years[1:] else ''}", first=years[0], last=years[-1])


@rule("budget-unit-suspect", Severity.WARNING, *by_scheme("scale"), about="total", hidden_by=("unit", *_ALL_AMOUNTS))
def total_or_rate_suspiciously_small(budget: Budget | None, rate: Rate | None, stage: str) -> Iterator[Problem]:
    """Find a final budget so small that its unit is probably wrong, and a share of one in the place of percent."""
    if rate is not None and 0 < rate.percent < 1:
        # Never as a floating point number: 0.3 is 30 and nothing beside it.
        from decimal import Decimal  # as few proposals need it

        percent = f"{(Decimal(100) * rate.percent).normalize():f}"
        values = {"rate": f"{rate.percent:f}", "percent": Code(percent), "line": Code(f"indirect_rate: {percent}")}
        mend = Mend(Decimal(percent) if "." in percent else int(percent), safe=False)
        yield Problem(("budget", "indirect_rate"), values, "share", "share", fix=mend)
    total = budget.total if budget is not None and stage != "draft" else None
    if budget and total and total < SUSPICIOUSLY_SMALL and budget.complete:
        yield Problem(_BUDGET, {"total": total})

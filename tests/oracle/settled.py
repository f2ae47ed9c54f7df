"""Proposals on which the rules are silent or open to two readings; the generator leaves them out."""

from __future__ import annotations

from datetime import timedelta
from math import floor
from typing import Any

from tests.oracle import page
from tests.oracle.budget import Sums, entry_direct, is_unfinished, judge, rate_excess, sums_of
from tests.oracle.calls import call_of
from tests.oracle.facts import (
    Facts,
    Unwritten,
    entries,
    is_broken,
    is_draft,
    is_misspelt,
    is_written,
    period_of,
    read,
    scheme_of,
)


def why_not(facts: Facts) -> str | None:
    """What the rules leave open about this proposal, if anything."""
    budget = read(facts, "budget")
    years = entries(budget, "years")
    if scheme_of(facts) == "joint" and call_of(facts) is None and _above_rate(facts):
        return "indirect costs above 30 % without a call that could state a rate"
    if scheme_of(facts) is None and is_written(facts, "call"):
        return "a call with no scheme to compare it with"
    if years and (reason := _budget(facts)):
        return reason
    if reason := _supports(facts):
        return reason
    return None


def _above_rate(facts: Facts) -> bool:
    """Whether the indirect costs are above the rate by more than rounding."""
    excess = rate_excess(facts, sums_of(read(facts, "budget")))
    return bool(excess and excess[0] >= excess[1])


def _budget(facts: Facts) -> str | None:
    """What is open about the budget."""
    budget = read(facts, "budget")
    years = entries(budget, "years")
    sums = sums_of(budget)
    excess = rate_excess(facts, sums)
    if excess and (floor(excess[0]) >= excess[1]) != (-floor(-excess[0]) >= excess[1]):
        return "above the rate by a part of a yen"
    writes = any(is_written(one, "indirect") for one in years)
    if not writes and is_written(budget, "total") and is_broken(budget, "indirect_rate"):
        return "whether a total gives the indirect costs where the rate cannot be read"
    named = [is_written(one, "institution") for one in years]
    if any(named) and not all(named):
        return "a budget kept by institution in part"
    if sums.source == "rest" and sums.indirect is not None and sums.indirect < 0:
        return "a total below the direct costs"
    if any(isinstance(one, dict) and not _has_amount(one) for one in years) and _needs_all(facts, sums):
        return "a sum that is too low, or beside another, while an amount is not written"
    if _hides_an_amount(years) and any(one.rule not in OF_YEARS for one in judge(facts)):
        return "whether a sum is formed beside an amount under a misspelt key"
    return _unfinished(facts)


# Findings on the budget that rest on no amount.
OF_YEARS = ("budget-fiscal-years", "budget-year-missing")


def _hides_an_amount(years: list[Any]) -> bool:
    """Whether an amount stands under a misspelt key."""
    return any(is_misspelt(one, key) for one in years for key in (*page.CATEGORIES, "direct", "indirect"))


def _has_amount(entry: Facts) -> bool:
    """Whether an entry has an amount of direct costs."""
    return any(is_written(entry, key) for key in (*page.CATEGORIES, "direct"))


def _needs_all(facts: Facts, sums: Sums) -> bool:
    """Whether a finding rests on a sum that the missing amount would change for the better."""
    budget = read(facts, "budget")
    declared = any(is_written(budget, key) for key in ("direct", "indirect", "total"))
    low = sums.total is not None and 0 < sums.total < page.SUSPECT
    return low or _above_rate(facts) or (declared and not is_draft(facts))


def _unfinished(facts: Facts) -> str | None:
    """What is open about a draft that is not finished."""
    budget = read(facts, "budget")
    years = entries(budget, "years")
    sums = sums_of(budget)
    declares = any(is_written(budget, key) for key in ("direct", "indirect", "total"))
    if is_draft(facts) and declares and not period_of(facts):
        return "whether a draft without a period has all its years"
    if is_draft(facts) and declares and any(read(one, "fiscal_year") is None for one in years):
        return "whether a draft has all its years where an entry does not say its own"
    if not is_unfinished(facts):
        return None
    placeholders = [value for one in years for value in one.values() if isinstance(value, Unwritten)]
    if declares and any(value.placeholder for value in placeholders):
        return "whether a placeholder beside written amounts leaves a declared sum alone"
    if sums.source == "rest":
        return "a total near the sum so far"
    if sums.source == "declared" and is_written(budget, "indirect_rate"):
        return "a rate beside indirect costs for years that are not written yet"
    for one in years:
        beside = any(is_written(one, key) for key in page.CATEGORIES)
        if beside and read(one, "direct") is not None and read(one, "direct") != entry_direct(one):
            return "a year's own sum in an unfinished draft"
    return None


def _supports(facts: Facts) -> str | None:
    """What is open about supports."""
    period = period_of(facts)
    for one in entries(facts, "counterparts"):
        supports = entries(one, "support")
        for support in supports:
            until = read(support, "until")
            begins = read(support, "from")
            if begins and until and begins > until:
                return "a support that ends before it begins"
            if not period or until is None or not period[0] <= until < period[1]:
                continue
            for other in supports:
                ends = read(other, "until")
                runs_then = ends is None or ends >= until + timedelta(days=1)
                if other is not support and not is_written(other, "from") and runs_then:
                    return "whether a support without a first day takes over"
    return None

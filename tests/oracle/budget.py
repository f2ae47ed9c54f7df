"""The budget: direct costs D, indirect costs I and total T over all years, in yen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle import page
from tests.oracle.calls import call_of, terms_of
from tests.oracle.facts import (
    Broken,
    Facts,
    entries,
    is_broken,
    is_draft,
    is_missing,
    is_misspelt,
    is_placeholder,
    is_written,
    period_of,
    rate_of,
    read,
    scheme_of,
)
from tests.oracle.findings import Expected, not_yet
from tests.oracle.period import fiscal_years

PLACE = "/budget"


@dataclass(frozen=True)
class Sums:
    """The sums that can be formed, None for the others, and how the indirect costs were come by."""

    direct: int | None
    indirect: int | None
    # "years" where a year writes its own, "declared", "rest" (total less direct), "rate".
    source: str
    # Each entry's own share of the indirect costs, where it has one.
    shares: list[int] | None

    @property
    def total(self) -> int | None:
        """Direct and indirect costs together."""
        return None if self.direct is None or self.indirect is None else self.direct + self.indirect


def entry_direct(entry: Any, least: bool = False) -> int | None:
    """A year's direct costs: its categories where there are any, else `direct`; None where one cannot be read.

    `least` leaves out an amount under a misspelt key: they are no less than that.
    """
    if not isinstance(entry, dict):
        return None
    if not least and any(is_misspelt(entry, key) for key in (*page.CATEGORIES, "direct")):
        return None
    written = [entry[key] for key in page.CATEGORIES if is_written(entry, key)]
    if not written and is_written(entry, "direct"):
        written = [entry["direct"]]
    return None if any(isinstance(amount, Broken) for amount in written) else sum(written)


def sums_of(budget: Any, least: bool = False) -> Sums:
    """Direct and indirect costs of all years, or what they come to at least."""
    years = entries(budget, "years")
    directs = [entry_direct(entry, least) for entry in years]
    direct = None if None in directs else sum(directs)
    rate = rate_of(budget)
    if any(is_broken(entry, "indirect") for entry in years):
        return Sums(direct, None, "years", None)
    written = [read(entry, "indirect") for entry in years]
    if any(amount is not None for amount in written):
        shares = _shares(directs, written, rate)
        return Sums(direct, None if shares is None else sum(shares), "years", shares)
    if is_broken(budget, "indirect"):
        return Sums(direct, None, "declared", None)
    if is_written(budget, "indirect"):
        return Sums(direct, read(budget, "indirect"), "declared", None)
    shares = _shares(directs, written, rate)
    computed = None if shares is None else sum(shares)
    total = read(budget, "total")
    is_near = computed is not None and total is not None and abs(direct + computed - total) < page.MAN * len(years)
    if is_near and total >= direct:
        return Sums(direct, total - direct, "rest", None)
    return Sums(direct, computed, "rate", shares)


def _shares(directs: list[int | None], written: list[int | None], rate: Fraction | None) -> list[int] | None:
    """The written indirect costs; for the rest, the differences of the cumulative floors at the rate."""
    so_far, shares = 0, []
    for direct, amount in zip(directs, written, strict=True):
        if amount is not None:
            shares.append(amount)
            continue
        if direct is None or rate is None:
            return None
        shares.append(int((so_far + direct) * rate / 100) - int(so_far * rate / 100))
        so_far += direct
    return shares


def awaits_direct(entry: Any) -> bool:
    """Whether direct costs of a year are to be written still: it has no amount, or a placeholder in a category."""
    if not isinstance(entry, dict):
        return False
    return all(is_missing(entry, key) for key in (*page.CATEGORIES, "direct")) or any(
        is_placeholder(entry, key) for key in page.CATEGORIES
    )


def is_unfinished(facts: Facts) -> bool:
    """Whether an amount is unwritten or, in a draft, a year, or it cannot be known whether one is."""
    years = entries(read(facts, "budget"), "years")
    if any(awaits_direct(entry) or is_placeholder(entry, "indirect") for entry in years):
        return True
    period = period_of(facts)
    written = {read(entry, "fiscal_year") for entry in years}
    return is_draft(facts) and not (period and written.issuperset(fiscal_years(*period)))


def judge(facts: Facts) -> Iterator[Expected]:
    """Every finding on the budget."""
    budget = read(facts, "budget")
    if not isinstance(budget, dict):
        return
    rate = read(budget, "indirect_rate")
    if rate is not None and 0 < Fraction(str(rate)) < 1:
        yield Expected("budget-unit-suspect", "warning")
    years = entries(budget, "years")
    if not years:
        return
    sums = sums_of(budget)
    yield from _caps(facts, sums_of(budget, least=True))
    yield from _rate(facts, sums)
    yield from _institutions(years, sums)
    yield from _year_sums(years)
    yield from _declared(facts, sums)
    yield from _years(facts)
    is_whole = not is_draft(facts) and not any(awaits_direct(entry) for entry in years)
    if is_whole and sums.total is not None and 0 < sums.total < page.SUSPECT:
        yield Expected("budget-unit-suspect", "warning", PLACE)


def _caps(facts: Facts, sums: Sums) -> Iterator[Expected]:
    """Direct costs and the total against the limits."""
    terms = terms_of(facts)
    if not terms:
        return
    direct, cap = sums.direct, terms.direct_cap
    if direct is not None and cap is not None and direct > cap:
        if direct * 13 - terms.total_cap * 10 >= page.MAN * 10:
            yield Expected("budget-direct-cap", "error", PLACE)
        else:
            yield Expected("budget-direct-rounding", "warning", PLACE)
    if sums.total is not None and sums.total > terms.total_cap:
        yield Expected("budget-total-cap", "error", PLACE)


def rate_excess(facts: Facts, sums: Sums) -> tuple[Fraction, int] | None:
    """How far the indirect costs are above the rate, and how far they may be (below this)."""
    terms, budget = terms_of(facts), read(facts, "budget")
    direct = sums.direct
    if sums.source == "declared" and is_unfinished(facts):
        direct = read(budget, "direct")
    if not terms or direct is None or sums.indirect is None:
        return None
    years = entries(budget, "years")
    # What years write of indirect costs is judged when the direct costs beside it are written.
    if sums.source == "years" and any(awaits_direct(entry) for entry in years):
        return None
    writers = len(years)
    if sums.source in ("years", "rate"):
        writers = sum(is_written(entry, "indirect") for entry in years)
    percent = page.INDIRECT_PERCENT if terms.rate is None else terms.rate
    return sums.indirect - Fraction(direct * percent, 100), max(1, page.MAN * writers)


def _rate(facts: Facts, sums: Sums) -> Iterator[Expected]:
    """Indirect costs above the rate."""
    excess = rate_excess(facts, sums)
    if not excess or excess[0] < excess[1]:
        return
    if terms_of(facts).rate is not None:
        yield Expected("budget-indirect-rate", "error", PLACE)
    elif scheme_of(facts) == "joint" and call_of(facts):
        yield Expected("budget-indirect-unstated", "warning", PLACE)


def _institutions(years: list[Any], sums: Sums) -> Iterator[Expected]:
    """Indirect costs of one institution above 30 % of its own direct costs."""
    names = [read(entry, "institution") for entry in years]
    if None in names or sums.shares is None:
        return
    for name in dict.fromkeys(names):
        own = [index for index, other in enumerate(names) if other == name]
        directs = [entry_direct(years[index]) for index in own]
        if None in directs:
            continue
        excess = sum(sums.shares[index] for index in own) - Fraction(sum(directs) * page.INDIRECT_PERCENT, 100)
        if excess >= page.MAN * len(own):
            yield Expected("budget-indirect-institution", "note")


def _year_sums(years: list[Any]) -> Iterator[Expected]:
    """A year's `direct` beside its categories is their sum, whatever other years lack."""
    for entry in years:
        if any(is_written(entry, key) for key in page.CATEGORIES) and read(entry, "direct") is not None:
            direct = entry_direct(entry)
            if direct is not None:
                amounts = [entry[key] for key in page.CATEGORIES if is_written(entry, key)]
                yield from _compare(entry["direct"], direct, amounts, 1, awaits_direct(entry))


def _declared(facts: Facts, sums: Sums) -> Iterator[Expected]:
    """Declared totals against what they declare."""
    budget = read(facts, "budget")
    years = entries(budget, "years")
    unfinished = is_unfinished(facts)
    directs = [
        amount
        for entry in years
        if isinstance(entry, dict)
        for amount in [read(entry, key) for key in page.CATEGORIES if is_written(entry, key)] or [read(entry, "direct")]
        if amount is not None
    ]
    indirects = [sums.indirect] if sums.shares is None else sums.shares
    direct, indirect, total = (read(budget, key) for key in ("direct", "indirect", "total"))
    if direct is not None and sums.direct is not None:
        yield from _compare(direct, sums.direct, directs, len(years), unfinished, f"{PLACE}/direct")
    if indirect is not None and sums.source == "years" and sums.indirect is not None:
        yield from _compare(indirect, sums.indirect, indirects, len(years), unfinished, f"{PLACE}/indirect")
    if indirect is not None and sums.source == "declared" and is_written(budget, "indirect_rate"):
        rate = rate_of(budget)
        computed = None if rate is None or sums.direct is None else int(sums.direct * rate / 100)
        off = 0 if computed is None or (unfinished and computed < indirect) else abs(computed - indirect)
        if off >= page.MAN * len(years):
            yield Expected("budget-sum", "error", f"{PLACE}/indirect")
    if total is not None and sums.total is not None:
        yield from _compare(total, sums.total, [*directs, *indirects], len(years), unfinished, f"{PLACE}/total")


def _compare(
    declared: int, found: int, amounts: list[int], count: int, unfinished: bool = False, place: str | None = None
) -> Iterator[Expected]:
    """One declared sum against the sum of what it declares."""
    if declared == found or (unfinished and found < declared):
        return
    whole = all(amount % page.THOUSAND == 0 for amount in (declared, *amounts))
    if whole and abs(declared - found) < page.THOUSAND * count:
        yield Expected("budget-sum-rounding", "note", place)
    else:
        yield Expected("budget-sum", "error", place)


def _years(facts: Facts) -> Iterator[Expected]:
    """Every fiscal year of the period has its entry, and no other has one."""
    years = entries(read(facts, "budget"), "years")
    seen: list[tuple[Any, Any]] = []
    period = period_of(facts)
    touched = fiscal_years(*period) if period else None
    for entry in years:
        year = read(entry, "fiscal_year")
        if year is None:
            continue
        own = read(entry, "institution")
        # An entry without institution is one for all of them.
        twice = any(year == other and (own == whose or None in (own, whose)) for other, whose in seen)
        if twice or (touched and year not in touched):
            yield Expected("budget-fiscal-years", "error")
        seen.append((year, own))
    written = [read(entry, "fiscal_year") for entry in years]
    if touched and None not in written and not set(written).issuperset(touched):
        yield Expected("budget-year-missing", not_yet(facts, "warning"))

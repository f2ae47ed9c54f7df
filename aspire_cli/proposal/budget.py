"""The budget as rules see it: its entries, and every sum that needs no amount which cannot be read. All in yen."""

from collections.abc import Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from aspire_cli import money
from aspire_cli.money import CATEGORIES, Yen
from aspire_cli.problem import Path
from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

AMOUNTS = (*CATEGORIES, "direct")  # the keys of which one at least says what a year costs
BY_YEAR, DECLARED, REST, RATE = "by-year", "declared", "rest", "rate"  # where the indirect costs are known from


class Year(NamedTuple):
    """One entry of the budget: a fiscal year, of one institution where it names one. Amounts in yen."""

    path: Path
    fiscal_year: int | None
    institution: str | None
    declared_direct: Yen | None
    categories: Mapping[str, Yen]
    declared_indirect: Yen | None
    unreadable: frozenset[str]  # keys of amounts that are written and cannot be read
    still_open: frozenset[str]  # keys of amounts in whose place a placeholder stands
    direct: int | None  # the direct costs that count; None where nothing is written, or where they cannot be read
    has_direct: bool  # whether any direct costs are written, readable or not
    hides_direct: bool  # whether its direct costs are written and cannot be read
    writes_indirect: bool  # whether it writes its indirect costs, readable or not


def year_of(
    path: Path,
    fiscal_year: int | None,
    institution: str | None,
    declared_direct: Yen | None,
    categories: Mapping[str, Yen],
    declared_indirect: Yen | None,
    unreadable: frozenset[str] = frozenset(),
    still_open: frozenset[str] = frozenset(),
) -> Year:
    """Return an entry of the budget, with what its direct costs come to, and which costs are written."""
    direct: int | None = sum(categories.values()) if categories else declared_direct
    has_direct, writes_indirect = direct is not None, declared_indirect is not None
    if unreadable:
        has_direct = has_direct or not unreadable.isdisjoint(AMOUNTS)
        writes_indirect = writes_indirect or "indirect" in unreadable
        direct = direct if unreadable.isdisjoint(CATEGORIES) else None
    written = (path, fiscal_year, institution, declared_direct, categories, declared_indirect, unreadable, still_open)
    return Year._make((*written, direct, has_direct, has_direct and direct is None, writes_indirect))


class Rate(NamedTuple):
    """The rate of indirect costs as written."""

    percent: "int | Decimal"


class Budget(NamedTuple):
    """The budget over all years; a sum is None where an amount that it needs cannot be read."""

    years: tuple[Year, ...]
    indirect_rate: "int | Decimal | None"  # percent; None where it cannot be read
    rate_is_written: bool
    declared: Mapping[str, Yen]  # of the keys direct, indirect and total, those that are written
    direct: Yen | None
    indirect: Yen | None
    basis: str  # where the indirect costs are known from: the years, a declared sum, the rest of the total, the rate
    shares: tuple[int, ...] | None  # the indirect costs of each entry, as written, as computed or by its direct costs
    so_far: bool  # whether its sums may grow: an amount or, in a draft, a year of the period is not yet written

    @property
    def total(self) -> Yen | None:
        """Direct and indirect costs together."""
        return None if self.direct is None or self.indirect is None else Yen(self.direct + self.indirect)

    @property
    def by_rate(self) -> Yen | None:
        """What the rate makes of all direct costs."""
        if self.direct is None or self.indirect_rate is None:
            return None
        return Yen(money.percent_of(self.direct, self.indirect_rate))

    @property
    def complete(self) -> bool:
        """Whether every entry has its direct costs, readable or not, and nothing of them is still open."""
        return all(year.has_direct and year.still_open.isdisjoint(CATEGORIES) for year in self.years)

    @property
    def written_indirect(self) -> int:
        """The number of entries whose indirect costs may have been rounded: all, where only a sum of them is given."""
        if self.basis in (DECLARED, REST):
            return len(self.years)
        return sum(1 for year in self.years if year.writes_indirect)


def budget_of(
    years: tuple[Year, ...],
    rate: "int | Decimal | None",
    declared: Mapping[str, Yen],
    rounding: int,
    *,
    rate_is_written: bool = False,
    unreadable: frozenset[str] = frozenset(),
    awaits_years: bool = False,
) -> Budget:
    """Return the budget of these entries.

    Args:
        years: Its entries.
        rate: Indirect costs in percent of direct costs, where no year writes them; None where it cannot be read.
        declared: The declared sums that are written.
        rounding: The yen for each entry by which a declared total may be off what the rate makes of it.
        rate_is_written: Whether the rate stands in the proposal.
        unreadable: The declared sums that are written and cannot be read.
        awaits_years: Whether it is a draft's, in which a fiscal year of the period has no entry yet.
    """
    direct = None if any(year.hides_direct for year in years) else Yen(sum(year.direct or 0 for year in years))
    shares = indirect_costs(years, rate)
    indirect, basis = None if shares is None else sum(shares), RATE
    total = declared.get("total")
    rest = -1 if total is None or direct is None else total - direct
    if any(year.writes_indirect for year in years):
        basis = BY_YEAR
    elif "indirect" in unreadable:
        indirect, basis, shares = None, DECLARED, None
    elif "indirect" in declared:
        indirect, basis = int(declared["indirect"]), DECLARED
        shares = _apportioned(indirect, years, direct)
    elif indirect is not None and rest >= 0 and abs(rest - indirect) < rounding * len(years):
        # A total so near to what the rate makes holds the indirect costs as they were rounded.
        indirect, basis, shares = rest, REST, _apportioned(rest, years, direct)
    whole = None if indirect is None else Yen(indirect)
    so_far = awaits_years or any(year.still_open or not year.has_direct for year in years)
    return Budget(years, rate, rate_is_written, declared, direct, whole, basis, shares, so_far)


def indirect_costs(years: tuple[Year, ...], rate: "int | Decimal | None") -> tuple[int, ...] | None:
    """Return each entry's indirect costs in yen: as written; for the rest a share of one rounded-down percentage.

    The entries that write none share floor(their direct costs together x rate / 100): each gets what it adds to it.
    None where an amount that this needs, or the rate, cannot be read.
    """
    shares = []
    direct = indirect = 0  # so far, of those that write none
    for year in years:
        if year.writes_indirect:
            if year.declared_indirect is None:
                return None
            shares.append(int(year.declared_indirect))
            continue
        if rate is None or year.hides_direct:
            return None
        direct, before = direct + (year.direct or 0), indirect
        indirect = money.percent_of(direct, rate)
        shares.append(indirect - before)
    return tuple(shares)


def _apportioned(indirect: int, years: tuple[Year, ...], direct: int | None) -> tuple[int, ...] | None:
    """Return declared indirect costs spread over the entries by their direct costs, to the yen."""
    if not direct:
        return None
    up_to = accumulate((year.direct or 0 for year in years), initial=0)
    return tuple(after - before for before, after in pairwise(indirect * costs // direct for costs in up_to))

"""Budgets by fiscal year inside the limits: the largest, one spread over a period, what is still free. All in yen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import prod

from aspire_cli import fiscal, money
from aspire_cli.fiscal import Period
from aspire_cli.records import NamedTuple

PROFILES = ("months", "flat", "front", "back")
Number = int | Decimal


class Terms(NamedTuple):
    """What a budget must keep to: caps in yen, indirect costs in percent of direct costs (clauses scale.*)."""

    direct_cap: int | None
    total_cap: int
    percent: int

    @property
    def direct_by_total(self) -> int:
        """The direct costs in yen that fit under the total cap together with their full indirect costs."""
        return self.direct_within(self.total_cap)

    @property
    def most_direct(self) -> int:
        """The largest direct costs in yen to which no rule objects: those printed, where they are printed."""
        return self.direct_by_total if self.direct_cap is None else min(self.direct_cap, self.direct_by_total)

    def direct_within(self, total: int) -> int:
        """Return the direct costs in a total that has its full indirect costs, rounded down to the yen."""
        return total * 100 // (100 + self.percent)


class Sums(NamedTuple):
    """Direct and indirect costs over all years, in yen."""

    direct: int
    indirect: int

    @property
    def total(self) -> int:
        """Both together, in yen."""
        return self.direct + self.indirect


class Headroom(NamedTuple):
    """What is still free, in yen; below zero, what is over.

    `direct` counts the indirect costs that further direct costs bring with them; `total` is what the total cap leaves.
    """

    direct: int
    total: int


class Cut(NamedTuple):
    """What would bring a budget inside every limit, in yen: lower `costs` by `by` to `to`, and the total is `total`."""

    costs: str  # direct or indirect: those that are at fault
    by: int
    to: int
    total: int


class Spread(NamedTuple):
    """How a budget is divided: weights of the years, shares of the categories (may be none), rounded to `step` yen."""

    weights: Sequence[Number]
    shares: Mapping[str, Number]
    step: int


class YearPlan(NamedTuple):
    """One fiscal year of a budget, in yen; None where a proposal does not say.

    `months` are the calendar months of the year that the period touches; `categories` is empty where not split.
    """

    fiscal_year: int | None
    months: int | None
    direct: int
    indirect: int
    categories: Mapping[str, int] = {}
    institution: str | None = None  # of an entry that a proposal keeps apart

    @property
    def total(self) -> int:
        """Direct and indirect costs together, in yen."""
        return self.direct + self.indirect


def largest(terms: Terms, step: int = 1) -> Sums:
    """Return the largest budget without any finding, in whole steps of `step` yen."""
    return of_direct(terms.most_direct // step * step, terms, step)


def of_direct(direct: int, terms: Terms, step: int = 1) -> Sums:
    """Return direct costs with the indirect costs that go with them: in full, or what the total cap leaves for them."""
    full = money.percent_of(direct, terms.percent)
    left = max(terms.total_cap - direct, 0)
    return Sums(direct, min(full, left) // step * step)


def of_total(total: int, terms: Terms, step: int = 1) -> Sums:
    """Return the budget of exactly that total, a multiple of `step`, with the highest indirect costs allowed in it."""
    share = 100 + terms.percent
    direct = -(-total * 100 // (share * step)) * step  # rounded up, so that the indirect costs never exceed their rate
    return Sums(direct, total - direct)


def headroom(sums: Sums, terms: Terms, step: int = 1) -> Headroom:
    """Return what a budget leaves free of the limits, in yen; below zero, what must go to be inside them.

    Further direct costs, which bring their full indirect costs with them, are whole steps of `step` yen.
    """
    total = terms.total_cap - sums.total
    if total < 0:
        return Headroom(min(terms.most_direct // step * step - sums.direct, 0), total)
    direct = terms.direct_within(total) // step * step
    if terms.direct_cap is not None:
        direct = min(direct, terms.direct_cap - sums.direct)
    return Headroom(direct, total)


def cut(sums: Sums, terms: Terms, step: int = 1) -> Cut | None:
    """Return what would bring a budget inside its limits, or None where it is; the indirect costs are then in full."""
    room = headroom(sums, terms, step)
    if room.direct < 0:
        direct = sums.direct + room.direct
        return Cut("direct", -room.direct, direct, direct + money.percent_of(direct, terms.percent))
    if room.total < 0:
        # The direct costs fit with their full indirect costs, so that these are more than in full.
        full = money.percent_of(sums.direct, terms.percent) // step * step
        return Cut("indirect", sums.indirect - full, full, sums.direct + full)
    return None


def spread(amount: int, by: Sequence[Number], step: int = 1) -> tuple[int, ...]:
    """Return an amount divided by weights, exactly, in whole steps of `step` yen.

    What rounding down leaves goes, a step each, to the largest remainders; of equal ones, to the first.

    Raises:
        ValueError: the amount is not of whole steps, or is to be divided by weights that are all zero.
    """
    ratios = [number.as_integer_ratio() for number in by]
    common = prod(denominator for _, denominator in ratios)
    in_proportion = [numerator * common // denominator for numerator, denominator in ratios]
    units, rest = divmod(amount, step)
    whole = sum(in_proportion)
    if rest or (whole == 0 and units):
        raise ValueError("nothing to divide by")
    shares = [divmod(units * part, whole) if whole else (0, 0) for part in in_proportion]
    left = units - sum(share for share, _ in shares)
    favoured = sorted(range(len(shares)), key=lambda number: -shares[number][1])[:left]
    return tuple((share + (number in favoured)) * step for number, (share, _) in enumerate(shares))


def months(period: Period) -> dict[int, int]:
    """Return by fiscal year the number of calendar months that a period touches."""
    parts = {
        year: Period(max(period.start, date(year, 4, 1)), min(period.end, date(year + 1, 3, 31)))
        for year in fiscal.fiscal_years(period)
    }
    return {year: fiscal.months_touched(part) for year, part in parts.items()}


def weights(profile: str, period: Period) -> tuple[int, ...]:
    """Return one weight for each fiscal year: by its months, all the same, or by a month's costs that fall or rise.

    With `front` a month costs evenly less from year to year, in the last half of the first; `back` is the reverse.
    """
    lengths = tuple(months(period).values())
    last = len(lengths) - 1
    if profile == "flat":
        return (1,) * len(lengths)
    if profile == "months" or last == 0:
        return lengths
    falling = [2 * last - number for number in range(last + 1)]
    rates = falling if profile == "front" else falling[::-1]
    return tuple(length * rate for length, rate in zip(lengths, rates, strict=True))


def years(sums: Sums, period: Period, by: Spread) -> tuple[YearPlan, ...]:
    """Return the sums, of whole steps, divided over the fiscal years of a period: the years add up to them exactly."""
    direct = spread(sums.direct, by.weights, by.step)
    indirect = spread(sums.indirect, direct, by.step)
    shares = tuple(by.shares.values())
    split = [spread(amount, shares, by.step) if shares else () for amount in direct]
    return tuple(
        YearPlan(year, length, *amounts, categories=dict(zip(by.shares, categories, strict=True)))
        for (year, length), amounts, categories in zip(
            months(period).items(), zip(direct, indirect, strict=True), split, strict=True
        )
    )

"""Rules on the support period: exact to the day, the last day counted."""

from collections.abc import Iterator
from datetime import timedelta

from aspire_cli import fiscal
from aspire_cli.fiscal import Period
from aspire_cli.problem import Mend, Problem, Severity
from aspire_cli.proposal.model import Limits
from aspire_cli.rules.rule import by_scheme, rule
from aspire_cli.words.text import Code

_START, _END = ("period", "start"), ("period", "end")
_RUN_ON_MONTHS = 6  # a period may run on to the end of its fiscal year by less than this


@rule("period-order", Severity.ERROR, *by_scheme("period"), about="years")
def end_before_start(dates: Period) -> Iterator[Problem]:
    """Find an end of support that comes before its start."""
    if dates.end < dates.start:
        yield Problem(_END, {"start": dates.start, "end": dates.end}, related=(_START,))


def _follows_the_fiscal_year(period: Period, limits: Limits) -> bool:
    """Say whether the period ends with a fiscal year and is only for that reason too long or too short."""
    if (period.end.month, period.end.day) != (3, 31):
        return False
    if len(fiscal.fiscal_years(period)) == limits.min_years:
        return True
    bound = fiscal.add_months(period.start, 12 * limits.max_years + _RUN_ON_MONTHS)
    return fiscal.last_day(period.start, limits.max_years) < period.end < bound - timedelta(days=1)


@rule("period-length", Severity.ERROR, *by_scheme("period"), about="years", change="years")
def length_not_that_of_the_scheme(period: Period, limits: Limits) -> Iterator[Problem]:
    """Find a period that is not as long as the scheme, or the joint call, lays down."""
    end = limits.nearest_end(period)
    if end == period.end or _follows_the_fiscal_year(period, limits):
        return
    values = {
        "start": period.start,
        "end": period.end,
        "span": fiscal.span(period),
        "min": limits.min_years,
        "max": limits.max_years,
        "mended": Code(f"end: {end}"),
        "right": end,
    }
    length = "exact" if limits.min_years == limits.max_years else "range"
    # An end on the anniversary of the start is one day too long; how any other length came about is not known.
    fix = Mend(str(end)) if period.end - end == timedelta(days=1) else None
    yield Problem(_END, values, length + _basis(limits), related=(_START,), fix=fix)


@rule("period-fiscal-year-end", Severity.WARNING, *by_scheme("period"), about="years")
def runs_to_the_end_of_the_fiscal_year(period: Period, limits: Limits) -> Iterator[Problem]:
    """Find a period not as long as laid down because it ends with a fiscal year, as funded projects do."""
    end = limits.nearest_end(period)
    if end == period.end or not _follows_the_fiscal_year(period, limits):
        return
    too_long = end < period.end
    values = {
        "end": period.end,
        "span": fiscal.span(period),
        "years": limits.max_years if too_long else limits.min_years,
        "mended": Code(f"end: {end}"),
        "right": end,
    }
    yield Problem(_END, values, ("long" if too_long else "short") + _basis(limits), related=(_START,))


def _basis(limits: Limits) -> str:
    """Return how the message that names the years ends: whether the call itself states both of those in force."""
    return "-stated" if limits.of_call("min_years") and limits.of_call("max_years") else ""

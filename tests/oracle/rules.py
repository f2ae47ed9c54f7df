"""All rules together: what a proposal's findings and verdict must be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.oracle import budget, calls, people, period, shape
from tests.oracle.facts import Facts
from tests.oracle.findings import Expected


def expected(facts: Facts, today: date) -> set[Expected]:
    """Every finding on the content of a proposal."""
    return {
        *shape.judge(facts),
        *budget.judge(facts),
        *period.judge(facts),
        *people.judge(facts),
        *calls.judge(facts, today),
    }


def verdict(severities: Iterable[str], waived: Iterable[str] = ()) -> str:
    """What the findings come to; a waived error leaves a warning behind."""
    severities = set(severities)
    if "error" in severities:
        return "does-not-fit"
    return "fits-with-warnings" if "warning" in severities or "error" in set(waived) else "fits"

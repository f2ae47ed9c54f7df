"""The oracle's own reading, held against the figures that the rules and the facts print."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from tests.oracle.base import base, spread
from tests.oracle.facts import Broken
from tests.oracle.generate import TODAY
from tests.oracle.people import check_digit
from tests.oracle.period import last_day
from tests.oracle.rules import expected


def proposal(scheme: str, start: date = date(2026, 12, 1), years: int | None = None) -> dict:
    """A faultless proposal of a single scheme."""
    number = 0
    while True:
        facts = base(Random(number))
        number += 1
        if facts["scheme"] == scheme and "call" not in facts:
            break
    facts.pop("stage", None)
    facts["period"] = {"start": start, "end": last_day(start, years or {"top": 5, "rising": 3}[scheme])}
    facts["budget"] = {"years": []}
    spread(Random(0), facts, 30_000_000, "direct")
    return facts


def found(facts: dict) -> set[str]:
    """The rules that speak."""
    return {one.rule for one in expected(facts, TODAY)}


@pytest.mark.parametrize(
    ("scheme", "direct", "rules"),
    [
        ("top", 380_000_000, set()),
        ("top", 380_000_001, {"budget-direct-rounding"}),
        ("top", 384_615_385, {"budget-direct-rounding"}),
        ("top", 384_615_386, {"budget-direct-rounding", "budget-total-cap"}),
        ("top", 384_623_076, {"budget-direct-rounding", "budget-total-cap"}),
        ("top", 384_623_077, {"budget-direct-cap", "budget-total-cap"}),
        ("rising", 69_000_001, {"budget-direct-rounding"}),
        ("rising", 69_238_461, {"budget-direct-rounding", "budget-total-cap"}),
        ("rising", 69_238_462, {"budget-direct-cap", "budget-total-cap"}),
    ],
)
def test_direct_costs_around_the_caps(scheme, direct, rules):
    facts = proposal(scheme)
    spread(Random(0), facts, direct, "direct")
    assert found(facts) == rules


def test_a_budget_as_published_gets_no_error():
    facts = proposal("rising")
    spread(Random(0), facts, 69_230_000, "direct")
    facts["budget"] |= {"direct": 69_230_000, "indirect": 20_770_000, "total": 90_000_000}
    assert found(facts) == {"budget-direct-rounding"}


def test_a_form_in_thousand_yen_gets_a_note():
    facts = proposal("top")
    facts["budget"]["direct"] = 30_005_000
    assert found(facts) == {"budget-sum-rounding"}
    facts["budget"]["direct"] = 30_006_000
    assert found(facts) == {"budget-sum"}


@pytest.mark.parametrize(
    ("start", "end", "rules"),
    [
        (date(2028, 2, 29), date(2033, 2, 28), set()),
        (date(2028, 2, 29), date(2033, 3, 1), {"period-length"}),
        (date(2024, 2, 1), date(2029, 3, 31), {"period-fiscal-year-end"}),
        (date(2026, 12, 1), date(2031, 3, 31), {"period-fiscal-year-end"}),
        (date(2026, 10, 1), date(2032, 3, 31), {"period-length"}),
        (date(2026, 10, 2), date(2032, 3, 31), {"period-fiscal-year-end"}),
    ],
)
def test_the_length_of_a_period(start, end, rules):
    facts = proposal("top", start)
    facts["period"]["end"] = end
    spread(Random(0), facts, 30_000_000, "direct")
    facts["principal_investigator"]["other_funding"] = [{"agency": "jsps"}]
    assert found(facts) == rules


def test_an_unreadable_amount_silences_its_own_sums_alone():
    facts = proposal("top")
    facts["budget"]["years"][0] = {"fiscal_year": 2026, "direct": Broken("12x万")}
    facts["budget"]["years"][1] |= {"goods": 1, "direct": 2}
    facts["budget"]["direct"] = 5
    assert found(facts) == {"schema-bad-value", "budget-sum"}


def test_the_check_digit_of_an_orcid():
    assert check_digit("0000-0002-1825-0097") == "7"
    assert check_digit("0000-0002-1694-233X") == "X"

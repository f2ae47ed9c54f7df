"""Generated proposals have exactly the findings that the second reading of the rules says."""

from __future__ import annotations

import pytest

from tests.oracle.compare import compare
from tests.oracle.findings import Expected
from tests.oracle.generate import generate
from tests.oracle.needs import NEEDS, OF_ONE_VALUE
from tests.oracle.rules import verdict

SEED = 20261126
BATCH = 25
QUICK = 300
THOROUGH = 2000


def mismatches(numbers: range) -> list[str]:
    """What differs on some numbers, each with the proposal and both sides."""
    cases = (generate(SEED, number) for number in numbers)
    return [str(mismatch) for case in cases if (mismatch := compare(case))]


@pytest.mark.parametrize("first", range(0, QUICK, BATCH))
def test_the_product_finds_what_the_oracle_expects(first):
    found = mismatches(range(first, first + BATCH))
    assert not found, "\n\n".join(["the product and the oracle differ", *found])


@pytest.mark.slow
@pytest.mark.parametrize("first", range(QUICK, THOROUGH, 10 * BATCH))
def test_the_product_finds_what_the_oracle_expects_of_many(first):
    found = mismatches(range(first, min(THOROUGH, first + 10 * BATCH)))
    assert not found, "\n\n".join(["the product and the oracle differ", *found])


def test_a_case_is_the_same_every_time():
    first, second = generate(1, 4), generate(1, 4)
    assert (first.text, first.expected) == (second.text, second.expected)


def test_every_rule_comes_up():
    expected = {one.rule for number in range(THOROUGH) for one in generate(SEED, number).expected}
    assert {*NEEDS, *OF_ONE_VALUE} <= expected


def test_a_mismatch_shows_the_proposal_and_both_sides():
    case = generate(SEED, 0)
    case.text = "scheme: gold\n"
    case.expected = {Expected("period-order", "error")}
    shown = str(compare(case))
    assert "the oracle alone:  error period-order" in shown
    assert "the product alone: error schema-bad-value /scheme" in shown
    assert "scheme: gold" in shown


def test_rules_can_be_left_out():
    case = generate(SEED, 0)
    case.text, case.verdict = "scheme: gold\n", None
    case.expected = {Expected("schema-bad-value", "error", "/scheme")}
    assert compare(case, ("schema-missing-key",)) is None
    case.expected = {Expected("period-order", "error")}
    assert compare(case, ("schema", "period")) is None


def test_the_verdict_follows_the_findings():
    assert verdict(["note", "warning", "error"]) == "does-not-fit"
    assert verdict(["note"], waived=["error"]) == "fits-with-warnings"
    assert verdict(["note"]) == "fits"

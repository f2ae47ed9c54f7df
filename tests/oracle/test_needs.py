"""Breaking one value of a proposal never removes a finding of a rule that does not need that value."""

from __future__ import annotations

from random import Random

import pytest

from tests.oracle.breaking import Plain, broken
from tests.oracle.compare import found_in, place
from tests.oracle.facts import pointer
from tests.oracle.generate import Case, generate
from tests.oracle.needs import is_needed, needs_of
from tests.oracle.rules import expected
from tests.oracle.test_oracle import BATCH, SEED
from tests.oracle.write import write

PROPOSALS = 100
BREAKS = 4


def cases(numbers: range):
    """Generated proposals that can be read and bear no waiver: a waiver goes unused where its finding goes."""
    for number in numbers:
        case = generate(SEED, number)
        if not any(change.startswith(("#", "damage")) for change in case.changes):
            yield case


def lost(case: Case, before: set[tuple[str, str]], after: set[tuple[str, str]], path: tuple) -> list[str]:
    """The findings that went though their rule does not need the broken value."""
    at = place(pointer(path))
    return [
        f"{rule} {where}"
        for rule, where in sorted(before - after)
        if not any(is_needed(at, place_of_need(need)) for need in needs_of(rule, where, case.facts))
    ]


def place_of_need(need: str) -> str:
    """A need without the number of a support, as findings are told."""
    return need.replace("/support/*", "/support")


@pytest.mark.parametrize("first", range(0, PROPOSALS, BATCH))
def test_a_finding_stays_when_a_value_is_broken_that_its_rule_does_not_need(first):
    problems = []
    for case in cases(range(first, first + BATCH)):
        case.text = write(case.facts, Plain())
        before = {(rule, where) for rule, _, where in found_in(case)[0]}
        for number in range(BREAKS):
            facts, path, way = broken(Random(f"{case.name}:{number}"), case.facts)
            worse = Case(case.name, facts, case.changes, case.today, write(facts, Plain()))
            after = {(rule, where) for rule, _, where in found_in(worse)[0]}
            if gone := lost(case, before, after, path):
                problems.append(
                    f"{pointer(path)} {way} removes {', '.join(gone)}\n{case.text}\n-- broken:\n{worse.text}"
                )
    assert not problems, "\n\n".join(problems)


@pytest.mark.parametrize("first", range(0, 10 * PROPOSALS, 10 * BATCH))
def test_the_oracle_keeps_to_the_needs_that_it_states(first):
    problems = []
    for case in cases(range(first, first + 10 * BATCH)):
        before = {(one.rule, place(one.pointer)) for one in case.expected if one.pointer is not None}
        facts, path, way = broken(Random(case.name), case.facts)
        after = {(one.rule, place(one.pointer)) for one in expected(facts, case.today) if one.pointer is not None}
        if gone := lost(case, before, after, path):
            problems.append(f"{pointer(path)} {way} removes {', '.join(gone)}\n{case.text}")
    assert not problems, "\n\n".join(problems)

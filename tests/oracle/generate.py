"""Generates proposals: a faultless one, one to three changes around the bounds of the rules, and a spelling of it."""

from __future__ import annotations

import copy
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.oracle import (
    change_budget,
    change_call,
    change_people,
    change_period,
    change_text,
    rules,
)
from tests.oracle.base import base
from tests.oracle.change import CHANGES, Change, NotHere
from tests.oracle.facts import Facts, pointer
from tests.oracle.findings import Expected
from tests.oracle.write import Comments, write

TODAY = date(2026, 11, 26)
# Days on either side of the closing of a call.
OTHER_DAYS = [date(2025, 5, 12), date(2025, 5, 13), date(2024, 4, 16), date(2024, 4, 17), date(2024, 7, 1)]

# Modules that enter their changes into the list when they are imported.
SOURCES = (change_budget, change_call, change_people, change_period, change_text)


@dataclass
class Case:
    """A generated proposal with what must be found in it."""

    name: str
    facts: Facts
    changes: list[str]
    today: date
    text: str | bytes = ""
    expected: set[Expected] = field(default_factory=set)
    waived: set[Expected] = field(default_factory=set)
    verdict: str | None = None


def usable(without: Collection[str] = ()) -> list[Change]:
    """The changes to choose from: a name in `without` is a change's or a topic's."""
    return [one for one in CHANGES if one.name not in without and one.topic not in without]


def generate(seed: int, number: int, without: Collection[str] = ()) -> Case:
    """One case; the same seed and number give the same one."""
    rng = Random(f"{seed}:{number}")
    changes = usable(without)
    first = rng.choice(changes)
    facts = _with_place_for(rng, first)
    done = [first.name, *_change(rng, facts, [one for one in changes if one is not first])]
    today = rng.choice(OTHER_DAYS) if rng.random() < 0.1 else TODAY
    return _written(Case(f"{seed}:{number}", facts, done, today), rng)


def _with_place_for(rng: Random, first: Change) -> Facts:
    """A faultless proposal in which the first change has its place, with that change; all changes so come up alike."""
    while True:
        facts = base(rng)
        try:
            first.work(rng, facts)
        except NotHere:
            continue
        return facts


def _change(rng: Random, facts: Facts, changes: list[Change]) -> list[str]:
    """Applies up to two more changes, and names them."""
    done: list[str] = []
    wanted = rng.choice([0, 0, 1, 1, 2])
    for one in rng.sample(changes, len(changes)) if wanted else []:
        before = copy.deepcopy(facts)
        try:
            one.work(rng, facts)
        except NotHere:
            # A change may find out half way that it has no place here.
            facts.clear()
            facts.update(before)
        else:
            done.append(one.name)
        if len(done) == wanted:
            break
    return done


def _written(case: Case, rng: Random) -> Case:
    """Writes the case down, now and then with a waiver or damage."""
    case.expected = rules.expected(case.facts, case.today)
    comments = _waive(case, rng) if rng.random() < 0.08 else {}
    case.text = write(case.facts, rng, comments)
    severities = [finding.severity for finding in case.expected]
    case.verdict = rules.verdict(severities, [finding.severity for finding in case.waived])
    if not comments and rng.random() < 0.03 and (damaged := change_text.damage(rng, case.text)):
        case.text, rule = damaged
        case.expected, case.verdict = {Expected(rule, "error")}, "unreadable"
        case.changes.append(f"damage {rule}")
    return case


def _waive(case: Case, rng: Random) -> Comments:
    """Puts a waiver behind one value, and changes what is expected accordingly."""
    places = change_text.waivable(case.facts)
    if not places:
        return {}
    path, possible = rng.choice(places)
    place = pointer(path)
    here = [finding for finding in case.expected if finding.pointer == place and finding.rule in possible]
    chosen = [here[0].rule] if here and rng.random() < 0.8 else [rng.choice(possible)]
    if len(possible) > 1 and rng.random() < 0.3:
        chosen.append(rng.choice([rule for rule in possible if rule not in chosen]))
    comment, kind = change_text.comment(rng, chosen)
    case.changes.append(comment)
    if kind == "waives":
        case.waived = {finding for finding in here if finding.rule in chosen}
        case.expected -= case.waived
        if len({finding.rule for finding in case.waived}) < len(chosen):
            case.expected.add(Expected("waiver-unused", "warning"))
    else:
        case.expected.add(Expected(kind, "error"))
    return {path: comment}

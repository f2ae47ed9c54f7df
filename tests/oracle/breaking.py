"""Breaks one value of a proposal: ill-typed, unreadable, or under a misspelt key."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.oracle.facts import Broken, Facts, Path, Typo, Unwritten
from tests.oracle.spell import MONEY


class Plain(Random):
    """Always takes the first choice: a proposal before and after a break is then spelt alike."""

    def choice(self, seq: Any) -> Any:
        """The first."""
        return seq[0]

    def random(self) -> float:
        """Never below any share."""
        return 1.0

    def shuffle(self, x: Any) -> None:
        """Leaves the order alone."""


# Keys that are too short for a misspelling that is still nearest to them.
SHORT = 4


def breakable(facts: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key that has a value, groups included."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            if isinstance(key, Typo) or str(key).startswith("x-") or isinstance(value, Broken | Unwritten):
                continue
            yield (*path, key)
            yield from breakable(value, (*path, key))
    elif isinstance(facts, list):
        for index, value in enumerate(facts):
            yield from breakable(value, (*path, index))


def broken(rng: Random, facts: Facts) -> tuple[Facts, Path, str]:
    """A copy with one value broken, where, and how."""
    path = rng.choice(list(breakable(facts)))
    result = copy.deepcopy(facts)
    group: Any = result
    for key in path[:-1]:
        group = group[key]
    key = path[-1]
    ways = ["ill-typed"]
    if key in MONEY:
        ways.append("unreadable")
    if len(key) >= SHORT:
        ways.append("misspelt")
    way = rng.choice(ways)
    if way == "ill-typed":
        group[key] = Broken("[[1]]", "schema-wrong-type")
    elif way == "unreadable":
        group[key] = Broken("12x万")
    else:
        items = [(Typo(f"{key}{key[-1]}", key) if old == key else old, value) for old, value in group.items()]
        group.clear()
        group.update(items)
    return result, path, way

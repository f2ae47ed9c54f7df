"""A change to a proposal, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.oracle.facts import Facts

Work = Callable[[Random, Facts], None]


class NotHere(Exception):  # noqa: N818 -- it says that a change has no place in this proposal, and is no error
    """The change has no place in this proposal."""


@dataclass(frozen=True)
class Change:
    """One change with its name; `new` where it rests on a statement of 2026-11-26."""

    name: str
    topic: str
    work: Work
    new: bool = False


CHANGES: list[Change] = []


def change(topic: str, new: bool = False) -> Callable[[Work], Work]:
    """Enters a function into the list under its own name."""

    def enter(work: Work) -> Work:
        CHANGES.append(Change(work.__name__.replace("_", "-"), topic, work, new))
        return work

    return enter


def need(condition: object) -> None:
    """Leaves a change out where it has no place."""
    if not condition:
        raise NotHere

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
    """One change with its name."""

    name: str
    topic: str
    work: Work


CHANGES: list[Change] = []


def change(topic: str) -> Callable[[Work], Work]:
    """Enters a function into the list under its own name."""

    def enter(work: Work) -> Work:
        CHANGES.append(Change(work.__name__.replace("_", "-"), topic, work))
        return work

    return enter


def need(condition: object) -> None:
    """Leaves a change out where it has no place."""
    if not condition:
        raise NotHere

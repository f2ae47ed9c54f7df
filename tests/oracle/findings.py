"""A finding that the oracle expects, and how what is not yet written weighs."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.facts import Facts, is_draft


@dataclass(frozen=True)
class Expected:
    """One finding; the pointer only where the rules say where it stands."""

    rule: str
    severity: str
    pointer: str | None = None


def not_yet(facts: Facts, severity: str) -> str:
    """The severity of a rule marked D: a note in a draft."""
    return "note" if is_draft(facts) else severity

"""The shape of a proposal: what reading it has found, and where it is in doubt, what its JSON Schema says."""

from collections.abc import Iterator
from typing import Any

from aspire_cli.problem import Problem
from aspire_cli.proposal.read import Reading
from aspire_cli.proposal.values import TextOf


def check(data: Any, reading: Reading, text_of: TextOf) -> Iterator[Problem]:
    """Yield every fault of the shape, save those of which a rule speaks; `text_of` tells how a value stands there."""
    notes = reading.notes
    yield from notes.untaken
    # What tells of other faults is imported only where there are any, since most proposals have none.
    if not notes.is_well_shaped:
        from aspire_cli.shape import judged

        yield from judged.problems(data, text_of)
        return
    if notes.missing:
        from aspire_cli.shape import missing_key

        yield from map(missing_key.problem, notes.missing)
    if notes.unknown:
        from aspire_cli.shape import unknown_key

        yield from unknown_key.problems(notes.unknown, text_of)

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
    if notes.is_well_shaped and not (notes.unknown or notes.missing):
        return
    # What follows is imported only now, since most proposals do not need it.
    if notes.is_well_shaped:
        from aspire_cli.shape import missing

        for lacks in notes.missing:
            if lacks.one_of:
                yield missing.of_several(lacks.path, lacks.key, lacks.one_of)
            else:
                yield missing.of_key(lacks.path, lacks.key, bare=lacks.bare)
        if not notes.unknown:
            return
    from aspire_cli.words.spelling import nearest, sparingly

    suggest = sparingly(nearest)
    if notes.is_well_shaped:
        from aspire_cli.shape import unknown_key

        yield from unknown_key.without_rivals(unknown_key.problem(one, suggest, text_of) for one in notes.unknown)
    else:
        from aspire_cli.shape import judged, unknown_key

        yield from unknown_key.without_rivals(judged.problems(data, suggest, text_of))

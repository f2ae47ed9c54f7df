"""Patterns of paths, as in a .gitignore but without its `!`."""

import fnmatch
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aspire_cli.records import NamedTuple

_ANY_DEPTH = "**"


class Pattern(NamedTuple):
    """A pattern by the steps of its path; a step that is None stands for any number of folders."""

    steps: tuple[re.Pattern[str] | None, ...]
    folders_only: bool


def compiled(text: str) -> Pattern:
    r"""Return the pattern that a text stands for, with `/` or `\` between its steps.

    With a `/` at its start or within, it is relative to the folder of the settings file; without, it matches at any
    depth. `**` stands for any number of folders; with a `/` at its end, it matches folders only.
    """
    written = unicodedata.normalize("NFC", text).replace("\\", "/")
    steps = [step for step in written.split("/") if step not in ("", ".")]
    if "/" not in written.rstrip("/"):
        steps.insert(0, _ANY_DEPTH)
    if steps[-1] == _ANY_DEPTH:
        steps.append("*")  # what is inside, not the folder itself
    once = (step for step, after in pairwise([*steps, ""]) if not step == after == _ANY_DEPTH)
    made = tuple(None if step == _ANY_DEPTH else re.compile(fnmatch.translate(step)) for step in once)
    return Pattern(made, written.endswith("/"))


def steps_of(path: str, folder: str) -> tuple[str, ...]:
    """Return the steps from a folder to a path."""
    try:
        path = os.path.relpath(path, folder or os.curdir)
    except ValueError:  # on another drive
        path = os.path.splitdrive(path)[1]
    # Some systems store an accent or a dakuten as a character of its own: normalizing joins it to the letter.
    steps = unicodedata.normalize("NFC", path).replace(os.sep, "/").split("/")
    return tuple(step for step in steps if step not in ("", os.curdir))


def match(patterns: Sequence[Pattern], steps: Sequence[str], *, is_folder: bool = False) -> bool:
    """Say whether one of the patterns matches a path."""
    asked = (pattern for pattern in patterns if is_folder or not pattern.folders_only)
    return any(len(steps) in _matched(pattern, steps) for pattern in asked)


def match_within(patterns: Sequence[Pattern], steps: Sequence[str]) -> bool:
    """Say whether one of the patterns matches a file, or a folder that it lies in."""
    return any(
        length < len(steps) or not pattern.folders_only for pattern in patterns for length in _matched(pattern, steps)
    )


def _matched(pattern: Pattern, steps: Sequence[str]) -> Iterator[int]:
    """Yield how many of the first steps a pattern matches, for each such number.

    The steps are gone through once, with the set of all places of the pattern that they may have led to: trying one way
    after the other would take endlessly long with several `**`.
    """
    reached = _past_any_depth(pattern, {0})
    for length, step in enumerate(steps, 1):
        after: set[int] = set()
        for place in reached - {len(pattern.steps)}:
            asked = pattern.steps[place]
            if asked is None:
                after.add(place)
            elif asked.match(step):
                after.add(place + 1)
        reached = _past_any_depth(pattern, after)
        if len(pattern.steps) in reached:
            yield length


def _past_any_depth(pattern: Pattern, places: set[int]) -> set[int]:
    """Return the places, and those behind a `**`, which may stand for no folder at all."""
    return places | {place + 1 for place in places if place < len(pattern.steps) and pattern.steps[place] is None}

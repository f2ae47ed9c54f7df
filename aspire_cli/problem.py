"""Where in a proposal something is wrong, how bad it is, and what a rule says of it: plain data."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from aspire_cli.records import NamedTuple

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How bad a finding is; see `rank`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return _RANKS[self]

    def fails(self, fail_on: str) -> bool:
        """Say whether it makes a check fail where a finding as bad as `fail_on` does; `never` means that none does."""
        return fail_on != "never" and self.rank <= Severity(fail_on).rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Place(NamedTuple):
    """A stretch of the file: lines and columns from 1, columns in characters, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Place(1, 1, 1, 1)  # of a file, where there is no better place


class Edit(NamedTuple):
    """A stretch of the text, counted as a `Place` is, and the text that is to stand there instead."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Mend(NamedTuple):
    """What would mend a fault, as data: the document makes edits of the text from it.

    `what` is the value that should stand at a path, the key that should, the value of an `entry` that the group above
    the path lacks, or, of a comment, the edits themselves. It is safe where the meaning is certain and nothing is lost.
    """

    what: Any
    kind: Literal["value", "key", "entry", "text"] = "value"
    safe: bool = True
    path: Path | None = None  # where it is not that of the problem


class Part(NamedTuple):
    """A part of the proposal as a value of a problem: it is named in words where the problem is told."""

    path: Path


class Problem(NamedTuple):
    """What a rule, the reader or the shape check yields: where, and with which values. No name, no line number.

    `message` and `mend` name the variants of the rule's words (`mend=None`: nothing to propose); `at_key` asks for the
    place of the key instead of its value; `fix` is what a machine may do. The reader, which knows places but no paths,
    gives `place` and `related_places` itself; it and the shape check name the `rule`.
    """

    path: Path = ()
    values: Mapping[str, Any] = {}
    message: str = "default"
    mend: str | None = "default"
    related: tuple[Path, ...] = ()
    at_key: bool = False
    fix: Mend | None = None
    rule: str = ""
    place: Place | None = None
    related_places: tuple[Place, ...] = ()
    is_unwritten: bool = True  # of a rule that a draft eases: it speaks of something not yet written


def problem_at(place: Place, rule: str, variant: str = "default", **values: Any) -> Problem:
    """Return what the reader says of a place: the variant that its message and its mend both have."""
    return Problem(values=values, message=variant, mend=variant, rule=rule, place=place)


def pointer(path: Path) -> str:
    """Return the RFC 6901 JSON Pointer of a path."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in path])

"""Lines indented with tabs or full-width spaces: how deep each is meant to be, where that is certain."""

import functools
import re
from collections.abc import Collection, Iterator

from aspire_cli import limits
from aspire_cli.document.slips import ODD_SPACES
from aspire_cli.document.tree import lines_of
from aspire_cli.problem import Edit
from aspire_cli.records import NamedTuple

VARIANTS = ("tab", "odd-indent")  # of what is said where such a line keeps a file from being read
_STEP = 2  # spaces by which one level is indented more than the one above
_LINE = re.compile(rf"([ \t{ODD_SPACES}]*)((?:- +)*)(.*)")
_TEXT = re.compile(r"(?:[^\s:#]+: +)?(?:[&!]\S* +)?[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")


class _Level(NamedTuple):
    """What the lines of one level begin with, and by how many spaces they are to be indented."""

    written: str
    depth: int


class UncertainError(Exception):
    """A line may belong to more than one level."""


def edits(text: str, line: int, told: Collection[int]) -> tuple[Edit, ...]:
    """Return the edits that indent a line with spaces, and those behind it up to the next one that is `told`.

    There are none where the depth of the line is not certain.
    """
    found = _edits(text)
    if not any(edit.line == line for edit in found):
        return ()
    first = 0 if line == min(told, default=line) else line
    behind = min((other for other in told if other > line), default=None)
    return tuple(edit for edit in found if first <= edit.line and (behind is None or edit.line < behind))


@functools.lru_cache(maxsize=1)  # each such line of a file may be asked about
def _edits(text: str) -> tuple[Edit, ...]:
    found: list[Edit] = []
    try:
        for number, written, depth in _depths(lines_of(text)):
            if written != " " * depth:
                found.append(Edit(number + 1, 1, number + 1, len(written) + 1, " " * depth))
            if len(found) > limits.MOST_INDENTED:
                return ()
    except UncertainError:
        pass  # what was certain before it stays so
    return tuple(found)


def _depths(lines: list[str]) -> Iterator[tuple[int, str, int]]:
    """Yield the number of each line with what it begins with, and its depth in spaces.

    Raises:
        UncertainError: that of a line is not certain.
    """
    levels = [_Level("", 0)]
    opens = True  # whether the line above has nothing behind its key, so that a deeper one may follow
    text: _Level | None = None  # the level of the lines of a text that `|` or `>` begins; depth -1: not known yet
    for number, line in enumerate(lines):
        match = _LINE.match(line)
        if match is None or not match[3] or (match[3].startswith("#") and not match[2] and text is None):
            continue
        written, hyphens, content = match.groups()
        if text is not None:
            if text.depth < 0 and written.startswith(text.written) and written != text.written:
                text = _Level(written, levels[-1].depth + _STEP)
            if text.depth >= 0 and written.startswith(text.written):
                yield number, text.written, text.depth
                continue
            text = None
        level = _level(levels, written, opens=opens)
        yield number, written, level.depth
        inner = range(_STEP, len(hyphens) + 1, _STEP)
        levels += [_Level(written + " " * width, level.depth + width) for width in inner]
        opens = _opens(content)
        if _TEXT.fullmatch(content):
            text = _Level(levels[-1].written, -1)


def _level(levels: list[_Level], written: str, *, opens: bool) -> _Level:
    """Return the level of a line, and leave that one and those above it in the list.

    Raises:
        UncertainError: it may be more than one.
    """
    left: list[_Level] = []
    while levels[-1].written != written and not written.startswith(levels[-1].written):
        left.append(levels.pop())
    top = levels[-1]
    if top.written == written:
        return top
    if left:  # it is as deep as what it leaves, if that was one level, which has no deeper one
        if len(left) > 1 or opens:
            raise UncertainError
        levels.append(_Level(written, left[0].depth))
    elif opens:
        more = written[len(top.written) :]
        levels.append(_Level(written, top.depth + (_STEP if more.strip(" ") else len(more))))
    elif written.strip(" "):
        raise UncertainError
    else:
        return _Level(written, len(written))  # it goes on with the value above
    return levels[-1]


def _opens(content: str) -> bool:
    """Say whether a line ends with a key or a hyphen that has no value behind it."""
    bare = content.partition(" #")[0].rstrip(" \t")
    return bare == "-" or (bare.endswith(":") and bare[0] not in "\"'")

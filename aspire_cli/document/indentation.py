"""Lines indented with tabs or full-width spaces: how deep each is meant to be, where that is certain."""

import re
from collections.abc import Iterator

from aspire_cli import limits
from aspire_cli.document.slips import ENTRY_SIGN, ODD_SPACES
from aspire_cli.problem import Edit
from aspire_cli.records import NamedTuple

_STEP = 2  # spaces by which one level is indented more than the one above
_SPACE = rf"[ {ODD_SPACES}]"
# A line, the signs of the entries of a list that begin in it, and its text: the depth shows in spite of slips in them.
_LINE = re.compile(rf"([ \t{ODD_SPACES}]*)((?:- +)*(?:{ENTRY_SIGN}{_SPACE}*)?)(?P<content>.*)")
_TEXT = re.compile(rf"(?:[^\s:：#]+(?:: |：|:(?={_SPACE})){_SPACE}*)?(?:[&!]\S* +)?[|>][-+0-9]{{0,2}}[ \t]*(?:#.*)?")


class _Level(NamedTuple):
    """What the lines of one level begin with, and by how many spaces they are to be indented."""

    written: str
    depth: int


def edits(lines: list[str]) -> list[tuple[Edit, bool]]:
    """Return the edits that indent lines with spaces, each with whether its line is one of a text of several lines.

    There are none from the first line on of which the depth is not certain, and none where they are too many.
    """
    found: list[tuple[Edit, bool]] = []
    for number, written, depth, is_text in _depths(lines):
        if written != " " * depth:
            found.append((Edit(number + 1, 1, number + 1, len(written) + 1, " " * depth), is_text))
        if len(found) > limits.MOST_INDENTED:
            return []
    return found


def _depths(lines: list[str]) -> Iterator[tuple[int, str, int, bool]]:
    """Yield the number of each line, what it begins with, its depth in spaces, and whether it is one of a text.

    The first line of which the depth is not certain ends it.
    """
    levels = [_Level("", 0)]
    opens = True  # whether the line above has nothing behind its key, so that a deeper one may follow
    text: _Level | None = None  # the level of the lines of a text that `|` or `>` begins; depth -1: not known yet
    above: tuple[str, ...] = ()  # what they begin with, and more
    for number, line in enumerate(lines):
        match = _LINE.match(line)
        assert match  # of any line
        written, signs, content = match[1], match[2], match["content"]
        if not content or (content.startswith("#") and not signs and text is None):
            if written.strip(" \t"):  # to YAML it is text
                yield number, written, levels[-1].depth, False
            continue
        if text is not None:
            if text.depth < 0 and written.startswith(above) and written not in above:
                text = _Level(written, levels[-1].depth + _STEP)
            if text.depth >= 0 and written.startswith(text.written):
                yield number, text.written, text.depth, True
                continue
            text = None
        level = _level(levels, written, opens=opens)
        if level is None:
            return
        yield number, written, level.depth, False
        inner = range(_STEP, max(len(signs), _STEP * bool(signs)) + 1, _STEP)
        levels += [_Level(written + " " * width, level.depth + width) for width in inner]
        opens = _opens(content)
        if _TEXT.fullmatch(content):
            text, above = _Level("", -1), (levels[-1].written,)
            if written.strip(" "):  # where a hyphen stands, the next lines may begin with one more of the same signs
                above += (written + written[-1] * len(inner),)


def _level(levels: list[_Level], written: str, *, opens: bool) -> _Level | None:
    """Return the level of a line, and leave that one and those above it in the list; None where it may be several."""
    left: list[_Level] = []
    while levels[-1].written != written and not written.startswith(levels[-1].written):
        left.append(levels.pop())
    top = levels[-1]
    if top.written == written:
        return top
    if left:  # it is as deep as what it leaves, if that was one level, which has no deeper one
        if len(left) > 1 or opens:
            return None
        levels.append(_Level(written, left[0].depth))
    elif opens:
        more = written[len(top.written) :]
        levels.append(_Level(written, top.depth + (_STEP if more.strip(" ") else len(more))))
    elif written.strip(" "):
        return None
    else:
        return _Level(written, len(written))  # it goes on with the value above
    return levels[-1]


def _opens(content: str) -> bool:
    """Say whether a line ends with a key or a hyphen that has no value behind it."""
    bare = re.split(f"(?:{_SPACE}|(?<=：))#", content, maxsplit=1)[0].rstrip()
    return bare == "-" or (bare.endswith((":", "：")) and bare[0] not in "\"'")

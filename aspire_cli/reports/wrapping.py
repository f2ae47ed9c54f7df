"""Lines that fit a terminal: Japanese breaks between characters, English between words, neither before a full stop.

What is to be typed as it stands, between backticks, stays on one line wherever it fits on one.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len

_NEVER_FIRST = frozenset("、。,.)」』】〉》]}!?:;・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜…％%")
_NEVER_LAST = frozenset("(「『【〈《([{¥")
_CODE = "`[^`]+`"


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the text in lines of at most `width` cells; those after the first are indented by so many spaces."""
    lines: list[str] = []
    line = ""
    indent = min(indent, max(width - 10, 0))
    for piece in _pieces(text, width - indent):
        if line.strip() and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * indent + piece.lstrip()
        else:
            line += piece
        while cell_len(line.rstrip()) > width and len(line) > indent + 1:
            end = _fitting(line, width, indent + 1)
            lines.append(line[:end])
            line = " " * indent + line[end:]
    return [*lines, line.rstrip()]


def _pieces(text: str, widest: int) -> Iterator[str]:
    """Yield the stretches of a text between which a line may end; a piece of code stays whole up to `widest` cells."""
    inside = {
        index
        for code in re.finditer(_CODE, text)
        if cell_len(code[0]) < widest
        for index in range(code.start() + 1, code.end())
    }
    piece = ""
    for index, character in enumerate(text):
        if piece and index not in inside and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    return cell_len(before) == 2 or cell_len(after) == 2


def _fitting(line: str, width: int, least: int) -> int:
    """Return how many characters of a line that cannot be broken elsewhere fit, but `least` in any case."""
    end = len(line)
    while end > least and cell_len(line[:end]) > width:
        end -= 1
    return end

"""What mends change in a file, as a unified diff that `patch -p0` takes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aspire_cli.records import NamedTuple
from aspire_cli.words.text import visible

_COLORS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}
_NO_END = "\n\\ No newline at end of file\n"
_AROUND = 3  # lines that are the same, shown before and after those that are not
_LONGEST = 60  # lines in a row that a mend may change; a longer stretch is shown to the end of the file


class Stretch(NamedTuple):
    """Lines that differ: where they begin and end in the old and in the new text, from 0."""

    old: int
    old_end: int
    new: int
    new_end: int


def lines(before: bytes, after: bytes, path: str) -> Iterator[str]:
    """Yield the lines of the diff with their ends, bytes that are no UTF-8 as surrogates."""
    old, new = (_lines(one.decode("utf-8", "surrogateescape")) for one in (before, after))
    yield f"--- {visible(path)}\n"
    yield f"+++ {visible(path)}\n"
    for hunk in _hunks(_stretches(old, new)):
        for line in _hunk(old, new, hunk):
            yield line if line.endswith("\n") else line + _NO_END


def shown(line: str, colored: bool) -> str:
    """Return a line of a diff as people see it: every character visible, coloured by its sign."""
    text = "\n".join(visible(part.removesuffix("\r")) for part in line.removesuffix("\n").split("\n"))
    color = next((one for sign, one in _COLORS.items() if line.startswith(sign)), None) if colored else None
    return f"\x1b[{color}m{text}\x1b[0m\n" if color else f"{text}\n"


def _lines(text: str) -> list[str]:
    """Return the lines as `diff` and `patch` count them: by line feeds alone."""
    return re.findall("[^\n]*\n|[^\n]+", text)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Yield the stretches that differ.

    A mend changes a few lines, so the two are walked side by side. Python's own `difflib` looks for the longest part in
    common instead, and shows all of a file of which most lines are alike.
    """
    first = second = 0
    while first < len(old) or second < len(new):
        if first < len(old) and second < len(new) and old[first] == new[second]:
            first, second = first + 1, second + 1
            continue
        end, new_end = _alike_again(old, new, first, second)
        yield from _without_what_is_alike(old, new, Stretch(first, end, second, new_end))
        first, second = end, new_end


def _without_what_is_alike(old: Sequence[str], new: Sequence[str], stretch: Stretch) -> Iterator[Stretch]:
    """Yield the parts of a stretch that differ, without single lines between them that are the same."""
    first, end, second, new_end = stretch
    if min(end - first, new_end - second) > _LONGEST:
        yield stretch
        return
    from difflib import SequenceMatcher

    for tag, *places in SequenceMatcher(None, old[first:end], new[second:new_end], autojunk=False).get_opcodes():
        if tag != "equal":
            start, stop, new_start, new_stop = places
            yield Stretch(first + start, first + stop, second + new_start, second + new_stop)


def _alike_again(old: Sequence[str], new: Sequence[str], first: int, second: int) -> tuple[int, int]:
    """Return the nearest lines, behind two that differ, from which two lines in a row are the same, or both end."""
    more = (len(new) - second) - (len(old) - first)  # lines that come in
    for most in range(1, _LONGEST):
        pairs = {pair for fewer in range(most + 1) for pair in ((most, fewer), (fewer, most))}
        # Of equally near ones, that which leaves as many lines behind it in the one as in the other.
        for left, right in sorted(pairs, key=lambda pair: (abs(more + pair[0] - pair[1]), pair)):
            end, new_end = first + left, second + right
            if end <= len(old) and new_end <= len(new) and old[end : end + 2] == new[new_end : new_end + 2]:
                return end, new_end
    return len(old), len(new)


def _hunks(stretches: Iterator[Stretch]) -> Iterator[list[Stretch]]:
    """Yield the stretches, together where what is shown around them would touch."""
    hunk: list[Stretch] = []
    for stretch in stretches:
        if hunk and stretch.old - hunk[-1].old_end > 2 * _AROUND:
            yield hunk
            hunk = []
        hunk.append(stretch)
    if hunk:
        yield hunk


def _hunk(old: Sequence[str], new: Sequence[str], hunk: Sequence[Stretch]) -> Iterator[str]:
    start, end = max(0, hunk[0].old - _AROUND), min(len(old), hunk[-1].old_end + _AROUND)
    new_start, new_end = hunk[0].new - (hunk[0].old - start), hunk[-1].new_end + (end - hunk[-1].old_end)
    yield f"@@ -{_span(start, end)} +{_span(new_start, new_end)} @@\n"
    for before, stretch in pairwise([Stretch(0, start, 0, new_start), *hunk]):
        yield from (f" {line}" for line in old[before.old_end : stretch.old])
        yield from (f"-{line}" for line in old[stretch.old : stretch.old_end])
        yield from (f"+{line}" for line in new[stretch.new : stretch.new_end])
    yield from (f" {line}" for line in old[hunk[-1].old_end : end])


def _span(start: int, end: int) -> str:
    """Return where lines are, as a diff counts them: from 1, and from the line before where there are none."""
    count = end - start
    return f"{start + 1 if count else start},{count}" if count != 1 else f"{start + 1}"

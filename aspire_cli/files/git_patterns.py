r"""The lines of a `.gitignore`: which of them decides on a path?

Why not the library `pathspec` (1.1.1 was measured): it makes a backtracking regular expression of each line, so that
`*a*a*a*a*a*a*b` takes 8 s on a name of 75 characters and each further `*a` eight times as long; it has no
`[[:digit:]]`, takes `?` for a character where git takes a byte, refuses lines that git takes (`a/**\/b`), needs 60 µs a
path with 50 lines where this needs 3, and more than 10 ms to be imported. Which files git tracks it does not know.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from aspire_cli.files.git_glob import SPECIAL, regex
from aspire_cli.records import NamedTuple


class Line(NamedTuple):
    """One line: what it matches, whether it takes back (`!`), and whether it is of folders only (`/` at its end).

    Of a line that is `anchored`, with a `/` at its start or within, `text` is a path from the folder of the file; of
    any other it is a name, at any depth.
    """

    text: bytes
    negative: bool
    folders_only: bool
    anchored: bool


class _Wildcard:
    """A line with wildcards, and its number; compiled when it is asked for by itself, which most never are."""

    def __init__(self, number: int, line: Line, source: bytes) -> None:
        self.number = number
        self.line = line
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[bytes]:
        return re.compile(self.source, re.DOTALL)

    def matches(self, path: bytes, name: bytes) -> bool:
        return self._compiled.fullmatch(path if self.line.anchored else name) is not None


class Patterns:
    """The patterns of one file.

    What has no wildcard is looked up; the others are first asked all at once, and one by one only where one of them
    matches. So a path takes little longer for lines that have nothing to do with it.
    """

    def __init__(self, lines: Iterable[Line], *, fold: bool = False) -> None:
        """Take the lines of a file; `fold` says that upper and lower case are one, as on some file systems."""
        self._fold = fold
        self._literal: dict[bytes, int] = {}  # a name, or a path with a `/` before it -> the last line that is it
        self._literal_folder: dict[bytes, int] = {}  # the same of a folder: lines of folders only too
        self._negative: set[int] = set()
        self._wildcards: list[_Wildcard] = []  # the last first
        for number, line in enumerate(lines):
            self._add(number, line)
        self._wildcards.reverse()
        self.weight = weight(one.line for one in self._wildcards)
        # `*.txt` is asked of all such lines by one call of Python's own.
        self._ends = tuple({end for one in self._wildcards if (end := _end(one.line)) is not None})
        self._names = _together(one for one in self._wildcards if not one.line.anchored and _end(one.line) is None)
        self._paths = _together(one for one in self._wildcards if one.line.anchored)

    def _add(self, number: int, line: Line) -> None:
        if line.negative:
            self._negative.add(number)
        if SPECIAL.search(line.text):
            source = regex(line.text, anchored=line.anchored, fold=self._fold)
            folded = line._replace(text=line.text.lower()) if self._fold else line
            self._wildcards.append(_Wildcard(number, folded, source))
            return
        text = line.text.lower() if self._fold else line.text
        key = b"/" + text.removeprefix(b"/") if line.anchored else text
        self._literal_folder[key] = number
        if not line.folders_only:
            self._literal[key] = number

    def verdict(self, path: bytes, *, is_folder: bool) -> bool | None:
        """Say whether the last line that matches a path ignores it; None where no line matches.

        Args:
            path: from the folder of the file, with `/` between its steps.
            is_folder: whether it is a folder.
        """
        if self._fold:
            path = path.lower()
        name = path[path.rfind(b"/") + 1 :]
        known = self._literal_folder if is_folder else self._literal
        last = max(known.get(name, -1), known.get(b"/" + path, -1)) if known else -1
        if (
            name.endswith(self._ends)
            or (self._names is not None and self._names.fullmatch(name))
            or (self._paths is not None and self._paths.fullmatch(path))
        ):
            for one in self._wildcards:
                if one.number < last:
                    break
                if (is_folder or not one.line.folders_only) and one.matches(path, name):
                    last = one.number
                    break
        return None if last < 0 else last not in self._negative


def weight(lines: Iterable[Line]) -> int:
    """Return how many bytes of the lines are in such with wildcards: those cost time for each path."""
    return sum(len(line.text) for line in lines if SPECIAL.search(line.text))


def lines_of(content: bytes) -> Iterator[Line]:
    """Yield the lines of a file that are patterns, read as git reads them."""
    for written in content.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if not written or written.startswith(b"#"):
            continue
        text = _without_spaces(written.removesuffix(b"\r").partition(b"\0")[0])
        negative = text.startswith(b"!")
        text = text[negative:]
        folders_only = text.endswith(b"/")
        text = text.removesuffix(b"/")
        yield Line(text, negative, folders_only, anchored=b"/" in text)


def _without_spaces(text: bytes) -> bytes:
    r"""Return a line without the spaces at its end, but for one behind a `\`."""
    bare = text.rstrip(b" ")
    backslashes = len(bare) - len(bare.rstrip(b"\\"))
    return text[: len(bare) + 1] if backslashes % 2 and len(bare) < len(text) else bare


def _end(line: Line) -> bytes | None:
    """Return what a name must end with to match a line like `*.txt`; None of any other line."""
    is_end = not line.anchored and line.text.startswith(b"*") and not SPECIAL.search(line.text, 1)
    return line.text[1:] if is_end else None


def _together(wildcards: Iterator[_Wildcard]) -> re.Pattern[bytes] | None:
    sources = dict.fromkeys(one.source for one in wildcards)
    return re.compile(b"|".join(sources), re.DOTALL) if sources else None

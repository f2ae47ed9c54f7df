"""Slips that come in numbers, as full-width colons do: all those of a file are told at once.

Where a file cannot be read, each slip of the kind that stopped the reading is mended, line by line, and what comes out
is read again: what stops the reading then is told too, or begins the next round. The file itself is never changed.
"""

import re

from aspire_cli import limits, shipped_files
from aspire_cli.characters import CURLY_QUOTES
from aspire_cli.document import compose, construct, slips, syntax, tree
from aspire_cli.problem import START, Problem
from aspire_cli.records import NamedTuple

_ODD = slips.ODD_SPACES
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*+"  # as a proposal has them
_ANY_KEY = r"[^\s:：#\"'\[\]{},!&*|>%@`-][^\s:：#\"'\[\]{},]{0,30}+"
_WIDTHS = {"\t": "  ", "\u3000": "  "}  # what a character counts in an indentation; any other, one space
_BEHIND_A_KEY = ("full-width-colon", "odd-space", "no-space")
_OF_A_LIST = ("odd-dash", "bullet", "dash-no-space")
_KINDS = frozenset((*_BEHIND_A_KEY, *_OF_A_LIST, "tab", "odd-indent", "dash-value", "curly-quote"))


class _Mended(NamedTuple):
    """Lines with their slips mended, what is told of each, and by line where it grew and by how much."""

    lines: list[str]
    problems: list[Problem]
    grown: dict[int, list[tuple[int, int]]]

    def edit(self, number: int, kind: str, slip: tuple[int, int], cut: tuple[int, int], by: str) -> None:
        """Put a text in the place of a piece of a line, and tell the slip in it where it stands in the file."""
        line = self.lines[number]
        told = slips.problem(kind, number, *slip)
        if kind in ("odd-indent", "odd-space"):
            told = told._replace(values={"space": syntax.odd_space(line[slip[0]])})
        self.problems.append(_moved_back(told, self.grown))
        self.lines[number] = line[: cut[0]] + by + line[cut[1] :]
        self.grown.setdefault(number, []).append((cut[0] + len(by), len(by) - (cut[1] - cut[0])))


def of_unreadable(text: str, stop: list[Problem]) -> list[Problem]:
    """Return what stops the reading of a text, and each other slip of its kind."""
    if len(text) > limits.LONGEST_MENDED:
        return stop
    lines, first = tree.lines_of(text), stop[0]
    key = _KEY if re.match(rf"\s*+(?:- ++)*+{_KEY}", lines[first.place.line - 1]) else _ANY_KEY  # type: ignore[union-attr]
    kinds: set[str] = set()
    mended = _Mended(lines, [], {})
    while more := {one.message for one in stop if one.rule == "yaml-syntax" and one.message in _KINDS} - kinds:
        kinds |= more if more.isdisjoint(_OF_A_LIST) else more.union(_OF_A_LIST)
        mended = _mended(lines, kinds, key)
        stop = _problems("\n".join(mended.lines))
    return _told(mended, stop if first in stop else [*stop, first])


def of_values(text: str, *, is_one_text: bool) -> list[Problem]:
    """Return what to say of a text that can be read, but has keys in it that were read as parts of values.

    It is certain where only keys of a proposal are meant, and the text can be read once each is mended; where the whole
    file was read as one text, any key will do.
    """
    if len(text) > limits.LONGEST_MENDED:
        return []
    known = "|".join(map(re.escape, shipped_files.data("data/key_names.yaml")))
    key = _ANY_KEY if is_one_text else f"(?:{known})"
    mended = _mended(tree.lines_of(text), set(_BEHIND_A_KEY), key)
    stop = _problems("\n".join(mended.lines)) if mended.problems else []
    return [] if any(one.rule == "yaml-syntax" for one in stop) else _told(mended, stop)


def _problems(text: str) -> list[Problem]:
    """Return what stands in the way of reading a text."""
    problems: list[Problem] = []
    try:
        construct.build(compose.compose(text), text, problems)
    except compose.UnreadableError as error:
        problems.append(error.problem)
    return problems


def _told(mended: _Mended, stop: list[Problem]) -> list[Problem]:
    """Return what is told of a file: the slips that are mended, and what stands in other lines of the mended text."""
    lines = {one.place.line for one in mended.problems if one.place}
    rest = [_moved_back(one, mended.grown) for one in stop if one.place and one.place.line not in lines]
    return sorted((*mended.problems, *rest), key=lambda one: one.place or START)


def _moved_back(problem: Problem, grown: dict[int, list[tuple[int, int]]]) -> Problem:
    """Return what is told of a place in mended lines, at its place in the file."""
    place = problem.place
    if place is None or place.line - 1 not in grown:
        return problem
    start, end = place.column, place.end_column
    for column, by in reversed(grown[place.line - 1]):
        start -= by * (start > column)
        end -= by * (end > column)
    return problem._replace(place=place._replace(column=max(start, 1), end_column=max(end, start + 1)))


def _mended(lines: list[str], kinds: set[str], key: str) -> _Mended:
    """Return the lines with each slip of some kinds mended, but for texts of several lines."""
    made = _Mended([*lines], [], {})
    patterns = {kind: re.compile(pattern) for kind, pattern in _patterns(key).items() if kind in kinds}
    number = 0
    while number < len(lines):
        for kind in ("odd-indent", "tab"):
            _mend(made, number, kind, patterns)
        if not kinds.isdisjoint(_OF_A_LIST):
            _mend_entry(made, number)
        for kind in patterns:
            _mend(made, number, kind, patterns)
        header = slips.HEADER.fullmatch(made.lines[number])
        number = slips.end_of_text(lines, number + 1, header) if header else slips.end_of_quote(made.lines, number)
    return made


def _patterns(key: str) -> dict[str, str]:
    """Return by kind the pattern of a slip: what is told as `slip`, and what is put in another's place as `cut`."""
    begin = r"^ *+(?:- ++)*+"
    behind = r"(?=[ \t]*(?:#.*)?$)"
    before_a_key = rf"(?={key} *[:：]|- )"
    return {
        "odd-indent": rf"^(?P<cut>[ \t]*+(?P<slip>[{_ODD}])[ \t{_ODD}]*+){before_a_key}",
        "tab": rf"^(?P<cut> *+(?P<slip>\t)[ \t]*+){before_a_key}",
        "full-width-colon": rf"(?:{begin}|[{{,] *+){key} *(?P<cut>(?P<slip>：)[ {_ODD}]*+)",
        "odd-space": rf"{begin}{key}:(?P<cut>(?P<slip>[{_ODD}])[ {_ODD}]*+)",
        "no-space": rf"{begin}{key}(?P<slip>:)(?P<cut>)(?=[^\s/:])",
        "dash-value": rf"{begin}{key}: +(?P<cut>(?P<slip>-)){behind}",
        "curly-quote": rf"{begin}(?:{key}: +)?(?P<cut>(?P<slip>[{CURLY_QUOTES}])[^\"\\]*[{CURLY_QUOTES}]){behind}",
    }


def _mend(made: _Mended, number: int, kind: str, patterns: dict[str, re.Pattern[str]]) -> None:
    """Mend the slips of a kind in a line; between braces there may be several."""
    position = 0
    while kind in patterns and (match := patterns[kind].search(made.lines[number], position)):
        position = match.end()
        if match.start() and "{" not in match.string[: match.start() + 1]:
            continue
        by = _by(kind, match["cut"])
        made.edit(number, kind, match.span("slip"), match.span("cut"), by)
        position += len(by) - len(match["cut"])


def _by(kind: str, cut: str) -> str:
    """Return what belongs in the place of a piece of a line."""
    if kind in ("odd-indent", "tab"):
        return "".join(_WIDTHS.get(one, " ") for one in cut)
    if kind == "curly-quote":
        return f'"{cut[1:-1]}"'
    return {"full-width-colon": ": ", "dash-value": '"-"'}.get(kind, " ")


def _mend_entry(made: _Mended, number: int) -> None:
    """Begin an entry of a list with a hyphen and a space, where another sign stands."""
    found = slips.list_slip(made.lines, number)
    if found is None or found.place is None:
        return
    start, end = found.place.column - 1, found.place.end_column - 1
    behind = len(made.lines[number][end:]) - len(made.lines[number][end:].lstrip(f" {_ODD}"))
    made.edit(number, found.message, (start, end), (start, end + behind), "- ")

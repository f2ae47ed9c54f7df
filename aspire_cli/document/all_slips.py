"""Slips that come in numbers, as full-width colons do: all those of a file are told at once, each with its mend.

Where a file cannot be read, each slip of the kind that stopped the reading is mended, line by line, and what comes out
is read again: what stops the reading then is told too, or begins the next round. The file itself is never changed.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from yaml.nodes import Node

from aspire_cli import limits, shipped_files
from aspire_cli.characters import CURLY_QUOTES
from aspire_cli.document import compose, construct, indentation, repairs, slips, syntax
from aspire_cli.document.mended_lines import MendedLines
from aspire_cli.problem import START, Edit, Mend, Place, Problem
from aspire_cli.records import NamedTuple

_ODD = slips.ODD_SPACES
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*+"  # as a proposal has them
_ANY_KEY = r"[^\s:：#\"'\[\]{},!&*|>%@`-][^\s:：#\"'\[\]{},]{0,30}+"
_WIDTHS = {"\t": 2, "\u3000": 2}  # spaces that an indentation is taken for that is not certain; any other, one
_BEHIND_A_KEY = frozenset(("full-width-colon", "odd-space", "no-space"))
_INDENTED = frozenset(("tab", "odd-indent"))
_OF_A_LIST = frozenset(("odd-dash", "bullet", "dash-no-space"))
_KINDS = _BEHIND_A_KEY | _INDENTED | _OF_A_LIST | {"dash-value", "curly-quote"}
_DASH = "dash-value"  # nothing, or 0: a person decides, and what is read meanwhile is the sign for nothing


class Reading(NamedTuple):
    """What a text holds and, where it can be read, the lines that it was made of by mending."""

    root: Node | None
    data: Any
    lines: MendedLines


def found(text: str, data: Any, stop: list[Problem]) -> tuple[list[Problem], Reading | None]:
    """Return what keeps a text from being read, and what it holds with its slips mended, if each mend is certain.

    Where it can be read, keys in it were perhaps read as parts of values: that is certain where only keys of a proposal
    are meant, and the text can be read once each is mended; where the whole was read as one text, any key will do.
    """
    lines = MendedLines(text)
    if len(text) > limits.LONGEST_MENDED:
        return _told(lines, stop), None
    now, first = _Read(None, data, stop), _told(lines, stop[:1])
    if stop:
        begins_as_ours = re.match(rf"\s*+(?:- ++)*+{_KEY}", lines.lines[_place(stop[0]).line - 1])
        now = _mended(lines, now, _KEY if begins_as_ours else _ANY_KEY)
    if not now.stop or now.comes_to_a_halt:
        known = "|".join(map(re.escape, shipped_files.data("data/key_names.yaml")))
        key = _ANY_KEY if isinstance(now.data, str) else f"(?:{known}|{_KEY})" if now.stop else f"(?:{known})"
        apart = lines.copy()
        if _mend_lines(apart, _BEHIND_A_KEY, key):
            again = _mended(apart, _read(apart.text), key, _BEHIND_A_KEY)
            if not again.comes_to_a_halt:
                lines, now = apart, again
    told = {one.place.line for one in lines.problems if one.place}
    rest = [
        one
        for one in (*_told(lines, now.stop), *(first if now.stop else ()))
        if one.place and one.place.line not in told
    ]
    every = {(one.rule, one.place): one for one in (*lines.problems, *rest)}.values()
    is_certain = not now.stop and lines.are_certain
    return sorted(every, key=_place), Reading(now.root, now.data, lines) if is_certain else None


class _Read(NamedTuple):
    """What a text holds, or what stops its reading."""

    root: Node | None
    data: Any
    stop: list[Problem]

    @property
    def comes_to_a_halt(self) -> bool:
        return any(one.rule == "yaml-syntax" for one in self.stop)


def _read(text: str) -> _Read:
    problems: list[Problem] = []
    try:
        root = compose.compose(text)
        return _Read(root, construct.build(root, text, problems), problems)
    except compose.UnreadableError as error:
        return _Read(None, None, [*problems, error.problem])


def _told(lines: MendedLines, problems: list[Problem]) -> list[Problem]:
    """Return what is told of places in lines, each with the mend that its line allows."""
    return [lines.told(one, repairs.mend(lines.lines[_place(one).line - 1], one)) for one in problems]


def _place(problem: Problem) -> Place:
    return problem.place or START


def _mended(lines: MendedLines, now: _Read, key: str, kinds: frozenset[str] = frozenset()) -> _Read:
    """Mend whatever stops the reading of a text, round by round, and return what comes of it."""
    halts: set[int] = set()
    gone_over = 0
    while now.stop and gone_over < limits.MOST_MENDED:
        of_kinds = [one for one in now.stop if one.rule == "yaml-syntax" and one.message in _KINDS]
        kinds |= {one.message for one in of_kinds}
        halts |= {_place(one).line for one in of_kinds if one.message in _INDENTED}
        if not _mend_lines(lines, kinds, key, halts) and not _mend_each(lines, now.stop):
            break
        now = _read(lines.text)
        gone_over += len(lines.text)
    return now


def _mend_each(lines: MendedLines, stop: list[Problem]) -> bool:
    """Mend what stops the reading besides, where that is certain, and say whether anything is."""
    behind_first = sorted(stop, key=_place, reverse=True)
    mends = [(one, repairs.mend(lines.lines[_place(one).line - 1], one)) for one in behind_first]
    made = [lines.tell(one, mend) for one, mend in mends if mend and mend.safe]
    return any(made)


def _mend_lines(lines: MendedLines, kinds: Collection[str], key: str, halts: Collection[int] = ()) -> bool:
    """Mend each slip of some kinds, but for texts of several lines, and say whether there is any.

    `halts` are the numbers of lines at whose indentation the reading came to a halt.
    """
    patterns = {kind: re.compile(pattern) for kind, pattern in _patterns(key).items() if kind in kinds}
    begins = rf"{key} *[:：]|- |{slips.ENTRY_SIGN}|(?<=[{_ODD}])#"
    indented = None if _INDENTED.isdisjoint(kinds) else re.compile(rf" *+[\t{_ODD}][ \t{_ODD}]*+(?={begins})")
    made = [_indent(lines, indented, halts)] if indented else []
    number = 0
    while number < len(lines.lines):
        if indented and (match := indented.match(lines.lines[number])):
            made.append(_indent_somehow(lines, number, match[0]))
        if not _OF_A_LIST.isdisjoint(kinds) and (entry := slips.list_slip(lines.lines, number)):
            made.append(_mend(lines, entry))
        made += [
            _mend(lines, one) for kind, pattern in patterns.items() for one in _slips_in(lines, number, kind, pattern)
        ]
        header = slips.HEADER.fullmatch(lines.lines[number])
        number = (
            slips.end_of_text(lines.lines, number + 1, header) if header else slips.end_of_quote(lines.lines, number)
        )
    return any(made)


def _patterns(key: str) -> dict[str, str]:
    """Return by kind the pattern of a slip in a line that is indented with spaces."""
    begin = r"^ *+(?:- ++)*+"
    behind = r"(?=[ \t]*(?:#.*)?$)"
    return {
        "full-width-colon": rf"(?:{begin}|[{{,] *+){key} *(?P<slip>：)",
        "odd-space": rf"{begin}{key}:(?P<slip>[{_ODD}])",
        "no-space": rf"{begin}{key}(?P<slip>:)(?=[^\s/:])",
        _DASH: rf"{begin}{key}: +(?P<slip>-){behind}",
        "curly-quote": rf"{begin}(?:{key}: +)?(?P<slip>[{CURLY_QUOTES}])[^\"\\]*[{CURLY_QUOTES}]{behind}",
    }


def _slips_in(lines: MendedLines, number: int, kind: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Yield the slips of a kind in a line, each of which may be mended meanwhile: between braces there are more."""
    position = 0
    while match := pattern.search(lines.lines[number], position):
        position = match.start("slip") + 1
        if not match.start() or "{" in match.string[: match.start() + 1]:
            yield _problem(kind, number, match["slip"], match.start("slip"))


def _problem(kind: str, number: int, slip: str, column: int) -> Problem:
    told = slips.problem(kind, number, column)
    is_odd = kind in ("odd-indent", "odd-space")
    return told._replace(values={"space": syntax.odd_space(slip)}) if is_odd else told


def _mend(lines: MendedLines, problem: Problem) -> bool:
    mend = repairs.mend(lines.lines[_place(problem).line - 1], problem)
    return lines.tell(problem, mend, is_fix=problem.message != _DASH)


def _indent(lines: MendedLines, indented: re.Pattern[str], halts: Collection[int]) -> bool:
    """Indent with spaces each line whose depth is certain, and say whether there is any."""
    groups: list[tuple[Problem, list[Edit]]] = []
    for edit, is_text in indentation.edits(lines.lines):
        line = lines.lines[edit.line - 1]
        if edit.line in halts or (not is_text and indented.match(line)):
            groups.append((_indented(edit.line - 1, line[: edit.end_column - 1]), []))
        if groups:
            groups[-1][1].append(edit)
    made = [lines.tell(problem, Mend(tuple(edits), "text")) for problem, edits in groups]
    return any(made)


def _indented(number: int, blanks: str) -> Problem:
    """Return what to say of a line that begins with such blanks."""
    odd = re.search(f"[{_ODD}]", blanks)
    at = odd.start() if odd else blanks.find("\t")
    return _problem("odd-indent" if odd else "tab", number, blanks[at], at)


def _indent_somehow(lines: MendedLines, number: int, blanks: str) -> bool:
    """Indent a line whose depth is not certain so that what is behind it can be looked at."""
    width = sum(_WIDTHS.get(one, 1) for one in blanks)
    edit = Edit(number + 1, 1, number + 1, len(blanks) + 1, " " * width)
    return lines.tell(_indented(number, blanks), Mend((edit,), "text", safe=False), is_fix=False)

"""Slips that come in numbers, as full-width colons do: all those of a file are told at once, each with its mend.

Where a file cannot be read, each slip of the kind that stopped the reading is mended, line by line, and what comes out
is read again: what stops the reading then is told too, or begins the next round. The file itself is never changed.
"""

import copy
import re
from collections.abc import Collection
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
_KINDS = _BEHIND_A_KEY | _INDENTED | _OF_A_LIST | {"odd-space-here", "dash-value", "curly-quote"}
_DASH = "dash-value"  # whether nothing is meant, or 0, a person decides: until then it is read as a sign for nothing

_BRACE = r"(?<![^\s\[{,:：])\{"  # one that begins a value: within a word it is a part of a text
# What stands between quotation marks or in a comment, and by which characters there seem to be slips in it.
_APART = r"(?<![^\s\[{,:：])(?:\"[^\"]*+\"|'[^']*+')|(?<!\S)#.*"
_LIKE_SLIPS = f"[：{{,{_ODD}]"


class Reading(NamedTuple):
    """What a text holds, or what stops the reading of it."""

    root: Node | None
    data: Any
    stop: list[Problem]

    @property
    def comes_to_a_halt(self) -> bool:
        """Whether more may be found behind what stops it."""
        return any(one.rule == "yaml-syntax" for one in self.stop)


def found(text: str, now: Reading) -> tuple[list[Problem], Reading, MendedLines | None]:
    """Return what keeps a text from being read, what it holds once that is mended, and the lines, if that is certain.

    Where it can be read, keys in it were perhaps read as parts of values: that is certain where only keys of a proposal
    are meant, and the text can be read once each is mended; where the whole was read as one text, any key will do.
    """
    lines = MendedLines(text)
    first = _in_file(lines, now.stop[:1])
    if len(text) > limits.LONGEST_MENDED:
        return _in_file(lines, now.stop), now, None
    if first:
        begins_as_ours = re.match(rf"\s*+(?:- ++)*+{_KEY}", lines.lines[_place(first[0]).line - 1])
        now = _mended(lines, now, _KEY if begins_as_ours else _ANY_KEY)
    if not now.stop or now.comes_to_a_halt:
        known = "|".join(map(re.escape, shipped_files.data("data/key_names.yaml")))
        # In what can be read as it is, another word before a colon may well be a part of a value.
        ours = f"(?:{known}|{_KEY})" if now.stop else f"(?:{known})"
        key = _ANY_KEY if isinstance(now.data, str) else ours
        apart = copy.deepcopy(lines)
        if _mend_lines(apart, _BEHIND_A_KEY, key):
            again = _mended(apart, _read(apart.text), key, _BEHIND_A_KEY)
            if not again.comes_to_a_halt:
                lines, now = apart, again
    told = {_place(one).line for one in lines.problems}
    rest = (*_in_file(lines, now.stop), *first) if now.stop else ()
    every = [*lines.problems, *(one for one in rest if _place(one).line not in told)]
    once = sorted({(one.rule, one.place): one for one in every}.values(), key=_place)
    return once, now, lines if lines.are_certain and not now.stop else None


def _read(text: str) -> Reading:
    problems: list[Problem] = []
    try:
        root = compose.compose(text)
        return Reading(root, construct.build(root, text, problems), problems)
    except compose.UnreadableError as error:
        return Reading(None, None, [*problems, error.problem])


def _in_file(lines: MendedLines, problems: list[Problem]) -> list[Problem]:
    """Return what is told of places in lines, each with the mend that its line allows."""
    return [lines.in_file(one, repairs.mend(lines.lines, one)) for one in problems]


def _place(problem: Problem) -> Place:
    return problem.place or START


def _mended(lines: MendedLines, now: Reading, key: str, kinds: frozenset[str] = frozenset()) -> Reading:
    """Mend whatever stops the reading of a text, round by round, and return what comes of it."""
    halts: set[int] = set()  # lines, from 1, at whose indentation the reading came to a halt
    gone_over = 0
    while now.stop and gone_over < limits.MOST_READ_AGAIN:
        of_kinds = [one for one in now.stop if one.rule == "yaml-syntax" and one.message in _KINDS]
        kinds = kinds.union(one.message for one in of_kinds)
        halts |= {_place(one).line for one in of_kinds if one.message in _INDENTED}
        if not _mend_lines(lines, kinds, key, halts):
            # What is of no such kind is mended only where that is certain: what is told behind it may hang on it.
            behind_first = sorted(now.stop, key=_place, reverse=True)
            made = [_mend(lines, one, safe=True) for one in behind_first]
            if not any(made):
                break
        now = _read(lines.text)
        gone_over += len(lines.text)
    return now


def _mend(lines: MendedLines, problem: Problem, *, safe: bool = False) -> bool:
    """Tell of a slip and mend it, or only where that is safe; say whether that changes a line."""
    mend = repairs.mend(lines.lines, problem)
    if safe and not (mend and mend.safe):
        return False
    return lines.tell(problem, mend, is_fix=problem.message != _DASH)


def _mend_lines(lines: MendedLines, kinds: Collection[str], key: str, halts: Collection[int] = ()) -> bool:
    """Mend each slip of some kinds, but for texts of several lines, and say whether there is any."""
    patterns = {kind: re.compile(pattern) for kind, pattern in _patterns(key).items() if kind in kinds}
    begins = rf"{key} *[:：]|- |{slips.ENTRY_SIGN}|(?<=[{_ODD}])#"
    indented = None if _INDENTED.isdisjoint(kinds) else re.compile(rf" *+[\t{_ODD}][ \t{_ODD}]*+(?={begins})")
    made = [_indent(lines, indented, halts)] if indented else []
    for number in slips.outside_texts(lines.lines):
        if indented and (match := indented.match(lines.lines[number])):
            guess = Edit(number + 1, 1, number + 1, match.end() + 1, " " * sum(_WIDTHS.get(one, 1) for one in match[0]))
            made.append(lines.tell(_indented(number, match[0]), Mend((guess,), "text", safe=False), is_fix=False))
        if not _OF_A_LIST.isdisjoint(kinds) and (entry := slips.list_slip(lines.lines, number)):
            made.append(_mend(lines, entry))
        for kind, pattern in patterns.items():
            made += [_mend(lines, one) for one in _slips_in(lines, number, kind, pattern)]
    return any(made)


def _patterns(key: str) -> dict[str, str]:
    """Return by kind the pattern of a slip in a line that is indented with spaces."""
    begin = r"^ *+(?:- ++)*+"
    behind = r"(?=[ \t]*(?:#.*)?$)"
    # Only where the spaces before a waiver begin: from each of very many on it would take too long to look for it.
    waiver = rf"(?<![{_ODD} ])(?= *+[{_ODD}][{_ODD} ]*+# *aspire *:) *+"
    return {
        "full-width-colon": rf"(?:{begin}|(?:{_BRACE}|,) *+){key} *(?P<slip>：)",
        "odd-space": rf"{begin}{key}:(?P<slip>[{_ODD}])",
        "no-space": rf"{begin}{key}(?P<slip>:)(?=[^\s/:])",
        "odd-space-here": rf"(?:[\]}}\"'] *|{waiver})(?P<slip>[{_ODD}][{_ODD} ]*+)(?=(?:#[^\"']*)?$)",
        _DASH: rf"{begin}{key}: +(?P<slip>-){behind}",
        "curly-quote": rf"{begin}(?:{key}: +)?(?P<slip>[{CURLY_QUOTES}])[^\"\\]*[{CURLY_QUOTES}]{behind}",
    }


def _slips_in(lines: MendedLines, number: int, kind: str, pattern: re.Pattern[str]) -> list[Problem]:
    """Return the slips of a kind in a line, the last one first, so that mending one does not move the others."""
    line = re.sub(_APART, lambda found: re.sub(_LIKE_SLIPS, "x", found[0]), lines.lines[number])
    brace = re.search(_BRACE, line)
    # Behind a comma a key can only stand between braces: elsewhere it is a text that goes on.
    found = [
        match for match in pattern.finditer(line) if match[0][:1] != "," or (brace and brace.start() < match.start())
    ]
    return [syntax.slip(kind, number, match.start("slip"), match["slip"].rstrip(" ")) for match in reversed(found)]


def _indent(lines: MendedLines, indented: re.Pattern[str], halts: Collection[int]) -> bool:
    """Indent with spaces each line whose depth is certain, and say whether there is any."""
    groups: list[tuple[Problem, list[Edit]]] = []
    for edit, is_text in indentation.edits(lines.lines):
        line = lines.lines[edit.line - 1]
        blanks = line[: edit.end_column - 1]
        # A line that was mended before begins with spaces alone.
        if blanks.strip(" ") and (edit.line in halts or (not is_text and indented.match(line))):
            groups.append((_indented(edit.line - 1, blanks), []))
        if groups:
            groups[-1][1].append(edit)
    made = [lines.tell(problem, Mend(tuple(edits), "text")) for problem, edits in groups]
    return any(made)


def _indented(number: int, blanks: str) -> Problem:
    """Return what to say of a line that begins with such blanks."""
    odd = re.search(f"[{_ODD}]", blanks)
    at = odd.start() if odd else blanks.find("\t")
    return syntax.slip("odd-indent" if odd else "tab", number, at, blanks[at])

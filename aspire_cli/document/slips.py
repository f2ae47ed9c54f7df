"""Slips that YAML comes to a halt behind: pasted text, quotation marks left open, entries of a list begun wrongly.

Each pattern here takes what it repeats for good, so that no line is gone over twice however long it is.
"""

import re
from collections.abc import Iterator
from typing import Any

from aspire_cli.characters import CURLY_QUOTES, DASHES
from aspire_cli.problem import Place, Problem, problem_at

_DASHES = f"{DASHES}ーｰ"  # and the sign of a long vowel, which a Japanese keyboard writes there
_BULLETS = "・･•●○◦‣▪■□◆◇"
ENTRY_SIGNS = _DASHES + _BULLETS  # in the place of the hyphen that begins an entry of a list
ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_PREFIX = r"( *+(?:- ++)*+)"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*+"
# What begins a text of several lines: `|` or `>`, with its signs and a comment.
HEADER = re.compile(_PREFIX + r"([^\s:#]++: ++)?(?:[&!]\S*+ ++)?[|>][-+0-9]{0,2}+(?:[ \t]++(?:#.*)?)?")
# What begins a line that is no text pasted without indentation, or is more clearly told as something else.
_NO_TEXT = re.compile(
    rf" *+(?:{_KEY} *+[:：]|[\"'{{}}\[\]?#\t{ODD_SPACES}]|-(?:\s|-|$)|\.\.\.|`{{3}}|<{{7}}|={{7}}|>{{7}}|\|{{7}})"
)
_KEY_START = re.compile(" *+[A-Za-z_&!]")
_ENTRY = re.compile(rf" *+(?:- |(?:- ++)*+{_KEY}:(?=\s|$))")
_QUOTED = re.compile(_PREFIX + r"([^\s:#\"']++: ++)?([\"'\[{])")
_QUOTED_IN_BRACKETS = re.compile(r"[\[{,:] *+([\"'])")
_MARKS = {'"': re.compile(r'\\.|"'), "'": re.compile("''|'")}
# What begins an entry of a list in the place of a hyphen and a space.
ENTRY_SIGN = (
    rf"(?a:(?P<dash>[{_DASHES}])|(?P<bullet>[{_BULLETS}]|\*(?![\w-]++\s*+(?:[:#]|$)))"
    r"|(?P<hyphen>-)(?![\s-]|[0-9.,_]*+\s*+$))"
)
_LIST_MARK = re.compile(rf" *+{ENTRY_SIGN}")
_LIST_SLIPS = {"dash": "odd-dash", "bullet": "bullet", "hyphen": "dash-no-space"}
_PARENT = re.compile(_PREFIX + r"(?:[^\s:#\"']++|\"[^\"]*+\"|'[^']*+'):[ \t]*+(?:#.*)?")
_PLAIN_VALUE = re.compile(_PREFIX + rf"{_KEY}: ++[^\s\"'|>\[{{&*!#]")


def problem(variant: str, line: int, start: int, end: int | None = None, **values: Any) -> Problem:
    """Return what to say of the characters from `start` to `end` of a line, all counted from 0."""
    place = Place(line + 1, start + 1, line + 1, (end if end is not None else start + 1) + 1)
    return problem_at(place, "yaml-syntax", variant, **values)


def key_begun(error: Any) -> int | None:
    """Return the line of what was taken for a key and got no colon, where that is what stopped the reading."""
    return error.context_mark.line if error.context_mark and "simple key" in str(error.context) else None


def line_above(lines: list[str], number: int) -> int:
    """Return the number of the next line above that holds more than a comment; -1 where there is none."""
    return next((above for above in reversed(range(number)) if not is_passed_over(lines[above])), -1)


def unindented_text(lines: list[str], error: Any) -> Problem | None:
    """Return what to say of text below `|` or `>` that is not indented, where that is what stopped the reading."""
    stops = [(stop, _entry_above(lines, stop)) for stop in _stops(error)]
    for header, begun, end in _texts(lines):
        first = next((below for below in range(end, len(lines)) if not is_passed_over(lines[below])), None)
        if first is None:
            return None
        is_empty = all(not line.strip(" \t") for line in lines[begun:end])
        if is_empty and header[2] and _is_item_at(lines[first], error.problem_mark, first):
            return problem("unindented-text", first, _indentation(lines[first]))
        if _is_pasted(lines[first], is_empty) and any(entry <= first <= stop for stop, entry in stops):
            return problem("unindented-text", first, _indentation(lines[first]))
    return None


def continued_value(lines: list[str], begun: int) -> Problem | None:
    """Return what to say of a line that goes on with the value above, but is indented no deeper than its key."""
    above = line_above(lines, begun)
    value = _PLAIN_VALUE.match(lines[above]) if above >= 0 else None
    start = _indentation(lines[begun])
    if not value or len(value[1]) < start or lines[begun][start : start + 1].isascii():
        return None
    return problem("unindented-value", begun, start)


def unclosed_quote(lines: list[str], error: Any) -> Problem | None:
    """Return what to say of a quotation mark that was left open, so that a later one was taken for its end.

    It was if an entry begins in between, no deeper than the text's own key, and the reading came to a halt in the line
    of the later mark: text may well run over several lines, and hold what looks like an entry.
    """
    stops = _stops(error)
    for number in outside_texts(lines):
        start = _left_open(lines[number])
        if start is None:
            continue
        closed = _closed_in(lines, number, start)
        if closed is None:
            return None
        if closed in stops and _holds_entry(lines, number, start, closed):
            return open_quote(lines, number, start)
    return None


def open_quote(lines: list[str], line: int, column: int) -> Problem:
    """Return what to say of a quotation mark that is not closed, or by a curly one alone."""
    ends_curly = any(mark in lines[line][column:] for mark in CURLY_QUOTES)
    return problem("curly-end" if ends_curly else "unclosed-quote", line, column)


def list_slip(lines: list[str], number: int, below: int | None = None) -> Problem | None:
    """Return what to say of a line that begins with another sign than a hyphen and a space, where an entry is meant.

    `below`: the line right below, where the reading came to a halt because it is indented deeper than the entry.
    """
    line = lines[number]
    match = _LIST_MARK.match(line)
    if not match or not _is_place_of_entry(lines, number):
        return None
    if below is not None and (not re.search("[:：]", line) or _indentation(lines[below]) <= _indentation(line)):
        return None
    sign = match.lastgroup or ""
    return problem(_LIST_SLIPS[sign], number, match.start(sign), match.end())


def text_behind(line: str, number: int, column: int, error: Any) -> Problem | None:
    """Return what to say of a value that begins with a quoted or bracketed piece and goes on behind it."""
    before, said = line[:column].rstrip(" "), str(error.problem)
    in_brackets = "',' or" in said
    if not before or not (in_brackets or "<block end>" in said):
        return None
    if before[-1] in "\"'" and not (in_brackets and (len(before) < column or line[column : column + 1] in ('"', "'"))):
        return problem("text-behind-quote", number, column)
    return problem("text-behind-bracket", number, column) if before[-1] in "]}" and not in_brackets else None


def odd_start(error: Any) -> Problem | None:
    """Return what to say of a value that begins with one of YAML's signs and goes on as text."""
    context, said = str(error.context), str(error.problem)
    mark = error.context_mark
    if ("anchor" in context or "alias" in context) and "alphabetic" in said:
        return problem("start-character", mark.line, mark.column)
    if "block scalar" in context and ("a comment" in said or "chomping" in said):
        return problem("text-beside-bar", mark.line, mark.column)
    return None


def is_in_text(lines: list[str], number: int) -> bool:
    """Say whether a line belongs to a text that `|` or `>` begins."""
    return any(begun <= number < end for _, begun, end in _texts(lines[: number + 1]))


def outside_texts(lines: list[str]) -> Iterator[int]:
    """Yield the number of each line, but of a text of several lines, or a quoted one, only of the first.

    A line may be mended before the next one is asked for.
    """
    number = 0
    while number < len(lines):
        yield number
        header = HEADER.fullmatch(lines[number])
        if header:
            number = _end_of_text(lines, number + 1, header)
            continue
        start = _left_open(lines[number])
        closed = None if start is None else _closed_in(lines, number, start)
        number = (number if closed is None else closed) + 1


def _texts(lines: list[str]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield the line that begins a text of several lines, the number of the next line, and that behind the text."""
    number = 0
    while number < len(lines):
        header = HEADER.fullmatch(lines[number])
        number += 1
        if header:
            begun, number = number, _end_of_text(lines, number, header)
            yield header, begun, number


def _stops(error: Any) -> set[int]:
    """Return the lines where the reading came to a halt: where it was noticed, and where the key or text begins."""
    context = str(error.context)
    begun = error.context_mark if "simple key" in context or "quoted" in context else None
    return {mark.line for mark in (error.problem_mark, begun) if mark}


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_passed_over(line: str) -> bool:
    """Say whether a line is blank or holds a comment alone."""
    return line.strip(" \t")[:1] in ("", "#")


def _own_column(start: re.Match[str] | None) -> int:
    """Return the column of the key of a line, or else of the last hyphen it begins with."""
    if not start:
        return 0
    return len(start[1]) if start[2] else start[1].rfind("-")


def _end_of_text(lines: list[str], number: int, header: re.Match[str]) -> int:
    """Return the number of the line behind the text that a header begins."""
    own = _own_column(header)
    while number < len(lines) and (not lines[number].strip(" \t") or _indentation(lines[number]) > own):
        number += 1
    return number


def _is_item_at(line: str, mark: Any, number: int) -> bool:
    """Say whether the reading came to a halt at the hyphen that a line begins with."""
    column = _indentation(line)
    return line[column] == "-" and (mark.line, mark.column) == (number, column)


def _is_pasted(line: str, is_first: bool) -> bool:
    """Say whether a line that is not indented looks like text; behind other text a letter may begin a key as well."""
    return not _NO_TEXT.match(line) and (is_first or not _KEY_START.match(line))


def _entry_above(lines: list[str], number: int) -> int:
    """Return the number of the next line above that begins with a key or a hyphen; -1 where there is none."""
    return next((above for above in reversed(range(min(number, len(lines)))) if _ENTRY.match(lines[above])), -1)


def _closed_in(lines: list[str], number: int, start: int) -> int | None:
    """Return the number of the line in which a quoted text ends that begins in one before."""
    mark = lines[number][start]
    return next((end for end in range(number + 1, len(lines)) if _closing(lines[end], 0, mark) is not None), None)


def _holds_entry(lines: list[str], number: int, start: int, closed: int) -> bool:
    """Say whether an entry begins in the lines of a quoted text, no deeper than the text's own key."""
    own = _own_column(_QUOTED.match(lines[number]))
    for within in range(number + 1, closed + 1):
        line = lines[within]
        entry = _ENTRY.match(line)
        end = _closing(line, 0, lines[number][start]) if within == closed else None
        if entry and _indentation(line) <= own and (end is None or entry.end() <= end):
            return True
    return False


def _left_open(line: str) -> int | None:
    """Return where the quotation mark is that begins a value of this line and does not end in it."""
    match = _QUOTED.match(line)
    if not match or not match[0][:-1].strip(" "):
        return None
    if match[3] in _MARKS:
        return match.start(3) if _closing(line, match.end(), match[3]) is None else None
    start = match.start(3)
    while opening := _QUOTED_IN_BRACKETS.search(line, start):
        end = _closing(line, opening.end(), opening[1])
        if end is None:
            return opening.start(1)
        start = end + 1
    return None


def _closing(line: str, start: int, mark: str) -> int | None:
    """Return where a quoted text ends that has begun with a mark before `start`."""
    return next((found.start() for found in _MARKS[mark].finditer(line, start) if found[0] == mark), None)


def _is_place_of_entry(lines: list[str], number: int) -> bool:
    """Say whether a line stands below a key without a value, or beside another entry of a list."""
    indentation = _indentation(lines[number])
    above = line_above(lines, number)
    while above >= 0 and _indentation(lines[above]) > indentation:
        above = line_above(lines, above)
    if above < 0:
        return False
    if _PARENT.fullmatch(lines[above]):
        return True
    return _indentation(lines[above]) == indentation and bool(
        _LIST_MARK.match(lines[above]) or lines[above][indentation : indentation + 2] in ("- ", "-")
    )

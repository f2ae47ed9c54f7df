"""Mends of what keeps a file from being read: signs of a Japanese keyboard or a word processor in place of YAML's."""

import functools
import re
from collections.abc import Callable

from aspire_cli import limits, shipped_files
from aspire_cli.document.slips import ENTRY_SIGNS, ODD_SPACES
from aspire_cli.document.tree import OWN
from aspire_cli.problem import Edit, Mend, Place, Problem
from aspire_cli.words.spelling import fold_name

_SPACES = re.compile(f"[ {ODD_SPACES}]*")
_KEY_BEFORE = re.compile(r"""(?:^|[\s{,\["'-])([^\s{,\["']+)["']? *$""")
_LIKE_A_KEY = re.compile("[a-z][a-z0-9_]*")
# Between braces: what is quoted, a bracket, and a colon right behind a key.
_IN_BRACES = re.compile(r"\"[^\"]*+\"|'[^']*+'|[{}\[\]]|, *+[^\W\d][\w-]*+(?P<colon>:)(?![\s/])")
_UNIT = r"[^\s,{}\[\]\"'#:0-9]+"
_SPLIT_AMOUNT = re.compile(
    rf": *([¥￥]?(?:[0-9]+{_UNIT} ?)?[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?: ?{_UNIT}(?: {_UNIT})?)?)(?= *[,}}])"
)
_TEXT_BEHIND_KEY = re.compile(r" *(?:- +)*([^\s:#\"'{}\[\]]+): +([^\s\"'\[\]{}|>&*!#%@`].*)")
_QUOTABLE = re.compile(r"[^\"'\\]*")
_DOUBLE, _SINGLE = "“”„‟＂", "‘’‚‛＇"
_END = r"[ \t]*(?:#.*)?$"
_ENCLOSED = re.compile(
    rf"[{_DOUBLE}][^\"\\{_DOUBLE}]*([{_DOUBLE}]){_END}|[{_SINGLE}][^\"\\{_SINGLE}]*([{_SINGLE}]){_END}"
)
_CURLY_END = re.compile(rf"\"[^\"\\{_DOUBLE}]*([{_DOUBLE}])(?=[ \t]*[,\]}}]|{_END})[^\"{_DOUBLE}]*$")
_CURLY_END_OF_SINGLE = re.compile(rf"'[^'{_SINGLE}]*([{_SINGLE}])(?=[ \t]*[,\]}}]|{_END})[^'{_SINGLE}]*$")


def mend(lines: list[str], problem: Problem) -> Mend | None:
    """Return what would mend a line that keeps a file from being read; None where nothing is likely to."""
    make, place = _MAKERS.get(problem.message), problem.place
    if make is None or place is None or problem.rule not in ("yaml-syntax", "yaml-key"):
        return None
    return make(lines[place.line - 1], place)  # of another rule the place may lie behind the last line


def _colon(line: str, place: Place) -> Mend:
    """Write a half-width colon and a space in place of a full-width one, or of an odd space or none behind a colon."""
    at = place.column - 1
    if line[at] not in ":：":  # it is the space behind the colon that was told
        at -= 1
    behind = _SPACES.match(line, at + 1)
    spaces = behind[0] if behind else ""
    is_last = at + 1 + len(spaces) == len(line)
    text = ":" if is_last else ": "
    if not spaces.strip(" ") and (spaces or is_last):
        spaces, text = "", ":"
    key = _key_before(line, at)
    is_sure = bool(key and (_is_known(key) or _LIKE_A_KEY.fullmatch(key)))
    return _writing(place.line, (at, at + 1 + len(spaces), text), safe=is_sure)


def _no_space(line: str, place: Place) -> Mend:
    """Write a space behind a colon and, between braces, behind each that lacks one in the rest of the same pair."""
    made, depth = [_colon(line, place)], 0
    before = line[: place.column - 1].removesuffix(_key_before(line, place.column - 1) or "").rstrip(" ")
    for found in _IN_BRACES.finditer(line, place.end_column - 1) if before.endswith(("{", ",")) else ():
        depth += (found[0] in "{[") - (found[0] in "]}")
        if depth < 0:
            break
        if found["colon"] and not depth:
            made.append(_colon(line, place._replace(column=found.end())))
    return Mend(tuple(edit for one in made for edit in one.what), "text", safe=all(one.safe for one in made))


def _dash(line: str, place: Place) -> Mend | None:
    """Set quotation marks around a hyphen in the place of a value."""
    return _writing(place.line, (place.column - 1, place.column, '"-"'))


def _space(line: str, place: Place) -> Mend | None:
    """Write an ordinary space in place of odd ones."""
    found = re.compile(f"[{ODD_SPACES}][ {ODD_SPACES}]*").search(line, place.column - 1, place.end_column - 1)
    return _writing(place.line, (*found.span(), " ")) if found else None


def _hyphen(line: str, place: Place) -> Mend | None:
    """Write a hyphen and a space in place of another sign that begins an entry of a list."""
    behind = _SPACES.match(line, place.end_column - 1)
    return _writing(place.line, (place.column - 1, behind.end() if behind else place.end_column - 1, "- "))


def _whole_amount(line: str, place: Place) -> Mend | None:
    """Set quotation marks around an amount between braces that its commas split."""
    start = max(place.column - 1 - limits.LONGEST_NAME, 0)
    for found in _SPLIT_AMOUNT.finditer(line, start, place.column + limits.LONGEST_NAME):
        if found.start(1) < place.column - 1 < found.end(1):
            return _in_quotes(place.line, found.start(1), found[1], safe=True)
    return None


def _quotes(line: str, place: Place) -> Mend | None:
    """Set quotation marks around a value between braces that has a colon in it."""
    value = line[place.column - 1 : place.end_column - 1].rstrip(" \t")
    return _in_quotes(place.line, place.column - 1, value)


def _quotes_behind_key(line: str, place: Place) -> Mend | None:
    """Set quotation marks around the text behind a known key, where a colon in it is no other key's."""
    found = _TEXT_BEHIND_KEY.match(line)
    if found is None or not found.start(2) < place.column or not _is_known(found[1]):
        return None
    before = _key_before(line, place.column - 1)
    if before is None or _is_known(before):
        return None
    return _in_quotes(place.line, found.start(2), found[2].partition(" #")[0].rstrip(" \t"))


def _in_quotes(line: int, start: int, value: str, *, safe: bool = False) -> Mend | None:
    end = start + len(value)
    made = _writing(line, (start, start, '"'), (end, end, '"'), safe=safe)
    return made if value and _QUOTABLE.fullmatch(value) else None


def _curly_quotes(line: str, place: Place) -> Mend | None:
    """Write straight quotation marks around a text that stands in curly ones as a whole."""
    found = _ENCLOSED.match(line, place.column - 1)
    if found is None:
        return None
    end = found.start(1) if found[1] else found.start(2)
    return _writing(place.line, (place.column - 1, place.column, '"'), (end, end + 1, '"'))


def _curly_end(line: str, place: Place) -> Mend | None:
    """Write at the end of a text the quotation mark that it begins with, in place of a curly one."""
    at = place.column - 1
    found = _CURLY_END.match(line, at) or _CURLY_END_OF_SINGLE.match(line, at)
    return _writing(place.line, (*found.span(1), line[at])) if found else None


def _writing(line: int, *pieces: tuple[int, int, str], safe: bool = True) -> Mend:
    """Return the mend that writes texts where pieces of a line stand, which are counted from 0."""
    edits = (Edit(line, start + 1, line, end + 1, text) for start, end, text in pieces)
    return Mend(tuple(edits), "text", safe=safe)


def _key_before(line: str, end: int) -> str | None:
    """Return the word that ends at a place of a line, or right before the spaces there."""
    found = _KEY_BEFORE.search(line[max(end - limits.LONGEST_NAME, 0) : end])
    return found[1].lstrip(ENTRY_SIGNS) if found else None


def _is_known(key: str) -> bool:
    """Say whether a text is a key of a proposal, one of the user's own, or what forms and people call one."""
    return key.startswith(OWN) or fold_name(key) in _known()


@functools.cache
def _known() -> frozenset[str]:
    names = shipped_files.data("data/key_names.yaml")
    return frozenset(fold_name(name) for key, called in names.items() for name in (key, *called))


_MAKERS: dict[str, Callable[[str, Place], Mend | None]] = {
    "full-width-colon": _colon,
    "odd-space": _colon,
    "no-space": _no_space,
    "odd-space-here": _space,
    "dash-value": _dash,
    "odd-dash": _hyphen,
    "dash-no-space": _hyphen,
    "bullet": _hyphen,
    "split-amount": _whole_amount,
    "colon-in-text": _quotes_behind_key,
    "colon-in-braces": _quotes,
    "curly-quote": _curly_quotes,
    "curly-end": _curly_end,
}

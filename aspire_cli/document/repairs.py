"""Mends of what keeps a file from being read: signs of a Japanese keyboard or a word processor in place of YAML's."""

import functools
import re
from collections.abc import Callable

from aspire_cli import shipped_files
from aspire_cli.document import indentation
from aspire_cli.document.document import Document
from aspire_cli.document.slips import ODD_SPACES
from aspire_cli.document.tree import OWN
from aspire_cli.problem import Edit, Mend, Place
from aspire_cli.words.spelling import fold_name

_SPACES = re.compile(f"[ {ODD_SPACES}]*")
_KEY_BEFORE = re.compile(r"""(?:^|[\s{,\["'-])([^\s{,\["']+)["']?$""")
_TEXT_BEHIND_KEY = re.compile(r" *(?:- +)*([^\s:#\"'{}\[\]]+): +([^\s\"'\[\]{}|>&*!#%@`].*)")
_QUOTABLE = re.compile(r"[^\"'\\]*")
_DOUBLE, _SINGLE = "“”„‟＂", "‘’‚‛＇"
_END = r"[ \t]*(?:#.*)?$"
_ENCLOSED = re.compile(
    rf"[{_DOUBLE}][^\"\\{_DOUBLE}]*([{_DOUBLE}]){_END}|[{_SINGLE}][^\"\\{_SINGLE}]*([{_SINGLE}]){_END}"
)
_CURLY_END = re.compile(rf"\"[^\"\\{_DOUBLE}]*([{_DOUBLE}])(?=[ \t]*[,\]}}]|{_END})[^\"{_DOUBLE}]*$")
_CURLY_END_OF_SINGLE = re.compile(rf"'[^'{_SINGLE}]*([{_SINGLE}])(?=[ \t]*[,\]}}]|{_END})[^'{_SINGLE}]*$")


def mend(document: Document, rule: str, variant: str, place: Place) -> Mend | None:
    """Return what would mend a file that cannot be read, at the place of a finding; None where that is not certain."""
    if rule != "yaml-syntax":
        return None
    if variant in indentation.VARIANTS:
        told = {one.place.line for one in document.problems if one.place and one.message in indentation.VARIANTS}
        edits = indentation.edits(document.text, place.line, told)
        return Mend(edits, "text") if edits else None
    make = _MAKERS.get(variant)
    return make(document.line(place.line), place) if make else None


def _colon(line: str, place: Place) -> Mend | None:
    """Write a half-width colon and a space in place of a full-width one, or of an odd space or none behind a colon."""
    at = place.column - 1
    if line[at] not in ":：":  # it is the space behind the colon that was told
        at -= 1
    behind = _SPACES.match(line, at + 1)
    spaces = behind[0] if behind else ""
    is_last = at + 1 + len(spaces) == len(line)
    if is_last or spaces[:1] == " ":
        spaces, text = "", ":"
    else:
        text = ": "
    key = _KEY_BEFORE.search(line[:at])
    edit = Edit(place.line, at + 1, place.line, at + 2 + len(spaces), text)
    return Mend((edit,), "text", safe=bool(key and _is_known(key[1])))


def _space(line: str, place: Place) -> Mend | None:
    """Write an ordinary space in place of odd ones."""
    found = re.compile(f"[{ODD_SPACES}][ {ODD_SPACES}]*").search(line, place.column - 1, place.end_column - 1)
    if found is None:
        return None
    return Mend((Edit(place.line, found.start() + 1, place.line, found.end() + 1, " "),), "text")


def _hyphen(line: str, place: Place) -> Mend | None:
    """Write a hyphen and a space in place of another sign that begins an entry of a list."""
    behind = _SPACES.match(line, place.end_column - 1)
    end = behind.end() if behind else place.end_column - 1
    return Mend((Edit(place.line, place.column, place.line, end + 1, "- "),), "text")


def _quotes(line: str, place: Place) -> Mend | None:
    """Set quotation marks around a value between braces that has a colon in it."""
    value = line[place.column - 1 : place.end_column - 1].rstrip(" \t")
    return _in_quotes(place.line, place.column - 1, value)


def _quotes_behind_key(line: str, place: Place) -> Mend | None:
    """Set quotation marks around the text behind a known key, where a colon in it is no other key's."""
    found = _TEXT_BEHIND_KEY.match(line)
    if found is None or not found.start(2) < place.column or not _is_known(found[1]):
        return None
    before = _KEY_BEFORE.search(line[: place.column - 1])
    if before is None or _is_known(before[1]):
        return None
    return _in_quotes(place.line, found.start(2), found[2].partition(" #")[0].rstrip(" \t"))


def _in_quotes(line: int, start: int, value: str) -> Mend | None:
    end = start + len(value)
    edits = (Edit(line, start + 1, line, start + 1, '"'), Edit(line, end + 1, line, end + 1, '"'))
    return Mend(edits, "text", safe=False) if value and _QUOTABLE.fullmatch(value) else None


def _curly_quotes(line: str, place: Place) -> Mend | None:
    """Write straight quotation marks around a text that stands in curly ones as a whole."""
    found = _ENCLOSED.match(line, place.column - 1)
    if found is None:
        return None
    end = found.start(1) if found[1] else found.start(2)
    return Mend((_character(place.line, place.column - 1, '"'), _character(place.line, end, '"')), "text")


def _curly_end(line: str, place: Place) -> Mend | None:
    """Write at the end of a text the quotation mark that it begins with, in place of a curly one."""
    at = place.column - 1
    found = _CURLY_END.match(line, at) or _CURLY_END_OF_SINGLE.match(line, at)
    return Mend((_character(place.line, found.start(1), line[at]),), "text") if found else None


def _character(line: int, at: int, text: str) -> Edit:
    return Edit(line, at + 1, line, at + 2, text)


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
    "no-space": _colon,
    "odd-space-here": _space,
    "odd-dash": _hyphen,
    "dash-no-space": _hyphen,
    "bullet": _hyphen,
    "colon-in-text": _quotes_behind_key,
    "colon-in-braces": _quotes,
    "curly-quote": _curly_quotes,
    "curly-end": _curly_end,
}

"""A finding's sentences cut into text and code, for formats in which the two look different.

Our own words mark code with backticks; a backtick in a user's text marks nothing.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from aspire_cli.finding import Finding
from aspire_cli.reports import View
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Code, Lang, Shown

# Around what a finding's values say, while a sentence is cut: in a user's text these are written out by then.
_FIRST, _LAST = "\ufdd0", "\ufdd1"
_OURS_AND_THEIRS = f"({_FIRST}[^{_LAST}]*{_LAST}|`)"


class Piece(NamedTuple):
    """A stretch of a sentence, safe to show and not yet escaped for any format."""

    text: str
    code: bool


def messages(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what is wrong, once in each language asked for."""
    return [_cut(_marked(finding, lang, view).message_in(lang, view.unit)) for lang in view.langs]


def hints(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what would mend it, once in each language asked for."""
    said = [_marked(finding, lang, view).hint_in(lang, view.unit) for lang in view.langs]
    return [_cut(hint) for hint in said if hint is not None]


def said(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what is wrong and what would mend it, together, once in each language asked for."""
    found = messages(finding, view)
    hinted = hints(finding, view) or [[] for _ in found]
    return [
        [*message, *([Piece("" if lang == "ja" else " ", code=False), *hint] if hint else [])]
        for lang, message, hint in zip(view.langs, found, hinted, strict=True)
    ]


def cut(sentence: Mapping[str, str], values: Mapping[str, object], view: View) -> list[list[Piece]]:
    """Return a sentence of our own, written in both languages, filled with values: once in each language asked for."""
    return [
        _cut(words.fill(sentence[lang], {name: _around(value, lang, view) for name, value in values.items()}, lang))
        for lang in view.langs
    ]


def _marked(finding: Finding, lang: Lang, view: View) -> Finding:
    return finding._replace(values={name: _around(value, lang, view) for name, value in finding.values.items()})


def _around(value: object, lang: Lang, view: View) -> Shown | tuple[Any, ...]:
    """Return a value as it is spoken, between marks; the backticks of a piece of code are our own and stand outside."""
    if type(value) in (list, tuple):
        return tuple(_around(item, lang, view) for item in cast("tuple[Any, ...]", value))
    text = words.spoken(value, lang, view.unit)
    fence = "`" if isinstance(value, Code) and re.fullmatch("`[^`]+`", text) else ""
    return Shown(f"{fence}{_FIRST}{text.removeprefix(fence).removesuffix(fence)}{_LAST}{fence}")


def _cut(sentence: str) -> list[Piece]:
    pieces: list[Piece] = []
    code = False
    for part in re.split(_OURS_AND_THEIRS, sentence):
        if part == "`":
            code = not code
        elif part:
            text = part.strip(_FIRST + _LAST)
            if pieces and pieces[-1].code is code:
                text = pieces.pop().text + text
            pieces.append(Piece(text, code))
    return pieces

"""Patterns of names for the editor: every spelling that `spelling.fold` takes for one of them.

A pattern means the same in ECMAScript (with the flag u) and in Python, and takes linear time.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from aspire_cli.characters import DASHES
from aspire_cli.words.spelling import BETWEEN_NAMES, BRACKETS, MOST_NAMES, PLACEHOLDERS, fold, stands_alone

SPACES = r" \u00a0\u2000-\u200a\u202f\u205f\u3000"  # what `characters.in_one_width` makes of a space, as a class
_TO_FULL_WIDTH = 0xFEE0  # from an ASCII character


def _placeholder(text: str) -> str:
    """Return the pattern of a placeholder in either case and width: `[XxＸｘ]{3}` of `xxx`."""
    if text == "-":
        return f"[-{DASHES}ー]"
    pattern = ""
    for character, run in groupby(text):
        count = len(list(run))
        ways = dict.fromkeys((character.upper(), character))
        wide = "".join(chr(ord(way) + _TO_FULL_WIDTH) for way in ways if way.isascii())
        times = f"{{{count}}}" if count > 1 else ""
        pattern += f"[{''.join(ways)}{wide}]{times}" if wide else character * count
    return pattern


_BRACKET = "".join(f"\\{one}{chr(ord(one) + _TO_FULL_WIDTH)}" if one in "()[]{}" else one for one in BRACKETS)
_SPACES = f"[{SPACES}]*"
_BEFORE, _BEHIND = (f"(?:{one})*" for one in (f"[{_BRACKET}＜＞]{_SPACES}", f"{_SPACES}[{_BRACKET}＜＞]"))
PLACEHOLDER = f"(?:{_BEFORE}(?:{'|'.join(map(_placeholder, PLACEHOLDERS))}){_BEHIND})"
WRITTEN = rf"^(?!\s*(?:{PLACEHOLDER}\s*)?$)"
# The characters of a name that can be told by looking at it, and the signs besides that some names hold. A text with
# any other (a bracket around a second name, a dot, a full-width letter) is left to `aspire check`: classes of all that
# stands for one letter would take a second to compile.
_LETTERS = "A-Za-z0-9À-ÖØ-Þà-öø-þ々ぁ-ゖァ-ー㐀-䶿一-鿿\\s"
PLAIN = f"{_LETTERS}&'’-"
PLAIN_OR_SIGN = f"{_LETTERS}!-~"
_LATIN, _JAPANESE = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]", "[\u3040-\u30ff\u3400-\u9fff･-ﾟ]"
_SPECIAL = r"\^$.*+?()[]{}|"
_HALF_WIDTH = {
    unicodedata.normalize("NFKC", chr(code) + mark): chr(code) + mark
    for mark in ("\uff9f", "\uff9e", "")
    for code in range(0xFF61, 0xFF9E)
}


def exact_names(things: Iterable[Sequence[str]]) -> str:
    """Return a pattern of the names of each thing in either case and width, or of several names of one thing."""
    return f"^{_signs()}*(?:{'|'.join(_names(spellings, _in_either_width) for spellings in things)})$"


def loose(spellings: Iterable[str], plain: str) -> str:
    """Return a pattern of the spellings in either case, and of any text with a character that is not a plain one."""
    known = _any_of(_in_plain(spellings, plain), _cases)
    return rf"^(?:[{plain}]*[^{plain}]|\s*(?:(?=\S)(?:{PLACEHOLDER}|{known})\s*)?$)"


def loose_names(spellings: Iterable[str], plain: str = PLAIN, *, optional: bool = False) -> str:
    """Return a pattern of the spellings, or several of them, in either case, and of any text that is not plain.

    That several name one thing is left to `aspire check`. Where it is `optional`, nothing at all and a placeholder are
    among them, elsewhere they are not.
    """
    ways = f"[{plain}]*[^{plain}]|{_signs()}*{_names(_in_plain(spellings, plain), _cases)}$"
    return rf"^(?:{ways}|\s*(?:{PLACEHOLDER}\s*)?$)" if optional else f"{WRITTEN}(?:{ways})"


def _in_plain(spellings: Iterable[str], plain: str) -> list[str]:
    return [one for one in spellings if re.fullmatch(f"[{plain}]*", fold(one))]


def _names(spellings: Sequence[str], ways: Callable[[str], list[str]]) -> str:
    """Return the pattern of up to three names behind one another, as `spelling.all_named` takes them apart."""
    in_latin = [one for one in spellings if one[-1].isascii()]
    others = [one for one in spellings if not one[-1].isascii()]
    parts = (
        f"(?:{_any_of(some, ways)})(?:{_signs()}+|$|(?={next_to}))"
        for some, next_to in ((in_latin, _JAPANESE), (others, _LATIN))
        if some
    )
    return f"(?:(?!{_signs()})(?:{'|'.join(parts)})){{1,{MOST_NAMES}}}"


@functools.cache
def _signs() -> str:
    """Return the class of what may stand between two names, in either width."""
    ways = [way for character in BETWEEN_NAMES for way in _in_either_width(character) if way != "-"]
    return f"[-\\s{''.join(map(_escaped, dict.fromkeys(ways)))}]"


def none_of(texts: Iterable[str]) -> str:
    """Return the beginning of a pattern that does not match one of the texts, written exactly so."""
    return rf"(?!(?:{'|'.join(map(_escaped, texts))})$(?!\n))"


def _any_of(spellings: Iterable[str], ways: Callable[[str], list[str]]) -> str:
    return "|".join("".join(_pieces(name, ways)) for name in dict.fromkeys(map(fold, spellings)))


def _pieces(folded: str, ways: Callable[[str], list[str]]) -> Iterator[str]:
    """Yield the patterns of the characters of a folded name, and of the spaces that may stand between them."""
    before = " "
    for character in folded:
        if character == " ":
            yield r"\s+"
        else:
            if before != " " and not folded.isascii() and (stands_alone(before) or stands_alone(character)):
                yield r"\s*"
            yield _one_of(ways(character))
        before = character


def _cases(character: str) -> list[str]:
    return list(dict.fromkeys(one for one in (character, character.upper()) if one.casefold() == character))


def _in_either_width(character: str) -> list[str]:
    wide = [chr(ord(one) + _TO_FULL_WIDTH) for one in _cases(character) if one.isascii()]
    return [*_cases(character), *wide, *([_HALF_WIDTH[character]] if character in _HALF_WIDTH else [])]


def _one_of(ways: list[str]) -> str:
    if len(ways) == 1:
        return _escaped(ways[0])
    if all(len(way) == 1 for way in ways):
        return f"[{''.join(map(_escaped, ways))}]"
    return f"(?:{'|'.join(ways)})"


def _escaped(text: str) -> str:
    return "".join(f"\\{one}" if one in _SPECIAL else one for one in text)

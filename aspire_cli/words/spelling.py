"""How names are compared, and which known one a misspelt one is nearest to."""

import functools
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from aspire_cli import limits
from aspire_cli.characters import DASHES, in_one_width

_NEAR = 0.6  # difflib's ratio from which a name is worth suggesting
_SHORTEST, _LONG = 3, 8  # letters of a word that can be told when misspelt, and of one in which two may be wrong
_NO_SPACE_BESIDE = "/・"  # and beside Japanese characters
# What stands where something is yet to come, folded; it counts as not written.
PLACEHOLDERS = (
    *("tbd", "tba", "tbc", "todo", "xxx", "???", "n/a", "none", "…", "...", "-"),
    *("未定", "調整中", "検討中", "確認中", "要確認", "未記入", "未入力", "仮", "なし", "特になし", "該当なし"),
    *("○○", "〇〇", "◯◯", "●●", "△△", "××"),
)
BRACKETS = "()[]{}<>【】「」『』〔〕〈〉《》"  # left aside around a placeholder
BETWEEN_NAMES = f"{BRACKETS},、/:;|=・-{DASHES}"  # where a thing is named twice: `フランス(FR)`; a space does it too
LATIN, JAPANESE = "[0-9A-Za-z]", "[\u3040-\u30ff\u3400-\u9fff]"  # names touch where one follows upon the other
_A_NAME_S_PIECE = (
    rf"(?:(?!{LATIN}{JAPANESE}|{JAPANESE}{LATIN})[^\s{re.escape(BETWEEN_NAMES)}])*[^\s{re.escape(BETWEEN_NAMES)}]"
)
_MOST_PIECES = 16  # words of a text that may be several names
MOST_NAMES = 3  # of one thing in one text: `UK (England)`

Suggested = TypeVar("Suggested")
Named = TypeVar("Named")


def fold(text: str) -> str:
    """Return the text as names are compared: in one width, case folded, spaces at the ends gone and inner ones single.

    Spaces beside Japanese characters, which word processors like to set, are gone too.
    """
    if not text.isascii():
        text = normalized(normalized(text).casefold())
    words = text.casefold().split()
    if len(words) < 2 or text.isascii():
        return " ".join(words)
    # Word by word: a pattern with as many characters in it takes longer to compile than a proposal to check.
    between = ("" if stands_alone(one[-1]) or stands_alone(other[0]) else " " for one, other in pairwise(words))
    return words[0] + "".join(space + word for space, word in zip(between, words[1:], strict=True))


def fold_name(text: str) -> str:
    """Return a name folded; what is too long for one, as it is written."""
    return fold(text) if len(text) <= limits.LONGEST_NAME else text


def stands_alone(character: str) -> bool:
    """Say whether a space beside a character means nothing: a Japanese one, or one that joins two names."""
    japanese = "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"
    return japanese or "\uff66" <= character <= "\uff9f" or character in _NO_SPACE_BESIDE


def normalized(text: str) -> str:
    """Return the text in one width, stretch by stretch: over many combining marks at once that takes very long."""
    step = limits.LONGEST_NAME
    if len(text) <= step:
        return _stretch(text)
    return "".join(_stretch(text[start : start + step]) for start in range(0, len(text), step))


_stretch = functools.lru_cache(maxsize=512)(in_one_width)


def nearest(text: str, candidates: Iterable[str], limit: int = 3, near: float = _NEAR) -> tuple[str, ...]:
    """Return the candidates that look most like the text, best first, at most `limit`; `near` is difflib's ratio."""
    if len(text) > limits.LONGEST_NAME:
        return ()
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(fold(candidate), candidate)
    return tuple(folded[match] for match in get_close_matches(fold(text), folded, limit, near))


def all_named(text: str, named: Callable[[str], Named | None]) -> tuple[Named, ...]:
    """Return the different things that a text names, where it is nothing but up to three names; else nothing.

    The names stand behind one another, with signs, brackets or spaces between them, or in two scripts: `フランスFR`.
    """
    if len(text) > limits.LONGEST_NAME:
        return ()
    plain = normalized(text)
    pieces = [match.span() for match in re.finditer(_A_NAME_S_PIECE, plain)]
    return tuple(dict.fromkeys(_named_behind(plain, pieces, named, MOST_NAMES))) if len(pieces) <= _MOST_PIECES else ()


def the_one(found: tuple[Named, ...]) -> Named | None:
    """Return what all names of a text stand for; None where they stand for different things."""
    return found[0] if len(found) == 1 else None


def _named_behind(
    text: str, pieces: list[tuple[int, int]], named: Callable[[str], Named | None], most: int
) -> list[Named]:
    """Return what up to so many names made of pieces of a text name, the first as long as can be; or nothing."""
    for count in range(len(pieces), 0, -1):
        found = named(text[pieces[0][0] : pieces[count - 1][1]])
        if found is not None:
            if count == len(pieces):
                return [found]
            others = _named_behind(text, pieces[count:], named, most - 1) if most > 1 else []
            if others:
                return [found, *others]
    return []


def one_near(text: str, candidates: Iterable[str]) -> str | None:
    """Return the one candidate that a text is a misspelling of; None where there is none, or more than one."""
    return the_one(tuple(one for one in candidates if is_near(text, one)))


def is_near(text: str, word: str) -> bool:
    """Say whether a text is a letter off from a word, or two from a long one.

    A letter off is one too many, one missing, another one, or one that changed places with its neighbour.
    """
    return len(text) <= limits.LONGEST_NAME and _is_near(fold(text), fold(word))


@functools.lru_cache(maxsize=2048)  # a slip is often made again and again
def _is_near(text: str, word: str) -> bool:
    most = 2 if len(word) >= _LONG else 1
    if min(len(text), len(word)) < _SHORTEST or abs(len(text) - len(word)) > most:
        return False
    # Each letter that is off brings at most one letter in and takes one away: nearly all words differ in more.
    return len(set(text) ^ set(word)) <= 2 * most and _letters_off(text, word) <= most


def _letters_off(text: str, word: str) -> int:
    """Return how many letters a text is off from a word (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for number, letter in enumerate(text, 1):
        before, above, row = row, before, [number]
        for at, other in enumerate(word, 1):
            best = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != other))
            if number > 1 and at > 1 and letter == word[at - 2] and text[number - 2] == other:
                best = min(best, above[at - 2] + 1)
            row.append(best)
    return row[-1]


def sparingly(suggest: Callable[..., tuple[Suggested, ...]]) -> Callable[..., tuple[Suggested, ...]]:
    """Return a function that suggests for the first few different names, and for the rest of a hostile file nothing."""
    known: dict[tuple[object, ...], tuple[Suggested, ...]] = {}

    def suggested(*asked: object) -> tuple[Suggested, ...]:
        if asked not in known and len(known) < limits.MOST_SUGGESTIONS:
            known[asked] = suggest(*asked)
        return known.get(asked, ())

    return suggested

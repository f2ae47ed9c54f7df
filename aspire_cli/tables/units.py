"""The unit that a text names or speaks of: a currency, with a multiple before or behind it."""

import functools
import re

from aspire_cli import limits
from aspire_cli.tables.known import BRACKETED, known
from aspire_cli.words.spelling import fold

OF_UNIT = r"(?:単位|\bunits?\b|\bamounts?\b|\bfigures?\b|\bin\b)"  # a word before the unit
_BEHIND = r"単位|で(?:記[入載]|表示)"
_GAP = 12  # characters between such a word and the unit
# What stands beside such a word in a sentence on something else: how amounts are rounded, a bound.
_OTHERWISE = r"切り?[捨上]|四捨|丸め|端数|未満|以[上下]|超|上限|round|less|more|over|above|below|under|at most|up to"


def named(text: str) -> str | None:
    """Return the unit that a text names by itself, in brackets or not: 千円, (thousand yen)."""
    return _named(fold(text))


def _named(folded: str) -> str | None:
    match = re.fullmatch(_pattern(), folded.strip("()[]【】〔〕: ").removeprefix("in "))
    return _unit(match) if match else None


def said(text: str) -> str | None:
    """Return the unit that a text speaks of: 単位:千円, `Unit: thousand yen`, or the unit alone."""
    folded = fold(text[: limits.LONGEST_NAME])
    if not any(sign in folded for sign in known()["currency"]):
        return None
    if found := _named(folded):
        return found
    speaks = re.search(rf"{OF_UNIT}|{_BEHIND}", folded)
    for match in () if speaks is None else re.finditer(rf"(?<![0-9億万千百十a-z]){_pattern()}(?![a-z])", folded):
        *_, gap = re.split(OF_UNIT, folded[: match.start()])
        before = len(gap) < match.start() and len(gap) <= _GAP and not re.search(_OTHERWISE, gap)
        behind = re.match(_BEHIND, folded[match.end() :])
        after = folded[match.end() : match.end() + _GAP] if behind else ""
        if before or (behind and not re.search(_OTHERWISE, after)):
            return _unit(match)
    return in_brackets(folded)


def in_brackets(text: str) -> str | None:
    """Return the unit that the last brackets of a text name: 物品費(千円)."""
    if not any(sign in text for sign in "([【〔<＜"):
        return None
    found = re.findall(BRACKETED, text)
    return named(found[-1]) if found else None


@functools.cache
def _multiples() -> dict[str, str]:
    return {fold(one): unit for unit, names in known()["multiples"].items() for one in names}


@functools.cache
def _pattern() -> str:
    currency, multiple = (
        "|".join(map(re.escape, sorted(map(fold, words), key=len, reverse=True)))
        for words in (known()["currency"], _multiples())
    )
    return rf"(?:({multiple})\s?(?:of )?)?(?:{currency})(?:\s?(?:in )?\(?({multiple})\)?)?"


def _unit(match: re.Match[str]) -> str | None:
    multiple = match[1] or match[2]
    return None if match[1] and match[2] else _multiples()[multiple] if multiple else "yen"

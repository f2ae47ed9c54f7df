"""What counts as written: a key that is absent, null, empty or a placeholder is not."""

from collections.abc import Mapping
from typing import Any

from aspire_cli import limits
from aspire_cli.characters import DASHES, in_one_width
from aspire_cli.document.tree import OWN
from aspire_cli.words.spelling import BRACKETS, PLACEHOLDERS

_TO_HYPHEN = str.maketrans(dict.fromkeys(f"{DASHES}ー", "-"))  # the sign of a long vowel, alone, is a dash too

# A text that begins with one of these is written, whatever follows: no placeholder begins so, in whatever width.
BEGINS_NO_PLACEHOLDER = frozenset(map(chr, range(0x21, 0x7F))) - set("tTxXnN.?-()[]{}<>")
_BEGIN_A_PLACEHOLDER = frozenset(one[:length] for one in PLACEHOLDERS for length in (1, 2)) | {"ー"}


def is_surely_written(text: str) -> bool:
    """Say of a text by its first two characters whether it is written; where they do not tell, nothing is sure."""
    first = text[:1]
    if first in BEGINS_NO_PLACEHOLDER:
        return True
    if first.isascii():
        two = text[:2]
        return first.isalpha() and two.isascii() and two.lower() not in _BEGIN_A_PLACEHOLDER
    # Kana and kanji have one width, and no mark behind one makes of it another one that a placeholder begins with.
    return "ぁ" <= first <= "\u9fff" and first.isprintable() and first not in _BEGIN_A_PLACEHOLDER


def is_placeholder(value: object) -> bool:
    """Say whether a value is, as a whole, one of the texts that stand for something yet to come."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    # To compose many combining marks takes very long, and no placeholder is long.
    if len(text) > limits.LONGEST_PLACEHOLDER:
        return False
    bare = in_one_width(text).strip(f" {BRACKETS}").lower()
    return (bare.translate(_TO_HYPHEN) if len(bare) == 1 else bare) in PLACEHOLDERS


def is_written(value: object) -> bool:
    """Say whether anything is written: not null, not an empty text or list, not a placeholder."""
    if isinstance(value, str):
        if is_surely_written(value):
            return True
        return any(one.isprintable() and not one.isspace() for one in value) and not is_placeholder(value)
    if isinstance(value, list):
        return any(item.__class__ is dict or item.__class__ is list or is_written(item) for item in value)
    return value is not None


def is_own_key(key: str) -> bool:
    """Say whether a key is one of the users' own, under which anything may stand."""
    return key.startswith(OWN)


def says_nothing(group: Mapping[str, Any]) -> bool:
    """Say whether a group of keys holds nothing written, save under the users' own keys."""
    return not any(is_written(value) for key, value in group.items() if not is_own_key(key))

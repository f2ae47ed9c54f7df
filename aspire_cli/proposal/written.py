"""What counts as written: a key that is absent, null, empty or a placeholder is not."""

import math
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from aspire_cli import limits, money
from aspire_cli.problem import Path
from aspire_cli.shape.table import PROPOSAL
from aspire_cli.words.spelling import PLACEHOLDERS

if TYPE_CHECKING:
    from decimal import Decimal

# A text that begins with one of these is written, whatever follows: no placeholder begins so, in whatever width.
_BEGINS_NO_PLACEHOLDER = frozenset(map(chr, range(0x21, 0x7F))) - set("tTxX.")
# Here a placeholder is left to the rule that speaks of placeholders; the key itself is written.
_SPOKEN_OF_BY_A_RULE = frozenset({"title", "name", "institution"})
# Here an empty list is not an unwritten key but a wrong value: one entry at least must stand in it.
_NEVER_EMPTY = frozenset({("counterparts",), ("budget", "years")})


def is_placeholder(value: object) -> bool:
    """Say whether a value is, as a whole, one of the texts that stand for something yet to come."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    # To normalize many combining marks takes very long, and no placeholder is long.
    if len(text) > limits.LONGEST_PLACEHOLDER:
        return False
    return unicodedata.normalize("NFKC", text).strip().lower() in PLACEHOLDERS


def is_written(value: object) -> bool:
    """Say whether anything is written: not null, not an empty text or list, not a placeholder."""
    if value is None:
        return False
    if isinstance(value, str):
        if value[:1] in _BEGINS_NO_PLACEHOLDER:
            return True
        return any(one.isprintable() and not one.isspace() for one in value) and not is_placeholder(value)
    if isinstance(value, list):
        return any(isinstance(item, list | dict) or is_written(item) for item in value)
    return True


def is_own_key(key: str) -> bool:
    """Say whether a key is one of the users' own, under which anything may stand."""
    return key.startswith("x-")


def says_nothing(group: Mapping[str, Any]) -> bool:
    """Say whether a group of keys holds nothing written, save under the users' own keys."""
    return not any(is_written(value) for key, value in group.items() if not is_own_key(key))


def may_count(entry: object) -> bool:
    """Say whether an entry of a list says something, or is ill-shaped, of which the shape check speaks."""
    return not says_nothing(entry) if isinstance(entry, dict) else isinstance(entry, list) or is_written(entry)


class NotFinite(NamedTuple):
    """What stands for `.inf` and `.nan`, which are of no type of the schema and cannot be compared."""

    written: str


def only_written(data: Any, replaced: Mapping[Path, Any], path: Path = (), shape: Any = PROPOSAL) -> Any:
    """Return a copy of the data with unwritten keys left out and `replaced` values in place of those at their paths.

    A key that has no place where it stands is kept, written or not: that is for the shape check to say.
    """
    if path in replaced:
        return replaced[path]
    if isinstance(data, list):
        entry = shape[list][1] if list in shape else {}
        return [only_written(item, replaced, (*path, number), entry) for number, item in enumerate(data)]
    if not isinstance(data, dict):
        return _number(data, shape) if money.is_number(data) else data
    known = shape[dict][1] if dict in shape else {}
    return {
        key: only_written(item, replaced, (*path, key), known.get(key, {}))
        for key, item in data.items()
        if key not in known or _stays((*path, key), item)
    }


def _number(number: "int | Decimal", shape: Any) -> Any:
    """Return a number as the shape check knows it: 2027.0 too is a whole one, as it is in an editor."""
    if not math.isfinite(number):
        return NotFinite(str(number))
    whole = money.whole_number(number) if int in shape else None
    return number if whole is None else whole


def _stays(path: Path, value: object) -> bool:
    if is_written(value):
        return True
    if value == [] and path in _NEVER_EMPTY:
        return True
    return is_placeholder(value) and any(step in _SPOKEN_OF_BY_A_RULE for step in path[-2:])

"""What of a proposal its JSON Schema is asked about: the written part, with a sound value where reading has spoken."""

import math
from typing import Any

from aspire_cli import money
from aspire_cli.fiscal import FIRST_FISCAL_YEAR
from aspire_cli.proposal.table import PROPOSAL, Shape
from aspire_cli.proposal.values import percent
from aspire_cli.proposal.written import is_own_key, is_placeholder, is_written, says_nothing
from aspire_cli.records import NamedTuple

# What stands for values of which reading, or a rule, says whether they are right.
_SOUND_FOR_NUMBER = {"date": "2000-01-01", "amount": 0, "budget-amount": 0}
_SOUND_FOR_TEXT = {**_SOUND_FOR_NUMBER, "fiscal-year": FIRST_FISCAL_YEAR}
_SOUND_FOR_WHOLE_NUMBER = {"fiscal-year": FIRST_FISCAL_YEAR, "whole": 1}
_SOUND_SUPPORT = {"status": "planned"}


class NotFinite(NamedTuple):
    """What stands for `.inf` and `.nan`, which are of no type of the schema and cannot be compared."""


def only_written(data: Any, shape: Shape = PROPOSAL) -> Any:
    """Return a copy of the data with unwritten keys left out, and sound values for those that are read.

    A key that has no place where it stands is kept, written or not: that is for the shape check to say.
    """
    if isinstance(data, list):
        return [only_written(item, shape.entry or Shape()) for item in data]
    if not isinstance(data, dict):
        return _single(data, shape)
    if shape.may_be_blank and says_nothing(data) and all(key in shape.keys or is_own_key(key) for key in data):
        return _SOUND_SUPPORT
    return {
        key: only_written(item, shape.keys.get(key, Shape()))
        for key, item in data.items()
        if key not in shape.keys or _stays(item, shape.keys[key], shape)
    }


def _stays(value: object, shape: Shape, group: Shape) -> bool:
    """Say whether a known key of a group is not left out: what is written, or what a rule speaks of all the same."""
    is_name = "name" in (shape.value, group.value)  # alone, or by language
    return is_written(value) or (is_name and is_placeholder(value))


def _single(value: Any, shape: Shape) -> Any:
    """Return a single value as the schema is to see it: 2027.0 too is a whole number, as it is in an editor."""
    kind = shape.value
    if isinstance(value, str):
        match kind:
            case "choice":
                return shape.chosen(value) or value
            case "percent":
                return value if (number := percent(value)) is None else number
            case "call":
                return {}
        return _SOUND_FOR_TEXT.get(kind, value)
    if not money.is_number(value):
        return value
    if kind in _SOUND_FOR_NUMBER:
        return _SOUND_FOR_NUMBER[kind]
    if not math.isfinite(value):
        return NotFinite()
    whole = money.whole_number(value)
    if whole is None:
        return value
    return _SOUND_FOR_WHOLE_NUMBER.get(kind, whole if kind in ("numeral", "number", "percent") else value)

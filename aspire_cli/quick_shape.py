"""Tells quickly that a proposal is well-shaped; where it cannot, jsonschema is the judge."""

from typing import Any

from aspire_cli.shape_table import PROPOSAL

_OWN_KEY = "x-"
_UNSOUND = object()


def accepts(value: Any, shape: Any = PROPOSAL) -> bool:
    """Say whether a value surely has a shape; never where jsonschema would find a fault in it."""
    sound = shape.get(type(value), _UNSOUND)
    if sound is None:
        return True
    if sound is _UNSOUND:
        return False
    if isinstance(value, dict):
        required, shapes, one_of = sound
        for key, item in value.items():
            below = shapes.get(key)
            if not (key.startswith(_OWN_KEY) if below is None else accepts(item, below)):
                return False
        return (required is None or required <= value.keys()) and (one_of is None or not one_of.isdisjoint(value))
    if isinstance(value, list):
        least, entry = sound
        return len(value) >= least and all(accepts(item, entry) for item in value)
    return value in sound if isinstance(value, str) else sound[0] <= value <= sound[1]

"""Tells quickly that a proposal is well-shaped but for unknown keys; where it cannot, jsonschema is the judge."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aspire_cli.problem import Path
from aspire_cli.shape.table import PROPOSAL

_OWN_KEY = "x-"
_UNSOUND = object()


class UnknownKey(NamedTuple):
    """A key that is not known: its path, the group it stands in, the keys known there, and whether a text may be."""

    path: Path
    group: Mapping[str, Any]
    known: tuple[str, ...]
    may_be_text: bool


def unknown_keys(value: Any) -> list[UnknownKey] | None:
    """Return the unknown keys, where surely nothing else is wrong; None where jsonschema may find another fault."""
    found: list[UnknownKey] = []
    return found if _fits(value, PROPOSAL, (), found) else None


def _fits(value: Any, shape: Any, path: Path, unknown: list[UnknownKey]) -> bool:
    """Say whether a value has a shape, but for unknown keys, which are added."""
    sound = shape.get(type(value), _UNSOUND)
    if sound is None:
        return True
    if sound is _UNSOUND:
        return False
    if isinstance(value, dict):
        required, shapes, one_of = sound
        for key, item in value.items():
            below = shapes.get(key)
            if below is not None:
                if not _fits(item, below, (*path, key), unknown):
                    return False
            elif not key.startswith(_OWN_KEY):
                unknown.append(UnknownKey((*path, key), value, tuple(shapes), str in shape))
        return (required is None or required <= value.keys()) and (one_of is None or not one_of.isdisjoint(value))
    if isinstance(value, list):
        least, entry = sound
        return len(value) >= least and all(_fits(item, entry, (*path, n), unknown) for n, item in enumerate(value))
    return value in sound if isinstance(value, str) else sound[0] <= value <= sound[1]

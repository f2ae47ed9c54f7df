"""Shape: what the schema asks for, in plain words, one finding a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.facts import (
    Broken,
    Facts,
    Path,
    Typo,
    Unwritten,
    entries,
    is_missing,
    is_placeholder,
    is_written,
    leaves,
    pointer,
    read,
)
from tests.oracle.findings import Expected, not_yet
from tests.oracle.page import CATEGORIES


def judge(facts: Facts) -> Iterator[Expected]:
    """Every finding of the shape."""
    yield from _values(facts)
    yield from _unknown_keys(facts)
    yield from _missing_keys(facts)
    yield from _placeholders(facts)


def _values(facts: Facts) -> Iterator[Expected]:
    """Values that cannot be read."""
    for path, value in leaves(facts):
        # What stands under a misspelt key is not read at all.
        if isinstance(value, Broken) and not any(isinstance(key, Typo) for key in path):
            yield Expected(value.fault, "error", pointer(path))


def _unknown_keys(facts: Any, path: Path = ()) -> Iterator[Expected]:
    """Misspelt keys, each at the key itself."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            if isinstance(key, Typo):
                yield Expected("schema-unknown-key", "error", pointer((*path, key)))
            else:
                yield from _unknown_keys(value, (*path, key))
    elif isinstance(facts, list):
        for index, value in enumerate(facts):
            yield from _unknown_keys(value, (*path, index))


def _missing_keys(facts: Facts) -> Iterator[Expected]:
    """Keys that the schema asks for and that are not written."""
    for key in ("scheme", "title", "field", "period", "principal_investigator", "counterparts", "activities", "budget"):
        severity = "error" if key == "scheme" else not_yet(facts, "error")
        yield from _missing(facts, facts, (), key, severity)
    for key in ("start", "end"):
        yield from _missing(facts, read(facts, "period"), ("period",), key)
    for key in ("name", "institution"):
        yield from _missing(facts, read(facts, "principal_investigator"), ("principal_investigator",), key)
    for index, one in enumerate(entries(facts, "counterparts")):
        for key in ("name", "institution", "country"):
            yield from _missing(facts, one, ("counterparts", index), key)
        for number, support in enumerate(entries(one, "support")):
            yield from _missing(facts, support, ("counterparts", index, "support", number), "status")
    yield from _missing(facts, read(facts, "budget"), ("budget",), "years")
    for index, entry in enumerate(entries(read(facts, "budget"), "years")):
        yield from _missing(facts, entry, ("budget", "years", index), "fiscal_year")
        if isinstance(entry, dict) and all(is_missing(entry, key) for key in (*CATEGORIES, "direct")):
            yield Expected("schema-missing-key", not_yet(facts, "error"), pointer(("budget", "years", index)))


# A placeholder in these places is told as such, and no key is told missing beside it.
_NAMES = ("name", "institution")


def _missing(facts: Facts, group: Any, path: Path, key: str, severity: str | None = None) -> Iterator[Expected]:
    """A key of a group that is not written, placed at its parent."""
    if not isinstance(group, dict) or not is_missing(group, key):
        return
    value = group.get(key)
    if isinstance(value, Unwritten) and value.placeholder and (key in _NAMES or (key == "title" and not path)):
        return
    # Where the key stands without a value the rules do not say whether its parent or the key is the place.
    place = pointer(path) if key not in group else None
    yield Expected("schema-missing-key", severity or not_yet(facts, "error"), place)


def _placeholders(facts: Facts) -> Iterator[Expected]:
    """Placeholders for the title, a name or an institution, and for an amount beside written ones."""
    named = [(facts, "title")]
    people = [read(facts, "principal_investigator"), *entries(facts, "counterparts"), *entries(facts, "team")]
    named += [(person, key) for person in people for key in _NAMES]
    # Each language of a title or name is a text of its own.
    named += [(group[key], language) for group, key in named for language in _languages(group, key)]
    for group, key in named:
        if is_placeholder(group, key):
            yield Expected("text-placeholder", not_yet(facts, "warning"))
    for entry in entries(read(facts, "budget"), "years"):
        if any(is_written(entry, key) for key in (*CATEGORIES, "direct")):
            for key in (*CATEGORIES, "indirect"):
                if is_placeholder(entry, key):
                    yield Expected("text-placeholder", not_yet(facts, "warning"))


def _languages(group: Any, key: str) -> list[str]:
    """The languages in which a text is written."""
    value = read(group, key)
    return list(value) if isinstance(value, dict) else []

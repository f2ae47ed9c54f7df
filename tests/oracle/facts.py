"""The facts of a generated proposal: plain dicts and lists, with these marks where a value is not a plain one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

Facts = dict[Any, Any]
Path = tuple[Any, ...]


@dataclass(frozen=True)
class Unwritten:
    """A key that stands in the file without a value: null, an empty text or list, or a placeholder."""

    text: str
    placeholder: bool = False


@dataclass(frozen=True)
class Broken:
    """A value that cannot be read, with the rule of the shape that says so."""

    text: str
    fault: str = "schema-bad-value"


@dataclass(frozen=True)
class Unknown:
    """A text that is no country, field, call or agency of the data."""

    text: str


@dataclass(frozen=True)
class Typo:
    """A misspelt key, and the key that was meant."""

    text: str
    meant: str


@dataclass(frozen=True)
class Number:
    """A researcher number as it stands in the file."""

    text: str
    quoted: bool = True


def is_written(facts: Any, key: Any) -> bool:
    """Whether the key has a value, readable or not."""
    return isinstance(facts, dict) and key in facts and not isinstance(facts[key], Unwritten)


def is_misspelt(facts: Any, key: str) -> bool:
    """Whether a misspelt key stands in the place of this one, which is not written itself."""
    if not isinstance(facts, dict) or is_written(facts, key):
        return False
    return any(isinstance(one, Typo) and one.meant == key for one in facts)


def is_missing(facts: Any, key: str) -> bool:
    """Whether the key is asked for in vain: not written, and no misspelt key explains it."""
    return isinstance(facts, dict) and not is_written(facts, key) and not is_misspelt(facts, key)


def is_placeholder(facts: Any, key: Any) -> bool:
    """Whether a placeholder stands for the value."""
    value = facts.get(key) if isinstance(facts, dict) else None
    return isinstance(value, Unwritten) and value.placeholder


def read(facts: Any, key: Any) -> Any:
    """The value where it is written and readable, else None."""
    if not is_written(facts, key) or isinstance(facts[key], Broken):
        return None
    return facts[key]


def is_broken(facts: Any, key: str) -> bool:
    """Whether the key has a value that cannot be read, or is hidden behind a misspelt one."""
    return isinstance(facts, dict) and (isinstance(facts.get(key), Broken) or is_misspelt(facts, key))


def entries(facts: Any, key: str) -> list[Any]:
    """The entries of a list that is written and readable, else none."""
    value = read(facts, key)
    return value if isinstance(value, list) else []


def leaves(facts: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that is no mapping and no list, with its path; an empty list is a value too."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            yield from leaves(value, (*path, key))
    elif isinstance(facts, list) and facts:
        for index, value in enumerate(facts):
            yield from leaves(value, (*path, index))
    else:
        yield path, facts


def pointer(path: Path) -> str:
    """The JSON Pointer of a path."""
    return "".join(f"/{key.text if isinstance(key, Typo) else key}" for key in path)


def rate_of(budget: Any) -> Fraction | None:
    """The percent of indirect costs that is written, 30 where none is, None where it cannot be read."""
    if is_broken(budget, "indirect_rate"):
        return None
    written = read(budget, "indirect_rate")
    return Fraction(30) if written is None else Fraction(str(written))


def period_of(facts: Facts) -> tuple[date, date] | None:
    """First and last day of a period that is one."""
    period = read(facts, "period")
    start, end = read(period, "start"), read(period, "end")
    return (start, end) if start and end and end >= start else None


def start_of(facts: Facts) -> date | None:
    """The first day, None where the period runs backwards: such a period is none."""
    period = read(facts, "period")
    start, end = read(period, "start"), read(period, "end")
    return None if start and end and end < start else start


def scheme_of(facts: Facts) -> str | None:
    """The scheme where it is one."""
    return read(facts, "scheme")


def is_draft(facts: Facts) -> bool:
    """Whether what is not yet written is a note."""
    return read(facts, "stage") == "draft"

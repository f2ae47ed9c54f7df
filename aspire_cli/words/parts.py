"""What a part of a proposal is called: 1人目の相手側研究者の国・地域(`country`), the first counterpart's `country`."""

import functools
from collections.abc import Mapping
from typing import Any

from aspire_cli import shipped_files
from aspire_cli.problem import Path
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Text

_IN_THE_BUDGET = ("budget", "years")


def named(path: Path, data: Any = None) -> Text:
    """Return what the part at a path is called; an entry of the budget by its fiscal year, where `data` tell it."""
    words = _words()
    owner: Text | None = None
    for number, step in enumerate(path):
        is_last = number == len(path) - 1
        if isinstance(step, int):
            owner = _entry(path[: number + 1], data, owner, words)
        elif is_last:
            return _key(step, owner, words)
        elif not isinstance(path[number + 1], int) and step in words["keys"]:
            owner = _of(owner, _group(step, words))
    return owner or Text(**words["whole"])


@functools.cache  # a file may have ten thousand findings, and each names its part
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = shipped_files.data("data/part_names.yaml")
    return words


def _group(key: str, words: Mapping[str, Any]) -> Text:
    called = words["keys"][key]
    return Text(called.get("en", f"`{key}`"), called["ja"])


def _key(key: str, owner: Text | None, words: Mapping[str, Any]) -> Text:
    called = words["keys"].get(key)
    code = f"`{key}`"
    return _of(owner, Text(code, f"{called['ja']}({code})" if called else code))


def _entry(path: Path, data: Any, owner: Text | None, words: Mapping[str, Any]) -> Text:
    """Return what an entry of a list is called; one list of several in a place is named too."""
    *above, key, at = path
    if (*above, key) == _IN_THE_BUDGET and (year := fiscal_year(data, int(at))) is not None:
        return label("values.fiscal-year", first=year)
    known = key in words["entries"]
    called = words["entries"][key if known else "other"]
    count = int(at) + 1
    ordinals = words["ordinals"]["en"]
    nth = ordinals[count - 1] if count <= len(ordinals) else f"no. {count}"
    entry = Text(f"{nth} {called['en']}", called["ja"].format(number=count))
    if not known and isinstance(key, str) and key in words["keys"]:
        owner = _of(owner, _group(key, words))
    return _of(owner, entry) if owner else Text(f"the {entry.en}", entry.ja)


def _of(owner: Text | None, part: Text) -> Text:
    if owner is None:
        return part
    possessive = "'" if owner.en.endswith("s") else "'s"
    return Text(f"{owner.en}{possessive} {part.en}", f"{owner.ja}の{part.ja}")


def fiscal_year(data: Any, at: int) -> int | None:
    """Return the fiscal year of an entry of the budget, where it is plainly written."""
    for step in (*_IN_THE_BUDGET, at, "fiscal_year"):
        try:
            data = data[step]
        except (TypeError, KeyError, IndexError):
            return None
    return data if isinstance(data, int) and not isinstance(data, bool) else None

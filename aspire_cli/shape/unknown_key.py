"""Keys that a proposal does not know: which one is meant, by its spelling, by its Japanese name or by its place."""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aspire_cli import shipped_files
from aspire_cli.document.tree import Alone, in_quotes
from aspire_cli.problem import Mend, Part, Path, Problem
from aspire_cli.proposal.reader import UnknownKey
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.proposal.values import TextOf
from aspire_cli.records import NamedTuple
from aspire_cli.words.spelling import fold, nearest, normalized, one_near, sparingly
from aspire_cli.words.text import Code, codes

Suggest = Callable[..., tuple[str, ...]]
_ID_OF_A_CALL = ("call", "id")
_ALL_BUT_THE_SAME = 0.8  # difflib's ratio
# As application forms and spreadsheets head their columns: the name of an amount with its unit.
_UNIT = re.compile(r" ?[(\[](?:単位 ?:? ?)?((?:百|千|百万|万|億)?円)[)\]]")
_PLAIN_NUMBER = re.compile(r"[0-9][0-9,_]*(?:\.[0-9]+)?")


class _Meant(NamedTuple):
    """What an unknown key is meant to be, and whether that is written already."""

    keys: tuple[str, ...] = ()
    taken: bool = False
    parent: str = ""  # where the key belongs, if not here
    unit: str = ""  # what the key says of the amount that it holds
    likely: bool = False  # whether its name may be written in place of the unknown one
    sure: bool = False  # and nothing else can be meant


def problems(unknown: Iterable[UnknownKey], text_of: TextOf) -> list[Problem]:
    """Return what there is to say of unknown keys."""
    suggest = sparingly(nearest)
    return without_rivals(problem(one, suggest, text_of) for one in unknown)


def problem(one: UnknownKey, suggest: Suggest, text_of: TextOf) -> Problem:
    """Return what there is to say of an unknown key."""
    parents, key = one.path[:-1], str(one.path[-1])
    written = text_of(one.path, one.group[key])
    meant = _meant(one, suggest, written)
    values: dict[str, Any] = {"key": key, "nearest": meant.keys, "known": codes(one.known)}
    message = ("inside-nearest" if parents else "nearest") if meant.keys else "inside" if parents else "default"
    mend = "nearest-taken" if meant.taken else "nearest" if meant.keys else "default"
    may_stand = meant.likely and not meant.taken and _suits(one, meant.keys[0])
    fix = Mend(meant.keys[0], "key", safe=meant.sure) if may_stand else None
    if meant.keys and not meant.taken:
        values["belongs"] = (meant.parent, meant.keys[0]) if meant.parent else meant.keys[:1]
    alone = one.path[-1]
    if isinstance(alone, Alone) and not meant.keys:
        values |= {"text": alone.whole, "line": Code(f"{alone.before}: {in_quotes(alone.whole)}")}
        message = mend = "comma"
    elif meant.parent:
        values["parent"] = Part((meant.parent,))
        message, mend, fix = "elsewhere", "elsewhere", None
    elif meant.unit and not meant.taken:
        values["line"], mend = Code(f"{meant.keys[0]}: {written}{meant.unit}"), "unit"
    elif not meant.keys and one.may_be_text and len(one.group) == 1:
        values["line"], mend = quoted_line(parents, one.group, text_of), "quotes"
        fix = Mend(one_text(parents, one.group, text_of), safe=False, path=parents)
    elif one.path == _ID_OF_A_CALL:
        values["line"], mend = Code(f"call: {written}"), "call-id"
    return Problem(one.path, values, message, mend, at_key=True, fix=fix, rule="schema-unknown-key")


def _suits(one: UnknownKey, known: str) -> bool:
    """Say whether a group or a list that is written under an unknown key may stand under a known one."""
    shape, value = PROPOSAL.at((*one.path[:-1], known)), one.group[str(one.path[-1])]
    if shape is None:
        return False
    return bool(shape.keys if isinstance(value, dict) else shape.entry if isinstance(value, list) else True)


def _meant(one: UnknownKey, suggest: Suggest, written: str) -> _Meant:
    key = str(one.path[-1])
    heading = normalized(key)
    unit = _UNIT.search(heading)
    bare = _UNIT.sub("", heading) if unit else key
    holds_a_number = _PLAIN_NUMBER.fullmatch(written) is not None
    said = unit[1] if unit and holds_a_number else ""
    called = [name for name in (bare, *_by_name().get(fold(bare), ())) if name in one.known or name in _homes()]
    here = next((name for name in called if name in one.known), None)
    if here is not None:
        # Where the heading has a unit, the name alone would make another amount of the value.
        return _Meant((here,), here in one.group, unit=said, likely=not unit, sure=not unit)
    if called and len(one.path) == 1:
        return _Meant((called[0],), parent=_homes()[called[0]])
    near, taken = _nearest(bare, one.known, one.group, suggest)
    sure = bool(near) and not unit and one_near(bare, one.known) == near[0]
    likely = sure or bool(near and not unit and nearest(bare, near, 1, _ALL_BUT_THE_SAME))
    return _Meant(near, taken, unit=said if near else "", likely=likely, sure=sure)


def without_rivals(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, without the mend of those keys of which two or more are meant to be the same one."""
    found = list(problems)
    meant = Counter((one.path[:-1], one.fix.what) for one in found if one.fix and one.fix.kind == "key")
    rivals = {path_and_key for path_and_key, count in meant.items() if count > 1}
    return [
        one._replace(fix=None) if one.fix and one.fix.kind == "key" and (one.path[:-1], one.fix.what) in rivals else one
        for one in found
    ]


def _nearest(
    key: str, known: tuple[str, ...], written: Mapping[str, Any], suggest: Suggest
) -> tuple[tuple[str, ...], bool]:
    """Return the known key that looks most like one, and whether it is written already."""
    near = suggest(key, known, 1)
    if not near or near[0] not in written:
        return near, False
    if suggest(key, near, 1, _ALL_BUT_THE_SAME):
        return near, True
    return suggest(key, tuple(one for one in known if one not in written), 1), False


@functools.cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Return the keys that go by each name."""
    names = shipped_files.data("data/key_names.yaml")
    found: dict[str, tuple[str, ...]] = {}
    for key, called in names.items():
        for name in called:
            found[fold(name)] = (*found.get(fold(name), ()), key)
    return found


@functools.cache
def _homes() -> dict[str, str]:
    """Return the key at the top below which each other key stands, of those that stand nowhere else."""
    homes: dict[str, set[tuple[str, ...]]] = {}
    for parents, key in PROPOSAL.places():
        homes.setdefault(key, set()).add(parents)
    return {key: found.pop()[0] for key, found in homes.items() if list(map(len, found)) == [1]}


def name_of(path: Path) -> str:
    """Return the key that a path ends in; of a list's entry, with its number as a person counts."""
    if path and isinstance(path[-1], int):
        return f"{path[-2]} {path[-1] + 1}" if len(path) > 1 else str(path[-1] + 1)
    return str(path[-1]) if path else ""


def quoted_line(path: Path, group: Mapping[str, Any], text_of: TextOf) -> Code:
    """Return the line that a group of one key was most likely meant as: one text, in quotation marks."""
    return Code(in_quotes(one_text(path, group, text_of)))


def one_text(path: Path, group: Mapping[str, Any], text_of: TextOf) -> str:
    """Return the text that was read as a group of one key, because of the colon in it."""
    (key, value), *_ = group.items()
    return f"{key}: {text_of((*path, key), value)}"

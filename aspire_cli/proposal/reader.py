"""One walk over a document's data by the table of shapes: each value is looked at once.

Of each value it is told whether it is written, whether it is of the shape that belongs there, and what it means.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import Any

from aspire_cli import money
from aspire_cli.money import Yen
from aspire_cli.problem import Path, Problem
from aspire_cli.programme import load, names
from aspire_cli.programme.model import Programme
from aspire_cli.proposal import values
from aspire_cli.proposal.model import CallText, CountryText, FieldText, Mention, Numeral
from aspire_cli.proposal.table import Shape
from aspire_cli.proposal.values import TextOf, UntakenError
from aspire_cli.proposal.written import is_own_key, is_placeholder, is_surely_written, is_written, says_nothing
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import Text


class Group(NamedTuple):
    """A group of keys as read: of the known keys, what they mean, and what is written there and cannot be taken."""

    path: Path
    raw: Mapping[str, Any]  # as it stands in the document
    values: Mapping[str, Any]
    untaken: Mapping[str, Any]
    says_something: bool  # under any key but the users' own
    is_strange: bool  # it says something, and none of the keys in it is known

    def has(self, key: str) -> bool:
        """Say whether something is written at a key, whether or not it can be taken."""
        return key in self.values or key in self.untaken


class Listed(NamedTuple):
    """A list as read: of the entries that are written, by number, what they mean, and what cannot be taken."""

    values: Mapping[int, Any]
    untaken: Mapping[int, Any]

    def groups(self) -> Iterator[Group]:
        """Yield the entries that are groups of keys."""
        return (entry for entry in self.values.values() if isinstance(entry, Group))

    def each(self) -> Iterator[tuple[int, Any]]:
        """Yield number and meaning of each entry that is written; of one that cannot be taken, what is written."""
        if not self.untaken:
            return iter(self.values.items())
        return iter(sorted({**self.values, **self.untaken}.items(), key=lambda entry: entry[0]))


EMPTY = Group((), {}, {}, {}, says_something=False, is_strange=False)
NOTHING = Listed({}, {})
_UNTAKEN = object()  # in place of what a value means that is written and cannot be taken


class UnknownKey(NamedTuple):
    """A key that is not known: its path, what is written beside it, the keys known there, and whether a text may be."""

    path: Path
    group: Mapping[str, Any]
    known: tuple[str, ...]
    may_be_text: bool


class Missing(NamedTuple):
    """A key that a group must have and has not, or one of several: its group, and whether it stands there bare."""

    path: Path
    key: str
    bare: bool = False
    one_of: str = ""  # of a name: language; of a year's costs: amount


class Reader:
    """Reads one document; what it finds besides the values it gathers."""

    def __init__(self, edition: Programme, unit: str, text_of: TextOf) -> None:
        """Take the unit in which plain numbers of the budget count, and what tells how a value stands in the file."""
        self.edition = edition
        self._unit = unit
        self.text_of = text_of
        self.untaken: list[Problem] = []  # values that cannot be taken
        self.unknown: list[UnknownKey] = []
        self.placeholders: list[Mention] = []  # titles, names and institutions that are still to be written
        self.missing: list[Missing] = []
        self.is_well_shaped = True  # but for unknown and missing keys; what is of a wrong shape, jsonschema says

    def group(self, raw: Mapping[str, Any], shape: Shape, path: Path) -> Group | None:
        """Return a group of keys; None where it counts as not written."""
        keys = shape.keys
        found: dict[str, Any] = {}
        untaken: dict[str, Any] = {}
        open_: list[str] = []  # keys that stand there without a value, of which the shape check is not to speak
        unknown: list[str] = []
        for key, value in raw.items():
            below = keys.get(key)
            if below is None:
                if not is_own_key(key):
                    unknown.append(key)
            elif (kind := below.value) == "text" and value.__class__ is str and is_surely_written(value):
                found[key] = value  # as most values are: nothing to look at more closely
            elif (
                kind == "budget-amount"
                and value.__class__ is str
                and (yen := money.read_plain(value, self._unit)) is not None
            ):
                found[key] = yen  # the same of amounts
            elif value.__class__ is dict or is_written(value):
                meant = self._read(value, below, (*path, key))
                if meant is _UNTAKEN:
                    untaken[key] = value
                elif meant is not None:
                    found[key] = meant
                else:
                    open_.append(key)
            elif self._is_open(value, below, shape, (*path, key)):
                open_.append(key)
        says_something = bool(found or untaken) or not says_nothing(raw)
        if shape.may_be_blank and not says_something and not unknown:
            return None
        if unknown or not _has_what_it_must(found.keys(), shape):
            there = {*found, *untaken, *open_}
            # A group with nothing in it may itself count as missing: that is for the judge.
            self.is_well_shaped &= says_something or _has_what_it_must(there, shape)
            self.missing += _lacking(there, raw, shape, path)
            self.unknown += _not_known(unknown, there, raw, shape, path)
        is_strange = not found and says_something and keys.keys().isdisjoint(raw)
        return Group._make((path, raw, found, untaken, says_something, is_strange))

    def _is_open(self, value: Any, below: Shape, shape: Shape, path: Path) -> bool:
        """Say whether a rule speaks of what is not written, not the shape check: a placeholder for a title or name."""
        if "name" not in (below.value, shape.value) or not is_placeholder(value):
            return False
        if below.value == "name":
            self.placeholders.append(Mention(path, value))
        return True

    def _listed(self, raw: list[Any], shape: Shape, path: Path) -> Listed:
        found: dict[int, Any] = {}
        untaken: dict[int, Any] = {}
        for number, value in enumerate(raw):
            if value.__class__ is dict or is_written(value) or isinstance(value, list):
                meant = self._read(value, shape, (*path, number))
                if meant is _UNTAKEN:
                    untaken[number] = value
                elif meant is not None:
                    found[number] = meant
            else:
                # An empty text is a text; nothing at all is for the judge.
                self.is_well_shaped &= value is not None and shape.value in ("text", "country")
        return Listed._make((found, untaken))

    def note(self, error: UntakenError) -> None:
        """Note a value that cannot be taken; of one of a wrong type the shape check speaks."""
        if error.problem is None:
            self.is_well_shaped = False
        else:
            self.untaken.append(error.problem)

    def _read(self, value: Any, shape: Shape, path: Path) -> Any:
        """Return what a value means that is written; None where it counts as not written all the same.

        One that cannot be taken is noted.
        """
        try:
            if isinstance(value, str):
                return self.text(value, shape, path)
            if value.__class__ is dict:
                if shape.value == "name":
                    return self._name_by_language(value, shape, path)
                if shape.keys:
                    return self.group(value, shape, path)
            elif value.__class__ is list:
                if shape.entry is not None:
                    return self._listed(value, shape.entry, path)
            elif not isinstance(value, bool):
                return self._number(value, shape, path)
            elif shape.value == "flag":
                return value
        except UntakenError as error:
            self.note(error)
        else:
            self.is_well_shaped = False  # it is of a wrong type
        return _UNTAKEN

    def _name_by_language(self, value: dict[str, Any], shape: Shape, path: Path) -> Text | None:
        """Return a text by language, where one is not written with the other in its stead."""
        group = self.group(value, shape, path)
        texts = group.values if group else {}
        if len(texts) < len(value):
            self.placeholders += (one for one in mentions(path, value) if is_placeholder(one.text))
        return Text(texts.get("en") or texts["ja"], texts.get("ja") or texts["en"]) if texts else None

    def text(self, text: str, shape: Shape, path: Path) -> Any:
        """Return what a text means, by what belongs where it stands."""
        match shape.value:
            case "text":
                return text
            case "amount" | "budget-amount":
                return self._amount(text, shape, path)
            case "date":
                return values.day(path, text)
            case "name":
                return Text._make((text, text))
            case "choice":
                word = shape.chosen(text)
                self.is_well_shaped &= word is not None
                return word or text
            case "percent" if (number := values.percent(text)) is not None:
                return self._number(number, shape, path)
            case "country":
                return CountryText._make((path, text, names.find_country(self.edition, text)))
            case "fiscal-year":
                return values.fiscal_year(path, text, self.text_of)
            case "numeral":
                return Numeral(text, is_text=True)
            case "field":
                return FieldText(path, text, names.find(self.edition.fields, text))
            case "scheme":
                return values.scheme(path, text, self.edition)
            case "call":
                return CallText(path, text, load.known_call(text, self.edition))
        raise UntakenError

    def _number(self, number: Any, shape: Shape, path: Path) -> Any:
        """Return what a number means, by what belongs where it stands: a day without its hyphens, say."""
        match shape.value:
            case "amount" | "budget-amount":
                return self._amount(number, shape, path)
            case "date":
                return values.day(path, self.text_of(path, number))
            case "percent" if math.isfinite(number) and (bounds := shape.bounds) and bounds[0] <= number <= bounds[1]:
                return number
        whole = number if isinstance(number, int) else money.whole_number(number)
        if whole is not None:
            match shape.value:
                case "whole":
                    return whole  # whether it is within bounds is for a rule to say
                case "fiscal-year":
                    return values.fiscal_year(path, whole, self.text_of)
                case "numeral":
                    # Of 12345678.0 the text is that of the whole number it is.
                    return Numeral(self.text_of(path, number) if number is whole else str(whole), is_text=False)
        raise UntakenError

    def _amount(self, value: Any, shape: Shape, path: Path) -> Yen:
        """Return an amount in yen; in the budget a plain number counts in the budget's unit."""
        return values.amount(path, value, self.text_of, self._unit if shape.value == "budget-amount" else "yen")


def _has_what_it_must(there: Set[str], shape: Shape) -> bool:
    """Say whether the keys that a group must have are among those that are there."""
    return there >= shape.required and not (shape.one_of and shape.one_of.isdisjoint(there))


def _lacking(there: Collection[str], raw: Mapping[str, Any], shape: Shape, path: Path) -> Iterator[Missing]:
    """Yield the keys that a group must have and that are not there."""
    for key in shape.keys:
        if key in shape.required and key not in there:
            yield Missing(path, key, key in raw)
    if shape.one_of and shape.one_of.isdisjoint(there):
        is_name = shape.value == "name"
        yield Missing(path, str(path[-1]) if is_name else "direct", one_of="language" if is_name else "amount")


def _not_known(
    unknown: Iterable[str], there: Collection[str], raw: Mapping[str, Any], shape: Shape, path: Path
) -> Iterator[UnknownKey]:
    """Return the keys of a group that are not known, with what stands beside them and what is known there."""
    beside = {key: value for key, value in raw.items() if key in there or key not in shape.keys}
    may_be_text = shape.value in ("text", "name")
    return (UnknownKey((*path, key), beside, tuple(shape.keys), may_be_text) for key in unknown)


def mentions(path: Path, value: Any) -> list[Mention]:
    """Return every text at and below a path, save under the users' own keys."""
    if isinstance(value, str):
        return [Mention._make((path, value))]
    found: list[Mention] = []
    if isinstance(value, list):
        for number, item in enumerate(value):
            found += mentions((*path, number), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not is_own_key(key):
                found += mentions((*path, key), item)
    return found

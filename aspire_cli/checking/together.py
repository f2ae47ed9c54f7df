"""What proposals have in common: those are compared that lay claim to the same.

Of each claim no more is kept in memory than a mark and where it was written down, in a file without a name. Claims with
one mark are read again and compared to the letter; a finding is made of them each time that it is asked for.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

from aspire_cli.files.aside import aside
from aspire_cli.files.write import identity
from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import Across, Claim, Spot
from aspire_cli.problem import Place, Severity
from aspire_cli.records import NamedTuple
from aspire_cli.rules import ACROSS
from aspire_cli.words.text import Code, Text, visible

_AT_ONCE = 8192  # claims among which equal ones are looked for
_PLACES_SAID = 10  # of a finding; the others are only counted in its sentence
_ORDER = {rule.name: number for number, rule in enumerate(ACROSS)}
_Made = tuple[str, Claim]  # a claim, and the path of the proposal that makes it


class _Known(NamedTuple):
    """Where a claim stands, and by which number it can be read again."""

    path: str
    pointer: str
    is_waived: bool
    number: int


class CrossComparison:
    """Reports compared with each other while they pass; then what is found can be gone through, again and again."""

    def __init__(self) -> None:
        self._file = aside()
        self._marks = array("q")
        self._starts = array("q")  # where in the file each claim begins
        # By what a finding is ordered -> how many proposals it is about, and the numbers of their claims; of what is
        # written in both languages for each.
        self._found: dict[tuple[int, bool, str, bytes], list[array[int]]] = {}

    def comparing(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield reports, and compare each with the others."""
        for report in reports:
            for claim in report.claims:
                self._write(report.path, claim)
            yield report._replace(claims=())
        for rule, equal in self._equal():
            for count, ones in _findings(equal):
                numbers = array("q", (count, *(one.number for one in ones)))
                self._found.setdefault((_ORDER[rule], ones[0].is_waived, *_order(ones)), []).append(numbers)

    def __iter__(self) -> Iterator[Across]:
        """Yield what is found, in an order that does not depend on that of the files."""
        for key in sorted(self._found):
            found = sorted(self._found[key], key=self._first_said)
            _, first = self._read(found[0][1])
            _, of_last = self._read(found[-1][1])
            count, *numbers = found[0]
            yield _finding(first, of_last.values, count, tuple(self._spots(numbers)))

    def fails(self, fail_on: str) -> bool:
        """Say whether what is found makes a check fail: notes do only where that is asked for."""
        return Severity.NOTE.fails(fail_on) and not all(is_waived for _, is_waived, *_ in self._found)

    def _write(self, path: str, claim: Claim) -> None:
        self._marks.append(_mark(claim.key))
        self._starts.append(self._file.tell())
        self._file.write(json.dumps((path, *claim)).encode() + b"\n")

    def _first_said(self, found: "array[int]") -> tuple[int, str]:
        """Return by what equal claims are ordered, whatever the order of their files: by language, first of all."""
        return min((claim.number, str(claim.values)) for _, claim in map(self._read, found[1:]))

    def _spots(self, numbers: Iterable[int]) -> Iterator[Spot]:
        known: dict[tuple[str, Place], tuple[str, Place]] = {}  # in a thousand copies of a proposal they are the same
        for path, claim in map(self._read, numbers):
            where = claim.pointer, claim.place
            yield Spot(path, *known.setdefault(where, where))

    def _read(self, number: int) -> _Made:
        self._file.seek(self._starts[number])
        path, *fields = json.loads(self._file.readline())
        claim = Claim(*fields)
        return path, claim._replace(place=Place(*claim.place))

    def _equal(self) -> Iterator[tuple[str, list[_Known]]]:
        """Yield claims to the same of several proposals, with the rule that they are of."""
        parts = 1 + len(self._marks) // _AT_ONCE
        for part in range(parts):
            alike: dict[int, list[int]] = {}
            for number, mark in enumerate(self._marks):
                if mark % parts == part:
                    alike.setdefault(mark, []).append(number)
            for numbers in alike.values():
                equal: dict[tuple[str, str], list[_Known]] = {}
                for number in numbers if len(numbers) > 1 else ():
                    path, claim = self._read(number)
                    known = _Known(path, sys.intern(claim.pointer), bool(claim.reason), number)
                    equal.setdefault((claim.rule, claim.key), []).append(known)
                yield from ((rule, ones) for (rule, _), ones in equal.items() if len(ones) > 1)


def _mark(key: str) -> int:
    """Return a number that is the same for equal keys, and hardly ever for others."""
    return hash(key)


def _findings(equal: Iterable[_Known]) -> Iterator[tuple[int, list[_Known]]]:
    """Yield the claims of each finding on equal ones, and how many there are: all that no waiver accepts are one.

    Each that one does is a finding of its own, with so many of the others as are named. The names of one file count as
    one, by that which comes first.
    """
    files: set[object] = set()
    claimed: list[_Known] = []
    for one in sorted(equal):
        known = len(files)
        files.add(identity(one.path))
        if len(files) > known:
            claimed.append(one)
    standing = [one for one in claimed if not one.is_waived]
    if len(standing) > 1:
        yield len(standing), standing
    if len(claimed) > 1:
        for one in claimed:
            if one.is_waived:
                others = islice((other for other in claimed if other is not one), _PLACES_SAID)
                yield len(claimed), [one, *others]


def _order(ones: Sequence[_Known]) -> tuple[str, bytes]:
    """Return by what findings of one rule are ordered, and which are about the same places."""
    digest = blake2b(digest_size=16)
    for one in ones:
        digest.update(json.dumps(one[:2]).encode())
    return "\0".join(text for one in ones[:2] for text in one[:2]), digest.digest()


def _finding(first: Claim, in_last: Mapping[str, str], count: int, spots: tuple[Spot, ...]) -> Across:
    """Return what is found of so many claims, by the first of them and what it says in the last language."""
    said = [Code(f"{visible(path)}:{place.line}:{place.column}") for path, _, place in spots[:_PLACES_SAID]]
    names = {key: Text(one, in_last[key]) for key, one in first.values.items()}
    values = {**names, "count": count, "places": [*said, *["…"] * (count > _PLACES_SAID)]}
    finding = Finding(
        rule=first.rule,
        severity=Severity.NOTE,
        topic=first.rule.partition("-")[0],
        pointer=first.pointer,
        place=first.place,
        excerpt="",
        clause=None,
        values=values,
        message_variant=first.variant,
        mend_variant=first.variant,
        reason=first.reason,
    )
    return Across(finding, spots)

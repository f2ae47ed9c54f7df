"""What proposals have in common: each says what it lays claim to, and those are compared that say the same.

Of a proposal no more is kept than its path and, for each claim, a digest and where and how it is written.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aspire_cli import limits
from aspire_cli.document.document import Document
from aspire_cli.files.write import identity
from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import Across, Claim, Spot
from aspire_cli.problem import Path, Place, Severity, pointer
from aspire_cli.programme.agency_names import agencies_in
from aspire_cli.proposal.model import Counterpart, Investigator, Proposal, Support
from aspire_cli.proposal.written import is_written
from aspire_cli.rules import ACROSS
from aspire_cli.words.spelling import fold_name
from aspire_cli.words.text import Code, Text, visible

_DIGITS = 8  # of a researcher number; as a number it loses the zeros before it
_PLACES_SAID = 10  # of a finding; the others are only counted in its sentence
_ORDER = {rule.name: number for number, rule in enumerate(ACROSS)}
_Values = Mapping[str, str]
# Rule, variant of its words, language, where, what is compared, values.
_Said = tuple[str, str, int, Path, tuple[str, ...], _Values]


def claims(document: Document, proposal: Proposal, reasons: Mapping[tuple[int, str], str]) -> Iterator[Claim]:
    """Yield what a proposal lays claim to; `reasons` say why a rule is waived on a line."""
    for rule, variant, number, path, compared, values in _said(proposal):
        place = document.place(path)
        key = hashlib.blake2b("\0".join((rule, variant, *compared)).encode("utf-8", "surrogatepass"), digest_size=16)
        reason = reasons.get((place.line, rule), "")
        yield Claim(key.digest(), number, rule, variant, pointer(path), place, values, reason)


def _said(proposal: Proposal) -> Iterator[_Said]:
    if proposal.investigator:
        yield from _led(proposal.investigator)
    for number, title in enumerate(_written(proposal.title)):
        yield "together-title", "default", number, ("title",), (fold_name(title),), {"title": title}
    for person in proposal.counterparts[: limits.MOST_COUNTERPARTS]:
        for support in person.support[: limits.MOST_SUPPORTS]:
            yield from _supported(person, support)


def _led(person: Investigator) -> Iterator[_Said]:
    """Yield who leads: a researcher number or, where there is none, name and institution in each language."""
    number = fold_name(person.researcher_number.text) if person.researcher_number else ""
    if is_written(number):
        if number.strip("0"):
            path, values = (*person.path, "researcher_number"), {"number": number}
            yield "together-investigator", "default", 0, path, (number.zfill(_DIGITS),), values
        return
    both = _both_written(person.researcher.name, person.researcher.institution)
    for language, (name, institution) in enumerate(both):
        values = {"name": name, "institution": institution}
        compared = (fold_name(name), fold_name(institution))
        yield "together-investigator", "by-name", language, (*person.path, "name"), compared, values


def _supported(person: Counterpart, support: Support) -> Iterator[_Said]:
    """Yield a counterpart's support; where neither of two names a programme, the agency alone tells them apart."""
    agency, programme = support.agency, support.programme or ""
    if agency is None or support.ill_typed or not is_written(agency):
        return
    ids = ",".join(sorted(one.id for one in agencies_in(agency)))
    variant = "default" if is_written(programme) else "no-programme"
    both = _both_written(person.researcher.name, person.researcher.institution)
    for number, (name, institution) in enumerate(both):
        values = {"name": name, "institution": institution, "agency": agency}
        compared = [fold_name(name), fold_name(institution), ids or fold_name(agency)]
        if variant == "default":
            compared.append(fold_name(programme))
            values["programme"] = programme
        yield "together-counterpart", variant, number, (*support.path, "agency"), tuple(compared), values


def _written(text: Text | None) -> tuple[str, ...]:
    """Return a text in each language in which it is written."""
    return tuple(dict.fromkeys(filter(is_written, text or ())))


def _both_written(name: Text | None, institution: Text | None) -> list[tuple[str, str]]:
    """Return a name and an institution in each language in which both are written."""
    both = zip(name or (), institution or (), strict=False)
    return [pair for pair in dict.fromkeys(both) if all(map(is_written, pair))]


class Comparison:
    """Reports compared while they pass; `found` is filled once all of them have."""

    def __init__(self) -> None:
        self.found: list[Across] = []
        self._files: list[str] = []
        self._claims: dict[bytes, list[str]] = {}

    def comparing(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield reports, and compare each with the others."""
        for report in reports:
            for claim in report.claims:
                told = (len(self._files), *claim[1:])
                self._claims.setdefault(claim.key, []).append(json.dumps(told, ensure_ascii=False))
            self._files.append(report.path)
            yield report._replace(claims=())
        shared = sorted((kept for kept in self._claims.values() if len(kept) > 1), key=_first_said)
        self._claims.clear()
        notes: dict[tuple[object, ...], list[Across]] = {}
        for one in (one for kept in shared for one in self._across(map(_claim, kept))):
            notes.setdefault(_place_of(one), []).append(one)
        self.found += (_in_both_languages(notes[place]) for place in sorted(notes))

    def fails(self, fail_on: str) -> bool:
        """Say whether what is found makes a check fail: notes do only where that is asked for."""
        return fail_on == Severity.NOTE and any(not one.finding.reason for one in self.found)

    def _across(self, kept: Iterable[tuple[int, Claim]]) -> Iterator[Across]:
        """Yield what is found of equal claims: a finding on all that no waiver accepts, and one for each that one does.

        The names of one file count as one, by that which comes first.
        """
        files: dict[object, tuple[str, Claim]] = {}
        for path, claim in sorted(((self._files[file], claim) for file, claim in kept), key=_where):
            files.setdefault(identity(path), (path, claim))
        claimed = list(files.values())
        standing = [one for one in claimed if not one[1].reason]
        if len(standing) > 1:
            yield _finding(standing)
        if len(claimed) > 1:
            for one in claimed:
                if one[1].reason:
                    yield _finding([one, *(other for other in claimed if other is not one)])


def _where(one: tuple[str, Claim]) -> tuple[str, str]:
    return one[0], one[1].pointer


def _first_said(kept: Iterable[str]) -> tuple[int, str]:
    """Return by what equal claims are ordered, whatever the order of their files: the first language comes first."""
    return min((claim.number, str(claim.values)) for _, claim in map(_claim, kept))


def _claim(text: str) -> tuple[int, Claim]:
    file, number, rule, variant, where, place, values, reason = json.loads(text)
    return file, Claim(b"", number, rule, variant, where, Place(*place), values, reason)


def _place_of(one: Across) -> tuple[object, ...]:
    """Return by what findings are ordered; those that stand at the same places, one in each language, are one."""
    return _ORDER[one.finding.rule], bool(one.finding.reason), one.spots


def _in_both_languages(found: Sequence[Across]) -> Across:
    """Return what is found of the same claims in each language as one."""
    first, last = found[0], found[-1].finding.values
    names = {key: Text(one, last[key]) for key, one in first.finding.values.items() if isinstance(one, str)}
    return first._replace(finding=first.finding._replace(values={**first.finding.values, **names}))


def _finding(claimed: Sequence[tuple[str, Claim]]) -> Across:
    spots = tuple(Spot(path, claim.pointer, claim.place) for path, claim in claimed)
    first = claimed[0][1]
    said = [Code(f"{visible(path)}:{place.line}:{place.column}") for path, _, place in spots[:_PLACES_SAID]]
    values = {**first.values, "count": len(spots), "places": [*said, *["…"] * (len(spots) > _PLACES_SAID)]}
    finding = Finding(
        first.rule,
        Severity.NOTE,
        first.rule.partition("-")[0],
        first.pointer,
        first.place,
        "",
        None,
        values,
        first.variant,
        first.variant,
        reason=first.reason,
    )
    return Across(finding, spots)

"""Rules on the Japanese side, above all on the principal investigator: place, evidence, funds, numbers."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from aspire_cli.characters import CURLY_QUOTES, TO_HYPHEN
from aspire_cli.limits import LONGEST_MENTION
from aspire_cli.problem import Mend, Path, Problem, Severity
from aspire_cli.programme.model import Programme, Scheme
from aspire_cli.proposal.model import Investigator, Numeral, Researcher
from aspire_cli.rules.rule import by_scheme, rule
from aspire_cli.words.spelling import normalized
from aspire_cli.words.text import Code

_NUMBER_DIGITS = 8  # of an e-Rad researcher number
_NUMBER_INSIDE = r"(?<![0-9A-Za-z-])[0-9]{8}(?![0-9A-Za-z-])"
_GAP = "[-ー ]"  # where the digits are written in groups; an input method sets ー for a hyphen
_ORCID_INSIDE = rf"(?<![0-9-])([0-9]{{4}}){_GAP}([0-9]{{4}}){_GAP}([0-9]{{4}}){_GAP}([0-9]{{3}}[0-9X])(?![0-9-])"
_ORCID = r"(?:(?:https?://)?orcid\.org/)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?"
_TOP = ("eligibility.top", "eligibility.joint")


def _outside_japan(person: Researcher, programme: Programme) -> Iterator[Problem]:
    country = person.country
    if country is not None and country.found is not None and country.found.code != programme.home:
        yield Problem(country.path, {"country": country.found.in_a_sentence, "code": country.found.code})


@rule("investigator-not-in-japan", Severity.ERROR, "purpose")
def investigator_outside_japan(investigator: Investigator, programme: Programme) -> Iterator[Problem]:
    """Find a principal investigator whose institution is not in Japan."""
    yield from _outside_japan(investigator.researcher, programme)


@rule("team-not-in-japan", Severity.WARNING, "purpose")
def team_member_outside_japan(team: tuple[Researcher, ...], programme: Programme) -> Iterator[Problem]:
    """Find a member of the Japanese side whose institution is not in Japan."""
    for person in team:
        yield from _outside_japan(person, programme)


@rule("investigator-track-record", Severity.ERROR, *_TOP, eased_in_draft=True)
def no_track_record(investigator: Investigator, scheme: Scheme) -> Iterator[Problem]:
    """Find no evidence of an outstanding record where the scheme is for researchers already at the top."""
    if scheme.id != "rising" and not investigator.track_record:
        yield Problem(investigator.path, {"scheme": scheme.name, "key": "track_record"})


@rule("investigator-funding", Severity.ERROR, *by_scheme("eligibility"), eased_in_draft=True)
def no_other_funding(investigator: Investigator) -> Iterator[Problem]:
    """Find no other funds, which every scheme asks for."""
    if not investigator.other_funding:
        yield Problem(investigator.path, {"key": "other_funding"})


@rule("investigator-funding-ended", Severity.WARNING, *by_scheme("eligibility"))
def other_funding_ended_before_the_start(investigator: Investigator, start: date) -> Iterator[Problem]:
    """Find other funds that are all over before the support starts."""
    days = [funding.until for funding in investigator.other_funding]
    known = [day for day in days if day is not None]
    if known and len(known) == len(days) and max(known) < start:
        last = investigator.other_funding[days.index(max(known))]
        yield Problem((*last.path, "until"), {"until": max(known), "start": start})


@rule("investigator-independence", Severity.ERROR, "eligibility.rising", eased_in_draft=True)
def no_independent_environment(investigator: Investigator, scheme: Scheme) -> Iterator[Problem]:
    """Find no independent research environment where the scheme is for researchers on the rise."""
    if scheme.id == "rising" and not investigator.independent_environment:
        yield Problem(investigator.path, {"scheme": scheme.name, "key": "independent_environment"})


@rule("investigator-number", Severity.ERROR)
def number_not_well_formed(investigator: Investigator) -> Iterator[Problem]:
    """Find a researcher number that is not 8 digits, or an ORCID iD whose check digit fails."""
    number = investigator.researcher_number
    if number is not None:
        yield from _number_problem((*investigator.path, "researcher_number"), number)
    if investigator.orcid is not None and not _is_orcid(investigator.orcid):
        values: dict[str, Any] = {"text": investigator.orcid}
        if found := _orcid_inside(investigator.orcid):
            values["line"] = Code(f"orcid: {found}")
        variant = "orcid-inside" if found else "orcid"
        mend = Mend(found, safe=False) if found else None
        yield Problem((*investigator.path, "orcid"), values, variant, variant, fix=mend)


def _number_problem(path: Path, number: Numeral) -> Iterator[Problem]:
    written = number.text
    digits = normalized(written[:LONGEST_MENTION]).strip()
    # To a computer a number has no leading zeros, though they stand in the file.
    keeps_zeros = number.is_text or not written.startswith("0")
    if keeps_zeros and len(digits) == _NUMBER_DIGITS and digits.isascii() and digits.isdigit():
        return
    if not number.is_text and digits.isdigit() and len(digits) <= _NUMBER_DIGITS:
        variant, meant = "lost-zeros", digits.zfill(_NUMBER_DIGITS)
    elif len(bare := digits.strip(CURLY_QUOTES)) == _NUMBER_DIGITS and bare.isascii() and bare.isdigit():
        variant, meant = "curly-quotes", bare
    elif len(inside := re.findall(_NUMBER_INSIDE, digits)) == 1:
        variant, meant = "inside", inside[0]
    else:
        yield Problem(path, {"text": written, "count": len(digits)})
        return
    # Where fewer digits are written, the zeros are probably lost, but the number may be another one cut short.
    mend = Mend(meant, safe=variant != "inside" and len(digits) >= _NUMBER_DIGITS)
    yield Problem(path, {"text": written, "line": Code(f'researcher_number: "{meant}"')}, variant, variant, fix=mend)


def _orcid_inside(text: str) -> str | None:
    """Return the one ORCID iD that stands in a text beside other words."""
    plain = normalized(text[:LONGEST_MENTION]).translate(TO_HYPHEN)
    found = {"-".join(match).upper() for match in re.findall(_ORCID_INSIDE, plain, re.IGNORECASE)}
    return found.pop() if len(found) == 1 and all(map(_is_orcid, found)) else None


def _is_orcid(text: str) -> bool:
    """Check the form and, by ISO 7064 MOD 11-2, the last character of an ORCID iD."""
    plain = normalized(text).translate(TO_HYPHEN).strip()
    match = re.fullmatch(_ORCID, plain, re.IGNORECASE)
    if match is None:
        return False
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total) % 11]

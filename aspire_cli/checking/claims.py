"""What a proposal lays claim to that no other should: who leads it, its title, the support of its counterparts."""

from collections.abc import Iterator, Mapping

from aspire_cli import limits
from aspire_cli.document.document import Document
from aspire_cli.finding.detail import Claim
from aspire_cli.problem import Path, pointer
from aspire_cli.programme.agency_names import agencies_in
from aspire_cli.proposal.model import Counterpart, Investigator, Proposal, Support
from aspire_cli.proposal.written import is_written
from aspire_cli.words.spelling import fold_name
from aspire_cli.words.text import Text

_DIGITS = 8  # of a researcher number; as a number it loses the zeros before it
_Values = Mapping[str, str]
# Rule, variant of its words, language, where, what is compared, values.
_Said = tuple[str, str, int, Path, tuple[str, ...], _Values]


def claims(document: Document, proposal: Proposal, reasons: Mapping[tuple[int, str], str]) -> Iterator[Claim]:
    """Yield what a proposal lays claim to; `reasons` say why a rule is waived on a line."""
    for rule, variant, number, path, compared, values in _said(proposal):
        place = document.place(path)
        reason = reasons.get((place.line, rule), "")
        yield Claim("\0".join((rule, variant, *compared)), number, rule, variant, pointer(path), place, values, reason)


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

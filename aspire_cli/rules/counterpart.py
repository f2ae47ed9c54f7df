"""Rules on the counterpart researchers and what supports them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from aspire_cli.fiscal import Period
from aspire_cli.problem import Mend, Part, Problem, Severity
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Programme, Scheme
from aspire_cli.proposal.model import Counterpart
from aspire_cli.rules.rule import rule


@rule("counterpart-lead", Severity.WARNING, "countries", hidden_by=("lead",))
def not_exactly_one_lead(counterparts: tuple[Counterpart, ...]) -> Iterator[Problem]:
    """Find several counterparts of whom none, or more than one, is marked as the lead."""
    marked = [person for person in counterparts if person.marked]
    ill_typed = any(person.marked is None for person in counterparts)
    lead = next((person for person in counterparts if person.lead), None)  # none where the first is ill-shaped
    if len(counterparts) > 1 and len(marked) != 1 and not ill_typed and lead is not None:
        related = tuple((*person.path, "lead") for person in marked[1:])
        message = "several" if marked else "none"
        mend = None if marked else Mend(True, "entry", safe=False, path=(*lead.path, "lead"))
        values = {"taken": Part(lead.path), "count": len(marked)}
        yield Problem(("counterparts",), values, message, message, related, fix=mend)


def _unsupported(person: Counterpart) -> Iterator[Problem]:
    """Find no agency in what is written of a person's support, and where nothing is, no support."""
    if not person.support:
        yield Problem(person.path, {"key": "support"})
    elif not any(support.agency or support.ill_typed for support in person.support):
        first = person.support[0]
        path = (*first.path, "agency") if first.agency_open else first.path
        yield Problem(path, {"key": "agency"}, "no-agency", "no-agency")


@rule("counterpart-support-missing", Severity.ERROR, "single.support", eased_in_draft=True, hidden_by=("agency",))
def lead_without_support(lead: Counterpart, scheme: Scheme) -> Iterator[Problem]:
    """Find a lead counterpart who names no agency that supports or is going to support the research."""
    if not scheme.is_joint:
        yield from _unsupported(lead)


@rule(
    "counterpart-extra-support-missing", Severity.WARNING, "single.support", eased_in_draft=True, hidden_by=("agency",)
)
def another_without_support(counterparts: tuple[Counterpart, ...], scheme: Scheme) -> Iterator[Problem]:
    """Find a counterpart beside the lead without support."""
    for person in counterparts if not scheme.is_joint else ():
        if not person.lead:
            yield from _unsupported(person)


@rule("counterpart-support-ended", Severity.WARNING, "single.support")
def support_ended_before_the_start(lead: Counterpart, scheme: Scheme, start: date) -> Iterator[Problem]:
    """Find a lead counterpart all of whose support is over before the joint research starts."""
    received = [(one.until, one.path) for one in lead.support if one.status == "receiving" and one.until is not None]
    ended = [(until, path) for until, path in received if until < start]
    if not scheme.is_joint and ended and len(ended) == len(lead.support):
        until, path = max(ended, key=lambda one: one[0])
        yield Problem((*path, "until"), {"until": until, "start": start})


@rule("counterpart-support-gap", Severity.NOTE, "single.support")
def support_ends_within_the_period(counterparts: tuple[Counterpart, ...], period: Period) -> Iterator[Problem]:
    """Find a counterpart's support that ends while the joint research still runs, and that no other takes over."""
    for person in counterparts:
        ends = [(support, support.until) for support in person.support if support.until is not None]
        within = {until for _, until in ends if period.start <= until < period.end}
        gaps = _gaps(person, within) if within else set()
        for support, until in ends:
            if until in gaps:
                yield Problem((*support.path, "until"), {"until": until, "end": period.end})


def _gaps(person: Counterpart, ends: Iterable[date]) -> set[date]:
    """Return those of the days on which a support ends after which no support covers the next day."""
    # In one pass over starts and ends in order: a file may hold thousands of supports.
    runs = sorted(((one.start or date.min, one.until or date.max) for one in person.support), reverse=True)
    found: set[date] = set()
    latest = date.min
    for last in sorted(ends):
        after = last + timedelta(days=1)
        while runs and runs[-1][0] <= after:
            latest = max(latest, runs.pop()[1])
        if latest < after:
            found.add(last)
    return found


@rule("counterpart-support-from-japan", Severity.WARNING, "single.support", hidden_by=("agency",))
def all_support_from_japan(lead: Counterpart, scheme: Scheme, programme: Programme) -> Iterator[Problem]:
    """Find a lead counterpart whom only agencies of the investigator's own country support."""
    written = [support.agency for support in lead.support if support.agency and not support.ill_typed]
    if scheme.is_joint or not written or len(written) < len(lead.support):
        return
    if not all(shipped.may_name_agency_of(programme.home, text) for text in written):
        return  # as in nearly all proposals: the names of the other agencies need not be read
    from aspire_cli.programme.agency_names import agencies_in

    named = list(map(agencies_in, written))
    if all(found and all(one.country == programme.home for one in found) for found in named):
        agencies = tuple(dict.fromkeys(agency.name for found in named for agency in found))
        first = lead.support[0]
        yield Problem((*first.path, "agency"), {"agencies": agencies})

"""One proposal against every scheme and joint call: which fit, and what would have to change to move there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from aspire_cli import fiscal, limits
from aspire_cli.checking import checker
from aspire_cli.checking.checker import Options
from aspire_cli.document.document import Document
from aspire_cli.finding import Finding, Report
from aspire_cli.money import Yen, percent_of
from aspire_cli.planning import plan
from aspire_cli.planning.sheet import SchemeAndCall, sums_of, terms_of
from aspire_cli.problem import Severity, pointer
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import Call, Country, Field, Figure, Programme, Scheme, binding
from aspire_cli.proposal.model import Proposal
from aspire_cli.proposal.read import read_proposal
from aspire_cli.records import NamedTuple
from aspire_cli.rules import BY_NAME
from aspire_cli.words.text import Code, Text, same

AMOUNT, YEARS, COUNTRY, FIELD, OTHER = KINDS = ("amount", "years", "country", "field", "other")
INDIRECT = "indirect"  # costs, and the sentence that says by how much they must come down
_UNIT_MENDS = ("unit", "call-unit")
_RECKONED = (AMOUNT, INDIRECT, YEARS, FIELD)  # changes of which one takes care of several findings
_KIND_OF_KEY = {"budget": AMOUNT, "period": YEARS, "counterparts": COUNTRY, "country": COUNTRY, "field": FIELD}
_AMOUNTS = ("direct", "indirect", "total")


class Change(NamedTuple):
    """What would have to change, and the findings that ask for it.

    `sentence` is the key of the words that say it, which `values` fill; None: the findings themselves say it best.
    `figures` are the same for machines.
    """

    kind: str  # amount, years, country, field or other
    findings: tuple[Finding, ...]
    sentence: str | None = None
    figures: Mapping[str, Any] = {}
    values: Mapping[str, Any] = {}
    of_call: bool = False  # a joint call narrows what may stand here: other alternatives ask for something else

    @property
    def severity(self) -> Severity:
        """The worst severity of the findings."""
        return min((finding.severity for finding in self.findings), key=lambda severity: severity.rank)


class Alternative(NamedTuple):
    """A scheme, or a joint call, with what the check would say if the proposal were for it."""

    scheme: str
    name: Text | None  # of the call, else of a single scheme; None: a joint call that is not named, or not known
    call: str | None
    unknown: str | None  # what the proposal names as its joint call, where there is no such call
    own: bool  # whether it is what the proposal is for
    opens: str | None  # ISO date on which the call opens, where that is yet to come
    closed: str | None  # ISO date on which the call closed, where that is past
    closing_unknown: bool  # nobody can tell whether the call is open, so it is not taken for open
    report: Report
    changes: tuple[Change, ...]  # errors and warnings only

    @property
    def is_open(self) -> bool:
        """Whether it is a scheme, or a call that is known to be open."""
        return self.opens is None and self.closed is None and not self.closing_unknown

    def standing(self, kind: str) -> str:
        """Return how it stands with one kind of change: fits, warning, error or, where not all is written yet, open."""
        found = [change.severity for change in self.changes if change.kind == kind]
        waived = (one for one in self.report.waived if one.severity is Severity.ERROR and kind_of(one) == kind)
        found += [Severity.WARNING for _ in waived]
        if found:
            return min(found, key=lambda severity: severity.rank)
        return "open" if any(one.eased and kind_of(one) == kind for one in self.report.findings) else "fits"


class Comparison(NamedTuple):
    """A proposal with the alternatives asked for, fewest errors first; none where its file cannot be read.

    `everywhere` are the errors and warnings that stand whatever the scheme.
    """

    report: Report  # on the proposal as it is
    alternatives: tuple[Alternative, ...]
    everywhere: tuple[Finding, ...]
    names_closed: bool = False  # whether people are told of each call that is not known to be open

    @property
    def told(self) -> tuple[Alternative, ...]:
        """The alternatives that people are told of one by one: without calls that are not known to be open."""
        return tuple(one for one in self.alternatives if self.names_closed or one.own or one.is_open)


def key_of(finding: Finding) -> tuple[str, str, str]:
    """Return what makes two findings of different alternatives the same."""
    return finding.rule, finding.pointer, finding.message


def compare(
    document: Document,
    digest: str,
    programme: Programme,
    options: Options,
    asked: SchemeAndCall = (None, None),
    *,
    names_closed: bool = False,
) -> Comparison:
    """Return the proposal beside every scheme and joint call, or beside one scheme and its calls, or one call."""
    scheme, call = asked
    candidates = list(_candidates(programme))
    if call and call not in (one for _, one in candidates):
        candidates.append((programme.schemes[call.scheme], call))
    most = limits.MOST_COMPARED // len(candidates)
    if document.problems:
        report = checker.unreadable(document, digest, most)
        return Comparison(report, (), report.findings)
    reading = read_proposal(document.data, programme, options.now, options.stage, document.text_of)
    own = reading.proposal
    examined = checker.examine(document, reading, options)
    detailed = examined._replace(options=options._replace(detail=True))  # its title heads the page
    report = checker.report(detailed, digest, most)
    if not isinstance(document.data, dict):
        return Comparison(report, (), report.findings)
    found = [_alternative(own, report, own=True)] if own.scheme else []
    for candidate in candidates:
        if not own.is_for(*candidate):
            moved = checker.examine_moved(examined, *candidate)
            found.append(_alternative(moved.proposal, checker.report(moved, digest, most), own=False))
    found.sort(key=lambda one: (one.report.count(Severity.ERROR), one.report.count(Severity.WARNING)))
    chosen = [one for one in found if (one.call == call.id if call else scheme is None or one.scheme == scheme.id)]
    return Comparison(report, tuple(chosen), _everywhere(report, found), names_closed or call is not None)


def _everywhere(report: Report, alternatives: Sequence[Alternative]) -> tuple[Finding, ...]:
    """Return the errors and warnings that stand whatever the scheme; among them that the proposal names none."""
    shared = frozenset.intersection(*(frozenset(map(key_of, one.report.findings)) for one in alternatives))
    named = any(one.own for one in alternatives)
    return tuple(
        finding
        for finding in report.findings
        if finding.severity is not Severity.NOTE
        and (key_of(finding) in shared or (not named and finding.part == "scheme"))
    )


def _candidates(programme: Programme) -> Iterator[tuple[Scheme, Call | None]]:
    for scheme in programme.schemes.values():
        yield scheme, None
        yield from ((scheme, call) for call in known_calls(programme).values() if call.scheme == scheme.id)


def _alternative(proposal: Proposal, report: Report, *, own: bool) -> Alternative:
    scheme = proposal.scheme
    assert scheme is not None
    joint, call = scheme.is_joint, proposal.call
    opens, closes = (call.opens, call.closes) if call else (None, None)
    return Alternative(
        scheme=scheme.id,
        name=call.name if call else None if joint else scheme.name,
        call=(call.id or None) if call else None,
        unknown=proposal.call_text.text if joint and call is None and proposal.call_text else None,
        own=own,
        opens=opens.date().isoformat() if opens and opens > proposal.now else None,
        closed=closes.date().isoformat() if closes and closes < proposal.now else None,
        closing_unknown=call is not None and closes is None and call.origin != "inline",
        report=report,
        changes=tuple(_changes(proposal, report.findings)),
    )


def _changes(proposal: Proposal, findings: Iterable[Finding]) -> Iterator[Change]:
    """Yield kind by kind the change that takes care of several findings at once, then one for each of the rest."""
    serious = [finding for finding in findings if finding.severity is not Severity.NOTE]
    for kind in KINDS:
        of_kind = [finding for finding in serious if kind_of(finding) == kind]
        change = _RECKON[kind](of_kind, proposal) if of_kind and kind in _RECKON else None
        if change is not None:
            yield change
            of_kind = [finding for finding in of_kind if finding not in change.findings]
        for finding in of_kind:
            asked = BY_NAME[finding.rule].change
            sentence = asked if asked and asked not in _RECKONED else None
            named = {key: value for key, value in finding.values.items() if key == "agencies"}
            yield Change(kind, (finding,), sentence, values=named)


def kind_of(finding: Finding) -> str:
    """Return what a finding is about: amount, years, country, field or other."""
    if finding.topic == "schema":
        of_a_person = finding.part == "counterparts" and finding.pointer.count("/") > 1
        return _KIND_OF_KEY.get(str(finding.values.get("key")) if of_a_person else finding.part, OTHER)
    return AMOUNT if finding.about in _AMOUNTS else finding.about or OTHER


def _asking(findings: Iterable[Finding], change: str) -> tuple[Finding, ...]:
    """Return the findings of those rules that ask for a change."""
    return tuple(finding for finding in findings if BY_NAME[finding.rule].change == change)


def _amount(findings: Sequence[Finding], proposal: Proposal) -> Change | None:
    over = _asking(findings, AMOUNT)
    sums = sums_of(proposal.budget)
    if not over or proposal.limits is None or sums is None:
        return None
    terms = terms_of(proposal.limits, proposal.programme)
    cut = plan.cut(sums, terms)
    if cut is None:
        return None
    aim = _round(cut, sums, proposal.programme.rounding, terms.percent)
    figures = {"cut": Yen(aim.by), aim.costs: Yen(aim.to), "total": Yen(aim.total)}
    if any(finding.mend_variant in _UNIT_MENDS for finding in over):
        # Rather a wrong unit than a wrong plan, as the finding itself says.
        return Change(AMOUNT, tuple(sorted(over, key=lambda one: one.mend_variant not in _UNIT_MENDS)), None, figures)
    sentence = AMOUNT
    if cut.costs == INDIRECT:  # what says that their rate is too high asks for the same
        sentence, over = INDIRECT, (*over, *_asking(findings, INDIRECT))
    return Change(AMOUNT, over, sentence, figures, {**figures, "percent": terms.percent})


def _round(cut: plan.Cut, sums: plan.Sums, unit: int, percent: int) -> plan.Cut:
    """Return a cut to a round amount, in whole units of so many yen, where that is more than nothing."""
    to = cut.to // unit * unit or cut.to
    by = cut.by + cut.to - to
    beside = percent_of(to, percent) if cut.costs != INDIRECT else sums.direct
    return plan.Cut(cut.costs, by, to, to + beside)


def _years(findings: Sequence[Finding], proposal: Proposal) -> Change | None:
    wrong = _asking(findings, YEARS)
    period, limits = proposal.period, proposal.limits
    if not wrong or period is None or limits is None:
        return None
    end = limits.nearest_end(period)
    touched = fiscal.fiscal_years(period._replace(end=end))
    bounds = {"min_years": limits.min_years, "max_years": limits.max_years}
    figures = {**bounds, "end": end.isoformat(), "fiscal_years": list(touched)}
    values = {**bounds, "line": Code(f"`end: {end}`"), "first": touched[0], "last": touched[-1]}
    return Change(YEARS, wrong, YEARS, figures, values)


def _country(findings: Sequence[Finding], proposal: Proposal) -> Change | None:
    country = proposal.lead.researcher.country if proposal.lead else None
    if country is None:
        return None
    wrong = tuple(finding for finding in findings if finding.pointer == pointer(country.path))
    now = (country.found.code, country.found.name) if country.found else (None, same(country.text))
    change = _choice(COUNTRY, wrong, now, "countries", proposal)
    # All the countries of the programme are too many for a sentence.
    return change if change is None or change.of_call else change._replace(sentence="country-listed")


def _field(findings: Sequence[Finding], proposal: Proposal) -> Change | None:
    field = proposal.field
    if field is None:
        return None
    now = (field.found.id, field.found.name) if field.found else (None, same(field.text))
    return _choice(FIELD, _asking(findings, FIELD), now, "fields", proposal)


def _choice(
    kind: str, wrong: tuple[Finding, ...], now: tuple[str | None, Text], part: str, proposal: Proposal
) -> Change | None:
    """Return that another name must stand where `now` does: one that the joint call takes, or else the programme.

    `part` is where either has such names: countries or fields.
    """
    if not wrong:
        return None
    listed: Mapping[str, Country | Field] = getattr(proposal.programme, part)
    figure: Figure[tuple[str, ...]] | None = getattr(proposal.call, part, None)
    of_call = [one for one in binding(figure) or () if one in listed]
    taken = of_call or list(listed)
    values = {"now": now[1], part: tuple(listed[one].name for one in taken)}
    return Change(kind, wrong, kind, {"now": now[0], part: taken}, values, bool(of_call))


# What takes care of several findings of one kind, or of some; None where that cannot be reckoned.
_RECKON: dict[str, Callable[[Sequence[Finding], Proposal], Change | None]] = {
    AMOUNT: _amount,
    YEARS: _years,
    COUNTRY: _country,
    FIELD: _field,
}

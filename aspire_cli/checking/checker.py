"""Document, programme and rules to a report: shape, rules, places, waivers, order, verdict."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from aspire_cli import limits
from aspire_cli.checking import waivers
from aspire_cli.document import document as source
from aspire_cli.document.document import Document
from aspire_cli.finding import WHOLE_CHECK, Finding, Omitted, Related, Report
from aspire_cli.problem import Place, Problem, Severity, pointer
from aspire_cli.programme.edition import sha256
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import KEYS, Proposal
from aspire_cli.proposal.read import read_proposal
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.rules.rule import Rule
from aspire_cli.shape import judged as shape

FITS, WITH_WARNINGS, DOES_NOT_FIT, UNREADABLE = "fits", "fits-with-warnings", "does-not-fit", "unreadable"
_READING, _SHAPE, _WAIVERS = "yaml", "schema", "waiver"
_UNKNOWN_KEY = "schema-unknown-key"


class Options(NamedTuple):
    """How to check: the day it counts as today, a stage that overrides the file's, the rules asked for, the waivers."""

    today: date
    stage: str | None = None
    rules: frozenset[str] = frozenset(BY_NAME)
    waivers: bool = True
    detail: bool = True  # whether to give what only detailed reports show: SHA-256, fits, points to confirm


def check_bytes(data: bytes, path: str, programme: Programme, options: Options) -> Report:
    """Return the report on a file's bytes; whatever is in them is a finding, never an exception."""
    digest = sha256(data) if options.detail else ""
    try:
        return check_document(source.read(data, path), digest, programme, options)
    except Exception as error:  # whatever breaks on one file: the others are still checked
        return _report(path, digest, UNREADABLE, _Found(()))._replace(failures=(_failure(WHOLE_CHECK, error),))


def _failure(check: str, error: Exception) -> str:
    from aspire_cli.failures import described

    return f"{check}: {described(error)}"


def check_document(document: Document, digest: str, programme: Programme, options: Options) -> Report:
    """Return the report on a document as read, `digest` being its file's SHA-256.

    Its data may have been changed, to ask what would be if another scheme stood there: places stay those of the text.
    """
    proposal = read_proposal(document.data, programme, options.today, options.stage)
    return check_proposal(document, digest, proposal, options)


class Kept:
    """What checks of one proposal under several schemes have found, and take again where nothing else was asked."""

    def __init__(self, before: "Kept | None" = None) -> None:
        """Keep what `before` knows of rules and waivers: of a document whose scheme and joint call are others."""
        self.rules: dict[str, tuple[list[object], list[Problem]]] = before.rules if before else {}
        self.waivers: tuple[waivers.Waiver, ...] | None = before.waivers if before else None
        self.shape: list[Finding] | None = None
        self.faults: list[Finding] | None = None  # of the waivers, where none is to count


def check_proposal(
    document: Document, digest: str, proposal: Proposal, options: Options, kept: Kept | None = None
) -> Report:
    """Return the report on a document of which the proposal is read already."""
    if document.problems:
        found = _Found([_finding(document, problem, None, "final") for problem in document.problems])
        ran = frozenset(problem.rule for problem in document.problems)
        return _report(document.path, digest, UNREADABLE, found, document)._replace(ran=ran)
    return _Check(document, proposal, options, kept or Kept()).report(digest)


class _Found(NamedTuple):
    """All findings of a file, before any is left out."""

    findings: Sequence[Finding]
    waived: Sequence[Finding] = ()


def _report(path: str, digest: str, verdict: str, found: _Found, document: Document | None = None) -> Report:
    """Return the report on a file of which nothing but findings is known; those beyond the bound are only counted."""
    findings, rest = _chosen(found.findings)
    waived, waived_rest = _chosen(found.waived)
    return Report(
        path=path,
        sha256=digest,
        scheme=None,
        scheme_name=None,
        title=None,
        stage="final",
        verdict=verdict,
        findings=tuple(_with_excerpt(finding, document) for finding in findings),
        waived=tuple(_with_excerpt(finding, document) for finding in waived),
        fits=None,
        confirm=(),
        omitted=_omitted(rest, waived_rest),
    )


class _Check:
    def __init__(self, document: Document, proposal: Proposal, options: Options, kept: Kept) -> None:
        self._document = document
        self._options = options
        self._proposal = proposal
        self._kept = kept
        self._failures: list[str] = []
        self._ran: set[str] = set()

    def report(self, digest: str) -> Report:
        proposal = self._proposal
        found = self._waive([*self._shape(), *map(self._finding, self._rules())])
        if any(finding.rule == _UNKNOWN_KEY for finding in found.findings):
            from aspire_cli.checking.consequences import without_consequences

            found = found._replace(findings=without_consequences(found.findings))
        report = _report(self._document.path, digest, verdict(*found), found, self._document)
        left_out = max(0, len(proposal.counterparts) - limits.MOST_COUNTERPARTS)
        return report._replace(
            scheme=proposal.scheme.id if proposal.scheme else None,
            scheme_name=proposal.scheme.name if proposal.scheme else None,
            call_name=proposal.call.name if proposal.joint_scheme and proposal.call else None,
            stage=proposal.stage,
            is_proposal=isinstance(self._document.data, dict) and not KEYS.isdisjoint(self._document.data),
            failures=tuple(self._failures),
            omitted=report.omitted._replace(counterparts=left_out),
            ran=frozenset(self._ran | self._without_a_check()),
            **(self._detail() if self._options.detail else {}),
        )

    def _detail(self) -> dict[str, Any]:
        """Return what only detailed reports show: a short one does not even import what makes it."""
        from aspire_cli.checking import fits as summary

        proposal = self._proposal
        return {
            "title": summary.title(proposal),
            "fits": summary.fits(proposal),
            "confirm": summary.confirm(proposal),
        }

    def _finding(self, problem: Problem) -> Finding:
        scheme = self._proposal.scheme
        return _finding(self._document, problem, scheme.id if scheme else None, self._proposal.stage)

    def _shape(self) -> list[Finding]:
        self._ran |= self._names(_SHAPE)
        if self._kept.shape is None:
            faults = self._asked_for(_SHAPE, lambda: shape.check(self._document.data, self._proposal))
            self._kept.shape = list(map(self._finding, faults))
        return self._kept.shape

    def _asked_for(self, topic: str, check: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
        names = self._names(topic)
        self._ran |= names
        if names:
            yield from (problem for problem in self._guarded(topic, check) if problem.rule in names)

    def _names(self, topic: str) -> set[str]:
        return {rule.name for rule in ALL if rule.topic == topic} & self._options.rules

    def _rules(self) -> Iterator[Problem]:
        for rule in ALL:
            inputs = _inputs(rule, self._proposal)
            check = rule.check
            if check is None or inputs is None or rule.name not in self._options.rules:
                continue
            self._ran.add(rule.name)
            known = self._kept.rules.get(rule.name)
            if known is None or known[0] != inputs:
                found = self._guarded(rule.name, lambda check=check, inputs=inputs: check(*inputs))  # type: ignore[misc]
                known = inputs, [problem._replace(rule=rule.name) for problem in found]
                self._kept.rules[rule.name] = known
            yield from known[1]

    def _without_a_check(self) -> set[str]:
        """Return the rules that have said all they have to say once the file is read: of reading, and of waivers."""
        return {rule.name for rule in ALL if rule.topic in (_READING, _WAIVERS)} & self._options.rules

    def _guarded(self, name: str, check: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """Return what a check yields; one that breaks is noted, and the others still run."""
        found: list[Problem] = []
        try:
            found.extend(check())
        except Exception as error:  # whatever breaks inside one rule
            self._failures.append(_failure(name, error))
        return found

    def _waive(self, findings: list[Finding]) -> _Found:
        found = self._kept.waivers
        if found is None:
            found = self._kept.waivers = waivers.find(self._document)
        if not found:
            return _Found(findings)
        if self._kept.faults is not None and not self._options.waivers:
            return _Found([*findings, *self._kept.faults])
        # What is wrong with a waiver itself is told even where none is to count.
        ran = frozenset(self._ran | self._without_a_check()) if self._options.waivers else None
        stay, waived, faults = waivers.apply(findings, found, ran)
        self._kept.faults = list(map(self._finding, self._asked_for(_WAIVERS, lambda: faults)))
        return _Found([*stay, *self._kept.faults], waived)


def _inputs(rule: Rule, proposal: Proposal) -> list[object] | None:
    """Return the parts that a rule needs, or None where one of them is missing."""
    inputs: list[object] = []
    for part in rule.needs:
        value = getattr(proposal, part)
        if value is None and part not in rule.may_be_none:
            return None
        inputs.append(value)
    return inputs


def _finding(document: Document, problem: Problem, scheme: str | None, stage: str) -> Finding:
    rule = BY_NAME[problem.rule]
    place = problem.place or document.place(problem.path, problem.at_key)
    related = [
        *((path, document.place(path)) for path in problem.related),
        *(((), place) for place in problem.related_places),
    ]
    finding = Finding(
        rule=rule.name,
        severity=rule.severity,
        topic=rule.topic,
        about=rule.about,
        pointer=pointer(problem.path),
        place=place,
        excerpt="",
        clause=rule.clause(scheme),
        values=problem.values,
        message_variant=problem.message,
        mend_variant=problem.mend,
        related=tuple(Related(pointer(path), other, "") for path, other in related),
        fix=problem.fix,
    )
    if stage == "draft" and rule.eased_in_draft and not finding.is_on_the_scheme_missing:
        return finding._replace(severity=Severity.NOTE, eased=True)
    return finding


def _chosen(found: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings to show, in order, and those to leave out."""
    ordered = sorted(found, key=lambda one: (one.severity.rank, one.place.line, one.place.column, one.rule))
    if len(ordered) <= limits.MOST_FINDINGS:
        return ordered, []
    from aspire_cli.checking import shown

    return shown.chosen(ordered)


def _omitted(findings: Sequence[Finding], waived: Sequence[Finding]) -> Omitted:
    counts = {severity: sum(1 for one in findings if one.severity is severity) for severity in Severity}
    return Omitted(**counts, open=sum(1 for one in findings if one.eased), waived=len(waived))


def _with_excerpt(finding: Finding, document: Document | None) -> Finding:
    """Return the finding with the source lines of its places."""
    if document is None:
        return finding
    place = document.inside(finding.place)
    related = tuple(other._replace(**_excerpt(document, other.place)) for other in finding.related)
    return finding._replace(place=place, related=related, **_excerpt(document, place))


def _excerpt(document: Document, place: Place) -> dict[str, Any]:
    line = document.line(place.line)
    fits = place.column <= limits.LONGEST_EXCERPT // 2 or len(line) <= limits.LONGEST_EXCERPT
    start = 0 if fits else place.column - 1 - limits.LONGEST_EXCERPT // 2
    return {"excerpt": line[start : start + limits.LONGEST_EXCERPT], "excerpt_column": start + 1}


def verdict(findings: Iterable[Finding], waived: Iterable[Finding] = ()) -> str:
    """Return the verdict on a readable file: an error that is waived still leaves a warning."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return DOES_NOT_FIT
    waived_error = any(finding.severity is Severity.ERROR for finding in waived)
    return WITH_WARNINGS if waived_error or Severity.WARNING in severities else FITS

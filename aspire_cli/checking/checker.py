"""The check of one file: shape, rules, places, waivers, order and verdict, from a document to a report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from aspire_cli import limits
from aspire_cli.characters import skeleton
from aspire_cli.checking import waivers
from aspire_cli.checking.waivers import Waiver
from aspire_cli.document.document import Document, read_document
from aspire_cli.document.tree import OWN
from aspire_cli.finding import WHOLE_CHECK, Finding, Omitted, Related, Report
from aspire_cli.fiscal import instant_of
from aspire_cli.problem import START, Part, Problem, Severity, pointer
from aspire_cli.programme.edition import sha256
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.proposal.model import OF_SCHEME_AND_CALL, Proposal
from aspire_cli.proposal.read import Reading, read_proposal
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.records import NamedTuple
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.rules.rule import Check
from aspire_cli.shape.check import check as check_shape

if TYPE_CHECKING:
    from aspire_cli.document.mended_lines import MendedLines

FITS, WITH_WARNINGS, DOES_NOT_FIT, UNREADABLE = "fits", "fits-with-warnings", "does-not-fit", "unreadable"  # verdicts
SHAPE, READING = "schema", "yaml"  # topics of what is found before any rule of the programme
_UNKNOWN_KEY = "schema-unknown-key"
EVERY_RULE = frozenset(BY_NAME)
# Rules without a function of their own: the reader, the shape check and the waivers apply them to every readable file.
_DECLARED = frozenset(rule.name for rule in ALL if rule.check is None)
_OF_SHAPE = frozenset(rule.name for rule in ALL if rule.topic == SHAPE)
# Rules that find the same in a proposal whatever its scheme and joint call.
_OF_EVERY_SCHEME = frozenset(rule.name for rule in ALL if rule.check and OF_SCHEME_AND_CALL.isdisjoint(rule.needs))
# What running a rule takes, at hand: its name, its function, the parts that this takes, and those without which not.
CHECKS = tuple((rule.name, rule.check, rule.needs, rule.required) for rule in ALL if rule.check)
_KEYS = PROPOSAL.keys.keys()
_CERTAINLY, _LOOKED_INTO = 2, 200  # known keys that no other file has by chance; keys and entries looked at


class Options(NamedTuple):
    """How to check: the present, a stage that overrides the file's, the rules asked for, the waivers.

    The present is an instant; a day alone stands for its first moment in Japan.
    """

    today: date
    stage: str | None = None
    rules: frozenset[str] = EVERY_RULE
    waivers: bool = True
    detail: bool = True  # whether to give what only detailed reports show: SHA-256, fits, points to confirm
    edits: bool = True  # whether to make edits of the text from the mends of what is found
    mends: Literal["none", "safe", "all"] = "none"  # which of them to make in a copy of the text: see `Report.change`
    together: bool = False  # whether proposals are to be compared: see `checking.together`

    @property
    def now(self) -> datetime:
        """The present, with its zone."""
        return instant_of(self.today)


class Examined(NamedTuple):
    """A proposal, and what is found in it before waivers are applied.

    What the rules find is kept as problems, not as findings: a finding names the clause of one scheme, and `fit` moves
    the same proposal to others.
    """

    document: Document | None  # None: it stands in no file
    proposal: Proposal
    options: Options
    rules: Mapping[str, Sequence[Problem]]  # of each rule that ran
    failures: tuple[str, ...] = ()
    shape: Sequence[Finding] = ()
    waivers: tuple[Waiver, ...] = ()
    faults: Sequence[Finding] = ()  # in the waivers themselves
    unread: Mapping[str, tuple[str, ...]] = {}  # parts that are written but cannot be understood, as the file has them


def check_bytes(data: bytes, path: str, programme: Programme, options: Options) -> Report:
    """Return the report on a file's bytes; whatever is in them is a finding, never an exception."""
    digest = sha256(data) if options.detail else ""
    try:
        return check_document(read_document(data, path), digest, programme, options)
    except Exception as error:  # a fault of the program on one file must not keep the others from being checked
        return Report(path, digest, failures=(failure(WHOLE_CHECK, error),))


def check_document(document: Document, digest: str, programme: Programme, options: Options) -> Report:
    """Return the report on a document; `digest` is the SHA-256 of its file."""
    readable = document.mended if document.problems else document
    if readable is None or (document.problems and not _is_proposal(readable.data)):
        return unreadable(document, digest, edits=options.edits)
    reading = read_proposal(readable.data, programme, options.now, options.stage, readable.text_of)
    return report(examine(readable, reading, options), digest)


def unreadable(document: Document, digest: str, most: int | None = None, *, edits: bool = False) -> Report:
    """Return the report on a document that could not be read, with at most `most` findings and, if asked, edits."""
    findings = [_finding(document, problem.rule, problem, None) for problem in document.problems]
    ran = frozenset(problem.rule for problem in document.problems)
    return _report(document, findings, (), most, edits=edits)._replace(sha256=digest, ran=ran)


def examine(document: Document, reading: Reading, options: Options) -> Examined:
    """Return what the shape check and the rules asked for find in a proposal, and which waivers stand in it."""
    proposal, asked = reading.proposal, options.rules
    failures: list[str] = []
    shape: list[Problem] = []
    if not _OF_SHAPE.isdisjoint(asked):
        shape = _guarded(failures, SHAPE, check_shape, (document.data, reading, document.text_of))
    rules = _run_rules(proposal, asked, {}, failures)
    found = waivers.find(document)
    of_shape = [_finding(document, one.rule, one, proposal) for one in shape if one.rule in asked]
    faults = [
        _finding(document, one.rule, one, proposal) for one in waivers.faults(found, document) if one.rule in asked
    ]
    return Examined(document, proposal, options, rules, tuple(failures), of_shape, found, faults, reading.unread)


def examine_moved(before: Examined, scheme: Scheme, call: Call | None) -> Examined:
    """Return what is found in a proposal that was examined, once it is moved to another scheme or joint call.

    Only the rules that depend on scheme or call run again, and findings on how these two are written go. Waivers do not
    count: whoever accepted a finding has not accepted it under another scheme.
    """
    moved, options = before.proposal.moved_to(scheme, call), before.options._replace(waivers=False)
    failures = list(before.failures)
    same = {name: problems for name, problems in before.rules.items() if name in _OF_EVERY_SCHEME}
    rules = _run_rules(moved, options.rules, same, failures)
    still = [finding for finding in before.shape if finding.part not in ("scheme", "call")]
    return before._replace(proposal=moved, options=options, rules=rules, failures=tuple(failures), shape=still)


def examine_unwritten(proposal: Proposal, options: Options) -> Examined:
    """Return what the rules asked for find in a proposal that stands in no file."""
    failures: list[str] = []
    rules = _run_rules(proposal, options.rules, {}, failures)
    return Examined(None, proposal, options, rules, tuple(failures))


def _run_rules(
    proposal: Proposal, asked: frozenset[str], known: Mapping[str, Sequence[Problem]], failures: list[str]
) -> dict[str, Sequence[Problem]]:
    """Return what each rule finds that is asked for and has the inputs it needs; rules in `known` do not run again."""
    found, parts = dict(known), {**proposal._asdict(), "countries": proposal.countries}
    absent = {name for name, part in parts.items() if part is None}
    for name, check, needs, required in CHECKS:
        if name in asked and name not in known and required.isdisjoint(absent):
            found[name] = _guarded(failures, name, check, map(parts.__getitem__, needs))
    return found


def _guarded(failures: list[str], name: str, check: Check, inputs: Iterable[object]) -> list[Problem]:
    """Return what a check yields; where it raises, add that to `failures`, and return what it had yielded before."""
    found: list[Problem] = []
    try:
        found.extend(check(*inputs))
    except Exception as error:  # a fault inside one rule must not keep the others from running
        failures.append(failure(name, error))
    return found


def failure(check: str, error: Exception) -> str:
    """Return what a report says of an error that a check raised."""
    from aspire_cli.words.failures import described

    return f"{check}: {described(error)}"


def report(examined: Examined, digest: str = "", most: int | None = None) -> Report:
    """Return the report on a proposal that was examined, with at most `most` findings; see `limits.MOST_FINDINGS`."""
    document, proposal, options = examined[:3]
    scheme = proposal.scheme
    ran = options.rules & (_DECLARED | examined.rules.keys())
    findings, waived = _standing_and_waived(examined, ran)
    standing = verdict(findings, waived)
    if document and document.written:
        written, lines = document.written
        slips = [_finding(written, one.rule, one, None) for one in written.problems]
        findings, waived = [*slips, *_as_written(findings, written, lines)], _as_written(waived, written, lines)
        standing, ran = UNREADABLE, ran | {one.rule for one in slips}
    made = _report(document, findings, waived, most, edits=options.edits)
    left_out = max(0, len(proposal.counterparts) - limits.MOST_COUNTERPARTS)
    return made._replace(
        sha256=digest,
        verdict=standing,
        as_mended=bool(document and document.written),
        scheme=scheme.id if scheme else None,
        scheme_name=scheme.name if scheme else None,
        stage=proposal.stage,
        is_proposal=document is None or _is_proposal(document.data),
        failures=examined.failures,
        omitted=made.omitted._replace(counterparts=left_out),
        ran=ran,
        **(_detail(examined) if options.detail else {}),
        **(_claims(examined) if options.together else {}),
    )


def _as_written(findings: Iterable[Finding], written: Document, lines: "MendedLines") -> list[Finding]:
    """Return what is found with the slips of a file mended, at its place in the file as it is written.

    Of a dash in the place of a value the slip itself is told, and nothing else.
    """
    dashes = {one.place for one in written.problems if one.message == "dash-value"}
    moved = []
    for one in findings:
        related = tuple(other._replace(place=lines.place(other.place)) for other in one.related)
        moved.append(one._replace(place=lines.place(one.place), related=related))
    return [one for one in moved if one.place not in dashes]


def _is_proposal(data: Any) -> bool:
    """Say whether data is a proposal, or nearly one: its keys look like those, or stand in a list or below a key."""
    inner = [*data.values()] if isinstance(data, dict) else data if isinstance(data, list) else []
    return any(_alike(one) >= _CERTAINLY for one in (data, *inner[:_LOOKED_INTO]))


def _alike(data: Any) -> int:
    if not isinstance(data, dict):
        return 0
    exact = len(_KEYS & data.keys())  # nearly always enough, and quick
    if exact >= _CERTAINLY:
        return exact
    return len({skeleton(str(key)).removeprefix(OWN) for key in islice(data, _LOOKED_INTO)} & _KEYS)


def _standing_and_waived(examined: Examined, ran: frozenset[str]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that stand, without mere consequences of a misspelt key, and those that are waived."""
    document, proposal, options = examined[:3]
    found = ((name, problem) for name, problems in examined.rules.items() for problem in problems)
    findings = [*examined.shape, *examined.faults, *(_finding(document, *one, proposal) for one in found)]
    waived: list[Finding] = []
    if document is not None and options.waivers and examined.waivers:
        findings, waived, unused = waivers.apply(findings, examined.waivers, ran, document)
        findings += [_finding(document, one.rule, one, proposal) for one in unused if one.rule in options.rules]
    if any(finding.rule == _UNKNOWN_KEY for finding in findings):
        from aspire_cli.checking.consequences import without_consequences

        findings = without_consequences(findings)
    return findings, waived


def _detail(examined: Examined) -> dict[str, Any]:
    """Return what only detailed reports show, made by modules that a short report does not import."""
    from aspire_cli.checking import called, fits

    document, proposal = examined.document, examined.proposal
    written = document.data if document and isinstance(document.data, dict) else {}
    return {
        "title_written": fits.names(written.get("title")),
        "call": called.call(proposal),
        "investigator": fits.investigator(proposal, written.get("principal_investigator")),
        "fits": fits.fits(proposal, examined.unread),
        "confirm": fits.confirm(proposal),
    }


def _claims(examined: Examined) -> dict[str, Any]:
    from aspire_cli.checking import claims

    document, proposal, options = examined[:3]
    reasons = waivers.reasons(examined.waivers) if options.waivers else {}
    found = list(claims.claims(document, proposal, reasons)) if document else []
    if document and document.written:
        _, lines = document.written
        found = [one._replace(place=lines.place(one.place)) for one in found]
    return {"claims": tuple(one for one in found if one.rule in options.rules)}


def _report(
    document: Document | None,
    findings: Iterable[Finding],
    waived: Iterable[Finding],
    most: int | None = None,
    *,
    edits: bool,
) -> Report:
    """Return a report with nothing but findings; those beyond the bound are only counted."""
    shown, rest = chosen(findings, limits.MOST_FINDINGS if most is None else most)
    if edits and document is not None:
        shown = [_with_edits(finding, document) for finding in shown]
    shown_waived, waived_rest = chosen(waived, limits.MOST_FINDINGS)
    counts = {severity: sum(1 for one in rest if one.severity is severity) for severity in Severity}
    still_open = sum(1 for one in rest if one.eased)
    written = document.written[0] if document and document.written else document
    return Report(
        path=document.path if document else "",
        findings=tuple(_with_excerpt(finding, written) for finding in shown),
        waived=tuple(_with_excerpt(finding, written) for finding in shown_waived),
        omitted=Omitted(**counts, open=still_open, waived=len(waived_rest)),
        unshown=tuple((one.rule, one.pointer) for one in (*rest, *waived_rest)) if edits else (),
    )


def _finding(document: Document | None, name: str, problem: Problem, proposal: Proposal | None) -> Finding:
    """Return a problem as a finding: with the rule's severity and clause, and its place in the file."""
    rule = BY_NAME[name]
    place = problem.place or (document.place(problem.path, problem.at_key) if document else START)
    related = [Related(pointer(path), document.place(path) if document else START, "") for path in problem.related]
    related += [Related("", other, "") for other in problem.related_places]
    finding = Finding(
        rule=name,
        severity=rule.severity,
        topic=rule.topic,
        about=rule.about,
        pointer=pointer(problem.path),
        place=place,
        excerpt="",
        clause=rule.clause(proposal.scheme.id if proposal and proposal.scheme else None),
        values=problem.values,
        message_variant=problem.message,
        mend_variant=problem.mend,
        related=tuple(related),
        mend=problem.fix._replace(path=problem.fix.path or problem.path) if problem.fix else None,
        called={} if problem.place else _called(problem, document),
    )
    eased = rule.eased_in_draft and problem.is_unwritten and proposal is not None and proposal.stage == "draft"
    if eased and not waivers.misses_the_scheme(finding):
        return finding._replace(severity=Severity.NOTE, eased=True)
    return finding


def _called(problem: Problem, document: Document | None) -> dict[str, Any]:
    """Return what a problem's part is called, and whom or what it belongs to, also as the beginning of a sentence.

    Of a key that is not known the part is what holds it.
    """
    from aspire_cli.words.parts import fiscal_year, named, owner_of

    path, key, data = problem.path, problem.values.get("key"), document.data if document else None
    if problem.rule == _UNKNOWN_KEY:
        path = path[:-1]
    elif problem.rule == "schema-missing-key" and problem.message in ("default", "inside") and path[-1:] != (key,):
        path = (*path, str(key))
    called = {name: owner_of(one.path, data) for name, one in problem.values.items() if isinstance(one, Part)}
    called |= {"part": named(path, data), "owner": owner_of(path, data)}
    year = {"year": fiscal_year(data, path)} if problem.message == "amount" else {}
    return called | year | {name.capitalize(): text.at_the_beginning for name, text in called.items()}


def chosen(findings: Iterable[Finding], most: int) -> tuple[list[Finding], list[Finding]]:
    """Return the findings to show, at most `most`, and the rest, both in order.

    The first finding of each rule in each part of the proposal is among those shown: the report marks parts without any
    finding as sound, and it must not say so of a part whose findings are all left out.
    """
    ordered = sorted(findings, key=lambda one: (one.severity.rank, one.place.line, one.place.column, one.rule))
    if len(ordered) <= most:
        return ordered, []
    first: dict[tuple[str, str], int] = {}
    for number, finding in enumerate(ordered):
        key = finding.pointer.removeprefix("/").partition("/")[0]
        first.setdefault((finding.rule, key if key in _KEYS else ""), number)
    shown = set(islice(first.values(), most))
    shown.update(islice((number for number in range(len(ordered)) if number not in shown), most - len(shown)))
    return (
        [finding for number, finding in enumerate(ordered) if number in shown],
        [finding for number, finding in enumerate(ordered) if number not in shown],
    )


def _with_edits(finding: Finding, document: Document) -> Finding:
    """Return the finding with the edits that its mend comes to; what is waived is left as it is."""
    if finding.mend is None:
        return finding
    from aspire_cli.document import edits
    from aspire_cli.finding.detail import Fix

    made = edits.edits_of(document, finding.mend)
    if document.written and finding.topic != READING:
        _, lines = document.written
        made = lines.edits(made)
    return finding._replace(fix=Fix(finding.mend.safe, made)) if made else finding


def _with_excerpt(finding: Finding, document: Document | None) -> Finding:
    """Return the finding with the source lines of its places."""
    if document is None:
        return finding
    place = document.inside(finding.place)
    line, start = document.excerpt(place)
    beside = ((other, *document.excerpt(other.place)) for other in finding.related)
    related = tuple(other._replace(excerpt=text, excerpt_column=column) for other, text, column in beside)
    return finding._replace(place=place, excerpt=line, excerpt_column=start, related=related)


def verdict(findings: Iterable[Finding], waived: Iterable[Finding] = ()) -> str:
    """Return the verdict on a readable file; a file with a waived error fits with warnings."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return DOES_NOT_FIT
    waived_error = any(finding.severity is Severity.ERROR for finding in waived)
    return WITH_WARNINGS if waived_error or Severity.WARNING in severities else FITS

"""The SARIF 2.1.0 report, for code scanning and editors: every finding with its place, and the help on its rule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import Fix
from aspire_cli.problem import Place, Severity
from aspire_cli.reports import Totals, View, hidden, json_report, omitted
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Lang, visible

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Across

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_HOME = "https://pypi.org/project/aspire-cli/"
_MOST_RESULTS = 25_000  # GitHub refuses a run that has more
_FINGERPRINT = "aspireFinding/v1"
_FINGERPRINT_DIGITS = 32


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the whole report as one SARIF log with one run, result by result."""
    yield f'{{\n  "$schema": "{_SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    '
    yield from (json_report.indented(piece, 4) for piece in _Run(view._replace(unit="yen")).pieces(reports))
    yield "\n  ]\n}\n"


class _Run:
    """The one run of a log; what is known only after its last result is gathered meanwhile."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rules: dict[str, int] = {}  # those that have results: each with its place among the rules listed
        self._artifacts: list[str] = []
        self._notifications: list[dict[str, Any]] = []
        self._failed = False
        self._totals = Totals()
        self._left_out = 0  # results

    def pieces(self, reports: Iterable[Report]) -> Iterator[str]:
        view = self._view
        before = {
            "language": view.lang,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": view.label("sarif-root").lang(view.lang)}}},
        }
        lists = {"results": self._results(reports), "artifacts": self._artifacts}
        yield from json_report.streamed(before, lists, self._after)

    def _results(self, reports: Iterable[Report]) -> Iterator[str]:
        room = _MOST_RESULTS
        for report in reports:
            yield ""
            found = (*report.findings, *report.waived)
            for result in islice(_results(report, self._totals.files, self._view), room):
                if result["ruleId"] in self._view.rules:
                    result["ruleIndex"] = self._rules.setdefault(result["ruleId"], len(self._rules))
                yield json_report.dumped(result, indent=2)
            self._left_out += max(0, len(found) - room)
            room = max(0, room - len(found))
            self._totals = self._totals.plus(report)
            self._artifacts.append(json_report.dumped(_artifact(report, self._view), indent=2))
            self._failed |= bool(report.failures)
            self._notifications += (_notification("error", report, failure) for failure in self._view.failures(report))
            omissions = self._view.in_each(omitted(report, self._view))
            self._notifications += (_notification("note", report, line) for line in omissions)
        across = self._view.together or ()
        self._left_out += max(0, len(across) - room)
        for one in across[:room]:
            result = _across(one, self._view)
            result["ruleIndex"] = self._rules.setdefault(one.finding.rule, len(self._rules))
            yield json_report.dumped(result, indent=2)

    def _after(self) -> dict[str, Any]:
        view = self._view
        driver = {
            "name": "aspire",
            "version": view.version,
            "semanticVersion": view.version,
            "informationUri": _HOME,
            "language": view.lang,
            "rules": [_rule(rule, view) for rule in self._rules],
        }
        return {
            "tool": {"driver": driver},
            "invocations": [self._invocation()],
            "properties": {
                **json_report.tool(view),
                "summary": json_report.summary(self._totals) | json_report.passed_over(view),
            },
        }

    def _invocation(self) -> dict[str, Any]:
        """Return how the run went: rules that failed inside, what is left out, and rules that settings switch off."""
        view = self._view
        cut = [view.counted("omitted-findings", self._left_out)] if self._left_out else []
        told = [{"level": "note", "message": {"text": line}} for line in view.in_each((*hidden(view), *cut))]
        return {
            "executionSuccessful": not self._failed,
            "toolExecutionNotifications": [*self._notifications, *told],
            "ruleConfigurationOverrides": [
                {
                    "descriptor": {"id": rule},
                    "configuration": {"enabled": False},
                    "properties": {"reason": visible(reason)},
                }
                for rule, reason in view.rules_off.items()
            ],
        }


def _rule(rule: str, view: View) -> dict[str, Any]:
    said = words.rule_words(rule)
    langs: tuple[Lang, ...] = ("ja", "en") if view.lang == "ja" else ("en", "ja")
    return {
        "id": rule,
        "name": "".join(part.capitalize() for part in rule.split("-")),
        "shortDescription": {"text": " / ".join(said["title"][lang] for lang in view.langs)},
        "fullDescription": {"text": "\n".join(said["why"][lang] for lang in view.langs)},
        "helpUri": _HOME,
        "help": {
            "text": "\n\n".join(f"{said['title'][lang]}\n{said['why'][lang]}" for lang in langs),
            "markdown": "\n\n".join(f"**{said['title'][lang]}**\n\n{said['why'][lang]}" for lang in langs),
        },
        "defaultConfiguration": {"level": str(view.rules.get(rule, Severity.NOTE))},  # those across proposals are notes
        "properties": {"tags": [rule.partition("-")[0]]},
    }


def _notification(level: str, report: Report, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": f"{visible(report.path)}: {visible(text)}"}}


def _artifact(report: Report, view: View) -> dict[str, Any]:
    confirm = [json_report.picked(point, "item", "clause") for point in report.confirm]
    told = json_report.picked(report, "verdict", "scheme", "stage", "open")
    told["call"] = json_report.called(report.call) if report.call else None
    return {
        "location": _location(report, view),
        "hashes": {"sha-256": report.sha256},
        "properties": {**told, "omitted": json_report.omitted(report), "confirm": confirm},
    }


def _location(report: Report, view: View) -> dict[str, str]:
    """Return where a file is: from the root of the repository, percent-encoded, with forward slashes."""
    import os
    from urllib.parse import quote

    path = view.in_repository(report.path)
    uri = quote(os.fsencode(path))
    if os.path.isabs(path):  # noqa: PTH117
        return {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _results(report: Report, number: int, view: View) -> Iterator[dict[str, Any]]:
    """Yield errors, warnings, notes and what is waived; findings of the same fault are numbered by their place."""
    findings = (*report.findings, *report.waived)
    location = _location(report, view) | {"index": number}
    for finding, fingerprint in zip(findings, fingerprints(findings), strict=True):
        yield _result(finding, fingerprint, location, view)


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return for each finding of a file what makes it the same one in another run."""
    seen: Counter[str] = Counter()
    found = [""] * len(findings)
    for position, finding in sorted(enumerate(findings), key=lambda pair: pair[1].place):
        digest = _digest(finding)
        seen[digest] += 1
        found[position] = f"{digest}:{seen[digest]}"
    return found


def fingerprint_across(one: "Across") -> str:
    """Return what makes a finding across proposals the same one in another run: the proposals, and where it stands."""
    import hashlib

    parts = [one.finding.rule, *(part for path, where, _ in one.spots for part in (path, where))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS] + ":1"


def _across(one: "Across", view: View) -> dict[str, Any]:
    """Return what is found across proposals; where it stands in the others is related to it."""
    first, *others = ((_location(Report(path), view), where, place) for path, where, place in one.spots)
    related = [_physical(location, place) | _logical(where) for location, where, place in others]
    numbered = [{"id": number} | other for number, other in enumerate(related, 1)]
    return _result(one.finding, fingerprint_across(one), first[0], view) | {"relatedLocations": numbered}


def _digest(finding: Finding) -> str:
    """Return what makes a fault the same one in another run: no line, and nothing that stands beside its value."""
    import hashlib
    import re

    place = finding.place
    end = place.end_column - 1 if place.end_line == place.line else None
    before = finding.excerpt_column - 1
    value = finding.excerpt[place.column - 1 - before : end and end - before].strip().strip("\"'")
    somewhere = re.sub(r"/[0-9]+(?=/|$)", "/*", finding.pointer)  # another entry of the list may come before it
    parts = "\0".join((finding.rule, somewhere, value))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS]


def _result(finding: Finding, fingerprint: str, location: dict[str, Any], view: View) -> dict[str, Any]:
    result = {
        "ruleId": finding.rule,
        "level": str(finding.severity),
        "message": {"text": _message(finding, view)},
        "locations": [_physical(location, finding.place) | _logical(finding.pointer)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": {"topic": finding.topic, "clause": finding.clause, "notYetWritten": finding.eased},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number} | _physical(location, other.place) | _logical(other.pointer)
            for number, other in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding, finding.fix, location, view)]
    if finding.reason:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": visible(finding.reason)}]
    return result


def _message(finding: Finding, view: View) -> str:
    """Return what is wrong and what would mend it; no text of a user's becomes a link, which SARIF writes `[…](…)`."""
    text = "\n".join([*view.messages(finding), *view.hints(finding)])
    return text.replace("](", "] (")


def _physical(location: dict[str, Any], place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": location, "region": _region(place)}}


def _region(place: Place) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), place, strict=True))


def _logical(pointer: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": pointer}]} if pointer else {}


def _fix(finding: Finding, fix: Fix, location: dict[str, Any], view: View) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(Place(*edit[:4])), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": location, "replacements": replacements}
    hint = finding.hint_in(view.lang, view.unit)  # in the language that leads: the message has it in all of them
    return ({"description": {"text": hint}} if hint else {}) | {"artifactChanges": [change]}

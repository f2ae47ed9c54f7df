"""The SARIF 2.1.0 report, for code scanning and editors: every finding with its place, and the help on its rule."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aspire_cli.finding import Finding, Report
from aspire_cli.finding.detail import Fix
from aspire_cli.problem import Place, Severity
from aspire_cli.reports import Totals, View, hidden, json_report, omitted
from aspire_cli.words import sentences as words
from aspire_cli.words.text import BETWEEN, Lang, visible

if TYPE_CHECKING:
    from aspire_cli.finding.detail import Across

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_HOME = "https://pypi.org/project/aspire-cli/"
_MOST_RESULTS = 25_000  # GitHub refuses a run that has more
_FINGERPRINT = "aspireFinding/v1"
_FINGERPRINT_DIGITS = 32
_Where = tuple[dict[str, Any], Place, str]  # where a file is, the place in it, and the pointer to what stands there


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
        self._totals = Totals()
        self._count = 0  # of results, those that are left out among them

    def pieces(self, reports: Iterable[Report]) -> Iterator[str]:
        view = self._view
        before = {
            "language": view.lang,
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": view.label("sarif-root").lang(view.lang)}}},
        }
        results = chain(self._of_files(reports), self._across())
        yield from json_report.streamed(before, {"results": results, "artifacts": self._artifacts}, self._after)

    def _of_files(self, reports: Iterable[Report]) -> Iterator[str]:
        """Yield errors, warnings, notes and what is waived; findings of the same fault are numbered by their place."""
        view = self._view
        for report in reports:
            yield ""
            location = _location(report.path, view) | {"index": self._totals.files}
            findings = (*report.findings, *report.waived)
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True):
                related = ((location, other.place, other.pointer) for other in finding.related)
                yield self._result(finding, fingerprint, (location, finding.place, finding.pointer), related)
            self._totals = self._totals.plus(report)
            self._artifacts.append(json_report.dumped(_artifact(report, view), indent=2))
            self._notifications += (_notification("error", report, failure) for failure in view.failures(report))
            self._notifications += (_notification("note", report, line) for line in view.in_each(omitted(report, view)))

    def _across(self) -> Iterator[str]:
        """Yield what is found across proposals; where it stands in the others is related to it."""
        for one in self._view.together or ():
            first, *others = ((_location(path, self._view), place, where) for path, where, place in one.spots)
            yield self._result(one.finding, fingerprint_across(one), first, others)

    def _result(self, finding: Finding, fingerprint: str, where: _Where, related: Iterable[_Where]) -> str:
        """Return a finding as a result, or nothing where it is one more than a run may have."""
        self._count += 1
        if self._count > _MOST_RESULTS:
            return ""
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": str(finding.severity),
            "message": {"text": _message(finding, self._view)},
            "locations": [_at(*where)],
            "partialFingerprints": {_FINGERPRINT: fingerprint},
            "properties": {"topic": finding.topic, "clause": finding.clause, "notYetWritten": finding.eased},
        }
        if numbered := [{"id": number, **_at(*other)} for number, other in enumerate(related, 1)]:
            result["relatedLocations"] = numbered
        if finding.fix is not None:
            result["fixes"] = [_fix(finding, finding.fix, where[0], self._view)]
        if finding.reason:
            reason = visible(finding.reason)
            result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
        result["ruleIndex"] = self._rules.setdefault(finding.rule, len(self._rules))
        return json_report.dumped(result, indent=2)

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
            "properties": {**json_report.tool(view), "summary": json_report.summary(self._totals, view)},
        }

    def _invocation(self) -> dict[str, Any]:
        """Return how the run went: rules that failed inside, what is left out, and rules that settings switch off."""
        view = self._view
        left_out = self._count - _MOST_RESULTS
        cut = [view.counted("omitted-findings", left_out)] if left_out > 0 else []
        told = [{"level": "note", "message": {"text": line}} for line in view.in_each((*hidden(view), *cut))]
        return {
            "executionSuccessful": all(one["level"] != "error" for one in self._notifications),
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
        "shortDescription": {"text": BETWEEN.join(said["title"][lang] for lang in view.langs)},
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
    told = json_report.picked(report, "verdict", "scheme", "stage", "open") | {"call": json_report.called(report)}
    confirm = [json_report.picked(point, "item", "clause") for point in report.confirm]
    return {
        "location": _location(report.path, view),
        "hashes": {"sha-256": report.sha256},
        "properties": {**told, "omitted": json_report.omitted(report), "confirm": confirm},
    }


def _location(path: str, view: View) -> dict[str, Any]:
    """Return where a file is: from the root of the repository, percent-encoded, with forward slashes."""
    path = view.in_repository(path)
    uri = quote(os.fsencode(path))
    if os.path.isabs(path):  # noqa: PTH117
        return {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return for each finding of a file what makes it the same one in another run."""
    seen: Counter[str] = Counter()
    found = [""] * len(findings)
    for position, finding in sorted(enumerate(findings), key=lambda pair: pair[1].place):
        kind = _fingerprint(finding)
        seen[kind] += 1
        found[position] = f"{kind}:{seen[kind]}"
    return found


def _fingerprint(finding: Finding) -> str:
    """Return what makes a fault the same one in another run: no line, and nothing that stands beside its value."""
    place = finding.place
    end = place.end_column - 1 if place.end_line == place.line else None
    before = finding.excerpt_column - 1
    value = finding.excerpt[place.column - 1 - before : end and end - before].strip().strip("\"'")
    somewhere = re.sub(r"/[0-9]+(?=/|$)", "/*", finding.pointer)  # another entry of the list may come before it
    return digest(finding.rule, somewhere, value)[:_FINGERPRINT_DIGITS]


def fingerprint_across(one: "Across") -> str:
    """Return what makes a finding across proposals the same one in another run: the proposals, and where it stands."""
    places = (part for path, where, _ in one.spots for part in (path, where))
    return digest(one.finding.rule, *places)[:_FINGERPRINT_DIGITS] + ":1"


def digest(*texts: str) -> str:
    """Return the SHA-256 of texts in their order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _message(finding: Finding, view: View) -> str:
    """Return what is wrong and what would mend it; no text of a user's becomes a link, which SARIF writes `[…](…)`."""
    return "\n".join(view.told(finding)).replace("](", "] (")


def _at(location: dict[str, Any], place: Place, pointer: str) -> dict[str, Any]:
    logical = {"logicalLocations": [{"fullyQualifiedName": pointer}]} if pointer else {}
    return {"physicalLocation": {"artifactLocation": location, "region": _region(place)}, **logical}


def _region(place: Sequence[int]) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), place, strict=True))


def _fix(finding: Finding, fix: Fix, location: dict[str, Any], view: View) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit[:4]), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    change = {"artifactLocation": location, "replacements": replacements}
    hint = finding.hint_in(view.lang, view.unit)  # in the language that leads: the message has it in all of them
    return ({"description": {"text": hint}} if hint else {}) | {"artifactChanges": [change]}

"""The report of code quality that GitLab shows beside a merge request: one entry a finding, as a list in JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import START, Place, Severity
from aspire_cli.reports import View, hidden, omitted
from aspire_cli.reports.json_report import dumped
from aspire_cli.reports.sarif import digest, fingerprint_across, fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NO_FILE = "."  # GitLab wants a path of every entry


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the list, an entry a line; what is waived, left out or not checked is an entry too, for information."""
    yield "["
    between = "\n"
    for entries in _by_file(reports, view._replace(unit="yen")):
        listed = ",\n".join(map(dumped, entries))
        yield between + listed if listed else ""
        between = ",\n" if listed else between
    yield "\n]\n"


def _by_file(reports: Iterable[Report], view: View) -> Iterator[list[dict[str, Any]]]:
    for report in reports:
        path = view.in_repository(report.path)
        findings = (*report.findings, *report.waived)
        prints = zip(findings, fingerprints(findings), strict=True)
        found = [_of_finding(finding, fingerprint, path, view) for finding, fingerprint in prints]
        yield [*found, *(_of_line(line, path) for line in view.in_each(omitted(report, view)))]
    for one in view.together or ():
        yield [_of_finding(one.finding, fingerprint_across(one), view.in_repository(one.spots[0].path), view)]
    yield [_of_line(line, _NO_FILE) for line in view.in_each(hidden(view))]


def _of_finding(finding: Finding, fingerprint: str, path: str, view: View) -> dict[str, Any]:
    said = " ".join([*view.waived(finding), *view.told(finding)])
    severity = "info" if finding.reason else _SEVERITIES[finding.severity]
    return _entry(said, finding.rule, severity, path, finding.place, fingerprint)


def _of_line(line: str, path: str) -> dict[str, Any]:
    """Return the entry of a line that is about no place: it is the same one in another run if it says the same."""
    return _entry(line, "aspire", "info", path, START, line)


def _entry(said: str, name: str, severity: str, path: str, place: Place, same: str) -> dict[str, Any]:
    return {
        "description": said,
        "check_name": name,
        "fingerprint": digest(f"{path}:{same}"),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": place.line, "end": place.end_line}},
    }

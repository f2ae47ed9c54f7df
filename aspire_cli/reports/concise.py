"""The concise format: one line a finding, and one line for each file where several are checked."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, hidden, named, omitted, verdict

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the counts."""
    totals = Totals()
    for report in reports:
        totals = totals.plus(report)
        path = view.shown(named(report.path), view.lang)
        if view.several:
            yield f"{path}: {view.line(verdict(report, view))}\n"
        for finding in (*report.findings, *report.waived):
            yield _line(path, finding, view)
        for line in view.in_each(omitted(report, view)):
            yield f"{path}: {line}\n"
    if totals.files:
        yield view.line(totals.text(view) if totals.found_any else view.counted("all-well", totals.files)) + "\n"
    for line in view.in_each(hidden(view)):
        yield line + "\n"


def _line(path: str, finding: Finding, view: View) -> str:
    severity = view.say(f"severity-{finding.severity}")
    if view.color:
        severity = f"\x1b[1;{_COLORS[finding.severity]}m{severity}\x1b[0m"
    waived = f"{view.say('waived-reason', reason=finding.reason)} · " if finding.reason else ""
    said = " / ".join(view.messages(finding))
    return f"{path}:{finding.line}:{finding.column}: {severity} {finding.rule}: {waived}{said}\n"

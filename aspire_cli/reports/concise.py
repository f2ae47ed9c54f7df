"""The concise format: one line a finding, and one line for each file where several are checked."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, hidden, omitted, path_shown, verdict

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the counts."""
    totals = Totals()
    for report in reports:
        totals = totals.plus(report)
        if view.several:
            yield f"{path_shown(report, view)}: {view.line(verdict(report, view))}\n"
        for finding in (*report.findings, *report.waived):
            yield _line(report, finding, view)
        for line in view.in_each(omitted(report, view)):
            yield f"{path_shown(report, view)}: {line}\n"
    if not totals.files:
        return
    counted = totals.text(view) if totals.found_any else view.counted("all-well", totals.files)
    for line in (view.line(counted), *view.in_each(hidden(view))):
        yield line + "\n"


def _line(report: Report, finding: Finding, view: View) -> str:
    severity = view.say(f"severity-{finding.severity}")
    if view.color:
        severity = f"\x1b[1;{_COLORS[finding.severity]}m{severity}\x1b[0m"
    waived = f"{view.say('waived-reason', reason=finding.reason)} · " if finding.reason else ""
    place = f"{path_shown(report, view)}:{finding.line}:{finding.column}"
    return f"{place}: {severity} {finding.rule}: {waived}{' / '.join(view.messages(finding))}\n"

"""The concise format: one line a finding, and one line for each file where several are checked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding, Report, Severity
from aspire_cli.reports import View, hidden_lines, omitted_lines, severity_counts, verdict_line
from aspire_cli.words import spoken, visible

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the counts."""
    counts: Counter[Severity] = Counter()
    files = waived = 0
    for report in reports:
        files += 1
        waived += report.waived_count
        counts.update({severity: count for severity in Severity if (count := report.count(severity))})
        if view.several:
            yield f"{visible(report.path)}: {verdict_line(report, view)}\n"
        for finding in report.findings:
            yield _line(report, finding, view)
        for finding in report.waived:
            yield _line(report, finding, view)
        for line in omitted_lines(report, view):
            yield f"{visible(report.path)}: {line}\n"
    if not files:
        return
    if not counts and not waived:
        yield view.counted("all-well", files) + "\n"
    else:
        waived_count = [view.label("count-waived", count=waived)] if waived else []
        found = spoken([*severity_counts(view, counts), *waived_count], view.lang)
        yield f"{found} · {view.counted('count-files', files)}\n"
    for line in hidden_lines(view):
        yield line + "\n"


def _line(report: Report, finding: Finding, view: View) -> str:
    severity = view.label(f"severity-{finding.severity}")
    if view.color:
        severity = f"\x1b[1;{_COLORS[finding.severity]}m{severity}\x1b[0m"
    waived = f"{view.label('waived-reason', reason=finding.reason)} · " if finding.reason else ""
    place = f"{visible(report.path)}:{finding.line}:{finding.column}"
    return f"{place}: {severity} {finding.rule}: {waived}{' / '.join(view.messages(finding))}\n"

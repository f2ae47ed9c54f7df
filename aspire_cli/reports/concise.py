"""The concise format: a verdict for each file, one line a finding, and one line of counts."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import DOT, Totals, View, fails, hidden, named, omitted, verdict
from aspire_cli.words.text import BETWEEN, COLON, joined

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_FAILING = "1;31"
_STANDINGS = {"fits": "32", "fits-with-warnings": "33", "draft": "36"}  # any other: as what fails


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the counts; of a quiet report only the files that fail."""
    totals = Totals()
    told = False
    for report in reports:
        totals = totals.plus(report)
        failing = fails(report, view)
        if view.quiet and not failing:
            continue
        path = view.shown(named(report.path), view.lang)
        color = _FAILING if failing else _STANDINGS.get(report.standing, _FAILING)
        yield _painted(f"{path}: {view.line(verdict(report, view))}", color, view) + "\n"
        for line in _lines(report, view):
            yield f"{path}:{line}\n"
            told = True
    for report in view.across():
        path = view.shown(named(report.path), view.lang)
        yield from (f"{path}:{line}\n" for line in _lines(report, view))
    totals = totals.with_across(view)
    if totals.files:
        tally = joined((text for _, text in totals.tally(view)), DOT)
        yield view.line(joined(filter(any, (totals.text(view), tally)), COLON)) + "\n"
    for line in view.in_each(hidden(view)):
        yield line + "\n"
    if told:
        yield view.say("concise-more") + "\n"


def _lines(report: Report, view: View) -> Iterator[str]:
    """Yield what stands behind the path: findings with their places, and what is not shown."""
    for finding in (*report.findings, *report.waived):
        if not (view.quiet and finding.eased):
            yield _line(finding, view)
    if view.quiet and report.open:
        from aspire_cli.reports import unwritten

        yield f" {view.line(unwritten.in_one_line(report, view))}"
    yield from (f" {line}" for line in view.in_each(omitted(report, view)))


def _line(finding: Finding, view: View) -> str:
    severity = _painted(view.say(f"severity-{finding.severity}"), _COLORS[finding.severity], view)
    said = DOT.en.join((*view.waived(finding), BETWEEN.join(view.messages(finding))))
    return f"{finding.line}:{finding.column}: {severity} {finding.rule}: {said}"


def _painted(text: str, color: str, view: View) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if view.color else text

"""What `aspire check` shows of each file: verdict, the four fits, findings, and what a person must confirm."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.pages import calls, fits
from aspire_cli.reports import DOT, Totals, View, blocks, edition, hidden, named, omitted, verdict, verdict_to_confirm
from aspire_cli.words.text import Text, joined


def pages(reports: Iterable[Report], view: View) -> Iterator[blocks.Page]:
    """Yield a page for each file as it comes, then the closing lines."""
    title = view.label("page-checks" if view.several else "page-check")
    totals = Totals()
    for report in reports:
        totals = totals.plus(report)
        yield blocks.Page(tuple(_blocks(report, view)), title)
    yield blocks.Page((blocks.Closing(totals.text(view), edition(view), tuple(hidden(view))),), title)


def _blocks(report: Report, view: View) -> Iterator[blocks.Block]:
    path = named(report.path)
    readable = report.verdict != "unreadable"
    yield blocks.File(
        path,
        _about(report, view) if readable else None,
        calls.against(report, view) if readable and report.is_proposal else (),
        report.title,
        report.verdict,
        verdict(report, view),
        verdict_to_confirm(report, view),
    )
    rows = blocks.Fits(fits.budget_rows(report, view), tuple(fits.rows(report, view)))
    if rows.budget or rows.rows:
        yield rows
    by_year = fits.by_year(report, view)
    if by_year:
        yield by_year
    if report.findings:
        yield blocks.Findings(report.findings, path, view.label("findings-heading"), sourced=True)
    if report.waived:
        yield blocks.Findings(report.waived, path, view.label("waived-heading"), sourced=True, together=True)
    yield from (blocks.Notes((line,)) for line in omitted(report, view))
    if report.confirm:
        points = (blocks.Point(one.text, view.label("clause", clause=one.clause)) for one in report.confirm)
        yield blocks.Checklist(view.label("confirm-heading"), tuple(points))
    if report.call:
        yield from calls.asked(report.call, view)
    if report.sha256:
        yield blocks.Digest(report.sha256)


def _about(report: Report, view: View) -> Text:
    """Return scheme and stage."""
    scheme = report.scheme_name or view.label("scheme-unknown")
    return joined((scheme, view.label(f"stage-{report.stage}")), DOT)

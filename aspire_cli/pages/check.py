"""What `aspire check` shows of each file: verdict, the four fits, findings, and what a person must confirm."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.pages import calls, fits
from aspire_cli.pages.statistics import Sums
from aspire_cli.problem import Severity
from aspire_cli.reports import DOT, Totals, View, blocks, fails, named, omitted, verdict, verdict_to_confirm
from aspire_cli.reports.listing import listed
from aspire_cli.words.text import Text, joined


def pages(reports: Iterable[Report], view: View) -> Iterator[blocks.Page]:
    """Yield a page for each file as it comes, then the closing lines; of a quiet report only for those that fail."""
    title = view.label("page-checks" if view.several else "page-check")
    totals, sums = Totals(), Sums()
    for report in reports:
        totals = totals.plus(report)
        if view.several:
            sums.add(report, view)
        if not view.quiet or fails(report, view):
            yield blocks.Page(tuple(_blocks(report, view)), title)
    totals = totals.with_across(view)
    closing = blocks.closing(view)._replace(
        totals=totals.text(view) if totals.files else None,
        tally=totals.tally(view),
        sums=tuple(sums.breakdowns(view)) if totals.files > 1 else (),
    )
    yield blocks.Page((*_across(view), closing), title)


def _across(view: View) -> Iterator[blocks.Block]:
    """Yield what is found across proposals, each with its place, below a heading of them all."""
    for number, report in enumerate(view.across()):
        if number == 0:
            yield blocks.Heading(view.label("together-heading"))
        yield blocks.Findings((*report.findings, *report.waived), named(report.path), is_below=True)


def _blocks(report: Report, view: View) -> Iterator[blocks.Block]:
    path = named(report.path)
    readable = report.verdict != "unreadable" or report.as_mended
    yield blocks.File(
        path,
        _about(report, view) if readable else None,
        calls.against(report, view) if readable and report.is_proposal else (),
        report.title,
        report.standing,
        verdict(report, view),
        verdict_to_confirm(report, view),
        listed(report, view) if view.several else None,
    )
    rows = blocks.Fits(fits.budget_rows(report, view), tuple(fits.rows(report, view)))
    if rows.budget or rows.rows:
        yield rows
    if by_year := fits.by_year(report, view):
        yield by_year
    yield from _findings(report, path, view)
    if report.waived:
        yield blocks.Findings(report.waived, path, view.label("waived-heading"), sourced=True, together=True)
    if report.open:
        from aspire_cli.reports import unwritten  # what only drafts need

        yield unwritten.checklist(report, view)
    yield from (blocks.Notes((line,)) for line in omitted(report, view))
    if view.quiet or report.open:
        yield from _in_brief(report, view)
    else:
        if report.confirm:
            points = (blocks.Point(one.text, view.label("clause", clause=one.clause)) for one in report.confirm)
            yield blocks.Checklist(view.label("confirm-heading"), tuple(points), common=True)
        if report.call:
            yield from calls.asked(report.call, view)
    if report.sha256:
        yield blocks.Digest(report.sha256)


def _findings(report: Report, path: Text, view: View) -> Iterator[blocks.Findings]:
    """Yield the findings; while something is to be written, without the source lines of notes."""
    found = [one for one in report.findings if not one.eased]
    in_short = [one for one in found if report.open and one.severity is Severity.NOTE]
    in_full = [one for one in found if one not in in_short]
    if in_full:
        yield blocks.Findings(tuple(in_full), path, view.label("findings-heading"), sourced=True)
    if in_short:
        yield blocks.Findings(tuple(in_short), path, together=True, is_below=bool(in_full))


def _in_brief(report: Report, view: View) -> Iterator[blocks.Notes]:
    """Yield how much a person must confirm, once all is written or now, and how much the call asks for."""
    if report.confirm:
        key = "confirm-later" if report.open else "confirm-count"
        points = view.counted("points", len(report.confirm))
        yield blocks.Notes((view.label(key, points=points),), marks_code=True)
    if asked := calls.asked_in_brief(report.call, view) if report.call else None:
        yield blocks.Notes((asked,))


def _about(report: Report, view: View) -> Text:
    """Return scheme and stage."""
    scheme = report.scheme_name or view.label("scheme-unknown")
    return joined((scheme, view.label(f"stage-{report.stage}")), DOT)

"""Findings on a terminal: with their source lines, or in short."""

from collections.abc import Iterator

from rich.cells import cell_len

from aspire_cli.finding import Finding, Related
from aspire_cli.reports import View, said
from aspire_cli.reports.blocks import Findings, places_of
from aspire_cli.reports.drawing import GUTTER, STYLES, Line, signs, wrapped
from aspire_cli.reports.excerpt import around
from aspire_cli.words.wrapping import wrap

_CORNERS, _PLAIN_CORNERS = ("╭─", "│", "╰─"), (",-", "|", "`-")


def lines(findings: Findings, view: View) -> Iterator[Line]:
    """Yield findings; of those that show their sources the waived ones are told in short, below the others."""
    waived = bool(findings.found[0].reason)
    if findings.heading and (waived or not findings.sourced):
        yield Line((view.line(findings.heading), "bold" if findings.sourced else "bold underline"))
    path = view.shown(findings.path, view.lang) if findings.path else ""
    for number, finding in enumerate(findings.found):
        if number and not findings.together:
            yield Line()
        if not findings.sourced:
            yield from _in_short(finding, path, findings.said_of_a_reason, view)
        elif waived:
            yield from _waived(finding, path, view)
        else:
            yield from _with_sources(finding, path, view)


def _in_short(finding: Finding, path: str, waived: str, view: View) -> Iterator[Line]:
    """Yield severity, rule and, in a file, its place; below, what is wrong and what would mend it."""
    name = f"{view.versions(view.label(f'severity-{finding.severity}'))[0]}[{finding.rule}]"
    yield Line((name, STYLES[finding.severity]), f" {path}:{finding.line}:{finding.column}" if path else "")
    for text in view.versions(said(finding, view.unit, waived)):
        yield from wrapped(f"  {text}", view, indent=2)


def _waived(finding: Finding, path: str, view: View) -> Iterator[Line]:
    reason = view.say("waived-here", reason=finding.reason)
    yield from wrapped(f"  {finding.rule}  {path}:{finding.line}:{finding.column}  {reason}", view, indent=4)
    for message in view.messages(finding):
        yield from wrapped(f"    {signs(message, view)}", view, "dim", 4)


def _with_sources(finding: Finding, path: str, view: View) -> Iterator[Line]:
    style = STYLES[finding.severity]
    for lang, message in zip(view.langs, view.messages(finding), strict=True):
        leads = lang == view.lang
        name = view.label(f"severity-{finding.severity}").lang(lang) + (f"[{finding.rule}]" if leads else "")
        first, *others = wrap(f"{name}: {signs(message, view)}", view.width)
        weight = "bold" if leads else ""
        yield Line((first, weight)).styled(style, 0, len(name))
        yield from (Line((line, weight)) for line in others)
    top, side, bottom = _PLAIN_CORNERS if view.ascii_only else _CORNERS
    gutter = " " * len(str(max([finding.line, *(other.place.line for other in finding.related)])))
    yield Line((f"{gutter} {top} {path}:{finding.line}:{finding.column}", GUTTER))
    here, places = places_of(finding)
    for place in places:
        yield from _excerpt(place, f"{gutter} {side} ", *(("^", style) if place is here else ("-", GUTTER)), view)
    yield from _below(finding, f"{gutter} {bottom} ", view)


def _below(finding: Finding, lead: str, view: View) -> Iterator[Line]:
    """Yield what would mend it, and the clause that it rests on."""
    texts = [(signs(hint, view), "") for hint in view.hints(finding)]
    if finding.clause:
        texts += [(clause, "dim") for clause in view.in_each((view.clause(finding.clause),))]
    for text, style in texts or [("", "")]:
        for line in wrap(text, view.width - cell_len(lead)):
            yield Line((lead, GUTTER), (line, style))
            lead = " " * cell_len(lead)


def _excerpt(where: Related, gutter: str, mark: str, style: str, view: View) -> Iterator[Line]:
    """Yield a source line, cut around the place where it is too long, and the marks under the place."""
    room = max(view.width - cell_len(gutter) - 1, 10)
    head, marked, tail = around(where, room, signs("…", view))
    number = str(where.place.line).rjust(len(gutter) - 3)
    yield Line((number + gutter[len(number) :], GUTTER), head + marked + tail)
    yield Line((gutter, GUTTER), (" " * cell_len(head) + mark * max(cell_len(marked), 1), style))

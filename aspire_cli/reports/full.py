"""The full format: verdict, the four fits, findings with their source lines, what a person must confirm."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text as Line

from aspire_cli.finding import Finding, Related, Report
from aspire_cli.problem import Severity
from aspire_cli.reports import Totals, View, closing_lines, fit_rows, omitted_lines, path_shown, verdict_lines
from aspire_cli.reports.about import about_lines, places_of, titles
from aspire_cli.reports.drawing import drawn
from aspire_cli.words.text import visible, visible_beside
from aspire_cli.words.wrapping import fitting, wrap

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_VERDICT_STYLES = {"fits": "bold green", "fits-with-warnings": "bold yellow"}
_GUTTER = "cyan"  # on a dark ground most terminals show blue hardly at all
_NARROWEST = 30


class Glyphs(NamedTuple):
    """The signs of the report; plain ones for terminals that cannot show the others."""

    good: str
    warn: str
    bad: str
    top: str
    side: str
    bottom: str
    box: str
    dot: str
    cut: str


SIGNS = Glyphs("✓", "!", "✗", "╭─", "│", "╰─", "□", "·", "…")
PLAIN_SIGNS = Glyphs("o", "!", "x", ",-", "|", "`-", "[ ]", "-", "...")


def signs(view: View) -> Glyphs:
    """Return the signs that the output can show."""
    return PLAIN_SIGNS if view.ascii_only else SIGNS


def write(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield the report file by file, then the closing lines."""
    totals = Totals()
    for report in reports:
        if totals.files:
            yield "\n"
        totals = totals.plus(report)
        yield _rendered(_file(report, view), view)
    if totals.files:
        yield _rendered((line for one in view.each() for line in _last(totals, one)), view)


def _last(totals: Totals, view: View) -> Iterator[Line]:
    """Yield the closing lines in one language."""
    first, *others = closing_lines(view)
    parts = (*totals.lines(view), first)
    in_one_line = " · ".join(parts)
    texts = (in_one_line,) if cell_len(in_one_line) <= view.width else parts
    yield from (Line(line, "dim") for text in texts for line in wrap(text, view.width))
    yield from (Line(line, "yellow") for other in others for line in wrap(other, view.width))


def _rendered(lines: Iterable[Line], view: View) -> str:
    return drawn(lines, max(view.width, _NARROWEST), color=view.color)


def _file(report: Report, view: View) -> Iterator[Line]:
    glyphs = signs(view)
    yield from _heading(report, view)
    for title in titles(report, view):
        yield from (Line(line, "italic") for line in wrap(visible(title), view.width))
    yield Line()
    sign = {"fits": glyphs.good, "fits-with-warnings": glyphs.warn}.get(report.verdict, glyphs.bad)
    style = _VERDICT_STYLES.get(report.verdict, "bold red")
    for verdict in verdict_lines(report, view):
        yield from (Line(line, style) for line in wrap(f"{sign} {verdict}", view.width, 2))
        sign = " " * len(sign)
    yield Line()
    rows = list(fit_rows.rows(report, view, glyphs))
    yield from rows
    if rows:
        yield Line()
    for finding in report.findings:
        yield from _finding(report, finding, view)
        yield Line()
    yield from _waived(report, view)
    for omitted in omitted_lines(report, view):
        yield from (Line(line, "yellow") for line in wrap(omitted, view.width))
        yield Line()
    yield from _confirm(report, view)


def _heading(report: Report, view: View) -> Iterator[Line]:
    """Yield path and scheme in one line, or below each other where they have no room beside each other."""
    path, about = path_shown(report, view), about_lines(report, view)
    beside = f"{path}   {' / '.join(about)}".rstrip()
    if cell_len(beside) <= view.width:
        heading = Line(beside)
        heading.stylize("bold", 0, len(path))
        yield heading
        return
    yield from (Line(line, "bold") for line in wrap(path, view.width))
    yield from (Line(line) for text in about for line in wrap(text, view.width, 2))


def _finding(report: Report, finding: Finding, view: View) -> Iterator[Line]:
    glyphs = signs(view)
    style = _STYLES[finding.severity]
    for one in view.each():
        (message,), leads = one.messages(finding), one.lang == view.lang
        name = f"{one.label(f'severity-{finding.severity}')}{f'[{finding.rule}]' if leads else ''}"
        for number, line in enumerate(wrap(f"{name}: {message}", view.width)):
            head = Line(line, "bold" if leads else "")
            head.stylize(style, 0, len(name) if number == 0 else 0)
            yield head
    gutter = " " * len(str(max([finding.line, *(other.place.line for other in finding.related)])))
    yield Line(f"{gutter} {glyphs.top} {path_shown(report, view)}:{finding.line}:{finding.column}", _GUTTER)
    here, places = places_of(finding)
    for place in places:
        yield from _excerpt(place, gutter, *((style, "^") if place is here else (_GUTTER, "-")), view)
    yield from _closing(finding, gutter, view)


def _closing(finding: Finding, gutter: str, view: View) -> Iterator[Line]:
    glyphs = signs(view)
    lead = f"{gutter} {glyphs.bottom} "
    texts = [(hint, "") for hint in view.hints(finding)]
    if finding.clause:
        texts += [(one.clause(finding.clause), "dim") for one in view.each()]
    if not texts:
        yield Line(f"{gutter} {glyphs.bottom}", _GUTTER)
    for text, style in texts:
        for wrapped in wrap(text, view.width - cell_len(lead)):
            yield Line.assemble((lead, _GUTTER), (wrapped, style))
            lead = " " * cell_len(lead)


def _excerpt(where: Related, gutter: str, style: str, mark: str, view: View) -> Iterator[Line]:
    """Yield a source line, cut around the place where it is too long, and the marks under the place."""
    glyphs = signs(view)
    place, source, skipped = where.place, where.excerpt, where.excerpt_column - 1
    if skipped:
        source, skipped = glyphs.cut + source, skipped - len(glyphs.cut)
    room = view.width - len(gutter) - 4
    shown, before, width = _around(source, place.column - skipped, place.end_column - skipped, room, glyphs.cut)
    number = str(place.line).rjust(len(gutter))
    yield Line.assemble((f"{number} {glyphs.side} ", _GUTTER), shown)
    yield Line.assemble((f"{gutter} {glyphs.side} ", _GUTTER), (" " * before + mark * width, style))


def _around(source: str, column: int, end: int, room: int, cut: str) -> tuple[str, int, int]:
    """Return the visible part of a line around a place, the cells before the place, and its width in cells."""
    room = max(room, 10)
    head, marked, tail = visible_beside(source[: column - 1], source[column - 1 : end - 1], source[end - 1 :])
    if cell_len(head) > room // 2 and cell_len(head + marked + tail) > room:
        kept = fitting(reversed(head), room // 3 - cell_len(cut))
        head = cut + head[len(head) - kept :]
    line = head + marked + tail
    if cell_len(line) > room:
        line = line[: fitting(line, room - cell_len(cut))] + cut
    width = min(max(cell_len(marked), 1), max(room - cell_len(head), 1))
    return line, cell_len(head), width


def _waived(report: Report, view: View) -> Iterator[Line]:
    if report.waived:
        yield Line(view.label("waived-heading"), "bold")
        for finding in report.waived:
            place = f"{path_shown(report, view)}:{finding.line}:{finding.column}"
            reason = view.label("waived-reason", reason=finding.reason)
            yield from (Line(line) for line in wrap(f"  {finding.rule}  {place}  {reason}", view.width, 4))
            for message in view.messages(finding):
                yield from (Line(line, "dim") for line in wrap(f"    {message}", view.width, 4))
        yield Line()


def _confirm(report: Report, view: View) -> Iterator[Line]:
    if report.confirm:
        yield Line(view.label("confirm-heading"), "bold")
        for point in report.confirm:
            lead = f"  {signs(view).box} "
            for one in view.each():
                clause = one.label("clause", clause=point.clause)
                opening, closing = ("(", ")") if one.lang == "ja" else (" (", ")")
                text = f"{lead}{one.text(point.text)}{opening}{clause}{closing}"
                yield from (Line(line) for line in wrap(text, view.width, cell_len(lead)))
                lead = " " * cell_len(lead)
        yield Line()

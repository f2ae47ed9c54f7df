"""A proposal beside every scheme and joint call, on a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli import terminal
from aspire_cli.finding import Severity
from aspire_cli.pages import Sheet
from aspire_cli.reports import View, closing_lines, console, fit_page
from aspire_cli.reports.fit_page import KINDS, Step
from aspire_cli.reports.planned import label, sheet_of
from aspire_cli.reports.wrapping import wrap

if TYPE_CHECKING:
    from aspire_cli.fitting import Alternative, Comparison

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", None: "green"}
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", None: "✓"}
_PLAIN_SIGNS = {Severity.ERROR: "x", Severity.WARNING: "!", None: "ok"}
_NARROWEST_NAME = 30  # cells; with less, the table becomes two lines an alternative
_GAP = "  "


def write(comparison: "Comparison", view: View) -> str:
    """Return the comparison for a terminal, or for a file where no colour is wanted."""
    sheet = sheet_of(view)
    return "\n".join(section for section in _sections(comparison, view, sheet) if section)


def _sections(comparison: "Comparison", view: View, sheet: Sheet) -> Iterator[str]:
    yield terminal.write(tuple(fit_page.heading(comparison)), sheet)
    if comparison.alternatives:
        yield console.printed(_table(comparison, view, sheet), sheet)
    if comparison.everywhere:
        yield console.printed(_everywhere(comparison, view, sheet), sheet)
    moves = fit_page.moves(comparison, view)
    if moves:
        yield console.printed([Line(sheet.line(label("fit-changes", view)), "bold underline")], sheet)
    for alternative, steps in moves:
        name = console.wrapped(sheet.line(fit_page.marked_name(alternative, view)), sheet, "bold")
        yield console.printed([*name, *_steps(steps, view, sheet)], sheet)
    closing = (line for text in closing_lines(view) for line in console.wrapped(text, sheet, "dim"))
    yield console.printed(closing, sheet)


def _table(comparison: "Comparison", view: View, sheet: Sheet) -> Iterator[Line]:
    """Yield every alternative in a row with a sign for each kind of change; without room for that, in two lines."""
    heads = [sheet.versions(head)[0] for head in fit_page.heads(view)]
    verdicts = [sheet.line(fit_page.verdict(one, view)) for one in comparison.alternatives]
    widths = [max(map(cell_len, (heads[1], *verdicts))), *map(cell_len, heads[2:])]
    room = sheet.width - sum(widths) - len(_GAP) * len(widths) - 2
    if room < _NARROWEST_NAME:
        for alternative in comparison.alternatives:
            yield from _two_lines(alternative, heads[2:], view, sheet)
        return
    names = [wrap(sheet.line(fit_page.marked_name(one, view)), room) for one in comparison.alternatives]
    widths.insert(0, min(room, max(cell_len(line) for lines in ([heads[0]], *names) for line in lines)))
    yield Line("  " + _GAP.join(set_cell_size(head, width) for head, width in zip(heads, widths, strict=True)), "bold")
    yield Line(("-" if sheet.ascii_only else "─") * (sum(widths) + len(_GAP) * (len(widths) - 1) + 2), "dim")
    for alternative, lines, verdict in zip(comparison.alternatives, names, verdicts, strict=True):
        row = Line().append(_sign(_worst(alternative), sheet)).append(" ")
        row.append(set_cell_size(lines[0], widths[0]) + _GAP, _weight(alternative))
        row.append(set_cell_size(verdict, widths[1]), _STYLES[_worst(alternative)])
        for kind, width in zip(KINDS, widths[2:], strict=True):
            sign = _sign(fit_page.worst(alternative, kind), sheet)
            row += Line(_GAP) + sign + Line(" " * (width - cell_len(sign.plain)))
        row.rstrip()
        yield row
        yield from (Line(f"  {line}", _weight(alternative)) for line in lines[1:])


def _two_lines(alternative: "Alternative", kinds: Iterable[str], view: View, sheet: Sheet) -> Iterator[Line]:
    worst = _worst(alternative)
    name, verdict = fit_page.marked_name(alternative, view), fit_page.verdict(alternative, view)
    for number, line in enumerate(wrap(f"  {sheet.line(name)}: {sheet.line(verdict)}", sheet.width, 2)):
        lead = _sign(worst, sheet) if number == 0 else Line(" ")
        yield Line().append(lead).append(line[1:], _weight(alternative))
    signs = Line(" ")
    for kind, head in zip(KINDS, kinds, strict=True):
        signs += Line(" ") + _sign(fit_page.worst(alternative, kind), sheet) + Line(f" {head} ")
    signs.rstrip()
    yield signs


def _worst(alternative: "Alternative") -> Severity | None:
    found = (fit_page.worst(alternative, kind) for kind in KINDS)
    return min((one for one in found if one is not None), key=lambda one: one.rank, default=None)


def _weight(alternative: "Alternative") -> str:
    return "bold" if alternative.own else ""


def _sign(severity: Severity | None, sheet: Sheet) -> Line:
    signs = _PLAIN_SIGNS if sheet.ascii_only else _SIGNS
    return Line(signs[severity], _STYLES[severity])


def _everywhere(comparison: "Comparison", view: View, sheet: Sheet) -> Iterator[Line]:
    if comparison.alternatives:
        yield Line(sheet.line(label("fit-everywhere", view)), "bold underline")
    for finding in comparison.everywhere:
        yield from console.finding_lines(finding, comparison.report.path, view, sheet)


def _steps(steps: Iterable[Step], view: View, sheet: Sheet) -> Iterator[Line]:
    names = {kind: sheet.versions(label(f"fit-{kind}", view))[0] for kind in KINDS}
    width = max(map(cell_len, names.values()))
    for step in steps:
        sign = _sign(step.severity, sheet)
        lead = f"{sign.plain} {set_cell_size(names[step.kind], width)}  "
        rules = f" [{', '.join(step.rules)}]"
        texts = sheet.versions(step.text)
        for number, text in enumerate(texts):
            closing = rules if number == len(texts) - 1 else ""
            first = f"  {lead}" if number == 0 else " " * (cell_len(lead) + 2)
            lines = [Line(line) for line in wrap(f"{first}{text}{closing}", sheet.width, cell_len(lead) + 2)]
            if number == 0:
                lines[0].stylize(sign.style, 2, 2 + len(sign.plain))
            yield from lines

"""A proposal beside every scheme and joint call, on a terminal."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli.reports import View, closing_lines, console, fit_page, omitted_lines, terminal
from aspire_cli.reports import page as pages
from aspire_cli.reports.fit_page import KINDS, Step
from aspire_cli.reports.full import PLAIN_SIGNS, SIGNS
from aspire_cli.reports.page import Sheet
from aspire_cli.reports.planned import label, sheet_of
from aspire_cli.words.wrapping import wrap

if TYPE_CHECKING:
    from aspire_cli.planning.comparison import Alternative, Comparison

_STYLES = {"error": "bold red", "warning": "bold yellow", "open": "bold cyan", "fits": "green"}
_WIDEST_VERDICT = 24  # cells; what is longer goes on below
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
    if comparison.report.waived:
        yield console.printed(_waived(comparison, view, sheet), sheet)
    omitted = omitted_lines(comparison.report, view)
    yield console.printed((line for text in omitted for line in console.wrapped(text, sheet, "yellow")), sheet)
    if comparison.everywhere:
        yield console.printed(_everywhere(comparison, view, sheet), sheet)
    moves = fit_page.moves(comparison, view)
    if moves:
        yield console.printed([Line(sheet.line(label("fit-changes", view)), "bold underline")], sheet)
    for alternative, steps in moves:
        name = console.wrapped(sheet.line(fit_page.marked_name(alternative, view)), sheet, "bold")
        rest = (
            line
            for text in fit_page.omitted(alternative, view)
            for line in console.wrapped(f"  {text}", sheet, "yellow", 2)
        )
        yield console.printed([*name, *_steps(steps, view, sheet), *rest], sheet)
    closing = (line for text in closing_lines(view) for line in console.wrapped(text, sheet, "dim"))
    yield console.printed(closing, sheet)


def _table(comparison: "Comparison", view: View, sheet: Sheet) -> Iterator[Line]:
    """Yield every alternative in a row with a sign for each kind of change; without room for that, in lines."""
    heads = [sheet.versions(head)[0] for head in fit_page.heads(view)]
    verdicts = [_short_verdict(one, view, sheet) for one in comparison.alternatives]
    widths = [_widest([heads[1]], *verdicts), *map(cell_len, heads[2:])]
    room = sheet.width - sum(widths) - len(_GAP) * len(widths) - 2
    if room < _NARROWEST_NAME:
        for alternative in comparison.alternatives:
            yield from _stacked(alternative, heads[2:], view, sheet)
        yield from _legend(view, sheet)
        return
    names = [wrap(sheet.line(fit_page.marked_name(one, view)), room) for one in comparison.alternatives]
    widths.insert(0, min(room, _widest([heads[0]], *names)))
    yield Line("  " + _GAP.join(set_cell_size(head, width) for head, width in zip(heads, widths, strict=True)), "bold")
    yield Line(("-" if sheet.ascii_only else "─") * (sum(widths) + len(_GAP) * (len(widths) - 1) + 2), "dim")
    for alternative, name, verdict in zip(comparison.alternatives, names, verdicts, strict=True):
        yield from _row(alternative, name, verdict, widths, sheet)
    yield from _legend(view, sheet)


def _short_verdict(alternative: "Alternative", view: View, sheet: Sheet) -> list[str]:
    """Return the lines of a short verdict, broken between the things that it names."""
    lines: list[str] = []
    for text in sheet.versions(fit_page.short_verdict(alternative, view)):
        lines.append("")
        for part in re.split("(?<=、)|(?<=, )", text):
            if lines[-1] and cell_len(lines[-1] + part.rstrip()) > _WIDEST_VERDICT:
                lines.append("")
            lines[-1] += part
    return [line.rstrip() for line in lines]


def _widest(*texts: Iterable[str]) -> int:
    return max(cell_len(line) for lines in texts for line in lines)


def _row(
    alternative: "Alternative", name: list[str], verdict: list[str], widths: list[int], sheet: Sheet
) -> Iterator[Line]:
    worst = _worst(alternative)
    for number, (left, right) in enumerate(zip_longest(name, verdict, fillvalue="")):
        line = Line().append(_sign(worst, sheet) if number == 0 else Line(" ")).append(" ")
        line.append(set_cell_size(left, widths[0]) + _GAP, _weight(alternative))
        line.append(set_cell_size(right, widths[1]), _STYLES[worst])
        for kind, width in zip(KINDS, widths[2:], strict=True) if number == 0 else ():
            sign = _sign(alternative.standing(kind), sheet)
            line += Line(_GAP) + sign + Line(" " * (width - cell_len(sign.plain)))
        line.rstrip()
        yield line


def _stacked(alternative: "Alternative", kinds: Iterable[str], view: View, sheet: Sheet) -> Iterator[Line]:
    """Yield an alternative where there is no room for a table: its name, its verdict, and the signs below."""
    worst = _worst(alternative)
    name, verdict = fit_page.marked_name(alternative, view), fit_page.verdict(alternative, view)
    for number, line in enumerate(wrap(f"  {sheet.line(name)}: {sheet.line(verdict)}", sheet.width, 2)):
        lead = _sign(worst, sheet) if number == 0 else Line(" ")
        yield Line().append(lead).append(line[1:], _weight(alternative))
    signs = Line(" ")
    for kind, head in zip(KINDS, kinds, strict=True):
        signs += Line(" ") + _sign(alternative.standing(kind), sheet) + Line(f" {head} ")
    signs.rstrip()
    yield signs


def _legend(view: View, sheet: Sheet) -> Iterator[Line]:
    for text in sheet.versions(fit_page.legend(_signs(sheet), view)):
        yield from console.wrapped(f"  {text}", sheet, "dim", 2)


def _worst(alternative: "Alternative") -> str:
    found = {alternative.standing(kind) for kind in KINDS}
    return next((standing for standing in ("error", "warning", "open") if standing in found), "fits")


def _weight(alternative: "Alternative") -> str:
    return "bold" if alternative.own else ""


def _signs(sheet: Sheet) -> dict[str, str]:
    glyphs = PLAIN_SIGNS if sheet.ascii_only else SIGNS  # all of one cell
    return {"fits": glyphs.good, "warning": glyphs.warn, "error": glyphs.bad, "open": glyphs.dot}


def _sign(standing: str, sheet: Sheet) -> Line:
    return Line(_signs(sheet)[standing], _STYLES[standing])


def _waived(comparison: "Comparison", view: View, sheet: Sheet) -> Iterator[Line]:
    yield Line(sheet.line(pages.label("waived-heading")), "bold underline")
    for finding in comparison.report.waived:
        yield from console.finding_lines(finding, comparison.report.path, view, sheet)


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

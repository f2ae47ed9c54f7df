"""The rows of the full report that set the four fits, the applicant and the plans side by side on a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli.finding import Report
from aspire_cli.problem import Severity
from aspire_cli.reports import View, fits
from aspire_cli.words.wrapping import wrap

if TYPE_CHECKING:
    from aspire_cli.reports.full import Glyphs

_LONGEST_BAR, _SHORTEST_BAR = 24, 6
_WORTH_ONE_LINE = 12  # cells; a bar that would be shorter beside everything else leaves the rest to the next line
_LEAST_BESIDE = 24  # cells; with fewer beside an amount, everything else stands below it
_LABELS = ("budget", "period", "countries", "field", "applicant", "plans")
_GAP = "  "


def rows(report: Report, view: View, glyphs: "Glyphs") -> Iterator[Line]:
    """Yield the rows, each once in every language asked for; the sign and the bar stand with the first."""
    yield from _budget(fits.in_each(fits.budget_rows, report, view), view, glyphs)
    above = ""
    for versions in fits.in_each(fits.rows, report, view):
        yield from _said(versions, view, glyphs, labelled=versions[0].label != above)
        above = versions[0].label


def _said(versions: tuple[fits.Row, ...], view: View, glyphs: "Glyphs", *, labelled: bool) -> Iterator[Line]:
    """Yield a row in each language; of one that says the same in both, the other language has only its label."""
    for number, (row, one) in enumerate(zip(versions, view.each(), strict=True)):
        said_before = number > 0 and row.parts == versions[0].parts
        if labelled or not said_before:
            parts = () if said_before else row.parts
            lead = _lead(one.label(row.label) if labelled else "", row.severity, view, glyphs, signed=number == 0)
            yield _row(lead, packed(parts, view.width - cell_len(lead.plain)))


def packed(parts: Iterable[str], width: int) -> list[str]:
    """Return parts in lines of at most `width` cells: a line ends between them, within one only where it must."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(f"{lines[-1]}{_GAP}{part}") <= width:
            lines[-1] += _GAP + part
        else:
            lines += wrap(part, width)
    return lines or [""]


def _sign(severity: Severity | None, glyphs: "Glyphs") -> tuple[str, str]:
    if severity is Severity.ERROR:
        return glyphs.bad, "bold red"
    if severity is Severity.NOTE:
        return glyphs.dot, "bold cyan"
    return (glyphs.warn, "bold yellow") if severity is Severity.WARNING else (glyphs.good, "green")


def _lead(label: str, severity: Severity | None, view: View, glyphs: "Glyphs", *, signed: bool) -> Line:
    """Return what a row begins with: the label and the sign, or the room for them."""
    sign, style = _sign(severity, glyphs)
    name = _GAP + set_cell_size(label, _label_width(view)) + _GAP
    return Line.assemble((name, "bold"), (sign if signed else " " * cell_len(sign), style), " ")


def _row(lead: Line, lines: Iterable[str], indent: int | None = None) -> Line:
    """Return the lines of a row, those after the first going in by `indent` cells, or else as far as the first."""
    first, *others = lines
    row = lead.copy().append(first)
    below = " " * (cell_len(lead.plain) if indent is None else indent)
    row.append("".join(f"\n{below}{other}" for other in others))
    return row


def _label_width(view: View) -> int:
    return max(cell_len(one.label(label)) for label in _LABELS for one in view.each())


class _Layout(NamedTuple):
    """Where the budget stands, in cells: the width of names and amounts, what is beside or below them, and the bar."""

    name: int
    amount: int
    indent: int
    room: int
    below: bool  # nothing has room beside an amount
    bar: int  # 0: none has room
    in_one_line: bool  # the limit and what is left stand beside the bar, not below it


def _layout(rows: list[tuple[fits.BudgetRow, ...]], view: View, lead: int) -> _Layout:
    every = [row for versions in rows for row in versions]
    name = max(cell_len(one.label(row.name)) for row in every for one in view.each())
    amount = max(cell_len(row.spoken) for row in every)
    indent = lead + name + amount + 2 * len(_GAP)
    below = view.width - indent < _LEAST_BESIDE
    indent = lead + len(_GAP) if below else indent
    room = view.width - indent - len(_GAP)
    capped = [row for row in every if row.cap]
    beside = room - max((cell_len(_GAP.join(row.beside)) for row in capped), default=0)
    bar = beside if beside >= _WORTH_ONE_LINE else room - max((cell_len(row.percent) for row in capped), default=0)
    bar = min(_LONGEST_BAR, bar)
    return _Layout(
        name, amount, indent, room + len(_GAP), below, bar if bar >= _SHORTEST_BAR else 0, beside >= _WORTH_ONE_LINE
    )


def _budget(rows: list[tuple[fits.BudgetRow, ...]], view: View, glyphs: "Glyphs") -> Iterator[Line]:
    if not rows:
        return
    layout = _layout(rows, view, cell_len(_lead("", None, view, glyphs, signed=True).plain))
    for number, versions in enumerate(rows):
        for other, (row, one) in enumerate(zip(versions, view.each(), strict=True)):
            lead = _lead("" if number else one.label("budget"), row.severity, view, glyphs, signed=other == 0)
            amount = " " * (layout.amount - cell_len(row.spoken)) + row.spoken
            lead.append(set_cell_size(one.label(row.name), layout.name) + _GAP + amount)
            lines = list(_beside(row, layout, view) if other == 0 else packed(row.beside, layout.room))
            if any(lines):
                lines = ["", *lines] if layout.below else [_GAP + lines[0], *lines[1:]]
            line = _row(lead, lines, layout.indent)
            line.highlight_regex("━+", _sign(row.severity, glyphs)[1])
            line.highlight_regex("╌+", "dim")
            yield line


def _beside(row: fits.BudgetRow, layout: _Layout, view: View) -> Iterator[str]:
    """Yield the lines beside or below an amount: the bar and the share, then the limit and what is left."""
    if not row.cap or not layout.bar:
        yield from packed(row.beside, layout.room)
        return
    bar = _bar(row.amount, row.cap, layout.bar, view)
    if layout.in_one_line:
        yield _GAP.join((bar, *row.beside))
        return
    yield f"{bar}{_GAP}{row.percent}"
    yield from packed((row.limit, row.left), layout.room)


def _bar(amount: int, cap: int, length: int, view: View) -> str:
    filled = min(amount * length // cap, length)
    full, empty = ("#", ".") if view.ascii_only else ("━", "╌")
    return full * filled + empty * (length - filled)

"""The rows of the full report that set the four fits, the applicant and the plans side by side on a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli.finding import Report, Severity
from aspire_cli.reports import View, fits
from aspire_cli.reports.wrapping import wrap

if TYPE_CHECKING:
    from aspire_cli.reports.full import Glyphs

_LONGEST_BAR, _SHORTEST_BAR = 24, 6
_GAP = "  "


def rows(report: Report, view: View, glyphs: "Glyphs") -> Iterator[Line]:
    """Yield the rows; a part that the proposal does not say has none."""
    yield from _budget(fits.budget_rows(report, view), view, glyphs)
    above = ""
    for row in fits.rows(report, view):
        yield _row("" if row.label == above else row.label, _GAP.join(row.parts), row.severity, view, glyphs)
        above = row.label


def _sign(severity: Severity | None, glyphs: "Glyphs") -> tuple[str, str]:
    if severity is Severity.ERROR:
        return glyphs.bad, "bold red"
    if severity is Severity.NOTE:
        return glyphs.dot, "bold cyan"
    return (glyphs.warn, "bold yellow") if severity is Severity.WARNING else (glyphs.good, "green")


def _row(label: str, text: str, severity: Severity | None, view: View, glyphs: "Glyphs") -> Line:
    sign, style = _sign(severity, glyphs)
    name = _GAP + set_cell_size(view.label(label) if label else "", _label_width(view)) + _GAP
    indent = cell_len(f"{name}{sign} ")
    lines = wrap(f"{name}{sign} {text}", view.width, indent)
    row = Line("\n".join(lines))
    row.stylize("bold", 0, len(name))
    row.stylize(style, len(name), len(name) + len(sign))
    row.highlight_regex("━+", style)
    row.highlight_regex("╌+", "dim")
    return row


def _label_width(view: View) -> int:
    labels = ("budget", "period", "countries", "field", "applicant", "plans")
    return max(cell_len(view.label(label)) for label in labels)


def _budget(budget: tuple[fits.BudgetRow, ...], view: View, glyphs: "Glyphs") -> Iterator[Line]:
    if not budget:
        return
    names = [view.label(row.name) for row in budget]
    name_width, amount_width = max(map(cell_len, names)), max(cell_len(row.spoken) for row in budget)
    head = _label_width(view) + name_width + amount_width + len(glyphs.bad) + 9
    widest = max(cell_len(_GAP.join(row.beside)) for row in budget if row.name != "indirect")
    length = min(_LONGEST_BAR, view.width - head - widest - 2)
    for number, (name, row) in enumerate(zip(names, budget, strict=True)):
        amount = " " * (amount_width - cell_len(row.spoken)) + row.spoken
        detail = _bar(row.amount, row.cap, length, view) + _GAP.join(row.beside)
        text = f"{set_cell_size(name, name_width)}{_GAP}{amount}{_GAP}{detail}"
        yield _row("" if number else "budget", text, row.severity, view, glyphs)


def _bar(amount: int, cap: int | None, length: int, view: View) -> str:
    if not cap or length < _SHORTEST_BAR:
        return ""
    filled = min(amount * length // cap, length)
    full, empty = ("#", ".") if view.ascii_only else ("━", "╌")
    return full * filled + empty * (length - filled) + _GAP

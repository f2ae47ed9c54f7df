"""Lines and tables to what a terminal shows of them, and findings as lines."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text as Line

from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.reports import View
from aspire_cli.reports.drawing import drawn
from aspire_cli.reports.page import Sheet
from aspire_cli.reports.planned import finding_head, said
from aspire_cli.words.wrapping import wrap

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def printed(renderables: Iterable[RenderableType], sheet: Sheet) -> str:
    """Return what a terminal shows of them, one below the other."""
    return drawn(renderables, sheet.width, color=sheet.color)


def wrapped(text: str, sheet: Sheet, style: str = "", indent: int = 0) -> Iterator[Line]:
    """Yield a text in lines that fit, those after the first going in by `indent` cells."""
    yield from (Line(line, style) for line in wrap(text, sheet.width, indent))


def finding_lines(finding: Finding, path: str | None, view: View, sheet: Sheet) -> Iterator[Line]:
    """Yield a finding: severity, rule and, in a file, its place; below, what is wrong and what would mend it."""
    head = Line(sheet.versions(finding_head(finding, path))[0])
    head.stylize(_STYLES[finding.severity], 0, head.plain.find("]") + 1)
    yield head
    for text in sheet.versions(said(finding, view)):
        yield from wrapped(f"  {text}", sheet, indent=2)

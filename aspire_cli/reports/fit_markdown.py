"""A proposal beside every scheme and joint call as Markdown, to be mailed or pasted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aspire_cli.finding import Severity
from aspire_cli.pages import Heading
from aspire_cli.reports import View, fit_page, planned_markdown
from aspire_cli.reports.markdown import code, escaped
from aspire_cli.reports.planned import label, sheet_of

if TYPE_CHECKING:
    from aspire_cli.fitting import Comparison

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", None: "✓"}


def write(comparison: "Comparison", view: View) -> str:
    """Return the comparison as Markdown."""
    return "".join(f"{line}\n" for line in _lines(comparison, view))


def _lines(comparison: "Comparison", view: View) -> Iterator[str]:
    sheet, everywhere = sheet_of(view), comparison.everywhere
    yield from planned_markdown.lines(fit_page.heading(comparison), sheet)
    if comparison.alternatives:
        yield from planned_markdown.lines([fit_page.table(comparison, _SIGNS, view)], sheet)
    if everywhere and comparison.alternatives:
        yield from planned_markdown.lines([Heading(label("fit-everywhere", view))], sheet)
    yield from planned_markdown.findings(everywhere, comparison.report.path, view)
    for number, (alternative, steps) in enumerate(fit_page.moves(comparison, view)):
        if number == 0:
            yield from planned_markdown.lines([Heading(label("fit-changes", view))], sheet)
        yield from planned_markdown.lines([Heading(fit_page.marked_name(alternative, view), level=3)], sheet)
        yield from (_step(step, view) for step in steps)
        yield ""
    yield from planned_markdown.closing(view)


def _step(step: fit_page.Step, view: View) -> str:
    sheet = sheet_of(view)
    kind = escaped(sheet.line(label(f"fit-{step.kind}", view)))
    text = "<br>".join(escaped(version) for version in sheet.versions(step.text))
    return f"- {_SIGNS[step.severity]} **{kind}** {text} ({', '.join(map(code, step.rules))})"

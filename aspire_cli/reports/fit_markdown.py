"""A proposal beside every scheme and joint call as Markdown, to be mailed or pasted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aspire_cli.reports import View, fit_page, omitted_lines, planned_markdown
from aspire_cli.reports import page as pages
from aspire_cli.reports.markdown import code, escaped, sentence
from aspire_cli.reports.page import Heading, Paragraph
from aspire_cli.reports.planned import label, sheet_of

if TYPE_CHECKING:
    from aspire_cli.planning.comparison import Comparison

_SIGNS = {"fits": "✓", "warning": "!", "error": "✗", "open": "·"}


def write(comparison: "Comparison", view: View) -> str:
    """Return the comparison as Markdown."""
    return "".join(f"{line}\n" for line in _lines(comparison, view))


def _lines(comparison: "Comparison", view: View) -> Iterator[str]:
    sheet, everywhere = sheet_of(view), comparison.everywhere
    yield from planned_markdown.lines(fit_page.heading(comparison), sheet)
    if comparison.alternatives:
        legend = Paragraph(fit_page.legend(_SIGNS, view))
        yield from planned_markdown.lines([fit_page.table(comparison, _SIGNS, view), legend], sheet)
    if everywhere and comparison.alternatives:
        yield from planned_markdown.lines([Heading(label("fit-everywhere", view))], sheet)
    yield from planned_markdown.findings(everywhere, comparison.report.path, view)
    if comparison.report.waived:
        yield from planned_markdown.lines([Heading(pages.label("waived-heading"))], sheet)
    yield from planned_markdown.findings(comparison.report.waived, comparison.report.path, view)
    yield from (f"{escaped(line)}\n" for line in omitted_lines(comparison.report, view))
    for number, (alternative, steps) in enumerate(fit_page.moves(comparison, view)):
        if number == 0:
            yield from planned_markdown.lines([Heading(label("fit-changes", view))], sheet)
        yield from planned_markdown.lines([Heading(fit_page.marked_name(alternative, view), level=3)], sheet)
        yield from (_step(step, view) for step in steps)
        yield from (f"- {escaped(line)}" for line in fit_page.omitted(alternative, view))
        yield ""
    yield from planned_markdown.closing(view)


def _step(step: fit_page.Step, view: View) -> str:
    sheet = sheet_of(view)
    kind = escaped(sheet.line(label(f"fit-{step.kind}", view)))
    text = "<br>".join(dict.fromkeys(map(sentence, step.pieces)))
    return f"- {_SIGNS[step.severity]} **{kind}** {text} ({', '.join(map(code, step.rules))})"

"""What the reports for people say of a proposal beside every scheme and joint call."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from aspire_cli import pages
from aspire_cli.finding import Finding, Severity
from aspire_cli.pages import Block, Heading, Paragraph, Table
from aspire_cli.reports import View
from aspire_cli.reports.budget_page import title_of, years_of
from aspire_cli.reports.planned import LANGS, label, said
from aspire_cli.words import Text

if TYPE_CHECKING:
    from aspire_cli.fitting import Alternative, Change, Comparison

KINDS = ("amount", "years", "country", "field", "other")
_COUNTS = {Severity.ERROR: "count-errors", Severity.WARNING: "count-warnings"}


class Step(NamedTuple):
    """One thing to do: what it is about, how grave, what to do, and the rules that ask for it."""

    kind: str
    severity: Severity
    text: Text
    rules: tuple[str, ...]


def heading(comparison: "Comparison") -> Iterator[Block]:
    """Yield whose proposal it is."""
    report = comparison.report
    yield Heading(pages.same(report.path), level=1)
    if report.title:
        yield Paragraph(title_of(report.title))


def name(alternative: "Alternative", view: View) -> Text:
    """Return the name of a scheme or call."""
    return alternative.name or label("fit-unnamed", view)


def marked_name(alternative: "Alternative", view: View) -> Text:
    """Return the name of a scheme or call, marked where it is the proposal's own or has closed."""
    text = name(alternative, view)
    if alternative.closed:
        text = label("fit-closed", view, name=text, date=alternative.closed)
    return label("fit-own", view, name=text) if alternative.own else text


def verdict(alternative: "Alternative", view: View) -> Text:
    """Return in words whether the proposal fits: that it does, or the errors and warnings counted."""
    counts = {severity: alternative.report.count(severity) for severity in _COUNTS}
    found = [
        pages.label(f"{_COUNTS[severity]}-{'one' if count == 1 else 'many'}", count=count)
        for severity, count in counts.items()
        if count
    ]
    if not counts[Severity.ERROR]:
        found.insert(0, label("fit-fits", view))
    return Text(*(("、" if lang == "ja" else ", ").join(text.lang(lang) for text in found) for lang in LANGS))


def worst(alternative: "Alternative", kind: str) -> Severity | None:
    """Return the worst severity of what a kind of change is asked for by; None where nothing is asked."""
    found = [change.severity for change in alternative.changes if change.kind == kind]
    return min(found, key=lambda severity: severity.rank, default=None)


def heads(view: View) -> tuple[Text, ...]:
    """Return the headings of the table: the alternative, the verdict, and what a change may be about."""
    return tuple(label(f"fit-{key}", view) for key in ("alternative", "verdict", *KINDS))


def table(comparison: "Comparison", signs: "dict[Severity | None, str]", view: View) -> Table:
    """Return every alternative with its verdict, and a sign for each kind of change."""
    rows = tuple(
        (
            marked_name(one, view),
            verdict(one, view),
            *(pages.same(signs[worst(one, kind)]) for kind in KINDS),
        )
        for one in comparison.alternatives
    )
    return Table(heads(view), rows)


def moves(comparison: "Comparison", view: View) -> list[tuple["Alternative", list[Step]]]:
    """Return the alternatives in which something would have to change, each with what."""
    found = [(one, _steps(one, comparison.everywhere, view)) for one in comparison.alternatives]
    return [(alternative, steps) for alternative, steps in found if steps]


def _steps(alternative: "Alternative", everywhere: Iterable[Finding], view: View) -> list[Step]:
    shared = {(one.rule, one.pointer, one.message) for one in everywhere}
    return [
        Step(change.kind, change.severity, _text(change, view), tuple(one.rule for one in change.findings))
        for change in alternative.changes
        if any((one.rule, one.pointer, one.message) not in shared for one in change.findings)
    ]


def _text(change: "Change", view: View) -> Text:
    if change.sentence is None:
        return said(change.findings[0], view)
    values = dict(change.values)
    if change.kind == "years":
        values["years"] = years_of(values["min_years"], values["max_years"])
    return label(f"fit-do-{change.sentence}", view, **values)

"""What the reports for people say of a proposal beside every scheme and joint call."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.reports import View, omitted_lines, pieces, verdict_line
from aspire_cli.reports import page as pages
from aspire_cli.reports.budget_page import title_of, years_of
from aspire_cli.reports.page import Block, Heading, Paragraph, Table
from aspire_cli.reports.pieces import Piece
from aspire_cli.reports.planned import LANGS, label, named, said
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Text, quoted

if TYPE_CHECKING:
    from aspire_cli.planning.comparison import Alternative, Change, Comparison

KINDS = ("amount", "years", "country", "field", "other")
STANDINGS = ("fits", "warning", "error", "open")  # how it may stand with a kind of change
_COUNTS = {Severity.ERROR: "count-errors", Severity.WARNING: "count-warnings"}


class Step(NamedTuple):
    """One thing to do: what it is about, how grave, what to do, and the rules that ask for it.

    `pieces` are the same sentences as `text`, in the languages of the view, cut into text and code.
    """

    kind: str
    severity: Severity
    text: Text
    pieces: list[list[Piece]]
    rules: tuple[str, ...]


def heading(comparison: "Comparison") -> Iterator[Block]:
    """Yield whose proposal it is."""
    report = comparison.report
    yield Heading(named(report.path), level=1)
    if report.title:
        yield Paragraph(title_of(report.title))


def name(alternative: "Alternative", view: View) -> Text:
    """Return the name of a scheme or call, or what the proposal names as its call where there is none such."""
    if alternative.unknown is not None:
        return label("fit-unknown", view, text=quoted(alternative.unknown))
    return alternative.name or label("fit-unnamed", view)


def marked_name(alternative: "Alternative", view: View) -> Text:
    """Return the name of a scheme or call, marked where it is the proposal's own or has closed."""
    text = name(alternative, view)
    if alternative.closed:
        text = label("fit-closed", view, name=text, date=alternative.closed)
    return label("fit-own", view, name=text) if alternative.own else text


def verdict(alternative: "Alternative", view: View) -> Text:
    """Return the verdict as the check says it, with what it counts."""
    return Text(*(verdict_line(alternative.report, view._replace(langs=(lang,))) for lang in LANGS))


def short_verdict(alternative: "Alternative", view: View) -> Text:
    """Return the verdict for a narrow column, which `legend` spells out: that it fits, and what counts."""
    report = alternative.report
    counts = {severity: report.count(severity) for severity in _COUNTS}
    found = [
        pages.label(f"{_COUNTS[severity]}-{'one' if count == 1 else 'many'}", count=count)
        for severity, count in counts.items()
        if count
    ]
    if not counts[Severity.ERROR]:
        unsaid = report.verdict == "fits-with-warnings" and not found
        found.insert(0, label("fit-warnings" if unsaid else "fit-fits", view))
    if report.waived_count:
        found.append(pages.label("count-waived", count=report.waived_count))
    if report.open:
        found.append(pages.label("count-open", count=report.open))
    return Text(*(("、" if lang == "ja" else ", ").join(text.lang(lang) for text in found) for lang in LANGS))


def legend(signs: Mapping[str, str], view: View) -> Text:
    """Return what the verdict and the signs of the table stand for."""
    meant = (
        label("fit-legend", view),
        *map(pages.label, ("severity-warning", "severity-error")),
        label("fit-open", view),
    )
    parts = [
        Text(*(f"{signs[standing]} {text.lang(lang)}" for lang in LANGS))
        for standing, text in zip(STANDINGS, meant, strict=True)
    ]
    return Text(*("   ".join(part.lang(lang) for part in parts) for lang in LANGS))


def heads(view: View) -> tuple[Text, ...]:
    """Return the headings of the table: the alternative, the verdict, and what a change may be about."""
    return tuple(label(f"fit-{key}", view) for key in ("alternative", "verdict", *KINDS))


def table(comparison: "Comparison", signs: Mapping[str, str], view: View) -> Table:
    """Return every alternative with its verdict, and a sign for each kind of change."""
    rows = tuple(
        (
            marked_name(one, view),
            verdict(one, view),
            *(pages.same(signs[one.standing(kind)]) for kind in KINDS),
        )
        for one in comparison.alternatives
    )
    return Table(heads(view), rows)


def moves(comparison: "Comparison", view: View) -> list[tuple["Alternative", list[Step]]]:
    """Return the alternatives in which something would have to change, each with what."""
    found = [(one, _steps(one, comparison.everywhere, view)) for one in comparison.alternatives]
    return [(alternative, steps) for alternative, steps in found if steps]


def omitted(alternative: "Alternative", view: View) -> list[str]:
    """Return what is said of findings beyond those shown; of the proposal's own alternative the report says it."""
    return [] if alternative.own else omitted_lines(alternative.report, view)


def _steps(alternative: "Alternative", everywhere: Iterable[Finding], view: View) -> list[Step]:
    shared = {(one.rule, one.pointer, one.message) for one in everywhere}
    return [
        _step(change, view)
        for change in alternative.changes
        if change.of_call or any((one.rule, one.pointer, one.message) not in shared for one in change.findings)
    ]


def _step(change: "Change", view: View) -> Step:
    rules = tuple(one.rule for one in change.findings)
    if change.sentence is None:
        finding = change.findings[0]
        return Step(change.kind, change.severity, said(finding, view), pieces.said(finding, view), rules)
    values = dict(change.values)
    if change.kind == "years":
        values["years"] = years_of(values["min_years"], values["max_years"])
    key = f"fit-do-{change.sentence}"
    sentence = words.topic_words("plan")[key]
    return Step(change.kind, change.severity, label(key, view, **values), pieces.cut(sentence, values, view), rules)

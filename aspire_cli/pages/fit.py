"""What `aspire fit` shows: a proposal beside every scheme and joint call, and what would have to change."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.pages import fits
from aspire_cli.planning.comparison import KINDS, YEARS, Alternative, Change, Comparison, key_of
from aspire_cli.problem import Severity
from aspire_cli.reports import View, blocks, named, omitted, pieces, verdict
from aspire_cli.reports.years import lasting
from aspire_cli.words.sentences import topic_words
from aspire_cli.words.text import COMMA, Text, joined, quoted, quoted_in_both, same

_COUNTED = (Severity.ERROR, Severity.WARNING)
_LEGEND = {"fits": "plan.fit-legend", "warning": "severity-warning", "error": "severity-error", "open": "plan.fit-open"}


def pages(comparison: Comparison, view: View) -> Iterator[blocks.Page]:
    """Yield the page of a comparison."""
    yield blocks.Page(tuple(_blocks(comparison, view)), view.label("plan.page-fit"))


def _blocks(comparison: Comparison, view: View) -> Iterator[blocks.Block]:
    report = comparison.report
    path = named(report.path)
    yield blocks.Heading(path, level=1)
    if report.title:
        yield blocks.Paragraph(quoted_in_both(report.title))
    if comparison.told:
        yield _answer(comparison, view)
        yield _choices(comparison.told, view)
    if untold := len(comparison.alternatives) - len(comparison.told):
        yield blocks.Notes((view.counted("plan.fit-untold", untold),), marks_code=True)
    if report.waived:
        yield blocks.Findings(report.waived, path, view.label("waived-heading"), together=True)
    if left_out := omitted(report, view):
        yield blocks.Notes(tuple(left_out))
    if comparison.everywhere:
        heading = view.label("plan.fit-everywhere") if comparison.told else None
        yield blocks.Findings(comparison.everywhere, path, heading, together=True)
    if ways := tuple(_ways(comparison, view)):
        kinds = tuple(view.label(f"plan.fit-{kind}") for kind in KINDS)
        yield blocks.Ways(view.label("plan.fit-changes"), kinds, ways)
    if by_year := fits.by_year(report, view):
        yield by_year
    if report.sha256:
        yield blocks.Digest(report.sha256)
    yield blocks.closing(view)


def _answer(comparison: Comparison, view: View) -> blocks.Outcome:
    """Return the answer in one sentence: for what the proposal fits as it is, and what is nearest otherwise."""
    # That it might go to a joint call yet to be named, or to one that is closed, is no answer where there is another.
    asked = [one for one in comparison.told if one.own or (one.name and one.is_open)] or comparison.told
    fitting = [one for one in asked if not one.report.count(Severity.ERROR)]
    others = [one for one in asked if one not in fitting]
    standings = {one.report.standing for one in fitting}
    standing = next((one for one in ("draft", "fits", "fits-with-warnings") if one in standings), "does-not-fit")
    answer = view.label(f"plan.fit-answer-{standing}", names=tuple(_with_warnings(one, view) for one in fitting))
    if others:
        amiss = (view.label(f"plan.fit-{kind}") for kind in KINDS if others[0].standing(kind) == Severity.ERROR)
        kinds = joined((Text(kind.en.lower(), kind.ja) for kind in amiss), COMMA)
        values = {"name": _name(others[0], view), "kinds": kinds}
        if len(asked) == 1:
            return blocks.Outcome(view.label("plan.fit-answer-not-this", **values), standing)
        nearest = "plan.fit-nearest-otherwise" if fitting else "plan.fit-nearest"
        answer = joined((answer, view.label(nearest, **values)), same(""))
    return blocks.Outcome(answer, standing)


def _with_warnings(alternative: Alternative, view: View) -> Text:
    name = _name(alternative, view)
    if alternative.report.verdict != "fits-with-warnings":
        return name
    return name.with_beside(view.label("plan.fit-with-warnings"))


def _choices(alternatives: Iterable[Alternative], view: View) -> blocks.Choices:
    choices = (
        blocks.Choice(
            marked_name(one, view),
            verdict(one.report, view),
            _short_verdict(one.report, view),
            tuple(map(one.standing, KINDS)),
            one.own,
        )
        for one in alternatives
    )
    columns = tuple(view.label(f"plan.fit-{key}") for key in ("alternative", "verdict", *KINDS))
    return blocks.Choices(columns, tuple(choices), tuple((sign, view.label(key)) for sign, key in _LEGEND.items()))


def _name(alternative: Alternative, view: View) -> Text:
    """Return the name of a scheme or call, or what the proposal names as its call where there is none such."""
    if alternative.unknown is not None:
        return view.label("plan.fit-unknown", text=quoted(alternative.unknown))
    return alternative.name or view.label("plan.fit-unnamed")


def marked_name(alternative: Alternative, view: View) -> Text:
    """Return the name of a scheme or call, marked where it is the proposal's own or is not known to be open."""
    text = _name(alternative, view)
    if alternative.closed:
        text = view.label("plan.fit-closed", name=text, date=alternative.closed)
    elif alternative.opens:
        text = view.label("plan.fit-opens", name=text, date=alternative.opens)
    elif alternative.closing_unknown:
        text = view.label("plan.fit-closing-unknown", name=text)
    return view.label("plan.fit-own", name=text) if alternative.own else text


def _short_verdict(report: Report, view: View) -> tuple[Text, ...]:
    """Return the verdict in short: that it fits, or is a draft without errors, and what counts."""
    found = [view.counted(f"count-{one}s", count) for one in _COUNTED if (count := report.count(one))]
    if not report.count(Severity.ERROR):
        unsaid = report.verdict == "fits-with-warnings" and not found
        fits_so = "plan.fit-warnings" if unsaid else "plan.fit-fits"
        found.insert(0, view.label("plan.fit-draft" if report.standing == "draft" else fits_so))
    if report.waived_count:
        found.append(view.label("count-waived", count=report.waived_count))
    if report.open:
        found.append(view.label("count-open", count=report.open))
    return tuple(found)


def _ways(comparison: Comparison, view: View) -> Iterator[blocks.Way]:
    """Yield the alternatives in which something would have to change; what is the same in all of them stands apart."""
    shared = {key_of(one) for one in comparison.everywhere}
    for one in comparison.told:
        steps = tuple(
            _step(change, view)
            for change in one.changes
            if change.of_call or not shared.issuperset(map(key_of, change.findings))
        )
        if steps:
            # What is left out of the proposal's own alternative is said of the proposal.
            yield blocks.Way(marked_name(one, view), steps, () if one.own else tuple(omitted(one.report, view)))


def _step(change: Change, view: View) -> blocks.Step:
    if change.sentence is None:
        said = pieces.messages_and_hints(change.findings[0], view)
    else:
        values = dict(change.values)
        if change.kind == YEARS:
            values["years"] = lasting(values["min_years"], values["max_years"])
        said = pieces.filled(topic_words("plan")[f"fit-do-{change.sentence}"], values, view)
    kind, rules = view.label(f"plan.fit-{change.kind}"), tuple(one.rule for one in change.findings)
    return blocks.Step(kind, change.severity, said, rules)

"""What a report says of a call: which one a proposal was checked against, what it asks for, what of it is not known."""

from collections.abc import Iterator

from aspire_cli.finding import Report
from aspire_cli.finding.detail import Asked, CallShown
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Checklist, Point
from aspire_cli.words.sentences import uncut
from aspire_cli.words.text import COLON, COMMA, Text, joined, same


def against(report: Report, view: View) -> tuple[Text, ...]:
    """Return what a proposal was checked against: the call, its revision and when it closes, or the page only."""
    call = report.call
    if call is None:
        return (view.label("against-page"),)
    parts = [view.label("against-call", name=call.name)]
    if call.id is not None:
        parts.append(same(call.id))
    if call.revision is not None:
        parts.append(view.label("call-revision", revision=call.revision))
    if call.id is not None:
        parts.append(_closing(call, view))
    return tuple(parts)


def _closing(call: CallShown, view: View) -> Text:
    if call.closes is None or call.days_left is None:
        return view.label("call-closing-unknown")
    if call.days_left < 0:
        return view.label("call-closed-at", instant=call.closes)
    closes = view.label("call-closes", instant=call.closes)
    return joined((closes, _left(call.days_left, view)), COMMA)


def _left(days: int, view: View) -> Text:
    """Return how much time is left, in words."""
    if days < 0:
        return view.label("days-past")
    return view.counted("days-left", days) if days else view.label("days-none-left")


def asked(call: CallShown, view: View) -> Iterator[Checklist]:
    """Yield what a call asks of a person, each with its day, and what of it has not been checked."""
    unchecked = tuple(_unchecked(call, view))
    if call.asked or unchecked:
        heading = view.label("asked-heading" if call.asked else "unchecked-heading")
        yield Checklist(heading, tuple(_point(one, view) for one in call.asked), unchecked, common=True)


def asked_in_brief(call: CallShown, view: View) -> Text | None:
    """Return how much a call asks of a person, and what is due next; None where it asks for nothing."""
    if not call.asked:
        return None
    said = view.counted("points", len(call.asked))
    # Of several that are due at the same instant, the first that the call names.
    due = [(one.by, number) for number, one in enumerate(call.asked) if one.by and (one.days_left or 0) >= 0]
    if due:
        point = _point(call.asked[min(due)[1]], view)
        said = view.label("asked-next", points=said, next=point.text, beside=point.beside)
    return joined((view.label("asked-heading"), said), COLON)


def _point(one: Asked, view: View) -> Point:
    beside = list(one.beside)
    if one.by is not None and one.days_left is not None:
        beside += [view.label("by-instant", instant=one.by), _left(one.days_left, view)]
    return Point(one.text, joined(beside, COMMA) if beside else None)


def _unchecked(call: CallShown, view: View) -> Iterator[Text]:
    if call.inferred:
        shown = (
            view.label(f"figure-{key}").with_beside(view.label(f"value-{key}", **value))
            for key, value in call.inferred.items()
        )
        yield view.label("call-inferred", names=tuple(map(uncut, shown)))
    if call.unseen:
        yield view.label("call-unseen", names=tuple(view.label(f"figure-{key}") for key in call.unseen))

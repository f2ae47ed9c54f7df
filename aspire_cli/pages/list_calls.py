"""The known calls as a list: those that are open first, then those that are not, and what of each is known."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from aspire_cli.money import Yen
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import INFERRED, STATED, Call, Country, Field, Figure, Programme
from aspire_cli.reports.blocks import Block, Heading, Paragraph, Table
from aspire_cli.reports.json_report import picked, plain
from aspire_cli.words.sentences import label, spoken
from aspire_cli.words.text import Text, joined, same

V = TypeVar("V")
SEPARATOR = Text("; ", ";")
Rows = Iterator[tuple[str, Text | None]]
OPEN, TO_OPEN, CLOSED, UNKNOWN = "open", "to-open", "closed", "closing-unknown"
_ORDER = (OPEN, TO_OPEN, CLOSED, UNKNOWN)


def state(call: Call, now: datetime) -> str:
    """Return whether a call is open, will be, or is closed; one whose closing is not known is never open."""
    if call.closes is None:
        return UNKNOWN
    if call.closes < now:
        return CLOSED
    return OPEN if call.is_open(now) else TO_OPEN


def in_order(programme: Programme, now: datetime) -> list[Call]:
    """Return every call: those that are open by their closing, then those to come, then the others, latest first."""

    def place(call: Call) -> tuple[int, float, str]:
        of_state = state(call, now)
        closes = call.closes.timestamp() if call.closes else 0.0
        return _ORDER.index(of_state), -closes if of_state == CLOSED else closes, call.id

    return sorted(known_calls(programme).values(), key=place)


def entries(programme: Programme, now: datetime) -> list[dict[str, Any]]:
    """Return the calls as they stand in JSON, by the keys of their files."""
    keys = tuple(key for key in Call._fields if key != "origin")
    found = []
    for call in in_order(programme, now):
        entry = {**picked(call, *keys), "state": state(call, now)}
        if call.support_starts:
            days = call.support_starts.value
            entry["support_starts"]["value"] = plain({"from": days.first, "to": days.last})
        found.append(entry)
    return found


def blocks(programme: Programme, now: datetime) -> tuple[Block, ...]:
    """Return the page of the calls: of each a table of what is known of it."""
    found: list[Block] = []
    for call in in_order(programme, now):
        known = [(label(f"pages.list-{key}"), text) for key, text in _rows(call, programme, now)]
        rows = [(head, text) for head, text in known if text is not None]
        unseen = tuple(head for head, text in known if text is None)
        rows += [(label("pages.list-unseen"), _said(unseen))] if unseen else []
        found += [Heading(same(call.id)), Table((label("pages.list-call"), call.name), tuple(rows))]
    return (*found, Paragraph(label("pages.list-calls-note")))


def _rows(call: Call, programme: Programme, now: datetime) -> Rows:
    """Yield what a call says by the heading of its row; None is what was not seen, and should be known."""
    scheme = programme.schemes[call.scheme]
    yield "state", label(f"pages.call-{state(call, now)}")
    yield "scheme", scheme.name
    agreed = {
        "agencies": _figure(call.agencies, lambda found: _said(tuple(agency.name for agency in found))),
        "countries": _figure(call.countries, lambda found: _names(programme.countries, found)),
        "fields": _figure(call.fields, lambda found: _names(programme.fields, found)),
        "theme": call.theme,
    }
    # Of a single call the page says all of these; a limit of direct costs few calls have.
    yield from ((key, text) for key, text in agreed.items() if text is not None or scheme.form == "joint")
    if call.direct_cap is not None:
        yield "direct", _figure(call.direct_cap, lambda amount: _said(Yen(amount)))
    yield "total", _figure(call.total_cap, lambda amount: _said(Yen(amount)))
    yield "indirect", _figure(call.indirect_percent, lambda rate: label("percent-of-direct", percent=rate))
    yield "period", _years(call)
    yield "opens", _said(call.opens) if call.opens else None
    yield "closes", _said(call.closes) if call.closes else None
    yield "starts", _figure(call.support_starts, lambda days: label("pages.list-between", **days._asdict()))
    yield from _for_a_person(call)


def _for_a_person(call: Call) -> Rows:
    """Yield what a call asks to be done, handed in and confirmed, and which text says so: a row for each."""
    for step in call.steps:
        by = [_said(step.by)] if step.by else []
        yield "step", joined((step.what, *by, *([step.who] if step.who else [])), SEPARATOR)
    for paper in call.documents:
        yield "document", joined((paper.name, *([paper.format] if paper.format else [])), SEPARATOR)
    yield from (("confirm", point) for point in call.confirm)
    if call.revision is not None:
        yield "revision", label("pages.list-dated", number=call.revision, date=call.published or "")
    yield from (("changed", one.what) for one in call.history if one.what)
    if call.source:
        yield "source", same(call.source)


def _said(value: object) -> Text:
    return Text(spoken(value, "en"), spoken(value, "ja"))


def _names(known: Mapping[str, Country | Field], keys: tuple[str, ...]) -> Text:
    """Return what some are called; an own call may name what the edition does not have."""
    return _said(tuple(known[key].name if key in known else same(key) for key in keys))


def _figure(figure: Figure[V] | None, write: Callable[[V], Text]) -> Text | None:
    if figure is None:
        return None
    text = write(figure.value)
    return text if figure.basis == STATED else label("pages.list-inferred", figure=text)


def _years(call: Call) -> Text | None:
    shortest, longest = call.min_years, call.max_years
    if shortest is None or longest is None:
        at_least = _figure(shortest, lambda years: label("pages.list-years-least", years=years))
        return at_least or _figure(longest, lambda years: label("pages.list-years-most", years=years))
    basis = STATED if shortest.basis == longest.basis == STATED else INFERRED
    return _figure(Figure(longest.value, basis), lambda years: years_between(shortest.value, years))


def years_between(shortest: int, longest: int) -> Text:
    """Return how long support lasts: one number of years, or from one to another."""
    if shortest == longest:
        return label("pages.list-years", years=longest)
    return label("pages.list-years-range", shortest=shortest, longest=longest)

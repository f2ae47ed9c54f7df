"""The programme as tables, as pages and as data: rules, schemes, countries, fields, calls, clauses, facts, agencies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from aspire_cli.checking.called import laid_down
from aspire_cli.money import Yen
from aspire_cli.pages.explain import severity_in_draft, title
from aspire_cli.programme import names, shipped
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import INFERRED, Call, Country, Field, Figure, Programme, Scheme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.records import NamedTuple
from aspire_cli.reports import DOT
from aspire_cli.reports.blocks import Block, Heading, Page, Paragraph, Table
from aspire_cli.reports.json_report import picked, plain
from aspire_cli.reports.years import lasting
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.rules.rule import Rule
from aspire_cli.words.sentences import label, spoken, spoken_in_both, uncut
from aspire_cli.words.text import Text, joined, same

V = TypeVar("V")
CALLS = "calls"
_STATES = ("open", "to-open", "closed", "closing-unknown")  # of calls, in the order in which they are listed
_SEPARATOR = Text("; ", ";")
_Blocks = tuple[Block, ...]


class Listing(NamedTuple):
    """One list: what its page for people holds, and its entries as they stand in JSON."""

    blocks: Callable[[Programme], _Blocks]
    entries: Callable[[Programme], list[Any]]


def page(what: str, programme: Programme, now: datetime) -> Page:
    """Return the page of one list, as of an instant: calls are open or closed."""
    shown = _calls(programme, now) if what == CALLS else LISTINGS[what].blocks(programme)
    return Page(shown, label(f"pages.title-{what}"), our_words=True)


def entries(what: str, programme: Programme, now: datetime) -> list[Any]:
    """Return the entries of one list as they stand in JSON."""
    return _call_entries(programme, now) if what == CALLS else LISTINGS[what].entries(programme)


def _columns(*keys: str) -> tuple[Text, ...]:
    return tuple(label(f"pages.list-{key}") for key in keys)


def _rules(programme: Programme) -> _Blocks:
    columns = _columns("rule", "severity", "clause", "finds")
    rows = tuple(
        (same(rule.name), label(f"severity-{rule.severity}"), same(_clause_names(rule, programme)), title(rule))
        for rule in BY_NAME.values()
    )
    eased = ", ".join(rule.name for rule in ALL if rule.eased_in_draft)
    return (Table(columns, rows, spare=(2,)), Paragraph(same(eased), label("pages.list-eased")))


def _clause_names(rule: Rule, programme: Programme) -> str:
    """Return the clauses of a rule; those of a clause that stands once for each scheme as `scale.*`."""
    stem = rule.clauses[0].partition(".")[0] if rule.clauses else ""
    family = {clause for clause in texts_of(programme).clauses if clause.startswith(f"{stem}.")}
    return f"{stem}.*" if len(family) > 1 and family == set(rule.clauses) else ", ".join(rule.clauses)


def _rule_entries(programme: Programme) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule.name,
            **picked(rule, "topic", "severity"),
            "draft": severity_in_draft(rule),
            "clause": rule.clauses[0] if rule.clauses else None,
            "clauses": list(rule.clauses),
            "title": title(rule),
        }
        for rule in BY_NAME.values()
    ]


def _schemes(programme: Programme) -> _Blocks:
    """Return the programme page's own comparison of the forms of call, and below it what holds for all of them."""
    columns = [_column(scheme, programme) for scheme in programme.schemes.values()]
    heads, *rows = ((label(f"pages.list-{key}"), *(column[key] for column in columns)) for key in columns[0])
    table = Table(heads, tuple(rows), compares_columns=True)
    fields = Paragraph(_names(programme.fields, programme.fields), label("pages.list-fields"))
    countries = Paragraph(_names(programme.countries, programme.countries), label("pages.list-countries"))
    return (Heading(programme.name, level=1), table, fields, countries, *_facts(programme))


def _column(scheme: Scheme, programme: Programme) -> dict[str, Text]:
    """Return what the page lays down for a scheme, by the heading of its row."""
    rate = programme.indirect_percent_of(scheme)
    return {
        "scheme": scheme.name,
        "form": label(f"pages.form-{scheme.form}"),
        "written": same(scheme.id),
        "applicant": scheme.applicant,
        "direct": spoken_in_both(Yen(scheme.direct_cap)) if scheme.direct_cap else label("pages.list-agreed"),
        "total": spoken_in_both(Yen(scheme.total_cap)),
        "indirect": label("pages.list-no-rate") if rate is None else label("percent-of-direct", percent=rate),
        "period": lasting(scheme.min_years, scheme.max_years),
        "fields": label("pages.list-all-of", count=len(programme.fields)),
        "countries": label("pages.list-all-of", count=len(programme.countries)),
    }


def _scheme_entries(programme: Programme) -> list[dict[str, Any]]:
    return [
        {
            **picked(scheme, "id", "name", "aliases", "form", "applicant", "direct_cap", "total_cap"),
            "indirect_percent": programme.indirect_percent_of(scheme),
            **picked(scheme, "min_years", "max_years"),
            "fields": list(programme.fields),
            "countries": list(programme.countries),
        }
        for scheme in programme.schemes.values()
    ]


def _countries(programme: Programme) -> _Blocks:
    territories = tuple(map(_with_code, names.territories(programme)))
    others = tuple(map(_with_code, names.unlisted_eu_members(programme)))
    return (
        _spellings(programme.countries.values()),
        Paragraph(label("pages.list-eu-members", countries=others)),
        Paragraph(label("pages.list-territories", countries=territories)),
        Paragraph(label("pages.list-home", country=programme.home_country.in_a_sentence)),
    )


def _spellings(known: Iterable[Country | Field]) -> Table:
    """Return what may be written for each: its code or id, its name, and other names."""
    rows = ((same(one[0]), one.name, same(spoken(one.aliases, "en"))) for one in known)
    return Table(_columns("written", "name", "aliases"), tuple(rows))


def _with_code(country: Country) -> Text:
    return country.name.with_beside(same(country.code))


def _country_entries(programme: Programme) -> list[dict[str, Any]]:
    members = programme.eu_members
    return [
        {"id": one.code, **picked(one, "name", "aliases"), "eu_member": one.code in members}
        for one in programme.countries.values()
    ]


def _state(call: Call, now: datetime) -> str:
    """Return whether a call is open, will be, or is closed; one whose closing is not known is never open."""
    if call.closes is None:
        return "closing-unknown"
    if call.closes < now:
        return "closed"
    return "open" if call.is_open(now) else "to-open"


def _in_order(programme: Programme, now: datetime) -> list[Call]:
    """Return every call: those that are open by their closing, then those to come, then the others, latest first."""

    def place(call: Call) -> tuple[int, float, str]:
        state = _state(call, now)
        closes = call.closes.timestamp() if call.closes else 0.0
        return _STATES.index(state), -closes if state == "closed" else closes, call.id

    return sorted(known_calls(programme).values(), key=place)


def _call_entries(programme: Programme, now: datetime) -> list[dict[str, Any]]:
    """Return the calls as they stand in JSON, by the keys of their files."""
    keys = tuple(key for key in Call._fields if key != "origin")
    found = []
    for call in _in_order(programme, now):
        entry = {**picked(call, *keys), "state": _state(call, now)}
        if call.support_starts:
            days = call.support_starts.value
            entry["support_starts"]["value"] = plain({"from": days.first, "to": days.last})
        found.append(entry)
    return found


def _calls(programme: Programme, now: datetime) -> _Blocks:
    """Return the page of the calls: of each a table of what is known of it."""
    found: list[Block] = []
    for call in _in_order(programme, now):
        known = [(label(f"pages.list-{key}"), text) for key, text in _call_rows(call, programme, now)]
        rows = [(head, text) for head, text in known if text is not None]
        unseen = tuple(head for head, text in known if text is None)
        rows += [(label("pages.list-unseen"), spoken_in_both(unseen))] if unseen else []
        found += [Heading(same(call.id)), Table((label("pages.list-call"), call.name), tuple(rows))]
    return (*found, Paragraph(label("pages.list-calls-note")))


def _call_rows(call: Call, programme: Programme, now: datetime) -> Iterator[tuple[str, Text | None]]:
    """Yield what a call says by the heading of its row; None is what was not seen, and should be known."""
    scheme = programme.schemes[call.scheme]
    yield "state", label(f"pages.call-{_state(call, now)}")
    yield "scheme", scheme.name
    agreed = {
        "agencies": figure_said(call.agencies, lambda found: spoken_in_both(tuple(agency.name for agency in found))),
        "countries": figure_said(call.countries, lambda found: _names(programme.countries, found)),
        "fields": figure_said(call.fields, lambda found: _names(programme.fields, found)),
        "theme": call.theme,
    }
    # Of a single call the page says all of these; a limit of direct costs few calls have.
    yield from ((key, text) for key, text in agreed.items() if text is not None or scheme.is_joint)
    if call.direct_cap is not None:
        yield "direct", figure_said(call.direct_cap, lambda amount: spoken_in_both(Yen(amount)))
    yield "total", figure_said(call.total_cap, lambda amount: spoken_in_both(Yen(amount)))
    yield "indirect", figure_said(call.indirect_percent, lambda rate: label("percent-of-direct", percent=rate))
    yield "period", years_said(call)
    yield "opens", spoken_in_both(call.opens) if call.opens else None
    yield "closes", spoken_in_both(call.closes) if call.closes else None
    yield "starts", figure_said(call.support_starts, lambda days: label("pages.list-between", **days._asdict()))
    yield from _for_a_person(call)


def _for_a_person(call: Call) -> Iterator[tuple[str, Text | None]]:
    """Yield what a call asks to be done, handed in and confirmed, and which text says so: a row for each."""
    for step in call.steps:
        by = spoken_in_both(step.by) if step.by else None
        yield "step", joined(filter(None, (step.what, by, step.who)), _SEPARATOR)
    for paper in call.documents:
        yield "document", joined((paper.name, *laid_down(paper)), _SEPARATOR)
    yield from (("confirm", point) for point in call.confirm)
    if call.revision is not None:
        yield "revision", label("pages.list-dated", number=call.revision, date=call.published or "")
    yield from (("changed", one.what) for one in call.history if one.what)
    if call.source:
        yield "source", same(call.source)


def _names(known: Mapping[str, Country | Field], keys: Iterable[str]) -> Text:
    """Return what some are called; an own call may name what the edition does not have."""
    return spoken_in_both(tuple(known[key].name if key in known else same(key) for key in keys))


def figure_said(figure: Figure[V] | None, write: Callable[[V], Text]) -> Text | None:
    """Return a figure of a call in words, marked where it is only inferred; None where it is not known."""
    return None if figure is None else _marked(write(figure.value), figure)


def _marked(said: Text, *figures: Figure[Any]) -> Text:
    inferred = any(figure.basis == INFERRED for figure in figures)
    return label("pages.list-inferred", figure=uncut(said)) if inferred else said


def years_said(call: Call) -> Text | None:
    """Return how many years support by a call lasts, as far as that is known, marked where it is only inferred."""
    shortest, longest = call.min_years, call.max_years
    if shortest and longest:
        return _marked(lasting(shortest.value, longest.value), shortest, longest)
    at_least = figure_said(shortest, lambda years: label("pages.list-years-least", years=years))
    return at_least or figure_said(longest, lambda years: label("pages.list-years-most", years=years))


def _clauses(programme: Programme) -> _Blocks:
    clauses = texts_of(programme).clauses.values()
    # Beside each other a column of long texts would leave the terminal half empty.
    said = (Paragraph(one.text, joined((same(one.id), one.place), DOT)) for one in clauses)
    return (*said, *_source(programme))


def _facts(programme: Programme) -> _Blocks:
    columns = _columns("who", "does", "clause")
    rows = tuple((fact.name, fact.text, same(fact.clause)) for fact in texts_of(programme).facts)
    return (Heading(label("pages.list-facts")), Table(columns, rows), *_source(programme))


def _agencies(programme: Programme) -> _Blocks:
    columns = _columns("country", "written", "name", "aliases", "part-of")
    known, countries = shipped.agencies(), {**programme.countries, programme.home: programme.home_country}
    rows = tuple(
        (
            countries[one.country].name if one.country in countries else same(one.country or ""),
            same(one.id),
            one.name,
            same(spoken(one.aliases, "en")),
            known[one.parent].name if one.parent else same(""),
        )
        for one in known.values()
    )
    return (Table(columns, rows, spare=(3,)), Paragraph(label("pages.list-agencies-note")))


def _source(programme: Programme) -> _Blocks:
    return (
        Paragraph(label("edition-line", edition=programme.edition, date=programme.page_date)),
        Paragraph(same(programme.page)),
    )


LISTINGS = {
    "rules": Listing(_rules, _rule_entries),
    "schemes": Listing(_schemes, _scheme_entries),
    "countries": Listing(_countries, _country_entries),
    "fields": Listing(lambda known: (_spellings(known.fields.values()),), lambda known: [*known.fields.values()]),
    "clauses": Listing(_clauses, lambda known: [*texts_of(known).clauses.values()]),
    "facts": Listing(_facts, lambda known: [*texts_of(known).facts]),
    "agencies": Listing(_agencies, lambda known: [*shipped.agencies().values()]),
}

"""The programme as tables: rules, schemes, countries, fields, clauses, facts and agencies, as pages and as data."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aspire_cli.money import Yen
from aspire_cli.pages import list_calls
from aspire_cli.programme import names
from aspire_cli.programme.load import known_agencies
from aspire_cli.programme.model import Country, Programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.records import NamedTuple
from aspire_cli.reports import DOT
from aspire_cli.reports.blocks import Block, Heading, Page, Paragraph, Table
from aspire_cli.reports.json_report import picked
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.rules.rule import Rule
from aspire_cli.words.sentences import label, rule_words, spoken
from aspire_cli.words.text import Text, joined, same

CALLS = "calls"
Blocks = tuple[Block, ...]


class Listing(NamedTuple):
    """One list: what its page for people holds, and its entries as they stand in JSON."""

    blocks: Callable[[Programme], Blocks]
    entries: Callable[[Programme], list[Any]]


def page(what: str, programme: Programme, now: datetime) -> Page:
    """Return the page of one list, as of an instant: calls are open or closed."""
    blocks = list_calls.blocks(programme, now) if what == CALLS else LISTINGS[what].blocks(programme)
    return Page(blocks, label(f"pages.title-{what}"), our_words=True)


def entries(what: str, programme: Programme, now: datetime) -> list[Any]:
    """Return the entries of one list as they stand in JSON."""
    return list_calls.entries(programme, now) if what == CALLS else LISTINGS[what].entries(programme)


def _columns(*keys: str) -> tuple[Text, ...]:
    return tuple(label(f"pages.list-{key}") for key in keys)


def _said(value: object) -> Text:
    return Text(spoken(value, "en"), spoken(value, "ja"))


def _rules(programme: Programme) -> Blocks:
    columns = _columns("rule", "severity", "clause", "finds")
    rows = tuple(
        (same(rule.name), label(f"severity-{rule.severity}"), same(_clause_names(rule, programme)), _title(rule))
        for rule in BY_NAME.values()
    )
    eased = ", ".join(rule.name for rule in ALL if rule.eased_in_draft)
    return (Table(columns, rows, spare=(2,)), Paragraph(same(eased), label("pages.list-eased")))


def _clause_names(rule: Rule, programme: Programme) -> str:
    """Return the clauses of a rule; those of a clause that stands once for each scheme as `scale.*`."""
    stem = rule.clauses[0].partition(".")[0] if rule.clauses else ""
    family = {clause for clause in texts_of(programme).clauses if clause.startswith(f"{stem}.")}
    return f"{stem}.*" if len(family) > 1 and family == set(rule.clauses) else ", ".join(rule.clauses)


def _title(rule: Rule) -> Text:
    return Text(**rule_words(rule.name)["title"])


def _rule_entries(programme: Programme) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule.name,
            **picked(rule, "topic", "severity"),
            "draft": "note" if rule.eased_in_draft else rule.severity,
            "clause": rule.clauses[0] if rule.clauses else None,
            "clauses": list(rule.clauses),
            "title": _title(rule),
        }
        for rule in BY_NAME.values()
    ]


def _schemes(programme: Programme) -> Blocks:
    """Return the programme page's own comparison of the forms of call, and below it what holds for all of them."""
    schemes = tuple(programme.schemes.values())
    rows = {
        "form": [label(f"pages.form-{scheme.form}") for scheme in schemes],
        "written": [same(scheme.id) for scheme in schemes],
        "applicant": [scheme.applicant for scheme in schemes],
        "direct": [
            _said(Yen(scheme.direct_cap)) if scheme.direct_cap else label("pages.list-agreed") for scheme in schemes
        ],
        "total": [_said(Yen(scheme.total_cap)) for scheme in schemes],
        "indirect": [_rate(programme.indirect_percent_of(scheme)) for scheme in schemes],
        "period": [list_calls.years_between(scheme.min_years, scheme.max_years) for scheme in schemes],
        "fields": [label("pages.list-all-of", count=len(programme.fields)) for _ in schemes],
        "countries": [label("pages.list-all-of", count=len(programme.countries)) for _ in schemes],
    }
    table = Table(
        (label("pages.list-scheme"), *(scheme.name for scheme in schemes)),
        tuple((label(f"pages.list-{key}"), *cells) for key, cells in rows.items()),
        compares_columns=True,
    )
    fields = Paragraph(_said(tuple(one.name for one in programme.fields.values())), label("pages.list-fields"))
    countries = Paragraph(_said(tuple(one.name for one in programme.countries.values())), label("pages.list-countries"))
    return (Heading(programme.name, level=1), table, fields, countries, *_facts(programme))


def _rate(percent: int | None) -> Text:
    return label("pages.list-no-rate") if percent is None else label("percent-of-direct", percent=percent)


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


def _countries(programme: Programme) -> Blocks:
    columns = _columns("written", "name", "aliases")
    rows = tuple((same(one.code), one.name, same(spoken(one.aliases, "en"))) for one in programme.countries.values())
    territories = _said(tuple(_with_code(one) for one in names.territories(programme)))
    others = _said(tuple(_with_code(one) for one in names.unlisted_eu_members(programme)))
    return (
        Table(columns, rows),
        Paragraph(label("pages.list-eu-members", countries=others)),
        Paragraph(label("pages.list-territories", countries=territories)),
        Paragraph(label("pages.list-home", country=programme.home_country.in_a_sentence)),
    )


def _with_code(country: Country) -> Text:
    return Text(f"{country.name.en} ({country.code})", f"{country.name.ja}({country.code})")


def _country_entries(programme: Programme) -> list[dict[str, Any]]:
    return [{"id": one.code, **picked(one, "name", "aliases", "eu_member")} for one in programme.countries.values()]


def _fields(programme: Programme) -> Blocks:
    columns = _columns("written", "name", "aliases")
    rows = tuple((same(one.id), one.name, same(spoken(one.aliases, "en"))) for one in programme.fields.values())
    return (Table(columns, rows),)


def _clauses(programme: Programme) -> Blocks:
    clauses = texts_of(programme).clauses.values()
    # Beside each other a column of long texts would leave the terminal half empty.
    said = (Paragraph(one.text, joined((same(one.id), one.place), DOT)) for one in clauses)
    return (*said, *_source(programme))


def _facts(programme: Programme) -> Blocks:
    columns = _columns("who", "does", "clause")
    rows = tuple((fact.name, fact.text, same(fact.clause)) for fact in texts_of(programme).facts)
    return (Heading(label("pages.list-facts")), Table(columns, rows), *_source(programme))


def _agencies(programme: Programme) -> Blocks:
    columns = _columns("country", "written", "name", "aliases", "part-of")
    known, countries = known_agencies(), {**programme.countries, programme.home: programme.home_country}
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


def _source(programme: Programme) -> Blocks:
    return (
        Paragraph(label("edition-line", edition=programme.edition, date=programme.page_date)),
        Paragraph(same(programme.page)),
    )


LISTINGS = {
    "rules": Listing(_rules, _rule_entries),
    "schemes": Listing(_schemes, _scheme_entries),
    "countries": Listing(_countries, _country_entries),
    "fields": Listing(_fields, lambda programme: list(programme.fields.values())),
    "clauses": Listing(_clauses, lambda programme: list(texts_of(programme).clauses.values())),
    "facts": Listing(_facts, lambda programme: list(texts_of(programme).facts)),
    "agencies": Listing(_agencies, lambda programme: list(known_agencies().values())),
}

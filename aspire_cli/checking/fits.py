"""What a report shows beside the findings: the four fits, and what only a person can judge, as plain data."""

from collections.abc import Mapping
from typing import Any

from aspire_cli import fiscal, limits
from aspire_cli.finding.detail import (
    BudgetFit,
    Confirm,
    CountryFit,
    FieldFit,
    Fits,
    Leader,
    Names,
    PeriodFit,
    SupportFit,
    YearFit,
)
from aspire_cli.problem import pointer
from aspire_cli.programme.model import Programme, Scheme, binding
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.proposal.budget import Budget
from aspire_cli.proposal.model import Counterpart, Proposal
from aspire_cli.proposal.written import is_written
from aspire_cli.words.text import Text

_EU_ENTRY, _TERRITORY = "eu-entry", "territory"  # points of some counterparts' countries only
_AGREED_LIMIT = "agreed-limit"  # a point of calls whose limit is not known


def fits(proposal: Proposal, unread: Mapping[str, tuple[str, ...]]) -> Fits:
    """Return the four fits of a proposal; None for what it does not give."""
    shown = proposal.counterparts[: limits.MOST_COUNTERPARTS]
    return Fits(
        budget=_budget(proposal),
        period=_period(proposal),
        countries=tuple(_country(person, proposal.scheme, proposal.programme) for person in shown),
        field=_field(proposal),
        applicant=_applicant(proposal),
        plans=dict(proposal.activities or {}),
        unread={key: tuple(text[: limits.LONGEST_SHOWN] for text in texts) for key, texts in unread.items()},
    )


def names(written: Any) -> Names | None:
    """Return a name or title of a document as written, language by language; or the beginning of a very long one."""
    by_language = written if isinstance(written, dict) else {"en": written, "ja": written}
    said = {lang: by_language.get(lang) for lang in Names._fields}
    shown = {lang: _cut(text) for lang, text in said.items() if isinstance(text, str) and is_written(text)}
    return Names(**shown) if shown else None


def investigator(proposal: Proposal, written: Any) -> Leader | None:
    """Return the principal investigator as written."""
    if proposal.investigator is None or not isinstance(written, dict):
        return None
    number = proposal.investigator.researcher_number
    return Leader(names(written.get("name")), names(written.get("institution")), _cut(number.text) if number else None)


def confirm(proposal: Proposal) -> tuple[Confirm, ...]:
    """Return the points that a person must confirm, for this scheme and these countries, each with its clause.

    Where the scheme is not known, these are the points of all schemes.
    """
    bounds = proposal.limits
    asked = {proposal.scheme.id} if proposal.scheme else proposal.programme.schemes.keys()
    applies = {
        _EU_ENTRY: any(_through_eu(person) for person in proposal.counterparts),
        _TERRITORY: any(_in_a_territory(person, proposal.programme) for person in proposal.counterparts),
        _AGREED_LIMIT: bounds is not None and bounds.call is not None and binding(bounds.call.total_cap) is None,
    }
    return tuple(
        Confirm(item.id, item.text, next(clause for scheme, clause in item.clauses.items() if scheme in asked))
        for item in texts_of(proposal.programme).confirm
        if asked <= item.clauses.keys() and applies.get(item.id, True)
    )


def _in_a_territory(person: Counterpart, programme: Programme) -> bool:
    """Say whether a counterpart is in a territory of a state that the programme lists."""
    country = person.researcher.country
    return bool(country and country.found and programme.names_the_state_of(country.found))


def _budget(proposal: Proposal) -> BudgetFit | None:
    budget, bounds = proposal.budget, proposal.limits
    if budget is None or budget.direct is None or budget.indirect is None:
        return None
    has_direct = any(year.direct is not None for year in budget.years)
    return BudgetFit(
        direct=int(budget.direct),
        indirect=int(budget.indirect),
        total=int(budget.direct + budget.indirect),
        direct_cap=bounds.direct_cap if bounds else None,
        total_cap=bounds.total_cap if bounds else None,
        indirect_percent=proposal.programme.indirect_percent,
        so_far=budget.so_far,
        has_direct=has_direct,
        has_indirect=has_direct or any(year.writes_indirect for year in budget.years),
        cap_is_general=bool(bounds and bounds.scheme.form == "joint" and not bounds.of_call("total_cap")),
        years=_years(budget),
    )


def _years(budget: Budget) -> tuple[YearFit, ...]:
    """Return the budget by fiscal year, the entries of one year together."""
    found: dict[int | None, tuple[int | None, int | None]] = {}
    for entry, share in zip(budget.years, budget.shares or [None] * len(budget.years), strict=True):
        direct = entry.direct
        indirect = None if direct is None and entry.declared_indirect is None else share
        before = found.get(entry.fiscal_year, (None, None))
        found[entry.fiscal_year] = (_sum(before[0], direct), _sum(before[1], indirect))
    in_order = sorted(found, key=lambda year: (year is None, year or 0))
    return tuple(YearFit(year, *found[year]) for year in in_order)


def _sum(one: int | None, other: int | None) -> int | None:
    """Return two amounts together; None where neither is written."""
    return one if other is None else int(other) if one is None else one + other


def _period(proposal: Proposal) -> PeriodFit | None:
    period, bounds = proposal.period, proposal.limits
    if period is None:
        return None
    length = fiscal.span(period)
    return PeriodFit(
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        months=length.months_begun,
        span=tuple(length),
        fiscal_years=tuple(fiscal.fiscal_years(period)),
        min_years=bounds.min_years if bounds else None,
        max_years=bounds.max_years if bounds else None,
    )


def _through_eu(person: Counterpart) -> bool:
    """Say whether the country counts only as a member of the EU, without being listed itself."""
    country = person.researcher.country
    return bool(country and country.found and country.found.eu_member and not country.found.listed)


def _country(person: Counterpart, scheme: Scheme | None, programme: Programme) -> CountryFit:
    written = person.researcher.country
    found = written.found if written else None
    text = written.text if written else ""
    unnamed = Text("", "")
    return CountryFit(
        code=found.code if found else None,
        name=found.name if found else _beginning(Text(text, text)),
        listed=bool(found and found.listed),
        through_eu=_through_eu(person),
        territory=_in_a_territory(person, programme),
        person=_beginning(person.researcher.name or unnamed),
        institution=_beginning(person.researcher.institution or unnamed),
        lead=person.lead,
        support=tuple(
            SupportFit(one.agency, one.status, one.until.isoformat() if one.until else None)
            for one in person.support[: limits.MOST_SUPPORTS]
        ),
        pointer=pointer(person.path),
        must_have_support=bool(scheme and scheme.form == "single"),
    )


def _field(proposal: Proposal) -> FieldFit | None:
    field = proposal.field
    if field is None:
        return None
    found = field.found
    name = found.name if found else _beginning(Text(field.text, field.text))
    return FieldFit(found.id if found else None, name, bool(found))


def _beginning(text: Text) -> Text:
    """Return a text of the proposal as a report shows it: whole, unless it is longer than any real name or title."""
    is_short = len(text.en) <= limits.LONGEST_SHOWN and len(text.ja) <= limits.LONGEST_SHOWN
    return text if is_short else Text(*map(_cut, text))


def _cut(text: str) -> str:
    return text if len(text) <= limits.LONGEST_SHOWN else text[: limits.LONGEST_SHOWN] + "…"


def _applicant(proposal: Proposal) -> dict[str, bool]:
    """Return what the programme asks of the applicant, each with whether it is so; see `Fits`."""
    person = proposal.investigator
    if person is None:
        return {}
    country = person.researcher.country
    asked = {"in-japan": country is None or bool(country.found and country.found.code == proposal.programme.home)}
    if proposal.scheme is None:
        return asked
    rising = proposal.scheme.id == "rising"
    asked |= {"independence": person.independent_environment} if rising else {"track-record": person.track_record}
    return asked | {"funds": bool(person.other_funding)}

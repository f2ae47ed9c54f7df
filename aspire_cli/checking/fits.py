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
from aspire_cli.programme.model import Programme, binding
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.proposal.budget import Budget
from aspire_cli.proposal.model import Counterpart, Proposal
from aspire_cli.proposal.written import is_written
from aspire_cli.words.text import Text, same

_EU_ENTRY, _TERRITORY = "eu-entry", "territory"  # points of some counterparts' countries only
_UNNAMED = same("")
_AGREED_LIMIT = "agreed-limit"  # a point of calls whose limit is not known


def fits(proposal: Proposal, unread: Mapping[str, tuple[str, ...]]) -> Fits:
    """Return the four fits of a proposal; None for what it does not give."""
    shown = proposal.counterparts[: limits.MOST_COUNTERPARTS]
    asks_for_support = proposal.scheme is not None and not proposal.scheme.is_joint
    return Fits(
        budget=_budget(proposal),
        period=_period(proposal),
        countries=tuple(_country(person, proposal.programme, asks_for_support) for person in shown),
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
    bounds, programme = proposal.limits, proposal.programme
    asked = {proposal.scheme.id: proposal.scheme} if proposal.scheme else programme.schemes
    written = (one.researcher.country for one in proposal.counterparts)
    countries = [one.found for one in written if one and one.found]
    applies = {
        _EU_ENTRY: any(map(programme.lists_through_eu, countries)),
        _TERRITORY: any(map(programme.lists_the_state_of, countries)),
        _AGREED_LIMIT: bounds is not None and bounds.call is not None and binding(bounds.call.total_cap) is None,
    }
    return tuple(
        Confirm(item.id, item.text, item.clauses[next(iter(asked))])
        for item in texts_of(programme).confirm
        if item.clauses.keys() >= asked.keys() and applies.get(item.id, True)
    )


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
        cap_is_general=bool(bounds and bounds.scheme.is_joint and not bounds.of_call("total_cap")),
        years=_years(budget),
    )


def _years(budget: Budget) -> tuple[YearFit, ...]:
    """Return the budget by fiscal year, the entries of one year together."""
    found: dict[int | None, list[int | None]] = {}
    for entry, share in zip(budget.years, budget.shares or [None] * len(budget.years), strict=True):
        sums, direct = found.setdefault(entry.fiscal_year, [None, None]), entry.direct
        if direct is not None:
            sums[0] = (sums[0] or 0) + direct
        if share is not None and (direct is not None or entry.declared_indirect is not None):
            sums[1] = (sums[1] or 0) + share
    in_order = sorted(found, key=lambda year: (year is None, year or 0))
    return tuple(YearFit(year, *found[year]) for year in in_order)


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


def _country(person: Counterpart, programme: Programme, asks_for_support: bool) -> CountryFit:
    written = person.researcher.country
    found = written.found if written else None
    named = _beginning(same(written.text)) if written else _UNNAMED
    return CountryFit(
        code=found.code if found else None,
        name=found.name if found else named,
        listed=found is not None and programme.lists(found),
        through_eu=found is not None and programme.lists_through_eu(found),
        territory=found is not None and programme.lists_the_state_of(found),
        person=_beginning(person.researcher.name or _UNNAMED),
        institution=_beginning(person.researcher.institution or _UNNAMED),
        lead=person.lead,
        support=tuple(
            SupportFit(one.agency, one.status, one.until.isoformat() if one.until else None)
            for one in person.support[: limits.MOST_SUPPORTS]
        ),
        pointer=pointer(person.path),
        must_have_support=asks_for_support,
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
    return text if max(map(len, text)) <= limits.LONGEST_SHOWN else Text(*map(_cut, text))


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

"""Rules on countries: that of each institution, never a person's nationality."""

from collections.abc import Iterator

from aspire_cli.problem import Problem, Severity
from aspire_cli.programme import names
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import Counterpart, CountryText, Investigator, Researcher
from aspire_cli.rules.rule import rule
from aspire_cli.words.spelling import sparingly


@rule("country-unknown", Severity.ERROR, "countries", about="country")
def no_such_country(countries: tuple[CountryText, ...], programme: Programme) -> Iterator[Problem]:
    """Find a country's name that no country bears."""
    suggestions = sparingly(lambda text: names.country_suggestions(programme, text))
    for country in countries:
        if country.found is None:
            nearest = suggestions(country.text)
            values = {"text": country.text, "nearest": tuple(one.name for one in nearest)}
            fix = nearest[0].code if nearest and names.surely_meant(country.text, nearest[0]) else None
            yield Problem(country.path, values, mend="nearest" if nearest else "default", fix=fix)


def _elsewhere(person: Counterpart, programme: Programme) -> CountryText | None:
    """Return a counterpart's country if it is known, not Japan, and neither listed nor a member of the EU."""
    country = person.researcher.country
    if country is None or country.found is None or country.found.code == programme.home:
        return None
    return None if country.found.listed or country.found.eu_member else country


def _problem(country: CountryText, *, begins: bool = True) -> Problem:
    """Return the problem with a country's name, which begins the sentence or stands within it."""
    found = country.found
    if found is None:
        return Problem(country.path)
    name = found.in_a_sentence
    if begins:
        name = name._replace(en=name.en[:1].upper() + name.en[1:])
    return Problem(country.path, {"country": name, "code": found.code})


@rule("country-not-listed", Severity.ERROR, "countries", about="country")
def country_of_the_lead_not_listed(lead: Counterpart, programme: Programme) -> Iterator[Problem]:
    """Find a lead counterpart outside the programme's countries and regions."""
    country = _elsewhere(lead, programme)
    if country:
        yield _problem(country)


@rule("country-extra-not-listed", Severity.WARNING, "countries", about="country")
def country_of_another_not_listed(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a counterpart beside the lead outside the programme's countries and regions."""
    for person in counterparts:
        country = None if person.lead else _elsewhere(person, programme)
        if country:
            yield _problem(country)


@rule("country-through-eu", Severity.NOTE, "countries", about="country")
def country_only_through_the_eu(counterparts: tuple[Counterpart, ...]) -> Iterator[Problem]:
    """Find a member of the EU that the list does not name by itself."""
    for person in counterparts:
        country = person.researcher.country
        if country and country.found and country.found.eu_member and not country.found.listed:
            yield _problem(country)


@rule("country-japan", Severity.ERROR, "countries", about="country")
def counterpart_in_japan(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a counterpart whose institution is in Japan."""
    for person in counterparts:
        country = person.researcher.country
        if country and country.found and country.found.code == programme.home:
            yield Problem(country.path)


def _known_elsewhere(person: Researcher, programme: Programme) -> Problem | None:
    country = person.country
    if country is None or country.found is None or country.found.code == programme.home:
        return None
    return _problem(country, begins=False)


@rule("investigator-not-in-japan", Severity.ERROR, "purpose")
def investigator_outside_japan(investigator: Investigator, programme: Programme) -> Iterator[Problem]:
    """Find a principal investigator whose institution is not in Japan."""
    problem = _known_elsewhere(investigator.researcher, programme)
    if problem:
        yield problem


@rule("team-not-in-japan", Severity.WARNING, "purpose")
def team_member_outside_japan(team: tuple[Researcher, ...], programme: Programme) -> Iterator[Problem]:
    """Find a member of the Japanese side whose institution is not in Japan."""
    for person in team:
        problem = _known_elsewhere(person, programme)
        if problem:
            yield problem

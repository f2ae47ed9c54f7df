"""Rules on the countries of counterparts: that of each institution, never a person's nationality."""

from collections.abc import Iterable, Iterator
from typing import Any

from aspire_cli.problem import Path, Problem, Severity
from aspire_cli.programme import names
from aspire_cli.programme.model import Country, Programme
from aspire_cli.proposal.model import Counterpart, CountryText
from aspire_cli.rules.rule import rule
from aspire_cli.words.spelling import sparingly
from aspire_cli.words.text import codes, same


@rule("country-unknown", Severity.ERROR, "countries", about="country", hides_others=True)
def no_such_country(countries: tuple[CountryText, ...], programme: Programme) -> Iterator[Problem]:
    """Find a country's name that no country bears."""
    suggestions = sparingly(lambda text: names.country_suggestions(programme, text))
    for country in countries:
        if country.found is not None:
            continue
        values: dict[str, Any] = {"text": country.text}
        if named := names.countries_named(programme, country.text):
            values["named"] = tuple(one.in_a_sentence.with_beside(same(one.code)) for one in named)
            values["codes"] = codes(one.code for one in named)
            yield Problem(country.path, values, "several", "several")
            continue
        nearest = suggestions(country.text)
        likely = [one.code for one in nearest if names.misspelt(country.text, one)]
        fix = names.mend_of(country.text, lambda name: names.find_country(programme, name), likely)
        values["nearest"] = tuple(one.name for one in nearest)
        yield Problem(country.path, values, mend="nearest" if nearest else "default", fix=fix)


def _known(people: Iterable[Counterpart]) -> Iterator[tuple[Counterpart, Path, Country]]:
    """Yield the people whose country is known, each with the path of the country and the country."""
    for person in people:
        country = person.researcher.country
        if country is not None and country.found is not None:
            yield person, country.path, country.found


def _not_listed(country: Country, programme: Programme) -> bool:
    """Say whether a country is not one of the programme's; some that are not have rules of their own.

    These are Japan, the members of the EU, and the territories of a country that is listed.
    """
    if programme.lists(country) or country.code == programme.home:
        return False
    return not (programme.lists_through_eu(country) or programme.lists_the_state_of(country))


def _problem(path: Path, country: Country) -> Problem:
    """Return the problem with a country; its name begins the sentence."""
    return Problem(path, {"country": country.in_a_sentence.at_the_beginning, "code": country.code})


@rule("country-not-listed", Severity.ERROR, "countries", about="country")
def country_of_the_lead_not_listed(lead: Counterpart, programme: Programme) -> Iterator[Problem]:
    """Find a lead counterpart outside the programme's countries and regions."""
    for _, path, country in _known([lead]):
        if _not_listed(country, programme):
            yield _problem(path, country)


@rule("country-extra-not-listed", Severity.WARNING, "countries", about="country")
def country_of_another_not_listed(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a counterpart beside the lead outside the programme's countries and regions."""
    for person, path, country in _known(counterparts):
        if not person.lead and _not_listed(country, programme):
            yield _problem(path, country)


@rule("country-through-eu", Severity.NOTE, "countries", about="country")
def country_only_through_the_eu(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a member of the EU that the list does not name by itself."""
    for _, path, country in _known(counterparts):
        if programme.lists_through_eu(country):
            yield _problem(path, country)


@rule("country-territory", Severity.NOTE, "countries", about="country")
def territory_of_a_listed_country(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a territory with a code of its own that belongs to a country of the list."""
    for _, path, country in _known(counterparts):
        if programme.lists_the_state_of(country):
            problem = _problem(path, country)
            state = programme.countries[str(country.belongs_to)].in_a_sentence
            yield problem._replace(values={**problem.values, "state": state})


@rule("country-japan", Severity.ERROR, "countries", about="country")
def counterpart_in_japan(counterparts: tuple[Counterpart, ...], programme: Programme) -> Iterator[Problem]:
    """Find a counterpart whose institution is in Japan."""
    for _, path, country in _known(counterparts):
        if country.code == programme.home:
            yield Problem(path)

"""The shipped data as frozen values: the programme, the countries of the world, agencies and calls."""

import functools
import re

from aspire_cli import shipped_files
from aspire_cli.programme.edition import FIGURES_FILE
from aspire_cli.programme.model import (
    Agency,
    Call,
    Country,
    Programme,
    agency_of,
    call_of,
    country_of,
    programme_of,
    spellings,
)

WORLD_FILE = "data/world.yaml"
_CALLS = "data/calls"
_AGENCIES = "data/agencies.yaml"
_FIRST_WORD = r"(?:^|[()]) *(?:the )?([a-z0-9]+)"  # of a name, or of one of its halves


@functools.cache
def programme() -> Programme:
    """Return the shipped edition; its tables are shared, and nobody's to change."""
    return programme_of(shipped_files.data(FIGURES_FILE))


@functools.cache
def countries() -> dict[str, Country]:
    """Return by code every country and region, listed or not; reads the rest of the world."""
    known = programme()
    states = {one: state for state, ours in shipped_files.data("data/territories.yaml").items() for one in ours}
    return {**known.countries, known.home: known.home_country} | {
        code: country_of(code, entry, states.get(code)) for code, entry in shipped_files.data(WORLD_FILE).items()
    }


@functools.cache
def agencies() -> dict[str, Agency]:
    """Return every known funding agency by its id, counterparts' and Japanese ones."""
    entries = shipped_files.data(_AGENCIES)
    found = [agency_of(country, entry) for country, of_country in entries.items() for entry in of_country]
    return {agency.id: agency for agency in found}


def may_name_agency_of(country: str, text: str) -> bool:
    """Say whether a text may name an agency of a country, without reading those of all others.

    It may where the first word of one of their names stands in it, and where it is not ASCII.
    """
    told = text.casefold().replace(".", "")
    return not text.isascii() or any(word in told for word in _first_words(country))


@functools.lru_cache(maxsize=8)
def _first_words(country: str) -> frozenset[str]:
    entries = shipped_files.part(_AGENCIES, country) or ()
    names = (name for entry in entries for name in spellings(agency_of(country, entry)))
    return frozenset(word for name in names for word in re.findall(_FIRST_WORD, name.casefold().replace(".", "")))


@functools.cache
def call_ids() -> frozenset[str]:
    """Return the ids of the calls: the names of their files."""
    return frozenset(name.removesuffix(".yaml") for name in shipped_files.names(_CALLS))


@functools.cache
def read_call(call_id: str) -> Call:
    """Return the call of that id; of all their files, its own alone is read."""
    data = shipped_files.data(f"{_CALLS}/{call_id}.yaml")
    return call_of(data, "shipped", agencies() if data.get("agencies") else {})

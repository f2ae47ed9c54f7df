"""The shipped data as frozen values: the programme, the countries of the world, agencies and calls."""

import functools

from aspire_cli import shipped_files
from aspire_cli.programme.edition import FIGURES_FILE
from aspire_cli.programme.model import Agency, Call, Country, Programme, agency_of, call_of, country_of, programme_of

WORLD_FILE = "data/world.yaml"
_CALLS = "data/calls"


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
        code: country_of(code, entry, listed=False, eu_member=False)._replace(belongs_to=states.get(code))
        for code, entry in shipped_files.data(WORLD_FILE).items()
    }


@functools.cache
def agencies() -> dict[str, Agency]:
    """Return every known funding agency by its id."""
    entries = shipped_files.data("data/agencies.yaml")
    found = [agency_of(country, entry) for country, of_country in entries.items() for entry in of_country]
    return {agency.id: agency for agency in found}


@functools.cache
def call_ids() -> frozenset[str]:
    """Return the ids of the calls: the names of their files."""
    return frozenset(name.removesuffix(".yaml") for name in shipped_files.names(_CALLS))


@functools.cache
def read_call(call_id: str) -> Call:
    """Return the call of that id; of all their files, its own alone is read."""
    data = shipped_files.data(f"{_CALLS}/{call_id}.yaml")
    return call_of(data, "shipped", agencies() if data.get("agencies") else {})

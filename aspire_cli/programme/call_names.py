"""The names in a call's file: a scheme, fields, countries and agencies, each written in any of its spellings."""

from collections.abc import Callable, Mapping
from typing import Any

from aspire_cli.programme import names
from aspire_cli.programme.agency_names import agencies_in
from aspire_cli.programme.model import Agency, Country, Field, Programme, Scheme
from aspire_cli.words.spelling import the_one

# What a name stands for, by the key under which it is written.
_FIND: Mapping[str, Callable[[Programme, str], Scheme | Field | Country | Agency | None]] = {
    "scheme": lambda edition, text: names.find(edition.schemes, text),
    "fields": lambda edition, text: names.find(edition.fields, text),
    "countries": names.find_country,
    "agencies": lambda _edition, text: the_one(agencies_in(text)),
}


def by_ids(data: dict[str, Any], edition: Programme) -> dict[str, Any]:
    """Return the data of a call's file with ids and codes in the place of names; what nothing bears stays as it is."""
    return {key: _by_ids(value, key, edition) if key in _FIND else value for key, value in data.items()}


def _by_ids(written: Any, kind: str, edition: Programme) -> Any:
    """Return the id of a name, of each in a list, of those of a figure, and of a described agency or its country."""
    if isinstance(written, str):
        found = _FIND[kind](edition, written)
        return found[0] if found else written
    if isinstance(written, list):
        return [_by_ids(one, kind, edition) for one in written]
    if isinstance(written, dict):
        inner = {"value": kind, "country": "countries"}
        with_ids = {key: _by_ids(one, inner[key], edition) if key in inner else one for key, one in written.items()}
        return _known_agency(with_ids) or with_ids if "country" in written else with_ids
    return written


def _known_agency(described: dict[str, Any]) -> str | None:
    """Return the id of an agency that is described and known all the same, in the same country."""
    name = described["name"]
    found = [the_one(agencies_in(text)) for text in (name.values() if isinstance(name, dict) else (name,))]
    return next((one.id for one in found if one and one.country == described["country"]), None)

"""The names in a call's file: a scheme, fields, countries and agencies, each written in any of its spellings."""

from collections.abc import Callable, Iterator
from typing import Any

from aspire_cli.problem import Path
from aspire_cli.programme import names
from aspire_cli.programme.agency_names import find_agency
from aspire_cli.programme.model import Programme


def by_ids(data: dict[str, Any], edition: Programme) -> dict[str, Any]:
    """Return the data of a call's file with ids and codes in the place of names; what nothing bears stays as it is."""
    found = {**data, "scheme": _finders(edition)["scheme"](data["scheme"]) or data["scheme"]}
    for key in ("fields", "countries", "agencies"):
        written = data.get(key)
        if isinstance(written, dict):
            found[key] = {**written, "value": _told(written["value"], key, edition)}
        elif written is not None:
            found[key] = _told(written, key, edition)
    return found


def _told(written: Any, kind: str, edition: Programme) -> Any:
    """Return the id of a name, of each name in a list, and of the country of a described agency."""
    if isinstance(written, list):
        return [_told(one, kind, edition) for one in written]
    if isinstance(written, dict) and written.get("country"):
        return {**written, "country": _told(written["country"], "countries", edition)}
    return _finders(edition)[kind](written) or written if isinstance(written, str) else written


def unknown(data: dict[str, Any], edition: Programme) -> Iterator[tuple[Path, str]]:
    """Yield the path of each name of a scheme or an agency that nothing bears, and what it should name.

    A field or a country that the programme does not have is for a proposal's rules to tell.
    """
    find = _finders(edition)
    if find["scheme"](data["scheme"]) is None:
        yield ("scheme",), "aspire list schemes"
    written = data.get("agencies")
    where: Path = ("agencies",)
    if isinstance(written, dict):
        where, written = ("agencies", "value"), written["value"]
    for number, one in enumerate(written or ()):
        if isinstance(one, str) and find["agencies"](one) is None:
            yield (*where, number), "aspire list agencies"


def _finders(edition: Programme) -> dict[str, Callable[[str], str | None]]:
    """Return how the id of a name is found, by the key under which it stands."""
    return {
        "scheme": lambda text: getattr(names.find_scheme(edition, text), "id", None),
        "fields": lambda text: getattr(names.find_field(edition, text), "id", None),
        "countries": lambda text: getattr(names.find_country(edition, text), "code", None),
        "agencies": lambda text: getattr(find_agency(text), "id", None),
    }

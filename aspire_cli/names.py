"""From a name as people write it to the scheme, field, country, joint call or agency it stands for."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from aspire_cli import building, limits, programme, source
from aspire_cli.programme import DATA, Agency, Country, Field, Programme, Scheme
from aspire_cli.words import Text

_NEAR = 0.6  # difflib's ratio from which a name is worth suggesting
_JOINTS = r"[()\[\],;/&+、・]"  # what stands between an agency's name and its abbreviation, or two agencies


Item = TypeVar("Item", Scheme, Field, Country)
Suggested = TypeVar("Suggested")


def fold(text: str) -> str:
    """Return the text as names are compared: NFKC, case folded, spaces at the ends gone and inner ones single."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(text.casefold().split())


def find_scheme(edition: Programme, text: str) -> Scheme | None:
    """Return the scheme of that id, name or alias; None where there is none (clause call-forms)."""
    return edition.schemes.get(text) or _table(tuple(edition.schemes.values())).get(fold(text))


def find_field(edition: Programme, text: str) -> Field | None:
    """Return the field of that id, name or alias; None where there is none (clause fields)."""
    return edition.fields.get(text) or _table(tuple(edition.fields.values())).get(fold(text))


def find_country(edition: Programme, text: str) -> Country | None:
    """Return the country or region of that code, name or alias, listed or not; None where there is none.

    The listed ones and the home country are looked at first, the rest of the world only then (clause countries).
    """
    if text in edition.countries:
        return edition.countries[text]
    name = fold(text)
    near: Country | None = _table(_near_countries(edition)).get(name)
    if near is not None:
        return near
    code = _codes().get(name)
    return None if code is None else _of_code(edition, code)


def names_agency(text: str, agency: Agency) -> bool:
    """Say whether a text names the agency, alone or beside others: `UKRI EPSRC`, `EPSRC (UKRI)`, `NSF / DOE`."""
    spellings = _spellings(agency.id, agency.name, agency.aliases)
    return any(fold(part) in spellings for part in (text, *re.split(_JOINTS, unicodedata.normalize("NFKC", text))))


def nearest(text: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the candidates that look most like the text, best first, at most `limit`."""
    if len(text) > limits.LONGEST_NAME:
        return ()
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(fold(candidate), candidate)
    return tuple(folded[match] for match in get_close_matches(fold(text), folded, limit, _NEAR))


def sparingly(suggest: Callable[..., tuple[Suggested, ...]]) -> Callable[..., tuple[Suggested, ...]]:
    """Return a function that suggests for the first few different names, and for the rest of a hostile file nothing."""
    known: dict[tuple[object, ...], tuple[Suggested, ...]] = {}

    def suggested(*asked: object) -> tuple[Suggested, ...]:
        if asked not in known and len(known) < limits.MOST_SUGGESTIONS:
            known[asked] = suggest(*asked)
        return known.get(asked, ())

    return suggested


def country_suggestions(edition: Programme, text: str) -> tuple[Country, ...]:
    """Return up to three countries and regions, listed or not, whose names look most like the text."""
    far = {spelling: _of_code(edition, code) for spelling, code in _codes().items()}
    return _suggestions({**far, **_table(_near_countries(edition))}, text)


def field_suggestions(edition: Programme, text: str) -> tuple[Field, ...]:
    """Return up to three fields whose names look most like the text."""
    return _suggestions(_table(tuple(edition.fields.values())), text)


def call_suggestions(text: str, edition: Programme | None = None) -> tuple[str, ...]:
    """Return the ids of up to three joint calls, shipped or an edition's own, that look most like the text."""
    return nearest(text, programme.joint_call_ids(edition))


def _suggestions(table: dict[str, Item], text: str) -> tuple[Item, ...]:
    matches = (table[match] for match in nearest(text, table, 12))
    return tuple(dict.fromkeys(matches))[:3]


@functools.lru_cache(maxsize=8)
def _table(items: tuple[Item, ...]) -> dict[str, Item]:
    """Return each item by every folded spelling of it; cached by the items, so that no edition gets another's."""
    return {spelling: item for item in items for spelling in _spellings(item[0], item.name, item.aliases)}


@functools.lru_cache(maxsize=512)
def _spellings(identifier: str, name: Text, aliases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, (identifier, name.en, name.ja, *aliases)))


def _near_countries(edition: Programme) -> tuple[Country, ...]:
    return (*edition.countries.values(), edition.home_country)


def _of_code(edition: Programme, code: str) -> Country:
    """Return the country of a known code as this edition sees it; an own edition may list others than the shipped."""
    if code in edition.countries:
        return edition.countries[code]
    if code == edition.home:
        return edition.home_country
    return _known()[code]._replace(listed=False, eu_member=code in edition.eu_members)


@functools.cache
def _codes() -> dict[str, str]:
    """Return the code of every country and region by every folded spelling of it."""
    return {spelling: country.code for spelling, country in _table(tuple(_known().values())).items()}


@functools.cache
def _known() -> dict[str, Country]:
    """Return by code every country and region of the shipped data; reads the rest of the world."""
    data = source.read((DATA / "world.yaml").read_bytes(), "world.yaml").data
    world = {code: building.country(code, entry, listed=False, eu_member=False) for code, entry in data.items()}
    return {**{country.code: country for country in _near_countries(programme.load_programme())}, **world}

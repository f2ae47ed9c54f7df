"""From a name as people write it to the scheme, field, country or call it stands for."""

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from aspire_cli import limits
from aspire_cli.characters import without_curly_quotes
from aspire_cli.problem import Mend
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Country, Field, Programme, Scheme, spellings
from aspire_cli.words.spelling import all_named, fold, is_near, nearest, normalized, the_one

_LONGEST_ABBREVIATION = 3
_SURE = 0.85  # difflib's ratio from which nothing else can be meant
_LETTER = "[a-z0-9]"  # of a folded acronym
_FORM_OF_STATE = (
    r"(?i)^\s*(?:the )?(?:[\w'’]+ )?(?:republic|kingdom|state|commonwealth|federation) of (?:the )?|(?:共和国|王国)\s*$"
)

Item = TypeVar("Item", Scheme, Field, Country)


def find(known: Mapping[str, Item], text: str) -> Item | None:
    """Return the scheme or the field of that id, name or alias; None where there is none."""
    return known.get(text) or the_one(named(known, text))


def named(known: Mapping[str, Item], text: str) -> tuple[Item, ...]:
    """Return the schemes or the fields that a text names, where it is nothing but names of them."""
    return _whole_or_several(text, lambda name: _by_spelling(tuple(known.values())).get(fold(name)))


def find_country(edition: Programme, text: str) -> Country | None:
    """Return the country or region of that code, name or alias, listed or not; None where there is none.

    The listed ones and the home country are looked at first, the rest of the world only then (clause countries).
    """
    if text in edition.countries or text == edition.home:
        return _of_code(edition, text)
    return the_one(countries_named(edition, text))


def countries_named(edition: Programme, text: str) -> tuple[Country, ...]:
    """Return the countries and regions that a text names, where it is nothing but names of countries and regions."""
    return _whole_or_several(text, lambda name: _of_one_name(edition, name) or _otherwise_told(edition, name))


def _of_one_name(edition: Programme, text: str) -> Country | None:
    name = fold(text)
    near: Country | None = _by_spelling(_near_countries(edition)).get(name)
    return near or (_of_code(edition, _codes()[name]) if name in _codes() else None)


def unlisted_eu_members(edition: Programme) -> tuple[Country, ...]:
    """Return the members of the EU that the list does not name by itself (clause countries)."""
    return tuple(_of_code(edition, code) for code in edition.eu_members if code not in edition.countries)


def territories(edition: Programme) -> tuple[Country, ...]:
    """Return the territories with a code of their own that belong to a state on the list (clause countries)."""
    return tuple(one for one in shipped.countries().values() if one.belongs_to in edition.countries)


def _otherwise_told(edition: Programme, name: str) -> Country | None:
    plain = normalized(name)
    whole = re.fullmatch(r"([^()]+)\(([^()]+ of(?: the)?)\)", plain)  # as the ISO lists them: Korea (the Republic of)
    named = plain.removesuffix("(the)")
    ways = (
        f"{whole[2]} {whole[1]}" if whole else named,
        *(named, plain.replace(".", ""), named.replace(".", "")),
        re.sub(r" ?\((\w+)\)?$", r", \1", plain),  # Korea (South)
    )
    return next(filter(None, (_of_one_name(edition, way) for way in dict.fromkeys(ways) if way != plain)), None)


def stands_in(name: str, text: str) -> bool:
    """Say whether a folded name stands in a folded text by itself: `amed`, but not in `famed`."""
    if not name.isascii():
        return name in text
    return re.search(f"(?<!{_LETTER}){re.escape(name)}(?!{_LETTER})", text) is not None


def texts_with(names: tuple[str, ...], texts: set[str]) -> set[str]:
    """Return the texts in which, or in the beginnings of which where they are endless, a name stands by itself."""
    # In most files no ASCII text holds the words of a name: one look at all of them together tells.
    together = "\n".join([text[: limits.LONGEST_MENTION] for text in texts if text.isascii()]).casefold()
    if not any(all(word in together for word in name.split()) for name in _all_folded(names)):
        texts = {text for text in texts if not text.isascii()}
    return {text for text in texts if _stands_in_text(names, text[: limits.LONGEST_MENTION])}


def _stands_in_text(names: tuple[str, ...], text: str) -> bool:
    folded = fold(text)
    return any(name in folded and stands_in(name, folded) for name in _all_folded(names))


@functools.lru_cache(maxsize=8)
def _all_folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, names))


def country_suggestions(edition: Programme, text: str) -> tuple[Country, ...]:
    """Return up to three countries and regions, listed or not, whose names look most like the text.

    That a text begins with `Republic of`, or ends with 共和国, makes it like no country.
    """
    text = re.sub(_FORM_OF_STATE, "", normalized(text)[: limits.LONGEST_NAME]) or text
    near, codes = _by_spelling(_near_countries(edition)), _codes()
    matches = _nearest_countries(text, _near_countries(edition))
    return tuple(dict.fromkeys(near.get(match) or _of_code(edition, codes[match]) for match in matches))[:3]


@functools.lru_cache(maxsize=512)
def _nearest_countries(text: str, near: tuple[Country, ...]) -> tuple[str, ...]:
    """Return the spellings of countries that look most like a text; kept, since a comparison asks for each scheme."""
    return _likeliest(text, {**_codes(), **_by_spelling(near)})


def mend_of(text: str, meaning: Callable[[str], object], likely: Sequence[str], *, safe: bool = False) -> Mend | None:
    """Return what would mend a name that nothing bears: the same without curly quotation marks, or the one likely name.

    `meaning` tells what a name stands for; `safe` says whether one that is `likely` is certain.
    """
    bare = without_curly_quotes(text)
    if meaning(bare) is not None:
        return Mend(bare)
    return Mend(likely[0], safe=safe) if len(likely) == 1 else None


def misspelt(text: str, country: Country) -> bool:
    """Say whether a text is a letter off from a name of the country, one that is no abbreviation."""
    known = (name for name in spellings(country) if len(name) > _LONGEST_ABBREVIATION or not name.isascii())
    return any(is_near(text, name) for name in known)


def field_suggestions(edition: Programme, text: str) -> tuple[Field, ...]:
    """Return up to three fields whose names look most like the text.

    Of a text that holds the name of one field that field alone is likely, of one with the names of two fields neither.
    """
    folded = fold(text[: limits.LONGEST_NAME])
    named = [
        field for field in edition.fields.values() if any(stands_in(spelling, folded) for spelling in _folded(field))
    ]
    if named:
        return tuple(named) if len(named) == 1 else ()
    return suggestions(edition.fields, text)


def suggestions(known: Mapping[str, Item], text: str) -> tuple[Item, ...]:
    """Return up to three of the schemes or fields whose names look most like the text."""
    table = _by_spelling(tuple(known.values()))
    return tuple(dict.fromkeys(table[match] for match in _likeliest(text, table)))[:3]


def _likeliest(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known spellings that look most like a text; where some are as good as certain, they alone."""
    return nearest(text, known, 12, _SURE) or nearest(text, known, 12)


def _whole_or_several(text: str, named: Callable[[str], Item | None]) -> tuple[Item, ...]:
    """Return what a text names as a whole or, where that is nothing, what its parts do; nothing of a long one."""
    if len(text) > limits.LONGEST_NAME:
        return ()
    whole = named(text)  # as nearly always: to take a text apart, a long pattern has to be compiled first
    return (whole,) if whole else all_named(text, named)


@functools.lru_cache(maxsize=8)
def _by_spelling(items: tuple[Item, ...]) -> dict[str, Item]:
    """Return each item by every folded spelling of it; cached by the items, so that no edition gets another's."""
    return {spelling: item for item in items for spelling in _folded(item)}


@functools.lru_cache(maxsize=512)
def _folded(named: Scheme | Field | Country) -> frozenset[str]:
    return frozenset(map(fold, spellings(named)))


def _near_countries(edition: Programme) -> tuple[Country, ...]:
    return (*edition.countries.values(), edition.home_country)


def _of_code(edition: Programme, code: str) -> Country:
    """Return the country of a known code as this edition sees it; an own edition may list others than the shipped."""
    if code in edition.countries:
        return edition.countries[code]
    if code == edition.home:
        return edition.home_country
    return shipped.countries()[code]


@functools.cache
def _codes() -> dict[str, str]:
    """Return the code of every country and region by every folded spelling of it."""
    return {spelling: country.code for spelling, country in _by_spelling(tuple(shipped.countries().values())).items()}

"""From a text as people write it to the funding agencies it names; the most special one named decides."""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from aspire_cli import limits, shipped_files
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Agency, Country, spellings
from aspire_cli.records import NamedTuple
from aspire_cli.words.spelling import fold
from aspire_cli.words.text import Text

_UNSPACED = "ぁ-ゖァ-ヺー々㐀-鿿가-힣"  # Japanese and Korean characters
_TOKEN = re.compile(rf"(?P<joint>[()\[\]{{}},;:/+|、・–—]|(?<= )-(?= ))|[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_])+")
_HALVES = re.compile(r"[()]")  # of `German Research Foundation (DFG)`
_INSIDE = str.maketrans({".": None, "&": " and "})  # written now one way and now the other
_BETWEEN_UNSPACED = re.compile(rf"(?<=[{_UNSPACED}])[・=](?=[{_UNSPACED}])")
_SHORTEST_AMONG_WORDS = 3  # letters of an abbreviation that names an agency wherever it stands by itself
_SMALL_WORDS = frozenset({"of", "in", "the"})
_GOES_ON = frozenset({"of", "for"})  # `Royal Society of Chemistry` is not the Royal Society
_NATIONALITY = re.compile(r"\w+(?:an|ish|ese|ss|ch|li|ri|hai)")  # South African, Swedish, Chinese, Swiss, French, Thai
_BEFORE_A_NAME = ("法人", "の", "と", "\0")  # what may stand before a Japanese name without a space
_LONGEST_COUNTRY = 4  # words
_MANY = 8_192  # texts of one file that may name an agency: more than the bound on its values allows

Words = tuple[str, ...]


def agencies_in(text: str) -> tuple[Agency, ...]:
    """Return the known agencies that a text names; of one and its parent, the more special one alone.

    `EPSRC (UKRI)` is EPSRC, `Swiss NSF` is not the NSF, and `NRF South Africa` is not Korea's.
    """
    return _agencies_in(text) if len(text) <= limits.LONGEST_NAME else ()


def as_agencies(text: str) -> tuple[Agency, ...]:
    """Return the known agencies that a text names: one alone by the name that is written; an unknown one has no id."""
    found = agencies_in(text) or (Agency("", Text(text, text), ()),)
    return found if len(found) > 1 else (found[0]._replace(name=Text(text, text)),)


def may_be(one: Agency, other: Agency) -> bool:
    """Say whether two known agencies may be the same: a parent's name alone may mean any of its parts."""
    return one.id == other.id or one.id == other.parent or one.parent == other.id


def name_one_of(texts: Iterable[str], agencies: tuple[Agency, ...]) -> bool:
    """Say whether one of the texts names one of a call's agencies: a known one, or one that the call alone describes.

    A file may hold thousands of both, so what the agencies are called is found out once for all texts.
    """
    known = {other.id: other for other in agencies if other.id}.values()
    described = {part for other in agencies if not other.id for name in other.name for part in _parts(name)}
    described = {part for part in described if _country_named(part) is None}  # of `Foundation of Nowhere (Germany)`
    return any(
        any(may_be(one, other) for one in agencies_in(text) for other in known)
        or not described.isdisjoint(_parts(text))
        for text in texts
    )


class _Said(NamedTuple):
    """A text in words, and which of them stand behind a comma, a bracket or the like; the end counts as one."""

    words: Words
    apart: frozenset[int]


def _said(text: str) -> _Said:
    words: list[str] = []
    apart = {0}
    for token in _TOKEN.finditer(_between_words(fold(text))):
        if token["joint"]:
            apart.add(len(words))
        else:
            words.append(token[0])
    return _Said(tuple(words), frozenset((*apart, len(words))))


def _between_words(folded: str) -> str:
    """Return a folded text without the signs that are written between words now one way and now the other."""
    return _BETWEEN_UNSPACED.sub("", folded.translate(_INSIDE))


def _parts(text: str) -> frozenset[Words]:
    """Return the words of a text, and of each of its parts."""
    if len(text) > limits.LONGEST_NAME:
        return frozenset()
    said = _said(text)
    ends = sorted(said.apart)
    parts = (said.words[start:end] for start, end in pairwise(ends))
    return frozenset(_without_article(one) for one in (said.words, *parts) if one)


def _without_article(words: Words) -> Words:
    return words[1:] if words[0] == "the" else words


@functools.lru_cache(maxsize=_MANY)
def _agencies_in(text: str) -> tuple[Agency, ...]:
    said = _said(text)
    found: dict[str, Agency] = {}
    at, last = 0, 0  # a word, and the one behind the last name
    while at < len(said.words):
        end, agency = _name_at(said, at, last)
        found |= {one.id: one for one in ([agency] if agency else _in_one_word(said.words[at]))}
        last = end if agency else last
        at = max(end, at + 1)
    parents = {agency.parent for agency in found.values()}
    return tuple(agency for agency in found.values() if agency.id not in parents)


def _name_at(said: _Said, at: int, last: int) -> tuple[int, Agency | None]:
    """Return where the longest name that begins at a word ends, and whose it is; None where it means another's."""
    for name, agency in _names_from(said.words[at]):
        end = at + len(name)
        if said.words[at:end] == name:
            short = len(name) == 1 and len(name[0]) < _SHORTEST_AMONG_WORDS
            alone = at in said.apart and end in said.apart
            meant = alone or (not short and not _is_another_s(said, at, end, last, agency))
            return end, agency if meant and not _is_elsewhere(said, at, end, agency) else None
    return at, None


def _is_elsewhere(said: _Said, at: int, end: int, agency: Agency) -> bool:
    """Say whether a country beside a name makes it that of another agency: `NRF South Africa`."""
    known = shipped.programme()
    return _country_beside(said, at, end) not in (None, agency.country, known.home) and agency.country != known.eu


def _is_another_s(said: _Said, at: int, end: int, last: int, agency: Agency) -> bool:
    """Say whether the words around a name make another name of it: a nationality before it, or `of` behind it."""
    if end not in said.apart and said.words[end] in _GOES_ON and _country_at(said, end + 1) is None:
        return True
    before = "" if at in said.apart or at == last else said.words[at - 1]
    if not _NATIONALITY.fullmatch(before):
        return False
    return not any(fold(name).startswith(before[:3]) for name in spellings(shipped.countries()[str(agency.country)]))


def _country_beside(said: _Said, at: int, end: int) -> str | None:
    """Return the code of the country that stands behind a name or, where none does, before it without a comma."""
    behind = end
    while behind < len(said.words) and said.words[behind] in _SMALL_WORDS:
        behind += 1
    if (found := _country_at(said, behind)) is not None or at in said.apart:
        return found
    ways = (said.words[start:at] for start in range(max(at - _LONGEST_COUNTRY, 0), at))
    return next((found for way in ways if not _is_abbreviation(way) and (found := _country_named(way))), None)


def _country_at(said: _Said, at: int) -> str | None:
    """Return the code of the country whose name begins at a word; an abbreviation counts only in a part of its own."""
    if at >= len(said.words) or any(said.words[at : at + len(one)] == one for one, _ in _names_from(said.words[at])):
        return None  # another agency, and no need to read the countries of the world
    for end in range(min(at + _LONGEST_COUNTRY, len(said.words)), at, -1):
        name = said.words[at:end]
        if ({at, end} <= said.apart or not _is_abbreviation(name)) and (found := _country_named(name)):
            return found
    return None


def _is_abbreviation(words: Words) -> bool:
    """Say whether the name of a country is so short that it may be any word: `and` is an abbreviation of Andorra."""
    return len("".join(words)) <= _SHORTEST_AMONG_WORDS and words[0].isascii()


def _in_one_word(word: str) -> Iterator[Agency]:
    """Yield the agencies whose Japanese names stand in a stretch of Japanese, which has no spaces."""
    if word.isascii():
        return
    for name, agency in _unspaced_names():
        before, stands, behind = word.partition(name)
        fits = not before or before.endswith(_BEFORE_A_NAME) or _country_named((before,)) == agency.country
        if stands and fits:
            word = f"{before}\0{behind}"
            yield agency


@functools.lru_cache(maxsize=_MANY)
def _names_from(word: str) -> tuple[tuple[Words, Agency], ...]:
    """Return the names of agencies that begin with a word, the longest first.

    Most checks ask for the names of one agency or two, so only those that hold the word are taken apart.
    """
    holding = [agency for agency, told in _told() if word in told]
    names = [(name, agency) for agency in holding for name in _names_of(agency) if name[0] == word]
    return tuple(sorted(names, key=lambda one: -len(one[0])))


@functools.cache
def _told() -> tuple[tuple[Agency, str], ...]:
    """Return each agency with all that it is called in one text, in which every word of its names stands."""
    known = shipped.agencies().values()
    return tuple((one, _between_words("\n".join(spellings(one)).casefold())) for one in known)


@functools.cache
def _names_of(agency: Agency) -> frozenset[Words]:
    """Return the names of an agency in words: each spelling, and each half of one with another in brackets."""
    texts = {text for spelling in spellings(agency) for text in (spelling, *_HALVES.split(spelling))}
    return frozenset(_without_article(words) for words in (_said(text).words for text in texts) if words)


@functools.cache
def _unspaced_names() -> list[tuple[str, Agency]]:
    """Return the Japanese and Korean names of all agencies, the longest first."""
    names = {(name[0], agency) for agency, _ in _told() for name in _names_of(agency) if len(name) == 1}
    return sorted((one for one in names if not one[0].isascii()), key=lambda one: (-len(one[0]), one[0]))


def _country_named(words: Words) -> str | None:
    """Return the code of the country of that name; the rest of the world is read only where it has the first word."""
    if words in _near_countries():
        return _near_countries()[words]
    return _countries().get(words) if words and words[0] in _world_told() else None


@functools.cache
def _near_countries() -> dict[Words, str]:
    known = shipped.programme()
    return _by_words((*known.countries.values(), known.home_country))


@functools.cache
def _countries() -> dict[Words, str]:
    return _by_words(shipped.countries().values())


@functools.cache
def _world_told() -> str:
    """Return all that the countries which the programme does not list are called, as their file tells it."""
    lines = shipped_files.text(shipped.WORLD_FILE).splitlines()
    return _between_words("\n".join(line for line in lines if not line.startswith("#")).casefold())


def _by_words(countries: Iterable[Country]) -> dict[Words, str]:
    """Return the code of each country by the words of each of its names."""
    return {
        words: country.code
        for country in countries
        for spelling in spellings(country)
        if 0 < len(words := _said(spelling).words) <= _LONGEST_COUNTRY
    }

"""The programme as frozen data: schemes, fields, countries, clauses and joint calls, read from the data files."""

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aspire_cli.document import document as source
from aspire_cli.programme.edition import SHIPPED_FILE, sha256
from aspire_cli.words.text import Text

if TYPE_CHECKING:
    from aspire_cli.programme.page_texts import Clause, ConfirmItem, Fact, PageTexts

DATA = Path(__file__).parent.parent / "data"
_TEXTS_BEGIN = b"\nheadings:\n"


class DataError(ValueError):
    """A data file of the user's own cannot be used; `sentence` names file, line and key in both languages."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence.en


class Scheme(NamedTuple):
    """One way to apply, a column of the page's table: caps in yen, lengths in years (clauses scale.*, period.*)."""

    id: str
    name: Text
    aliases: tuple[str, ...]
    form: str  # "single" or "joint"
    applicant: Text
    direct_cap: int | None
    total_cap: int
    min_years: int
    max_years: int


class Field(NamedTuple):
    """A research field of the programme (clause fields)."""

    id: str
    name: Text
    aliases: tuple[str, ...]


class Country(NamedTuple):
    """A country or region; `listed` says whether the page names it (clause countries)."""

    code: str
    name: Text
    aliases: tuple[str, ...] = ()
    listed: bool = False
    eu_member: bool = False

    @property
    def in_a_sentence(self) -> Text:
        """The name as a sentence bears it: in English with the article, where it is also known with one."""
        with_article = f"the {self.name.en}"
        return self.name._replace(en=with_article) if with_article in self.aliases else self.name


class Figure(NamedTuple):
    """A figure of a joint call; `basis` is "stated" (the call says so) or "inferred" (from a funded project)."""

    value: int
    basis: str


class Agency(NamedTuple):
    """A counterpart funding agency of a joint call."""

    id: str
    name: Text
    aliases: tuple[str, ...]


class JointCall(NamedTuple):
    """A joint call: what its two sides agreed; None where the figure could not be seen. Amounts in yen."""

    id: str
    name: Text
    agencies: tuple[Agency, ...]
    countries: tuple[str, ...]  # country codes; empty: not stated
    fields: tuple[str, ...]  # field ids; empty: not stated
    theme: Text | None
    total_cap: Figure | None
    min_years: Figure | None
    max_years: Figure | None
    opened: str | None  # ISO date, or year and month
    closed: str | None  # ISO date
    source: str | None
    origin: str = "shipped"  # "shipped", "inline" (in the proposal) or "own" (a data file of the user's)

    def beyond(self, scheme: Scheme) -> Iterator[tuple[str, int]]:
        """Yield by its key each figure that goes beyond what the programme lays down for the scheme: yen, or years."""
        if self.total_cap is not None and self.total_cap.value > scheme.total_cap:
            yield "total_cap", self.total_cap.value
        for key, figure in (("min_years", self.min_years), ("max_years", self.max_years)):
            if figure is not None and not scheme.min_years <= figure.value <= scheme.max_years:
                yield key, figure.value


class Programme(NamedTuple):
    """The whole programme as one edition of the page lays it down."""

    id: str
    name: Text
    edition: str
    page: str  # address of the page
    page_date: str  # ISO date the page was read
    indirect_percent: int  # indirect costs, percent of direct costs
    rounding: int  # yen: the unit to which agencies round in practice
    schemes: dict[str, Scheme]
    fields: dict[str, Field]
    countries: dict[str, Country]
    eu: str  # code of the EU itself
    eu_members: tuple[str, ...]  # codes of its member states
    home: str  # code of the country where the investigator must be
    home_country: Country
    other_agency: tuple[str, ...]  # names of the agency whose programme bears the same name
    own_texts: "PageTexts | None"  # of an own data file; those of the shipped one are read when they are asked for
    own_sha256: str | None  # of an own data file; of the shipped one it is worked out when it is asked for
    own_calls: tuple[JointCall, ...] = ()  # joint calls of the user's own data files, besides the shipped ones

    @property
    def is_own(self) -> bool:
        """Whether anything in it comes from data files of the user's own."""
        return self.own_texts is not None or bool(self.own_calls)

    @property
    def clauses(self) -> "dict[str, Clause]":
        """Every clause by its id."""
        return (self.own_texts or _shipped_texts()).clauses

    @property
    def facts(self) -> "tuple[Fact, ...]":
        """What the page says of the programme's running."""
        return (self.own_texts or _shipped_texts()).facts

    @property
    def confirm(self) -> "tuple[ConfirmItem, ...]":
        """The points that only a person can judge."""
        return (self.own_texts or _shipped_texts()).confirm

    @property
    def sha256(self) -> str:
        """The SHA-256 of the data file, in hexadecimal."""
        return self.own_sha256 or sha256(SHIPPED_FILE.read_bytes())


def load_programme(path: str | os.PathLike[str] | None = None) -> Programme:
    """Return the programme as shipped, or from an own data file of the shape of `programme.schema.json`.

    Args:
        path: An own data file; None is the shipped edition.

    Raises:
        DataError: The own file cannot be read or is not of that shape.
    """
    if path is None:
        # What a caller changes in its tables is the caller's own: nobody else's check is any different for it.
        one = _shipped()
        return one._replace(schemes=dict(one.schemes), fields=dict(one.fields), countries=dict(one.countries))
    from aspire_cli.programme import own as own_data

    return _own(own_data.contents(path), os.fspath(path))


def joint_call_ids(edition: Programme | None = None) -> tuple[str, ...]:
    """Return the ids of the shipped joint calls and of an edition's own, sorted."""
    return tuple(sorted({*_joint_call_files(), *_own_calls(edition)}))


def joint_call(text: str, edition: Programme | None = None) -> JointCall | None:
    """Return the joint call of that id, an edition's own before the shipped one; None where there is none.

    Of the shipped ones, that file alone is read.
    """
    from aspire_cli.words.spelling import fold

    call_id = fold(text)
    own = _own_calls(edition).get(call_id)
    return own or (_shipped_call(call_id) if call_id in _joint_call_files() else None)


def joint_calls(edition: Programme | None = None) -> dict[str, JointCall]:
    """Return every joint call, shipped or an edition's own, by its id, in the order of the ids."""
    own = _own_calls(edition)
    return {call_id: own.get(call_id) or _shipped_call(call_id) for call_id in joint_call_ids(edition)}


def with_joint_calls(edition: Programme, paths: Iterable[str | os.PathLike[str]]) -> Programme:
    """Return the edition with joint calls of the user's own beside the shipped ones, which they replace by their id.

    Raises:
        DataError: A file cannot be read or is not of the shape of a joint call, or two are of the same id.
    """
    calls: dict[str, JointCall] = {}
    named = [os.fspath(path) for path in paths]
    for number, path in enumerate(named):
        call = load_joint_call(path)
        if calls.setdefault(call.id, call) is not call:
            from aspire_cli.programme import own as own_data

            raise DataError(own_data.sentence("file-twice" if path in named[:number] else "id-twice", path, id=call.id))
    return edition._replace(own_calls=tuple(calls.values()))


def _own_calls(edition: Programme | None) -> dict[str, JointCall]:
    return {call.id: call for call in edition.own_calls} if edition else {}


def load_joint_call(path: str | os.PathLike[str]) -> JointCall:
    """Return a joint call from an own data file of the shape of `joint-call.schema.json`; its origin is "own".

    Raises:
        DataError: The file cannot be read or is not of that shape.
    """
    from aspire_cli.programme import building
    from aspire_cli.programme import own as own_data

    document = own_data.checked(own_data.contents(path), os.fspath(path), "joint-call")
    return building.joint_call(document.data, "own")


@functools.cache
def _shipped() -> Programme:
    from aspire_cli.programme import building

    return building.programme(_half(0), None, None)


@functools.cache
def _shipped_texts() -> "PageTexts":
    from aspire_cli.programme import page_texts

    return page_texts.texts(_half(1), {key: scheme.name for key, scheme in _shipped().schemes.items()})


def _half(number: int) -> dict[str, Any]:
    """Return the data of the shipped file above, or from, its headings: a run that shows no texts reads no texts."""
    content = SHIPPED_FILE.read_bytes()
    cut = content.index(_TEXTS_BEGIN)
    half = content[cut:] if number else content[:cut]
    data: dict[str, Any] = source.read(half, SHIPPED_FILE.name).data
    return data


@functools.lru_cache(maxsize=4)
def _own(content: bytes, path: str) -> Programme:
    from aspire_cli.programme import building, page_texts
    from aspire_cli.programme import own as own_data

    data = own_data.checked(content, path, "programme").data
    names = {key: Text(**scheme["name"]) for key, scheme in data["schemes"].items()}
    return building.programme(data, page_texts.texts(data, names), sha256(content))


@functools.cache
def _joint_call_files() -> dict[str, Path]:
    return {path.stem: path for path in sorted((DATA / "joint_calls").glob("*.yaml"))}


@functools.cache
def _shipped_call(call_id: str) -> JointCall:
    path = _joint_call_files()[call_id]
    from aspire_cli.programme import building

    return building.joint_call(source.read(path.read_bytes(), path.name).data, "shipped")

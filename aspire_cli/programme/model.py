"""The programme as frozen data: schemes, fields, countries and joint calls, and how data files become them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from aspire_cli.words.text import Text


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


class Call(NamedTuple):
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
    own_content: bytes | None  # of the user's own data file; None is the shipped edition
    own_calls: tuple[Call, ...] = ()  # joint calls of the user's own data files, besides the shipped ones

    @property
    def is_own(self) -> bool:
        """Whether anything in it comes from data files of the user's own."""
        return self.own_content is not None or bool(self.own_calls)


def spellings(named: Scheme | Field | Country | Agency) -> tuple[str, ...]:
    """Return every spelling of one of these, its id or code first."""
    return (named[0], *named.name, *named.aliases)


def programme_of(data: dict[str, Any], own_content: bytes | None = None) -> Programme:
    """Return the programme of a data file; `own_content` are the bytes of the file, where it is the user's own."""
    eu_members = tuple(data["eu_members"])
    home = data["home"]["code"]
    as_written = ("id", "edition", "page", "page_date", "indirect_percent", "rounding", "eu")
    return Programme(
        **{key: data[key] for key in as_written},
        name=Text(**data["name"]),
        schemes={key: _scheme(key, entry) for key, entry in data["schemes"].items()},
        fields={
            key: Field(key, Text(**entry["name"]), tuple(entry["aliases"])) for key, entry in data["fields"].items()
        },
        countries={
            code: country_of(code, entry, listed=True, eu_member=code in eu_members)
            for code, entry in data["countries"].items()
        },
        eu_members=eu_members,
        home=home,
        home_country=country_of(home, data["home"], listed=False, eu_member=home in eu_members),
        other_agency=tuple(data["other_agency"]),
        own_content=own_content,
    )


def _scheme(scheme_id: str, data: dict[str, Any]) -> Scheme:
    written = {**data, "name": Text(**data["name"]), "applicant": Text(**data["applicant"])}
    return Scheme(id=scheme_id, **{**written, "aliases": tuple(data["aliases"])})


def country_of(code: str, data: dict[str, Any], *, listed: bool, eu_member: bool) -> Country:
    """Return a country from its entry in a data file."""
    return Country(code, Text(data["en"], data["ja"]), tuple(data["aliases"]), listed, eu_member)


def call_of(data: dict[str, Any], origin: str) -> Call:
    """Return the joint call of a data file, in which what is not known is null or left out."""
    theme = data.get("theme")
    agreed: dict[str, Any] = {key: data.get(key) for key in ("opened", "closed", "source")}
    agreed |= {key: data.get(key) and Figure(**data[key]) for key in ("total_cap", "min_years", "max_years")}
    return Call(
        id=data["id"],
        name=Text(**data["name"]),
        agencies=tuple(
            Agency(entry["id"], Text(**entry["name"]), tuple(entry["aliases"])) for entry in data["agencies"]
        ),
        countries=tuple(data["countries"]),
        fields=tuple(data["fields"]),
        theme=None if theme is None else Text(**theme),
        origin=origin,
        **agreed,
    )

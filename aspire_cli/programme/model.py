"""The programme as frozen data: schemes, fields, countries, agencies and calls, and how data files become them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from aspire_cli.fiscal import instant_of
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import Text

V = TypeVar("V")
STATED, INFERRED = "stated", "inferred"
# The keys of a call under which a figure stands.
FIGURES = (
    "support_starts",
    "total_cap",
    "direct_cap",
    "indirect_percent",
    "min_years",
    "max_years",
    "fields",
    "countries",
    "agencies",
)


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

    @property
    def is_joint(self) -> bool:
        """Whether its calls are joint ones, issued together with the counterpart's agency (clause call-forms)."""
        return self.form == "joint"


class Field(NamedTuple):
    """A research field of the programme (clause fields)."""

    id: str
    name: Text
    aliases: tuple[str, ...]


class Country(NamedTuple):
    """A country or region, whether the page names it or not (clause countries)."""

    code: str
    name: Text
    aliases: tuple[str, ...] = ()
    belongs_to: str | None = None  # of a territory with a code of its own: the code of its state

    @property
    def in_a_sentence(self) -> Text:
        """The name as a sentence bears it: in English with the article, where it is also known with one."""
        with_article = f"the {self.name.en}"
        return self.name._replace(en=with_article) if with_article in self.aliases else self.name


class Figure(NamedTuple, Generic[V]):
    """What a call says of one thing; of what was not seen there is no figure.

    `basis` is "stated" (the call says so) or "inferred" (from a funded project), `place` where it stands in the source.
    """

    value: V
    basis: str = STATED
    place: Text | None = None


def binding(figure: Figure[V] | None) -> V | None:
    """Return the value of a figure that is stated; one that is only inferred binds nobody."""
    return figure.value if figure is not None and figure.basis == STATED else None


class Agency(NamedTuple):
    """A funding agency; `parent` is the id of the one that it is a part of."""

    id: str
    name: Text
    aliases: tuple[str, ...]
    country: str | None = None  # country code; None: not known
    parent: str | None = None


class Days(NamedTuple):
    """From one day to another, both of them within."""

    first: date
    last: date


class Step(NamedTuple):
    """Something to be done for a call: `by` is the last instant, `who` has to do it."""

    what: Text
    by: datetime | None
    who: Text | None


class Paper(NamedTuple):
    """A document that a call asks for."""

    name: Text
    max_pages: int | None
    format: Text | None


class Revision(NamedTuple):
    """One revision of a call's text: which, of what day, and what it changed."""

    revision: int
    date: date | None
    what: Text | None


class Call(NamedTuple):
    """One year's call of a scheme: what its guidelines say; None where it could not be seen. Amounts in yen."""

    id: str
    scheme: str  # id
    name: Text
    revision: int | None = None
    published: date | None = None
    source: str | None = None
    opens: datetime | None = None  # with its zone
    closes: datetime | None = None  # the last instant, with its zone
    support_starts: Figure[Days] | None = None
    total_cap: Figure[int] | None = None
    direct_cap: Figure[int] | None = None
    indirect_percent: Figure[int] | None = None
    min_years: Figure[int] | None = None
    max_years: Figure[int] | None = None
    fields: Figure[tuple[str, ...]] | None = None  # field ids
    countries: Figure[tuple[str, ...]] | None = None  # country codes
    agencies: Figure[tuple[Agency, ...]] | None = None
    theme: Text | None = None
    steps: tuple[Step, ...] = ()
    documents: tuple[Paper, ...] = ()
    confirm: tuple[Text, ...] = ()
    history: tuple[Revision, ...] = ()
    origin: str = "shipped"  # "shipped", "inline" (in the proposal) or "own" (a data file of the user's)

    def beyond(self, scheme: Scheme) -> Iterator[tuple[str, Figure[int]]]:
        """Yield by its key each figure that goes beyond what the programme lays down for the scheme: yen, or years."""
        caps = (("total_cap", self.total_cap, scheme.total_cap), ("direct_cap", self.direct_cap, scheme.direct_cap))
        for key, figure, cap in caps:
            if figure is not None and cap is not None and figure.value > cap:
                yield key, figure
        for key, figure in (("min_years", self.min_years), ("max_years", self.max_years)):
            if figure is not None and not scheme.min_years <= figure.value <= scheme.max_years:
                yield key, figure

    def is_open(self, now: datetime) -> bool:
        """Say whether proposals are taken at an instant; where the closing is not known, none are."""
        return self.closes is not None and now <= self.closes and (self.opens is None or self.opens <= now)


class Programme(NamedTuple):
    """The whole programme as one edition of the page lays it down."""

    id: str
    name: Text
    edition: str
    page: str  # address of the page
    page_date: str  # ISO date the page was read
    indirect_percent: int  # indirect costs of single calls, percent of direct costs
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
    own_calls: Mapping[str, Call] = {}  # by their ids, calls of the user's own data files, besides the shipped ones

    def indirect_percent_of(self, scheme: Scheme) -> int | None:
        """Return the rate of indirect costs that the page gives for a scheme; for joint calls it gives none."""
        return None if scheme.is_joint else self.indirect_percent

    def lists(self, country: Country) -> bool:
        """Say whether the page names a country."""
        return country.code in self.countries

    def lists_through_eu(self, country: Country) -> bool:
        """Say whether a country is a member of the EU that the page does not name by itself."""
        return not self.lists(country) and country.code in self.eu_members

    def lists_the_state_of(self, country: Country) -> bool:
        """Say whether a country is a territory that the page does not name, of a state that it does."""
        return not self.lists(country) and country.belongs_to in self.countries

    @property
    def is_own(self) -> bool:
        """Whether anything in it comes from data files of the user's own."""
        return self.own_content is not None or bool(self.own_calls)


def spellings(named: Scheme | Field | Country | Agency) -> tuple[str, ...]:
    """Return every spelling of one of these, its id or code first."""
    return (named[0], *named.name, *named.aliases)


def programme_of(data: dict[str, Any], own_content: bytes | None = None) -> Programme:
    """Return the programme of a data file; `own_content` are the bytes of the file, where it is the user's own."""
    home = data["home"]["code"]
    as_written = ("id", "edition", "page", "page_date", "indirect_percent", "rounding", "eu")
    return Programme(
        **{key: data[key] for key in as_written},
        name=Text(**data["name"]),
        schemes={key: _scheme(key, entry) for key, entry in data["schemes"].items()},
        fields={
            key: Field(key, Text(**entry["name"]), tuple(entry["aliases"])) for key, entry in data["fields"].items()
        },
        countries={code: country_of(code, entry) for code, entry in data["countries"].items()},
        eu_members=tuple(data["eu_members"]),
        home=home,
        home_country=country_of(home, data["home"]),
        other_agency=tuple(data["other_agency"]),
        own_content=own_content,
    )


def _scheme(scheme_id: str, data: dict[str, Any]) -> Scheme:
    written = {**data, "name": Text(**data["name"]), "applicant": Text(**data["applicant"])}
    return Scheme(id=scheme_id, **{**written, "aliases": tuple(data["aliases"])})


def country_of(code: str, data: dict[str, Any], belongs_to: str | None = None) -> Country:
    """Return a country from its entry in a data file."""
    return Country(code, Text(data["en"], data["ja"]), tuple(data["aliases"]), belongs_to)


def call_of(data: dict[str, Any], origin: str, agencies: Mapping[str, Agency]) -> Call:
    """Return the call of a data file whose names are ids, in which what is not known is null or left out.

    Args:
        data: The file.
        origin: Whose it is, as in `Call`.
        agencies: The known agencies by their ids.
    """
    return Call(
        id=data["id"],
        scheme=data["scheme"],
        name=text_of(data["name"]),
        revision=data.get("revision"),
        published=_maybe(date.fromisoformat, data.get("published")),
        source=data.get("source"),
        opens=instant(data.get("opens")),
        closes=instant(data.get("closes"), last=True),
        theme=_maybe(text_of, data.get("theme")),
        steps=tuple(
            Step(text_of(one["what"]), instant(one.get("by"), last=True), _maybe(text_of, one.get("who")))
            for one in data.get("steps") or ()
        ),
        documents=tuple(
            Paper(text_of(one["name"]), one.get("max_pages"), _maybe(text_of, one.get("format")))
            for one in data.get("documents") or ()
        ),
        confirm=tuple(map(text_of, data.get("confirm") or ())),
        history=tuple(
            Revision(one["revision"], _maybe(date.fromisoformat, one.get("date")), _maybe(text_of, one.get("what")))
            for one in data.get("history") or ()
        ),
        origin=origin,
        **_figures(data, agencies),
    )


def _figures(data: dict[str, Any], agencies: Mapping[str, Agency]) -> dict[str, Figure[Any]]:
    """Return the figures of a call's file that are known, by key."""
    meant: dict[str, Callable[[Any], object]] = {
        "support_starts": lambda days: Days(*(date.fromisoformat(days[key]) for key in ("from", "to"))),
        "fields": tuple,
        "countries": tuple,
        "agencies": lambda named: tuple(_agency_of(one, agencies) for one in named),
    }
    found = ((key, figure_of(data.get(key))) for key in FIGURES)
    return {
        key: figure._replace(value=meant[key](figure.value)) if key in meant else figure
        for key, figure in found
        if figure.value is not None
    }


def figure_of(written: Any) -> Figure[Any]:
    """Return a figure of a data file: a plain value is what the source states, a mapping says more of it."""
    if not isinstance(written, dict) or "value" not in written:
        return Figure(written)
    return Figure(written["value"], written["basis"], _maybe(text_of, written.get("place")))


def text_of(written: str | dict[str, str]) -> Text:
    """Return a text of a call's file: in both languages, or the same words in either."""
    return Text(written, written) if isinstance(written, str) else Text(**written)


def _maybe(make: Callable[[Any], V], written: Any) -> V | None:
    return None if written is None else make(written)


def instant(text: str | None, *, last: bool = False) -> datetime | None:
    """Return the instant that a text names; a day alone is its first moment in Japan or, where asked for, its last."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    if last and found.tzinfo is None:
        found = found.replace(hour=23, minute=59, second=59)
    return instant_of(found)


def _agency_of(written: str | dict[str, Any], known: Mapping[str, Agency]) -> Agency:
    if isinstance(written, str):
        return known[written]
    name = text_of(written["name"])
    return Agency("", name, tuple(dict.fromkeys(name)), written.get("country"))


def agency_of(country: str, data: dict[str, Any]) -> Agency:
    """Return an agency from its entry in the data file of agencies."""
    return Agency(data["id"], Text(**data["name"]), tuple(data.get("aliases", ())), country, data.get("parent"))

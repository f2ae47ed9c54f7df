"""Data files to the programme's types: what was read, built into frozen values."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from aspire_cli.programme.model import Agency, Country, Field, Figure, JointCall, Programme, Scheme
from aspire_cli.words.text import Text

if TYPE_CHECKING:
    from aspire_cli.programme.page_texts import PageTexts

Made = TypeVar("Made")


def programme(data: dict[str, Any], own_texts: "PageTexts | None", own_sha256: str | None) -> Programme:
    """Return the programme of a data file; of an own one with its texts and its SHA-256."""
    eu_members = tuple(data["eu_members"])
    home = data["home"]["code"]
    return Programme(
        id=data["id"],
        name=Text(**data["name"]),
        edition=data["edition"],
        page=data["page"],
        page_date=data["page_date"],
        indirect_percent=data["indirect_percent"],
        rounding=data["rounding"],
        schemes=each(data["schemes"], _scheme),
        fields=each(data["fields"], _field),
        countries={
            code: country(code, entry, listed=True, eu_member=code in eu_members)
            for code, entry in data["countries"].items()
        },
        eu=data["eu"],
        eu_members=eu_members,
        home=home,
        home_country=country(home, data["home"], listed=False, eu_member=home in eu_members),
        other_agency=tuple(data["other_agency"]),
        own_texts=own_texts,
        own_sha256=own_sha256,
    )


def each(data: dict[str, Any], make: Callable[[str, dict[str, Any]], Made]) -> dict[str, Made]:
    """Return what is made of each entry of a data file, by its key."""
    return {key: make(key, entry) for key, entry in data.items()}


def _scheme(scheme_id: str, data: dict[str, Any]) -> Scheme:
    written = {**data, "name": Text(**data["name"]), "applicant": Text(**data["applicant"])}
    return Scheme(id=scheme_id, **{**written, "aliases": tuple(data["aliases"])})


def _field(field_id: str, data: dict[str, Any]) -> Field:
    return Field(field_id, Text(**data["name"]), tuple(data["aliases"]))


def country(code: str, data: dict[str, Any], *, listed: bool, eu_member: bool) -> Country:
    """Return a country from its entry in a data file."""
    return Country(code, Text(data["en"], data["ja"]), tuple(data["aliases"]), listed, eu_member)


def joint_call(data: dict[str, Any], origin: str) -> JointCall:
    """Return the joint call of a data file."""

    def figure(key: str) -> Figure | None:
        entry = data.get(key)
        return None if entry is None else Figure(entry["value"], entry["basis"])

    theme = data.get("theme")
    return JointCall(
        id=data["id"],
        name=Text(**data["name"]),
        agencies=tuple(
            Agency(entry["id"], Text(**entry["name"]), tuple(entry["aliases"])) for entry in data["agencies"]
        ),
        countries=tuple(data["countries"]),
        fields=tuple(data["fields"]),
        theme=None if theme is None else Text(**theme),
        total_cap=figure("total_cap"),
        min_years=figure("min_years"),
        max_years=figure("max_years"),
        opened=data.get("opened"),
        closed=data.get("closed"),
        source=data.get("source"),
        origin=origin,
    )

"""A joint call written inside a proposal, read into the same type as the calls of the data files."""

from typing import TypeVar

from aspire_cli.problem import Path
from aspire_cli.programme import names
from aspire_cli.programme.agency_names import as_agencies
from aspire_cli.programme.model import Agency, Call, Figure, Programme
from aspire_cli.proposal import values
from aspire_cli.proposal.model import CallText, CountryText, FieldText
from aspire_cli.proposal.reader import Group, Listed, Reader
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Text

V = TypeVar("V")


def read(group: Group, reader: Reader) -> CallText:
    """Return the inline call; a lower bound of years that lies above the upper one is noted in the reader."""
    found = group.values
    shortest, longest = _whole(group, "min_years"), _whole(group, "max_years")
    if shortest and longest and shortest.value > longest.value:
        path, order = (*group.path, "min_years"), "years-order"
        reader.note(values.untaken(path, order, order, shortest=shortest.value, longest=longest.value))
    cap, theme = found.get("total_cap"), found.get("theme")
    countries, fields = _countries(group, reader.edition), _fields(group, reader.edition)
    outside = [(one.path, one.text) for one in countries if one.found is None or not one.found.listed]
    outside += [(one.path, one.text) for one in fields if one.found is None]
    call = Call(
        id="",
        name=label("values.inline-call"),
        scheme="joint",
        agencies=_figure(_agencies(found.get("agency"))),
        countries=_figure(tuple(one.found.code for one in countries if one.found is not None)),
        fields=_figure(tuple(one.found.id for one in fields if one.found is not None)),
        theme=Text(theme, theme) if theme is not None else None,
        total_cap=Figure(int(cap)) if cap is not None else None,
        indirect_percent=_whole(group, "indirect_percent"),
        min_years=shortest,
        max_years=longest,
        origin="inline",
    )
    return CallText(group.path, "", call, tuple(outside), written=frozenset((*found, *group.untaken)))


def _whole(group: Group, key: str) -> Figure[int] | None:
    return Figure(group.values[key]) if key in group.values else None


def _countries(group: Group, edition: Programme) -> list[CountryText]:
    if isinstance(listed := group.values.get("countries"), Listed):
        return list(listed.values.values())
    return [
        CountryText(path, text, names.find_country(edition, text)) for path, text in _ill_shaped(group, "countries")
    ]


def _fields(group: Group, edition: Programme) -> list[FieldText]:
    if (field := group.values.get("field")) is not None:
        return [field]
    return [FieldText(path, text, names.find_field(edition, text)) for path, text in _ill_shaped(group, "field")]


def _ill_shaped(group: Group, key: str) -> list[tuple[Path, str]]:
    """Return the texts of a list where one text belongs, or the other way round: what they mean is clear enough."""
    path: Path = (*group.path, key)
    value = group.untaken.get(key)
    if isinstance(value, list):
        return [((*path, number), text) for number, text in enumerate(value) if isinstance(text, str)]
    return [(path, value)] if isinstance(value, str) else []


def _agencies(written: str | Listed | None) -> tuple[Agency, ...]:
    texts = list(written.values.values()) if isinstance(written, Listed) else [] if written is None else [written]
    return tuple(dict.fromkeys(agency for text in texts for agency in as_agencies(text)))


def _figure(values: tuple[V, ...]) -> Figure[tuple[V, ...]] | None:
    return Figure(values) if values else None

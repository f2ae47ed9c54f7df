"""A joint call written inside a proposal, read into the same type as the calls of the data files."""

from aspire_cli.problem import Path
from aspire_cli.programme import load, names
from aspire_cli.programme.model import Agency, Call, Figure, Programme
from aspire_cli.proposal import values
from aspire_cli.proposal.model import CallText, CountryText, FieldText
from aspire_cli.proposal.reader import Group, Listed, Reader
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Text


def read(group: Group, reader: Reader) -> CallText:
    """Return the inline call; a lower bound of years that lies above the upper one is noted in the reader."""
    found = group.values
    shortest, longest = _years(group, "min_years"), _years(group, "max_years")
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
        agencies=_agencies(found.get("agency"), reader.edition),
        countries=tuple(one.found.code for one in countries if one.found is not None),
        fields=tuple(one.found.id for one in fields if one.found is not None),
        theme=Text(theme, theme) if theme is not None else None,
        total_cap=Figure(int(cap), "stated") if cap is not None else None,
        min_years=shortest,
        max_years=longest,
        opened=None,
        closed=None,
        source=None,
        origin="inline",
    )
    return CallText(group.path, "", call, tuple(outside), states_cap=group.has("total_cap"))


def _years(group: Group, key: str) -> Figure | None:
    return Figure(group.values[key], "stated") if key in group.values else None


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


def _agencies(written: str | Listed | None, edition: Programme) -> tuple[Agency, ...]:
    texts = list(written.values.values()) if isinstance(written, Listed) else [] if written is None else [written]
    known = tuple(agency for call in load.known_calls(edition).values() for agency in call.agencies)
    made = {text: _agency(text, known) for text in dict.fromkeys(texts)}
    return tuple(made[text] for text in texts)


def _agency(text: str, known: tuple[Agency, ...]) -> Agency:
    """Return an agency of that name, which also goes by its parts, and by every name of the known agencies it means."""
    meant = [agency for agency in known if names.spellings_of((agency,)).are_in(text)]
    aliases = [name for agency in meant for name in (agency.id, *agency.name, *agency.aliases)]
    return Agency(text, Text(text, text), tuple(dict.fromkeys((*names.parts_of_agency(text), *aliases))))

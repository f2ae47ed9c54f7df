"""A joint call written inside a proposal, read into the same type as the calls of the data files."""

from collections.abc import Sequence
from typing import Any

from aspire_cli import money
from aspire_cli.problem import Path
from aspire_cli.programme import load, names
from aspire_cli.programme.model import Agency, Figure, JointCall, Programme
from aspire_cli.proposal.model import CallText
from aspire_cli.proposal.reader import ValueReader
from aspire_cli.proposal.written import is_written
from aspire_cli.words.text import Text

_PATH: Path = ("joint_call",)


def read(value: dict[str, Any], reader: ValueReader) -> CallText:
    """Return the inline call; `reader` reads its amount, and notes what cannot be taken."""
    outside: list[tuple[Path, str]] = []
    edition, canonical = reader.programme, reader.canonical
    cap = reader.amount(*_PATH, "total_cap")
    theme = value.get("theme")
    agencies = _listed(value.get("agency"))
    shortest, longest = _years(value, "min_years", canonical), _years(value, "max_years", canonical)
    if shortest and longest and shortest.value > longest.value:
        reader.refuse((*_PATH, "min_years"), "years-order", shortest=shortest.value, longest=longest.value)
    call = JointCall(
        id="",
        name=Text("joint call in the proposal", "提案書に記載の共同公募"),
        agencies=_agencies(agencies, edition),
        countries=tuple(_countries(value, edition, outside, canonical)),
        fields=tuple(_fields(value, edition, outside, canonical)),
        theme=Text(theme, theme) if isinstance(theme, str) and is_written(theme) else None,
        total_cap=Figure(int(cap), "stated") if cap is not None else None,
        min_years=shortest,
        max_years=longest,
        opened=None,
        closed=None,
        source=None,
        origin="inline",
    )
    return CallText(_PATH, "", call, tuple(outside), states_cap=is_written(value.get("total_cap")))


def _listed(value: Any) -> list[str]:
    return [
        text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and is_written(text)
    ]


def _years(value: dict[str, Any], key: str, canonical: dict[Path, Any]) -> Figure | None:
    years = money.whole_number(value.get(key))
    if years is None:
        return None
    canonical[(*_PATH, key)] = 1  # which number is a rule's to say
    return Figure(years, "stated")


def _agencies(texts: Sequence[str], edition: Programme) -> tuple[Agency, ...]:
    known = tuple(agency for call in load.joint_calls(edition).values() for agency in call.agencies)
    made = {text: _agency(text, known) for text in dict.fromkeys(texts)}
    return tuple(made[text] for text in texts)


def _agency(text: str, known: tuple[Agency, ...]) -> Agency:
    """Return an agency of that name, which also goes by its parts, and by every name of the known agencies it means."""
    meant = [agency for agency in known if names.names_agency(text, agency)]
    aliases = [name for agency in meant for name in (agency.id, *agency.name, *agency.aliases)]
    return Agency(text, Text(text, text), tuple(dict.fromkeys((*names.parts_of_agency(text), *aliases))))


def _countries(
    value: dict[str, Any], edition: Programme, outside: list[tuple[Path, str]], canonical: dict[Path, Any]
) -> list[str]:
    codes = []
    for path, text in _named(value.get("countries"), "countries"):
        canonical[path] = edition.home
        found = names.find_country(edition, text)
        if found is None or not found.listed:
            outside.append((path, text))
        if found is not None:
            codes.append(found.code)
    return codes


def _fields(
    value: dict[str, Any], edition: Programme, outside: list[tuple[Path, str]], canonical: dict[Path, Any]
) -> list[str]:
    ids = []
    for path, text in _named(value.get("field"), "field"):
        canonical[path] = next(iter(edition.fields))
        found = names.find_field(edition, text)
        if found is None:
            outside.append((path, text))
        else:
            ids.append(found.id)
    return ids


def _named(value: Any, key: str) -> list[tuple[Path, str]]:
    """Return each name with its path: of one text, or of a list of texts."""
    if isinstance(value, list):
        return [((*_PATH, key, number), item) for number, item in enumerate(value) if isinstance(item, str)]
    return [((*_PATH, key), value)] if isinstance(value, str) and is_written(value) else []

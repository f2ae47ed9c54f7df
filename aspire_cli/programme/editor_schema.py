"""The schema of a proposal with the names of a programme: of the shipped one, or of the user's own data."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from aspire_cli import shipped_files
from aspire_cli.programme import name_patterns, shipped
from aspire_cli.programme.load import joint_call_ids
from aspire_cli.programme.model import Country, Field, Programme, Scheme
from aspire_cli.reports.page import label
from aspire_cli.words.text import BETWEEN, Code

Entry = Scheme | Field | Country


class Name(NamedTuple):
    """A spelling that is offered, and what an editor says of it."""

    spelling: str
    meaning: str


def text(edition: Programme) -> str:
    """Return the text of the schema for an edition."""
    return as_text(with_names(json.loads(shipped_files.schema("proposal")), edition, joint_call_ids(edition)))


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as it is written into a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def with_names(schema: dict[str, Any], edition: Programme, calls: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema with everything that follows from the data of a programme brought up to date."""
    defs = schema["$defs"]
    _set_scheme(defs["scheme"], edition.schemes.values())
    for name in ("field", "optionalField"):
        _set_field(defs[name], edition.fields.values(), optional=name != "field")
    _set_countries(defs, edition)
    pattern = name_patterns.loose(calls, name_patterns.PLAIN_OR_SIGN, optional=True)
    defs["jointCall"] |= {"pattern": pattern, "examples": list(calls)}
    percent = edition.indirect_percent
    defs["budget"]["properties"]["indirect_rate"] |= {"default": percent, "examples": [percent]}
    return schema


def _set_scheme(definition: dict[str, Any], schemes: Iterable[Scheme]) -> None:
    known = list(schemes)
    pattern = name_patterns.exact(spellings(known)).removeprefix("^")
    _set(definition, known, pattern, one_of("schema-one-scheme", known))


def _set_field(definition: dict[str, Any], fields: Iterable[Field], *, optional: bool) -> None:
    known = list(fields)
    pattern = name_patterns.loose(spellings(known), name_patterns.PLAIN_OR_SIGN, optional=optional).removeprefix("^")
    _set(definition, known, pattern, one_of("schema-one-field", known))


def _set_countries(defs: dict[str, Any], edition: Programme) -> None:
    """Let an editor offer the programme's countries (on the Japanese side: Japan), and accept every other."""
    listed, home = list(edition.countries.values()), [edition.home_country]
    everywhere = spellings([*listed, *home, *shipped.countries().values()])
    for name, offered_there in (("country", listed), ("homeCountry", home)):
        pattern = name_patterns.loose(everywhere, optional=name != "country").removeprefix("^")
        _set(defs[name], offered_there, pattern)


def _set(definition: dict[str, Any], known: list[Any], pattern: str, message: str | None = None) -> None:
    """Offer the ids and official names; accept besides them what the pattern does.

    Never do both ways match one text: an editor would show the titles of both.
    """
    offers = offered(known)
    first, second = definition["anyOf"]
    first |= {"enum": [name.spelling for name in offers], "enumDescriptions": [name.meaning for name in offers]}
    second["pattern"] = "^" + name_patterns.none_of(first["enum"]) + pattern
    if message:
        first["errorMessage"] = second["patternErrorMessage"] = definition["errorMessage"] = message


def key_of(entry: Entry) -> str:
    """Return the id or code of an entry."""
    return entry.code if isinstance(entry, Country) else entry.id


def offered(entries: Iterable[Entry]) -> list[Name]:
    """Return the ids of the entries and then their official names, each with its meaning."""
    known = {key_of(entry): entry for entry in entries}
    meanings = {key: f"{entry.name.en}{BETWEEN}{entry.name.ja}" for key, entry in known.items()}
    found = dict(meanings)
    for key, entry in known.items():
        for spelling in entry.name:
            found.setdefault(spelling, f"{key}: {meanings[key]}")
    return [Name(spelling, meaning) for spelling, meaning in found.items()]


def spellings(entries: Iterable[Entry]) -> list[str]:
    """Return every spelling of the entries."""
    return [spelling for entry in entries for spelling in (key_of(entry), *entry.name, *entry.aliases)]


def one_of(key: str, entries: Iterable[Entry]) -> str:
    """Return the message of an editor that asks for one of the entries, in both languages."""
    message = label(key, known=tuple(Code(key_of(entry)) for entry in entries))
    return f"{message.en} {message.ja}"

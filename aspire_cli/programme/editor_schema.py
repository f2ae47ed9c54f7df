"""The schema of a proposal for an editor, with the names of a programme: the shipped one, or the user's own data."""

import json
from typing import Any

from aspire_cli import shipped_files
from aspire_cli.programme import shipped
from aspire_cli.programme.load import call_ids
from aspire_cli.programme.model import Country, Field, Programme, Scheme, spellings
from aspire_cli.programme.name_patterns import PLAIN_OR_SIGN, exact_names, loose, loose_names, none_of
from aspire_cli.words.sentences import label
from aspire_cli.words.text import BETWEEN, Code

Entries = tuple[Scheme, ...] | tuple[Field, ...] | tuple[Country, ...]


def text(edition: Programme) -> str:
    """Return the text of the schema for an edition."""
    return as_text(with_names(json.loads(shipped_files.schema("proposal")), edition, call_ids(edition)))


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as it is written into a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def with_names(schema: dict[str, Any], edition: Programme, calls: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema with everything that follows from the data of a programme brought up to date."""
    defs = schema["$defs"]
    schemes, fields = tuple(edition.schemes.values()), tuple(edition.fields.values())
    countries, home = tuple(edition.countries.values()), (edition.home_country,)
    anywhere = _spellings((*countries, *home, *shipped.countries().values()))
    _offer(defs["scheme"], schemes, exact_names(map(spellings, schemes)), "schema-one-scheme")
    for name in ("field", "optionalField"):
        pattern = loose_names(_spellings(fields), PLAIN_OR_SIGN, optional=name != "field")
        _offer(defs[name], fields, pattern, "schema-one-field")
    # The programme's countries are offered (on the Japanese side: Japan), and every other is accepted.
    _offer(defs["country"], countries, loose_names(anywhere))
    _offer(defs["homeCountry"], home, loose_names(anywhere, optional=True))
    defs["jointCall"] |= {"pattern": loose(calls, PLAIN_OR_SIGN), "examples": list(calls)}
    percent = edition.indirect_percent
    defs["budget"]["properties"]["indirect_rate"] |= {"default": percent, "examples": [percent]}
    return schema


def _offer(definition: dict[str, Any], known: Entries, pattern: str, message: str | None = None) -> None:
    """Offer the ids and official names; accept besides them what the pattern does.

    Never do both ways match one text: an editor would show the titles of both.
    """
    meanings = _meanings(known)
    first, second = definition["anyOf"]
    first |= {"enum": list(meanings), "enumDescriptions": list(meanings.values())}
    second["pattern"] = "^" + none_of(meanings) + pattern.removeprefix("^")
    if message:
        said = label(f"pages.{message}", known=[Code(entry[0]) for entry in known])
        first["errorMessage"] = second["patternErrorMessage"] = definition["errorMessage"] = f"{said.en} {said.ja}"


def _spellings(entries: Entries) -> list[str]:
    return [spelling for entry in entries for spelling in spellings(entry)]


def _meanings(known: Entries) -> dict[str, str]:
    """Return by each spelling that is offered, first the ids and then the official names, what an editor says of it."""
    found = {entry[0]: f"{entry.name.en}{BETWEEN}{entry.name.ja}" for entry in known}
    for entry in known:
        for spelling in entry.name:
            found.setdefault(spelling, f"{entry[0]}: {found[entry[0]]}")
    return found

"""Data files of the user's own, checked against the schemas before they are used."""

import functools
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from aspire_cli import files, finding, source, words
from aspire_cli.names import fold, nearest
from aspire_cli.programme import DataError
from aspire_cli.schema_files import schema_text
from aspire_cli.source import Document

_KINDS = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "null": "null",
}
Fault = tuple[finding.Path, str]  # where, and the rest of a sentence that begins with the key
Named = dict[finding.Path, Iterable[str]]  # each thing, and its spellings


def contents(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of an own data file.

    Raises:
        DataError: The file cannot be read.
    """
    try:
        return files.read(str(Path(path).absolute()))  # within bounds, and without waiting for a pipe
    except files.FileError as error:
        raise DataError(f"{os.fspath(path)} cannot be read: {error.reason.lower()}.") from None


def checked(content: bytes, path: str, schema: str) -> Document:
    """Return the document in an own data file that is of the shape of a schema, and whose parts agree.

    Args:
        content: The bytes of the file.
        path: Its name, for the message.
        schema: `programme` or `joint-call`.

    Raises:
        DataError: It is not; the fault that stands first is told, with its line and key.
    """
    document = source.read(content, path)
    for problem in document.problems:
        where = f", line {problem.place.line}" if problem.place else ""
        sentence = words.sentence(problem.rule, "messages", problem.message, problem.values, "en")
        raise DataError(f"{path}{where}: {sentence}")
    found = [(document.place(key, at_key=True).line, key, what) for key, what in faults(document.data, schema)]
    if found:
        line, key, what = min(found, key=lambda fault: fault[0])
        raise DataError(words.visible(f"{path}, line {line}: {_key(key)} {what}."))
    return document


def faults(data: Any, schema: str) -> Iterator[Fault]:
    """Yield what is wrong with the data: the faults of shape or, where there are none, the parts that disagree."""
    errors = list(_validator(schema).iter_errors(data))
    yield from map(_of_shape, errors)
    if not errors:
        yield from _in_programme(data) if schema == "programme" else _in_joint_call(data)


@functools.cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema_text(schema)))


def _key(where: finding.Path) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return f"`{steps.lstrip('.')}`" if steps else "the file"


def _of_shape(error: Any) -> Fault:
    where = tuple(error.absolute_path)
    match error.validator:
        case "required":
            lacking = next(key for key in error.validator_value if key not in error.instance)
            return where, f"lacks the key `{lacking}`"
        case "additionalProperties":
            return _unknown_key(where, error)
        case "type":
            kinds = error.validator_value
            named = " or ".join(_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
            return where, f"must be {named}"
        case "enum":
            return where, f"must be one of {', '.join(error.validator_value)}"
        case "uniqueItems":
            return where, "names the same thing twice"
        case "minProperties" | "minItems":
            return where, "must not be empty"
    if "propertyNames" in error.absolute_schema_path:
        where = (*where, error.instance)
    asked = str(error.schema["description"]).split("\n")[0].rstrip(".")
    return where, f"is not as asked for: {asked[:1].lower()}{asked[1:]}"


def _unknown_key(where: finding.Path, error: Any) -> Fault:
    known = list(error.schema["properties"])
    unknown = next(key for key in error.instance if key not in known)
    guess = nearest(unknown, known, 1)
    return (*where, unknown), "is not a key of this file" + (f"; perhaps `{guess[0]}` is meant" if guess else "")


def _in_programme(data: dict[str, Any]) -> Iterator[Fault]:
    for key, scheme in data["schemes"].items():
        yield from _years(("schemes", key), scheme["min_years"], scheme["max_years"])
        if scheme["direct_cap"] is not None and scheme["direct_cap"] > scheme["total_cap"]:
            yield ("schemes", key, "direct_cap"), "is above `total_cap`"
    for part in ("schemes", "fields"):
        named: Named = {(part, key): _spellings(key, entry["name"], entry) for key, entry in data[part].items()}
        yield from _shared(named)
    home = data["home"]
    countries: Named = {("home",): _spellings(home["code"], home, home)}
    countries |= {("countries", code): _spellings(code, entry, entry) for code, entry in data["countries"].items()}
    yield from _shared(countries)
    yield from _broken_references(data)


def _broken_references(data: dict[str, Any]) -> Iterator[Fault]:
    for key, clause in data["clauses"].items():
        for kind, known in (("heading", data["headings"]), ("row", data["rows"])):
            if kind in clause and clause[kind] not in known:
                yield ("clauses", key, kind), f"is not among `{kind}s`"
    for key, fact in data["facts"].items():
        if fact["clause"] not in data["clauses"]:
            yield ("facts", key, "clause"), "is not among `clauses`"
    for key, item in data["confirm"].items():
        for scheme, clause in item["clauses"].items():
            if clause not in data["clauses"]:
                yield ("confirm", key, "clauses", scheme), "is not among `clauses`"


def _in_joint_call(data: dict[str, Any]) -> Iterator[Fault]:
    shortest, longest = data.get("min_years"), data.get("max_years")
    if shortest and longest:
        yield from _years((), shortest["value"], longest["value"])
    for key in ("opened", "closed"):
        if not _is_day(data.get(key)):
            yield (key,), "names a day that does not exist"
    agencies: Named = {
        ("agencies", number): _spellings(entry["id"], entry["name"], entry)
        for number, entry in enumerate(data["agencies"])
    }
    yield from _shared(agencies)


def _is_day(text: str | None) -> bool:
    """Say whether a text of the schema's pattern names a day, or a month; nothing at all names none, and need not."""
    try:
        return text is None or bool(date.fromisoformat(text if text.count("-") == 2 else f"{text}-01"))
    except ValueError:
        return False


def _years(where: finding.Path, shortest: int, longest: int) -> Iterator[Fault]:
    if shortest > longest:
        yield (*where, "min_years"), "is above `max_years`"


def _spellings(key: str, name: dict[str, str], entry: dict[str, Any]) -> Iterable[str]:
    return (key, name["en"], name["ja"], *entry["aliases"])


def _shared(named: Named) -> Iterator[Fault]:
    """Yield each spelling that stands for two things."""
    owners: dict[str, finding.Path] = {}
    for where, spellings in named.items():
        for spelling in spellings:
            owner = owners.setdefault(fold(spelling), where)
            if owner != where:
                yield where, f"shares the name “{spelling}” with {_key(owner)}"

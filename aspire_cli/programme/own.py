"""Data files of the user's own, checked against the schemas before they are used."""

import functools
import json
from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from aspire_cli import shipped_files
from aspire_cli.document.document import Document, read_document
from aspire_cli.files.find import FileError, read_file, reason
from aspire_cli.problem import Path
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Call, DataError, Programme, call_of, programme_of, spellings
from aspire_cli.words.sentences import filled, label, rule_words, uncut
from aspire_cli.words.spelling import fold, nearest
from aspire_cli.words.text import Code, Text


class Fault(NamedTuple):
    """What is wrong at a key: the variant of the sentence, and the values in it."""

    where: Path
    variant: str
    values: Mapping[str, Any] = {}


def programme(path: str) -> Programme:
    """Return the programme of an own data file; the same one again while the file stays as it is.

    Raises:
        DataError: The file cannot be read or is not of the shape of `programme.schema.json`.
    """
    return _programme(_content(path), path)


@functools.lru_cache(maxsize=4)
def _programme(content: bytes, path: str) -> Programme:
    return programme_of(_checked(content, path, "programme").data, content)


def read_call(path: str) -> Call:
    """Return a joint call from an own data file of the shape of `call.schema.json`; its origin is "own".

    Raises:
        DataError: The file cannot be read or is not of that shape.
    """
    return call_of(_checked(_content(path), path, "call").data, "own")


def read_calls(paths: list[str]) -> tuple[Call, ...]:
    """Return the joint calls of own data files.

    Raises:
        DataError: A file cannot be read or is not of the shape of a joint call, or two are of the same id.
    """
    calls: dict[str, Call] = {}
    for number, path in enumerate(paths):
        call = read_call(path)
        if call.id in calls:
            raise DataError(_sentence("file-twice" if path in paths[:number] else "id-twice", path, id=call.id))
        calls[call.id] = call
    return tuple(calls.values())


def _content(path: str) -> bytes:
    try:
        return read_file(path)  # within bounds, and without waiting for a pipe
    except FileError as error:
        raise DataError(_sentence("unreadable", path, reason=reason(error))) from None


def _checked(content: bytes, path: str, schema: str) -> Document:
    """Return the document in an own data file that is of the shape of a schema, and whose parts agree.

    Args:
        content: The bytes of the file.
        path: Its name, for the message.
        schema: `programme` or `call`.

    Raises:
        DataError: It is not; the fault that stands first is told, with its line and key.
    """
    document = read_document(content, path)
    for problem in document.problems:
        line = document.inside(problem.place).line if problem.place else 1
        said = uncut(filled(rule_words(problem.rule)["messages"][problem.message], problem.values))
        raise DataError(_sentence("problem", path, line=line, problem=said))
    told = _without_consequences(list(faults(document.data, schema)))
    found = [(document.place(fault.where, at_key=True).line, fault) for fault in told]
    if found:
        line, fault = min(found, key=lambda one: one[0])
        raise DataError(_sentence(fault.variant, path, line=line, key=_key(fault.where), **fault.values))
    return document


def _without_consequences(found: list[Fault]) -> list[Fault]:
    """Return the faults without keys that are lacking only because they are misspelt: the misspelt one says so."""
    meant = {
        (fault.where[:-1], key)
        for fault in found
        if fault.variant == "unknown-key-nearest"
        for key in fault.values["nearest"]
    }
    return [one for one in found if (one.where, one.values.get("lacking")) not in meant]


def _sentence(variant: str, path: str, **said: object) -> Text:
    """Return a sentence on an own data file in both languages."""
    return _words(variant, path=Code(path), **said)


def _words(entry: str, **said: object) -> Text:
    return uncut(label(f"own-data.{entry}", **said))


def faults(data: Any, schema: str) -> Iterator[Fault]:
    """Yield what is wrong with the data: the faults of shape or, where there are none, the parts that disagree."""
    errors = list(_validator(schema).iter_errors(data))
    yield from map(_of_shape, errors)
    if not errors:
        yield from _in_programme(data) if schema == "programme" else _in_call(data)


@functools.cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator, ValidationError, validators

    def required(_validator: Any, keys: list[str], data: Any, _schema: Any) -> Iterator[Any]:
        """Yield an error for each lacking key, whose message is the key: jsonschema says it in English."""
        yield from (ValidationError(key) for key in keys if isinstance(data, dict) and key not in data)

    told_by_key = validators.extend(Draft202012Validator, {"required": required})  # type: ignore[no-untyped-call]
    return told_by_key(json.loads(shipped_files.schema(schema)))


def _key(where: Path) -> Text:
    """Return a key as sentences name it; in Japanese a space stands between code and what follows."""
    if not where:
        return _words("whole-file")
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    code = f"`{steps.lstrip('.')}`"
    return Text(Code(code), Code(f"{code} "))


def _of_shape(error: Any) -> Fault:
    where = tuple(error.absolute_path)
    match error.validator:
        case "required":
            return Fault(where, "key-lacking", {"lacking": error.message})
        case "additionalProperties":
            return _unknown_key(where, error)
        case "type":
            return _wrong_type(where, error)
        case "enum":
            return Fault(where, "choice", {"choices": tuple(map(Code, error.validator_value))})
        case "uniqueItems":
            return Fault(where, "item-twice")
        case "minProperties" | "minItems":
            return Fault(where, "empty")
    if "propertyNames" in error.absolute_schema_path:
        where = (*where, error.instance)
    english, japanese = str(error.schema["description"]).split("\n")
    asked = Text(Code(english[:1].lower() + english[1:]), Code(japanese))
    return Fault(where, "not-as-asked", {"asked": asked})


def _wrong_type(where: Path, error: Any) -> Fault:
    if not where:
        return Fault(where, "type-whole")
    # Besides a kind, a schema of ours may allow nothing but null.
    kind, *null = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    if kind == "object" and {"value", "basis"} == error.schema.get("properties", {}).keys():
        return Fault(where, "type-figure")
    asked = _words(f"kind-{kind}")
    return Fault(where, "type", {"kind": _words("kind-or-null", kind=asked) if null else asked})


def _unknown_key(where: Path, error: Any) -> Fault:
    known = list(error.schema["properties"])
    unknown = next(key for key in error.instance if key not in known)
    guess = nearest(unknown, known, 1)
    return Fault((*where, unknown), "unknown-key-nearest" if guess else "unknown-key", {"nearest": guess})


def _in_programme(data: dict[str, Any]) -> Iterator[Fault]:
    programme = programme_of(data)
    if not _is_day(programme.page_date):
        yield Fault(("page_date",), "no-such-day")
    for key, scheme in programme.schemes.items():
        form = "joint" if key == "joint" else "single"
        if scheme.form != form:
            yield Fault(("schemes", key, "form"), "exactly", {"value": form})
        if scheme.min_years > scheme.max_years:
            yield Fault(("schemes", key, "min_years"), "above", {"other": "max_years"})
        if scheme.direct_cap is not None and scheme.direct_cap > scheme.total_cap:
            yield Fault(("schemes", key, "direct_cap"), "above", {"other": "total_cap"})
    yield from _shared({("schemes", key): spellings(scheme) for key, scheme in programme.schemes.items()})
    yield from _shared({("fields", key): spellings(field) for key, field in programme.fields.items()})
    countries: dict[Path, tuple[str, ...]] = {("home",): spellings(programme.home_country)}
    countries |= {("countries", code): spellings(country) for code, country in programme.countries.items()}
    yield from _shared(countries)
    for where, value, kinds, known in _references(data):
        if value not in known:
            yield Fault(where, "not-among", {"known": kinds})


def _references(data: dict[str, Any]) -> Iterator[tuple[Path, str, str, Container[str]]]:
    """Yield each value that must name something else in the data: its path, itself, what it names, and all of these."""
    countries = {*data["countries"], data["home"]["code"], *shipped.countries()}
    for number, code in enumerate(data["eu_members"]):
        yield ("eu_members", number), code, "countries", countries
    for key, clause in data["clauses"].items():
        for kind, kinds in (("heading", "headings"), ("row", "rows")):
            if kind in clause:
                yield ("clauses", key, kind), clause[kind], kinds, data[kinds]
    for key, fact in data["facts"].items():
        yield ("facts", key, "clause"), fact["clause"], "clauses", data["clauses"]
    for key, item in data["confirm"].items():
        for scheme, clause in item["clauses"].items():
            yield ("confirm", key, "clauses", scheme), clause, "clauses", data["clauses"]


def _in_call(data: dict[str, Any]) -> Iterator[Fault]:
    call = call_of(data, "own")
    if call.min_years and call.max_years and call.min_years.value > call.max_years.value:
        yield Fault(("min_years",), "above", {"other": "max_years"})
    for key, day in (("opened", call.opened), ("closed", call.closed)):
        if not _is_day(day):
            yield Fault((key,), "no-such-day")
    yield from _shared({("agencies", number): spellings(agency) for number, agency in enumerate(call.agencies)})


def _is_day(text: str | None) -> bool:
    """Say whether a text of the schema's pattern names a day, or a month; nothing at all names none, and need not."""
    try:
        return text is None or bool(date.fromisoformat(text if text.count("-") == 2 else f"{text}-01"))
    except ValueError:
        return False


def _shared(named: Mapping[Path, tuple[str, ...]]) -> Iterator[Fault]:
    """Yield each spelling that stands for two of the things, which are told by their paths."""
    owners: dict[str, Path] = {}
    for where, told in named.items():
        for spelling in told:
            owner = owners.setdefault(fold(spelling), where)
            if owner != where:
                yield Fault(where, "shared", {"name": spelling, "owner": _key(owner)})

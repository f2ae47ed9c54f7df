"""Data files of the user's own, checked against the schemas before they are used."""

import functools
import json
import os
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from aspire_cli import shipped_files
from aspire_cli.document.document import read_document
from aspire_cli.files.find import OF_YAML, FileError, read_file, reason
from aspire_cli.problem import START, Path, Problem
from aspire_cli.programme import shipped
from aspire_cli.programme.call_names import by_ids
from aspire_cli.programme.model import (
    FIGURES,
    Call,
    DataError,
    Programme,
    call_of,
    figure_of,
    instant,
    programme_of,
    spellings,
)
from aspire_cli.words.sentences import filled, label, rule_words, uncut
from aspire_cli.words.spelling import fold, nearest
from aspire_cli.words.text import Code, Shown, Text, visible

Parts = Callable[[dict[str, Any]], Iterator[Problem]]

_DAYS = frozenset({"published", "opens", "closes", "from", "to", "by", "date"})  # the keys of days in a call's file


def programme(path: str) -> Programme:
    """Return the programme of an own data file; the same one again while the file stays as it is.

    Raises:
        DataError: The file cannot be read or is not of the shape of `programme.schema.json`.
    """
    return _programme(_content(path), path)


@functools.lru_cache(maxsize=4)
def _programme(content: bytes, path: str) -> Programme:
    return programme_of(_checked(content, path, "programme", parts_of_programme), content)


def read_call(path: str, edition: Programme) -> Call:
    """Return a call from an own data file of the shape of `call.schema.json`; its origin is "own".

    Raises:
        DataError: The file cannot be read or is not of that shape.
    """
    data = _checked(_content(path), path, "call", partial(parts_of_call, edition=edition))
    return call_of(by_ids(data, edition), "own", shipped.agencies())


def read_calls(paths: list[str], edition: Programme) -> dict[str, Call]:
    """Return the calls of own data files, and of those that lie in folders, by their ids.

    Raises:
        DataError: A file cannot be read or is not of the shape of a call, or two are of the same id.
    """
    calls: dict[str, Call] = {}
    files = [file for path in paths for file in _files(path)]
    for number, path in enumerate(files):
        call = read_call(path, edition)
        if call.id in calls:
            raise DataError(_sentence("file-twice" if path in files[:number] else "id-twice", path, id=call.id))
        calls[call.id] = call
    return calls


def _files(path: str) -> list[str]:
    """Return the files of calls that a path names: the YAML files of a folder, any other path as it is."""
    if not os.path.isdir(path):  # noqa: PTH112
        return [path]
    try:
        found = sorted(name for name in os.listdir(path) if name.endswith(OF_YAML))  # noqa: PTH208
    except OSError as error:
        raise DataError(_sentence("unreadable", path, reason=reason(error))) from None
    if not found:
        raise DataError(_sentence("folder-empty", path))
    return [os.path.join(path, name) for name in found]  # noqa: PTH118


def _content(path: str) -> bytes:
    try:
        return read_file(path)  # within bounds, and without waiting for a pipe
    except FileError as error:
        raise DataError(_sentence("unreadable", path, reason=reason(error))) from None


def _checked(content: bytes, path: str, schema: str, parts: Parts) -> Any:
    """Return the data of an own file that are of the shape of a schema, and whose parts agree.

    Args:
        content: The bytes of the file.
        path: Its name, for the message.
        schema: `programme` or `call`.
        parts: What yields the parts that disagree.

    Raises:
        DataError: It is not; the fault that stands first is told, with its line and key.
    """
    document = read_document(content, path)
    if document.problems:
        problem = document.problems[0]
        line = document.inside(problem.place or START).line
        said = uncut(filled(rule_words(problem.rule)["messages"][problem.message], problem.values))
        raise DataError(_sentence("problem", path, line=line, problem=said))
    told = _without_consequences(list(faults(document.data, schema, parts)))
    found = [(document.place(fault.path, at_key=True).line, fault) for fault in told]
    if found:
        line, fault = min(found, key=lambda one: one[0])
        raise DataError(_sentence(fault.message, path, line=line, key=_key(fault.path), **fault.values))
    return document.data


def _without_consequences(found: list[Problem]) -> list[Problem]:
    """Return the faults without keys that are lacking only because they are misspelt: the misspelt one says so."""
    meant = {
        (fault.path[:-1], key)
        for fault in found
        if fault.message == "unknown-key-nearest"
        for key in fault.values["nearest"]
    }
    return [one for one in found if (one.path, one.values.get("lacking")) not in meant]


def _sentence(variant: str, path: str, **said: object) -> Text:
    """Return a sentence on an own data file in both languages."""
    return _words(variant, path=Shown(visible(path)), **said)  # of a path that is cut nobody knows where it leads


def _words(entry: str, **said: object) -> Text:
    return uncut(label(f"own-data.{entry}", **said))


def faults(data: Any, schema: str, parts: Parts) -> Iterator[Problem]:
    """Yield what is wrong with the data: the faults of shape or, where there are none, the parts that disagree.

    The messages of the problems are entries of the words on own data.
    """
    errors = list(_judge(schema).iter_errors(data))
    return map(_of_shape, errors) if errors else parts(data)


@functools.cache
def _judge(schema: str) -> Any:
    from aspire_cli.programme.judge import judge

    return judge(json.loads(shipped_files.schema(schema)))


def _key(where: Path) -> Text:
    """Return a key as sentences name it; in Japanese a space stands between code and what follows."""
    if not where:
        return _words("whole-file")
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    code = f"`{steps.lstrip('.')}`"
    return Text(Code(code), Code(f"{code} "))


def _of_shape(error: Any) -> Problem:
    where = tuple(error.absolute_path)
    match error.validator:
        case "required":
            return Problem(where, {"lacking": error.message}, "key-lacking")
        case "additionalProperties":
            return _unknown_key(where, error)
        case "type":
            return _wrong_type(where, error)
        case "enum":
            return Problem(where, {"choices": tuple(map(Code, error.validator_value))}, "choice")
        case "uniqueItems":
            return Problem(where, message="item-twice")
        case "minProperties" | "minItems":
            return Problem(where, message="empty")
    if "propertyNames" in error.absolute_schema_path:
        where = (*where, error.instance)
    english, japanese = str(error.schema["description"]).split("\n")
    asked = Text(Code(english[:1].lower() + english[1:]), Code(japanese))
    return Problem(where, {"asked": asked}, "not-as-asked")


def _wrong_type(where: Path, error: Any) -> Problem:
    if not where:
        return Problem(where, message="type-whole")
    # Besides a kind, a schema of ours may allow nothing but null.
    kind, *null = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    asked = _words(f"kind-{kind}")
    return Problem(where, {"kind": _words("kind-or-null", kind=asked) if null else asked}, "type")


def _unknown_key(where: Path, error: Any) -> Problem:
    known = list(error.schema["properties"])
    unknown = next(key for key in error.instance if key not in known)
    guess = nearest(unknown, known, 1)
    return Problem((*where, unknown), {"nearest": guess}, "unknown-key-nearest" if guess else "unknown-key")


def parts_of_programme(data: dict[str, Any]) -> Iterator[Problem]:
    """Yield the parts of a programme's data that disagree, or name what is not there."""
    programme = programme_of(data)
    if not _is_day(programme.page_date):
        yield Problem(("page_date",), message="no-such-day")
    for key, scheme in programme.schemes.items():
        form = "joint" if key == "joint" else "single"
        if scheme.form != form:
            yield Problem(("schemes", key, "form"), {"value": form}, "exactly")
        yield from _above_their_upper_one(data["schemes"][key], ("schemes", key))
    yield from _shared({("schemes", key): spellings(scheme) for key, scheme in programme.schemes.items()})
    yield from _shared({("fields", key): spellings(field) for key, field in programme.fields.items()})
    countries: dict[Path, tuple[str, ...]] = {("home",): spellings(programme.home_country)}
    countries |= {("countries", code): spellings(country) for code, country in programme.countries.items()}
    yield from _shared(countries)
    for where, value, kinds, known in _references(data):
        if value not in known:
            yield Problem(where, {"known": kinds}, "not-among")


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


def parts_of_call(data: dict[str, Any], edition: Programme) -> Iterator[Problem]:
    """Yield the parts of a call's data that disagree, or name what is not there.

    A field or a country that the programme does not have is for a proposal's rules to tell.
    """
    no_days = [where for where, text in _days_of(data) if not _is_day(text)]
    yield from (Problem(where, message="no-such-day") for where in no_days)
    named = by_ids(data, edition)
    figures = {key: figure_of(named.get(key)).value for key in FIGURES}
    if named["scheme"] not in edition.schemes:
        yield Problem(("scheme",), {"known": "aspire list schemes"}, "not-among")
    agencies: Path = ("agencies", "value") if isinstance(data.get("agencies"), dict) else ("agencies",)
    for number, one in enumerate(figures["agencies"] or ()):
        if isinstance(one, str) and one not in shipped.agencies():
            yield Problem((*agencies, number), {"known": "aspire list agencies"}, "not-among")
    yield from _above_their_upper_one(figures)
    if no_days:
        return
    opens, closes = instant(data.get("opens")), instant(data.get("closes"), last=True)
    if opens and closes and opens > closes:
        yield Problem(("opens",), {"other": "closes"}, "later")
    days = figures["support_starts"]
    if days is not None and days["from"] > days["to"]:
        yield Problem(("support_starts",), {"other": "to"}, "later")


def _above_their_upper_one(figures: Mapping[str, Any], where: Path = ()) -> Iterator[Problem]:
    for lower, upper in (("min_years", "max_years"), ("direct_cap", "total_cap")):
        low, high = figures.get(lower), figures.get(upper)
        if low is not None and high is not None and low > high:
            yield Problem((*where, lower), {"other": upper}, "above")


def _days_of(data: Any, where: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text at a key for a day or an instant, with its path."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        if key in _DAYS and isinstance(value, str):
            yield (*where, key), value
        yield from _days_of(value, (*where, key))


def _is_day(text: str) -> bool:
    """Say whether a text of the schema's pattern names a day."""
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _shared(named: Mapping[Path, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield each spelling that stands for two of the things, which are told by their paths."""
    owners: dict[str, Path] = {}
    for where, told in named.items():
        for spelling in told:
            owner = owners.setdefault(fold(spelling), where)
            if owner != where:
                yield Problem(where, {"name": spelling, "owner": _key(owner)}, "shared")

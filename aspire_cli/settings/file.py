"""A settings file's bytes to checked values; imported only where there is one."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple, get_args

from aspire_cli import limits, reports
from aspire_cli.files.repository import as_seen
from aspire_cli.money import Unit
from aspire_cli.proposal.written import is_written
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.settings.model import (
    KEYS,
    PROJECT_FILE,
    TABLE,
    ConfigError,
    FailOn,
    Language,
    Origin,
    Setting,
    Stage,
)
from aspire_cli.words.text import Code, quoted

# The same patterns stand in the schema. A `!` would ask for what a pattern cannot do: take back another.
EXCLUDED = re.compile(r"^(?!!)[\s\S]*[^\s/\\.]")
INCLUDED = re.compile(r"^(?!!)[\s\S]*[^\s/\\.](?![\s\S])")
WRITTEN = re.compile(r"\S")
NEVER_OFF = "yaml"  # the topic of the rules without which nothing else is read
_MEANT = {
    "ignore": "rules-off",
    "ignore-rules": "rules-off",
    "disable": "rules-off",
    "data": "programme-data",
}  # what people write for a key
_DEEPEST = len(TABLE) + 2  # parts of the longest path of a setting: the table, the key, and a rule's name
_NO_KEY = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*")  # texts and comments: their dots part no keys
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[\w-]+")
_YAML_LINE = re.compile(r"\s*[\w-]+\s*:")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class Fault(NamedTuple):
    """What is wrong at a key: the variant of the sentence, and the values in it."""

    where: tuple[str, ...]
    variant: str
    values: Mapping[str, object] = {}


def read(path: Path, content: bytes) -> dict[str, Any] | None:
    """Return the settings that a file gives, by field of `Settings`; None where a pyproject.toml has no table of ours.

    Raises:
        ConfigError: the file cannot be read as TOML, or something in the settings is not as it should be.
    """
    text = _text(path, content)
    root = TABLE if path.name == PROJECT_FILE else ()
    found: Any = _parsed(path, text)
    for step in root:
        found = found.get(step) if isinstance(found, dict) else None
    if found is None:
        return None
    looked_at = list(islice(faults(found), limits.MOST_SETTINGS_FAULTS))
    if looked_at:
        keys = _keys(text)
        wrong = [(_line_of(keys, (*root, *fault.where)), fault) for fault in looked_at]
        line, fault = min(wrong, key=lambda one: one[0])
        key = Code(".".join(map(quoted, (*root, *fault.where))))
        raise ConfigError(fault.variant, path, line=line, key=key, **fault.values)
    return {
        key.replace("-", "_"): Setting(_frozen(key, value, path.parent), Origin("file", ".".join((*root, key))))
        for key, value in found.items()
    }


def _frozen(key: str, value: Any, folder: Path) -> Any:
    """Return a checked value as `Settings` holds it: a path in it is taken from the folder of the file."""
    match key:
        case "format":
            return (value,)
        case "programme-data":
            return as_seen(folder / value)
        case "joint-calls":
            return tuple(as_seen(folder / one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def _text(path: Path, content: bytes) -> str:
    if len(content) > limits.LARGEST_SETTINGS:
        raise ConfigError("too-large", path, most=limits.LARGEST_SETTINGS)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("encoding", path) from None


def _parsed(path: Path, text: str) -> dict[str, Any]:
    bare = _NO_KEY.sub("", text)
    if sum(line.count(".") ** 2 for line in bare.split("\n")) > limits.MOST_DOTS**2:
        raise ConfigError("beyond-measure", path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        end = text.count("\n") + 1, len(text) - text.rfind("\n")
        line, column = (int(place[1]), int(place[2])) if place else end
        written = text.split("\n")[line - 1]
        variant = "twice" if str(error).startswith("Cannot") else _syntax_variant(written, column)
        said = {"line": line, "column": column, "text": written[column - 1 : column]}
        raise ConfigError(variant, path, **said) from None
    except (ValueError, RecursionError):  # a number or a nesting beyond all measure
        raise ConfigError("beyond-measure", path) from None


def _syntax_variant(line: str, column: int) -> str:
    """Return the likely cause for which a line is no TOML."""
    if "\\" in line:
        return "syntax-backslash"
    if _YAML_LINE.match(line):
        return "syntax-colon"
    return "syntax-character" if not line[column - 1 : column].isascii() else "syntax"


def _keys(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return each line that writes a key, with the whole path of it; tomllib does not tell. Only for messages."""
    header: tuple[str, ...] = ()
    found: list[tuple[int, tuple[str, ...]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            header = _parts(stripped.partition("]")[0])[:_DEEPEST]
            found.append((number, header))
        elif "=" in stripped and not stripped.startswith("#"):
            found.append((number, (*header, *_parts(stripped.partition("=")[0]))))
    return found


def _line_of(keys: list[tuple[int, tuple[str, ...]]], where: tuple[str, ...]) -> int:
    """Return the line that writes a key, or the nearest part of its path."""
    best, best_length = 1, 0
    for number, path in keys:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, where, strict=False)))
        if shared > best_length:
            best, best_length = number, shared
    return best


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def faults(found: Any) -> Iterator[Fault]:
    """Yield what is wrong with settings: what `config.schema.json` says, in the reader's words."""
    if not isinstance(found, dict):
        yield Fault((), "table")
        return
    for key, value in found.items():
        check = _CHECKS.get(key)
        yield from check((key,), value) if check else _unknown(key)


Check = Callable[[tuple[str, ...], Any], Iterator[Fault]]


def _unknown(key: str) -> Iterator[Fault]:
    from aspire_cli.words.spelling import nearest

    near = (_MEANT[key],) if key in _MEANT else nearest(key, KEYS, 1)
    if key == TABLE[0]:
        yield Fault((key,), "table-in-own-file")
    else:
        yield Fault((key,), "unknown-key-nearest" if near else "unknown-key", {"nearest": near})


def _choice(choices: tuple[str, ...]) -> Check:
    def check(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in choices:
            yield Fault(where, "choice", {"choices": tuple(Code(f'"{one}"') for one in choices)})

    return check


def _patterns(asked: re.Pattern[str], variant: str, *, fewest: int) -> Check:
    def check(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
        most = limits.LONGEST_PATTERN
        listed = _is_texts(value) and len(value) >= fewest
        if not listed or not all(asked.search(one) and len(one) <= most for one in value):
            yield Fault(where, variant, {"most": most})

    return check


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _selection(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
    if not _is_texts(value) or not value:
        yield Fault(where, "selection")
        return
    known = {*BY_NAME, *(rule.topic for rule in ALL)}
    for name in value:
        if name not in known:
            yield _unknown_rule(where, name, known)


def _rules_off(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(where, "rules-off")
        return
    for name, reason in value.items():
        if name not in BY_NAME and name in {rule.topic for rule in ALL}:
            yield Fault((*where, name), "topic-off", {"text": name})
        elif name not in BY_NAME:
            yield _unknown_rule((*where, name), name, BY_NAME)
        elif BY_NAME[name].topic == NEVER_OFF:
            yield Fault((*where, name), "never-off")
        elif not isinstance(reason, str) or not is_written(reason):
            yield Fault((*where, name), "reason-missing")


def _unknown_rule(where: tuple[str, ...], name: str, known: Iterable[str]) -> Fault:
    from aspire_cli.words.spelling import nearest

    near = nearest(name, sorted(known), 1)
    return Fault(where, "unknown-rule-nearest" if near else "unknown-rule", {"text": name, "nearest": near})


def _file(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not WRITTEN.search(value):
        yield Fault(where, "data-file")


def _files(where: tuple[str, ...], value: Any) -> Iterator[Fault]:
    if not _is_texts(value) or not all(map(WRITTEN.search, value)):
        yield Fault(where, "data-files")


_CHECKS: dict[str, Check] = {
    "include": _patterns(INCLUDED, "included", fewest=1),
    "exclude": _patterns(EXCLUDED, "excluded", fewest=0),
    "language": _choice(get_args(Language)),
    "fail-on": _choice(get_args(FailOn)),
    "select": _selection,
    "rules-off": _rules_off,
    "format": _choice(tuple(reports.FORMATS)),
    "unit": _choice(get_args(Unit)),
    "stage": _choice(get_args(Stage)),
    "programme-data": _file,
    "joint-calls": _files,
}

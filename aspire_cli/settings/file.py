"""Reading a settings file: from its bytes to checked values; imported only where there is such a file."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from aspire_cli import limits
from aspire_cli.files.repository import as_seen
from aspire_cli.money import Unit
from aspire_cli.proposal.written import is_written
from aspire_cli.records import NamedTuple
from aspire_cli.reports import formats
from aspire_cli.rules import BY_NAME, TOPICS
from aspire_cli.settings.model import KEYS, PROJECT_FILE, TABLE, ConfigError, FailOn, Language, Origin, Setting, Stage
from aspire_cli.words.text import Code, quoted

# The JSON Schema has the same patterns. In a .gitignore, `!` takes another pattern back, which ours cannot do.
EXCLUDED = re.compile(r"^(?!!)[\s\S]*[^\s/\\.]")
INCLUDED = re.compile(r"^(?!!)[\s\S]*[^\s/\\.](?![\s\S])")
WRITTEN = re.compile(r"\S")
ANY = re.compile("")
NEVER_OFF = "yaml"  # the topic of rules that cannot be switched off: a file that is no YAML cannot be checked
# Other words that people use for a key, with the key that they mean.
_MEANT = {"ignore": "rules-off", "ignore-rules": "rules-off", "disable": "rules-off", "data": "programme-data"}
_DEEPEST = len(TABLE) + 2  # parts of the longest path of a setting: the table, the key, and a rule's name
_NO_KEY = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*")  # texts and comments: a dot in them parts no key
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[\w-]+")
_YAML_LINE = re.compile(r"\s*[\w-]+\s*:")
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class Fault(NamedTuple):
    """What is wrong at a key: the variant of the sentence about it, and the values in that sentence."""

    where: tuple[str, ...]
    variant: str
    values: Mapping[str, object] = {}


def read(path: Path, content: bytes) -> dict[str, Any] | None:
    """Return the settings that a file gives, by field of `Settings`; None where a pyproject.toml has no table of ours.

    Raises:
        ConfigError: the file cannot be read as TOML, or something in the settings is not as it should be.
    """
    if len(content) > limits.LARGEST_SETTINGS:
        raise ConfigError("too-large", path, most=limits.LARGEST_SETTINGS)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("encoding", path) from None
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
        case "programme-data":
            return as_seen(folder / value)
        case "calls":
            return tuple(as_seen(folder / one) for one in value)
    return tuple(value) if isinstance(value, list) else value


def _parsed(path: Path, text: str) -> dict[str, Any]:
    # tomllib takes time that grows with the square of the dots in a key.
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
    """Return the number of each line that has a key, with the path of that key: tomllib keeps no line numbers."""
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
    """Return the first line that has a key or, where none has, the most of its path."""

    def shared(one: tuple[int, tuple[str, ...]]) -> int:
        return max(count for count in range(len(where) + 1) if one[1][:count] == where[:count])

    return max([(1, ()), *keys], key=shared)[0]


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def faults(found: Any) -> Iterator[Fault]:
    """Yield what is wrong with settings: the same as `config.schema.json` finds, with a sentence that helps."""
    if not isinstance(found, dict):
        yield Fault((), "table")
        return
    for key, value in found.items():
        expected = EXPECTED.get(key)
        if key == TABLE[0]:
            yield Fault((key,), "table-in-own-file")
        elif expected is None:
            yield _unknown((key,), "unknown-key", _MEANT.get(key) or key, KEYS)
        elif not expected.is_met(value):
            yield Fault((key,), expected.variant, expected.values)
        elif key == "select":
            known = sorted({*BY_NAME, *TOPICS})
            yield from (_unknown((key,), "unknown-rule", name, known) for name in value if name not in known)
        elif key == "rules-off":
            yield from _faults_of_rules_off(value)


def _faults_of_rules_off(reasons: Mapping[str, Any]) -> Iterator[Fault]:
    for name, reason in reasons.items():
        where, rule = ("rules-off", name), BY_NAME.get(name)
        if rule is None and name in TOPICS:
            yield Fault(where, "topic-off", {"text": name})
        elif rule is None:
            yield _unknown(where, "unknown-rule", name, sorted(BY_NAME))
        elif rule.topic == NEVER_OFF:
            yield Fault(where, "never-off")
        elif not (isinstance(reason, str) and is_written(reason)):
            yield Fault(where, "reason-missing")


def _unknown(where: tuple[str, ...], variant: str, name: str, known: Sequence[str]) -> Fault:
    """Return the fault of an unknown name: by the sentence `VARIANT-nearest` where a known one is like it."""
    from aspire_cli.checking.rule_names import meant

    near = meant(name, known)
    return Fault(where, f"{variant}-nearest" if near else variant, {"text": name, "nearest": near})


class Expected(NamedTuple):
    """What the value of a key must be, and the sentence about one that is not: its variant, and the values in it."""

    is_met: Callable[[Any], bool]
    variant: str
    values: Mapping[str, object] = {}


def _one_of(choices: tuple[str, ...]) -> Expected:
    said = {"choices": tuple(Code(f'"{one}"') for one in choices)}
    return Expected(lambda value: isinstance(value, str) and value in choices, "choice", said)


def _are_texts(value: Any, asked: re.Pattern[str], longest: int | None = None) -> bool:
    """Say whether a value is a list of texts in which a pattern is found, and none is longer than `longest`."""
    return isinstance(value, list) and all(
        isinstance(one, str) and asked.search(one) and (longest is None or len(one) <= longest) for one in value
    )


_MOST = limits.LONGEST_PATTERN
EXPECTED = {
    "include": Expected(lambda value: value != [] and _are_texts(value, INCLUDED, _MOST), "included", {"most": _MOST}),
    "exclude": Expected(lambda value: _are_texts(value, EXCLUDED, _MOST), "excluded", {"most": _MOST}),
    "language": _one_of(get_args(Language)),
    "fail-on": _one_of(get_args(FailOn)),
    "select": Expected(lambda value: value != [] and _are_texts(value, ANY), "selection"),
    "rules-off": Expected(lambda value: isinstance(value, dict), "rules-off"),
    "format": _one_of(formats("check")),
    "unit": _one_of(get_args(Unit)),
    "stage": _one_of(get_args(Stage)),
    "fix": Expected(lambda value: isinstance(value, bool), "switch"),
    "unsafe-fixes": Expected(lambda value: isinstance(value, bool), "switch"),
    "programme-data": Expected(lambda value: _are_texts([value], WRITTEN), "data-file"),
    "calls": Expected(lambda value: _are_texts(value, WRITTEN), "data-files"),
}

"""Settings as plain data: each value, and where it comes from."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from aspire_cli.files.repository import as_seen
from aspire_cli.money import Unit
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import label, uncut
from aspire_cli.words.text import Shown, visible

OWN_FILE = "aspire.toml"
PROJECT_FILE = "pyproject.toml"
LANGUAGE_VARIABLE = "ASPIRE_LANG"
TABLE = ("tool", "aspire")  # where the settings stand in a pyproject.toml

Language = Literal["ja", "en", "both"]
FailOn = Literal["error", "warning", "note", "never"]
Stage = Literal["draft", "final"]
Value = TypeVar("Value")


class ConfigError(ValueError):
    """Settings that cannot be used; `sentence` names the file, the line and the key, and says what is wrong.

    Args:
        variant: the key of the sentence in `data/words/settings.yaml`.
        path: the settings file.
        values: what else stands in the sentence.
    """

    def __init__(self, variant: str, path: Path, **values: object) -> None:
        self.sentence = uncut(label(f"settings.{variant}", path=Shown(visible(as_seen(path))), **values))
        super().__init__(self.sentence.en)


class Origin(NamedTuple):
    """Where a value comes from; `name` is the key in the file, the environment variable, or the option."""

    kind: Literal["default", "file", "environment", "command-line"]
    name: str = ""


DEFAULT = Origin("default")


class Setting(NamedTuple, Generic[Value]):
    """A value, and where it comes from."""

    value: Value
    origin: Origin = DEFAULT

    @property
    def is_of_file(self) -> bool:
        """Whether a settings file says so: whoever has given an option on the command line need not be told of it."""
        return self.origin.kind == "file"


class Look(NamedTuple):
    """A place where a settings file was looked for: `read` (it is in force), `no-table`, or `absent`."""

    path: str
    outcome: Literal["read", "no-table", "absent"]


class Settings(NamedTuple):
    """What is in force. A field is the file's key with `_` for `-`; paths are as the working directory sees them."""

    include: Setting[tuple[str, ...]] = Setting(("proposal.yaml", "proposal.yml", "*.proposal.yaml", "*.proposal.yml"))
    exclude: Setting[tuple[str, ...]] = Setting(())
    language: Setting[str | None] = Setting(None)  # None: by the locale
    fail_on: Setting[FailOn] = Setting("error")
    select: Setting[tuple[str, ...] | None] = Setting(None)  # names of rules and topics; None: every rule
    rules_off: Setting[Mapping[str, str]] = Setting({})  # rule -> reason
    format: Setting[str | None] = Setting(None)  # None: what suits the terminal
    unit: Setting[Unit] = Setting("yen")
    stage: Setting[Stage | None] = Setting(None)  # None: as each proposal says
    fix: Setting[bool] = Setting(False)  # whether a check makes the mends
    unsafe_fixes: Setting[bool] = Setting(False)  # whether those that are not safe count too
    programme_data: Setting[str | None] = Setting(None)  # None: as shipped
    calls: Setting[tuple[str, ...]] = Setting(())
    file: str | None = None  # the settings file in force
    looked_at: tuple[Look, ...] = ()
    excluded_here: tuple[str, ...] = ()  # patterns of the command line, relative to the working directory

    @property
    def folder(self) -> str:
        """The folder to which patterns are relative: that of the settings file."""
        return str(Path(self.file).parent) if self.file else ""

    @property
    def files_read(self) -> tuple[str, ...]:
        """The files that are in force: settings, programme data, calls."""
        named = (self.file, self.programme_data.value, *self.calls.value)
        found = [path for path in named if path is not None]
        for folder in filter(os.path.isdir, self.calls.value):
            found += [os.path.join(folder, name) for name in os.listdir(folder)]  # noqa: PTH118, PTH208
        return tuple(found)

    @property
    def all_excluded(self) -> tuple[str, ...]:
        """The patterns of what is left out: those of the settings, and those that the command line adds."""
        return (*self.exclude.value, *self.excluded_here)

    @property
    def chooses_files(self) -> bool:
        """Whether `include` is set, in place of the names that proposals go by."""
        return self.include.origin != DEFAULT


KEYS = tuple(field.replace("_", "-") for field in Settings._fields[: Settings._fields.index("file")])


def laid_over(below: Settings, **given: Any) -> Settings:
    """Return settings in which ASPIRE_LANG, and before it the command line, replace the values below.

    Args:
        below: the settings of a file, or the defaults.
        **given: values of options by field of `Settings`; None and empty lists mean that the option is not given.
    """
    options = {field: "--" + field.replace("_", "-") for field in given} | {"language": "--lang"}
    over: dict[str, Any] = {
        field: Setting(tuple(value) if isinstance(value, list) else value, Origin("command-line", options[field]))
        for field, value in given.items()
        if value not in (None, (), [])
    }
    of_environment = os.environ.get(LANGUAGE_VARIABLE)
    if of_environment:
        over.setdefault("language", Setting(of_environment, Origin("environment", LANGUAGE_VARIABLE)))
    return below._replace(**over)

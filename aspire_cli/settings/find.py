"""Settings, each with where its value came from: the command line, ASPIRE_LANG, a settings file, the default.

The file is looked for from the working directory upward, never from the folder of a proposal: whoever sends a proposal
does not get to say how it is checked.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from aspire_cli.files import find as files
from aspire_cli.money import Unit
from aspire_cli.words.text import Text

OWN_FILE = "aspire.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = ("tool", "aspire")  # where the settings stand in a pyproject.toml
LANGUAGE_VARIABLE = "ASPIRE_LANG"
_KEY = TABLE[-1].encode() + rb"[\"']?[ \t]*[\].=]"

Language = Literal["ja", "en", "both"]
FailOn = Literal["error", "warning", "note", "never"]
Stage = Literal["draft", "final"]
Value = TypeVar("Value")


class ConfigError(ValueError):
    """Settings that cannot be used; `sentence` says the file, the line, the key and what is wrong with it."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


class Origin(NamedTuple):
    """Where a value came from; `name` is the key in the file, the variable, or the option."""

    kind: Literal["default", "file", "environment", "command-line"]
    name: str = ""


DEFAULT = Origin("default")


class Setting(NamedTuple, Generic[Value]):
    """A value, and where it came from."""

    value: Value
    origin: Origin = DEFAULT


class Look(NamedTuple):
    """A file that the search looked at: `read` (it is in force), `no-table`, or `absent`."""

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
    format: Setting[tuple[str, ...]] = Setting(())  # empty: what suits the terminal
    unit: Setting[Unit] = Setting("yen")
    stage: Setting[Stage | None] = Setting(None)  # None: as each proposal says
    programme_data: Setting[str | None] = Setting(None)  # None: as shipped
    joint_calls: Setting[tuple[str, ...]] = Setting(())
    file: str | None = None  # the settings file in force
    looked_at: tuple[Look, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that patterns are taken from: that of the settings file."""
        return str(Path(self.file).parent) if self.file else ""

    @property
    def files_read(self) -> tuple[str, ...]:
        """The files that are in force: settings, programme data, joint calls."""
        named = (self.file, self.programme_data.value, *self.joint_calls.value)
        return tuple(path for path in named if path is not None)

    @property
    def chooses_files(self) -> bool:
        """Whether `include` is set, in place of the names that proposals go by."""
        return self.include.origin != DEFAULT


KEYS = tuple(field.replace("_", "-") for field in Settings._fields[:-2])
_OPTIONS = {"language": "--lang"}


def settings(config: str | None = None, isolated: bool = False, **given: Any) -> Settings:
    """Return what is in force: what is given on the command line wins over ASPIRE_LANG, that over the settings file.

    Args:
        config: the settings file to read instead of the one that a search finds.
        isolated: read no settings file at all.
        **given: values of the command line by field of `Settings`; None and () mean that the option is not given.

    Raises:
        ConfigError: the settings file cannot be read, or something in it is not as it should be.
    """
    in_force = Settings() if isolated else _named(Path(config)) if config is not None else _found()
    language = os.environ.get(LANGUAGE_VARIABLE)
    if language:
        if language != "both" and not language.lower().startswith(("ja", "en")):
            from aspire_cli.settings import file as config_file

            raise ConfigError(config_file.sentence("bad-environment", Path(), name=LANGUAGE_VARIABLE))
        in_force = in_force._replace(language=Setting(language, Origin("environment", LANGUAGE_VARIABLE)))
    overrides: dict[str, Any] = {
        field: Setting(value, Origin("command-line", _OPTIONS.get(field, "--" + field.replace("_", "-"))))
        for field, value in given.items()
        if value not in (None, ())
    }
    return in_force._replace(**overrides)


def shown(path: str | Path) -> str:
    """Return a path as the working directory sees it, with forward slashes on every system."""
    try:
        seen = os.path.relpath(path)
    except (OSError, ValueError):  # the working directory is gone; another drive
        seen = str(path)
    return seen.replace(os.sep, "/")


def project_table(path: Path) -> Mapping[str, Any] | None:
    """Return the checked settings in a pyproject.toml; None where it is not there or has none.

    Raises:
        ConfigError: it cannot be read, or something in the settings is not as it should be.
    """
    content = _content(path) if _is_file(path) else b""
    # Most have none: they cost a look, not a parser. To one that needs `aspire-cli`, the name is no key.
    if TABLE[-1].encode() not in content or not re.search(_KEY, content):
        return None
    from aspire_cli.settings import file as config_file

    return config_file.table(path, content)


def _named(path: Path) -> Settings:
    """Return the settings in the file that the command line names."""
    from aspire_cli.settings import file as config_file

    table = config_file.table(path, _content(path))
    if table is None:
        raise ConfigError(config_file.sentence("no-table", path))
    return _filled(table, path, ())


def _found() -> Settings:
    """Return the settings in the nearest file that has some, from the working directory up."""
    looked_at: list[Look] = []
    for folder in folders():
        own, project = folder / OWN_FILE, folder / PROJECT_FILE
        if _is_file(own):
            from aspire_cli.settings import file as config_file

            return _filled(config_file.table(own, _content(own)) or {}, own, looked_at)
        looked_at.append(Look(shown(own), "absent"))
        found = project_table(project)
        if found is not None:
            return _filled(found, project, looked_at)
        looked_at.append(Look(shown(project), "no-table" if _is_file(project) else "absent"))
    return Settings(looked_at=tuple(looked_at))


def folders() -> list[Path]:
    """Return the working directory and those above it, up to the root of the repository; outside one, it alone."""
    try:
        start = Path.cwd()
    except OSError:  # it has been removed
        return []
    upward = [start, *start.parents]
    roots = (number for number, folder in enumerate(upward) if is_root(folder))
    return upward[: next(roots, 0) + 1]


def is_root(folder: Path) -> bool:
    """Say whether a folder is the root of a repository; not, where it may not be entered, for which pathlib raises."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def _is_file(path: Path) -> bool:
    """Say whether there is such a file; not, where the folder may not be entered, for which pathlib raises."""
    return os.path.isfile(path)  # noqa: PTH113


def _content(path: Path) -> bytes:
    try:
        return files.read_file(str(path))
    except files.FileError as error:
        from aspire_cli.settings import file as config_file

        raise ConfigError(config_file.sentence("unreadable", path, reason=files.reason(error))) from None


def _filled(table: Mapping[str, Any], path: Path, looked_at: Iterable[Look]) -> Settings:
    """Return the settings that a checked table makes."""
    from aspire_cli.settings import file as config_file

    found: dict[str, Any] = {
        key.replace("-", "_"): Setting(value, Origin("file", ".".join((*config_file.root(path), key))))
        for key, value in config_file.values(table, path).items()
    }
    return Settings(file=shown(path), looked_at=(*looked_at, Look(shown(path), "read")))._replace(**found)

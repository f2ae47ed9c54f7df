"""Which settings are in force: those of the command line, of ASPIRE_LANG, of a settings file, or the defaults.

The file is looked for from the working directory upward, never from the folder of a proposal: whoever sends a proposal
must not decide how it is checked.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aspire_cli.files.find import FileError, read_file, reason
from aspire_cli.files.repository import as_seen, folders
from aspire_cli.settings import model
from aspire_cli.settings.model import ConfigError, Look, Settings

_KEY = model.TABLE[-1].encode() + rb"[\"']?[ \t]*[\].=]"


def settings(config: str | None = None, isolated: bool = False, **given: Any) -> Settings:
    """Return what is in force: the command line wins over ASPIRE_LANG, and both win over the settings file.

    Args:
        config: the settings file to read, in place of the one that is looked for.
        isolated: read no settings file at all.
        **given: values of options by field of `Settings`; None and empty lists mean that the option is not given.

    Raises:
        ConfigError: the settings file cannot be read, or something in it is not as it should be.
    """
    in_force = Settings() if isolated else _named(Path(config)) if config is not None else _found()
    language = os.environ.get(model.LANGUAGE_VARIABLE, "").lower()
    if language not in ("", "both") and not language.startswith(("ja", "en")):
        raise ConfigError("bad-environment", Path(), name=model.LANGUAGE_VARIABLE)
    return model.laid_over(in_force, **given)


def _named(path: Path) -> Settings:
    """Return the settings in the file that the command line names."""
    found = _read(path, _content(path))
    if found is None:
        raise ConfigError("no-table", path)
    return _in_force(found, path, [])


def _found() -> Settings:
    """Return the settings of the nearest file that has some, from the working directory up."""
    looked_at: list[Look] = []
    for path in (folder / name for folder in folders() for name in (model.OWN_FILE, model.PROJECT_FILE)):
        found = of_file(path)
        if found is not None:
            return _in_force(found, path, looked_at)
        looked_at.append(Look(as_seen(path), "no-table" if _is_file(path) else "absent"))
    return Settings(looked_at=tuple(looked_at))


def of_file(path: Path) -> dict[str, Any] | None:
    """Return the settings in a file that nobody has named, by field; None where it is not there or has none.

    Raises:
        ConfigError: it cannot be read, or something in the settings is not as it should be.
    """
    if not _is_file(path):
        return None
    content = _content(path)
    # Most have none, and looking for the table's name is quicker than parsing. In a list of dependencies, the name is
    # part of a text such as "aspire-cli", and none of these signs follows it.
    if path.name == model.PROJECT_FILE and not re.search(_KEY, content):
        return None
    return _read(path, content)


def _read(path: Path, content: bytes) -> dict[str, Any] | None:
    from aspire_cli.settings import file

    return file.read(path, content)


def _in_force(found: Mapping[str, Any], path: Path, looked_at: list[Look]) -> Settings:
    """Return the settings of a file; `looked_at` are the files where the search found none."""
    seen = as_seen(path)
    return Settings(file=seen, looked_at=(*looked_at, Look(seen, "read")))._replace(**found)


def _is_file(path: Path) -> bool:
    """Say whether there is such a file; in a folder that may not be entered there is none (pathlib would raise)."""
    return os.path.isfile(path)  # noqa: PTH113


def _content(path: Path) -> bytes:
    try:
        return read_file(str(path))
    except FileError as error:
        raise ConfigError("unreadable", path, reason=reason(error)) from None

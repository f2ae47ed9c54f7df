"""The settings in force as a page and as data: each value, and where it came from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aspire_cli.files.repository import as_seen
from aspire_cli.reports.blocks import Block, Page, Paragraph, Table
from aspire_cli.settings.find import of_file
from aspire_cli.settings.model import KEYS, OWN_FILE, PROJECT_FILE, ConfigError, Setting, Settings
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Code, Text, same

_NOT_SET: tuple[object, ...] = (None, (), {})


def page(in_force: Settings) -> Page:
    """Return the page of `aspire config`."""
    rows = (row for key in KEYS for row in _rows(key, _setting(in_force, key), in_force))
    columns = (label("settings.column-setting"), label("settings.column-value"), label("settings.column-origin"))
    return Page((*_files(in_force), Table(columns, tuple(rows))), label("settings.title"), our_words=True)


def data(in_force: Settings) -> dict[str, Any]:
    """Return what `aspire config --format json` gives."""
    found = {key: _setting(in_force, key) for key in KEYS}
    settings = {key: {"value": _as_written(one.value), "origin": one.origin} for key, one in found.items()}
    looked_at, passed_over = in_force.looked_at, _beside(in_force)
    return {"file": in_force.file, "looked_at": looked_at, "passed_over": passed_over, "settings": settings}


def _setting(in_force: Settings, key: str) -> Setting[Any]:
    setting: Setting[Any] = getattr(in_force, key.replace("-", "_"))
    return setting


def _as_written(value: Any) -> Any:
    """Return a value as it stands in a settings file; null where nothing is set."""
    return None if value in _NOT_SET else value


def _files(in_force: Settings) -> Iterator[Block]:
    if in_force.file is not None:
        yield Paragraph(label("settings.read", path=Code(in_force.file)))
    elif in_force.looked_at:
        paths = tuple(Code(look.path) for look in in_force.looked_at)
        yield Paragraph(label("settings.none-found", paths=paths))
    else:
        yield Paragraph(label("settings.none-read"))
    if (beside := _beside(in_force)) is not None:
        yield Paragraph(label("settings.passed-over", path=Code(beside), file=Code(str(in_force.file))))


def _beside(in_force: Settings) -> str | None:
    """Return the pyproject.toml whose settings do not count, because an aspire.toml stands beside it."""
    if in_force.file is None or Path(in_force.file).name != OWN_FILE:
        return None
    beside = Path(in_force.file).with_name(PROJECT_FILE)
    try:
        return as_seen(beside) if of_file(beside) is not None else None
    except ConfigError:  # what is in it would not do, but it is there
        return as_seen(beside)


def _rows(key: str, setting: Setting[Any], in_force: Settings) -> Iterator[tuple[Text, Text, Text]]:
    """Yield a setting, what it is and where that comes from: a row, or one for each reason of a table of them."""
    value, origin = _as_written(setting.value), setting.origin
    for name, one in value.items() if isinstance(value, dict) else [(None, value)]:
        within = f".{name}" if name else ""
        # As TOML writes a text, or a list of them.
        said = label(f"settings.unset-{key}") if one is None else same(json.dumps(one, ensure_ascii=False))
        where = {"name": Code(origin.name + within), "file": Code(in_force.file or "")}
        yield same(key + within), said, label(f"settings.origin-{origin.kind}", **where)

"""The main call of the library, `check`: from a path, text or bytes to a report."""

import os
from collections.abc import Collection
from datetime import date
from typing import Literal

from aspire_cli import fiscal
from aspire_cli.checking.checker import EVERY_RULE, Options, check_bytes
from aspire_cli.files.find import OF_YAML, FileError, Target, read, read_file
from aspire_cli.finding import Report
from aspire_cli.programme import shipped
from aspire_cli.programme.model import Programme
from aspire_cli.rules import BY_NAME

Source = str | bytes | os.PathLike[str] | Target
_TEXT_NAME = "<text>"
_LONGEST_PATH = 4096


def check(
    source: Source,
    *,
    programme: Programme | None = None,
    stage: Literal["draft", "final"] | None = None,
    today: date | None = None,
    rules: Collection[str] | None = None,
    waivers: bool = True,
) -> Report:
    """Check one proposal and return the report on it.

    Args:
        source: the text of the proposal (str or bytes), or the path of its file: a `pathlib.Path`, or a str of one line
            that names an existing file or ends in .yaml or .yml.
        programme: the edition to check against, from `load_programme`; the shipped one by default.
        stage: used in place of the stage that the file gives; in a draft, what is not yet written is a note.
        today: the day or instant at which calls are open or closed, now by default; a day is its first moment in Japan.
        rules: the names of the rules to run; all by default.
        waivers: whether comments in the file may waive findings.

    Returns:
        A report; whatever is wrong with the content, unreadable YAML included, is a finding in it.

    Raises:
        OSError: the file cannot be opened (`FileNotFoundError` where there is none).
        ValueError: `rules` names a rule that does not exist, or `stage` is no stage.
    """
    found = outcome(source, options(stage, today, rules, waivers), programme)
    if isinstance(found, FileError):
        raise (
            OSError(found.errno, found.reason, found.path) if found.errno else OSError(f"{found.path}: {found.reason}")
        )
    return found


def options(
    stage: Literal["draft", "final"] | None, today: date | None, rules: Collection[str] | None, waivers: bool
) -> Options:
    """Return the options of a check, with today and all rules where none are given.

    Raises:
        ValueError: `rules` names a rule that does not exist, or `stage` is no stage.
    """
    if stage not in (None, "draft", "final"):
        raise ValueError(f"no such stage: {stage}")
    unknown = [name for name in rules or () if name not in BY_NAME]
    if unknown:
        raise ValueError(f"no such rule: {', '.join(unknown)}")
    chosen = frozenset(rules) if rules is not None else EVERY_RULE
    return Options(today or fiscal.now(), stage, chosen, waivers)


def outcome(source: Source, how: Options, programme: Programme | None) -> Report | FileError:
    """Return the report on a source, or why its file cannot be read."""
    try:
        path, data = _bytes(source)
    except FileError as error:
        return error
    if how.mends != "none":
        from aspire_cli.checking.mending import check_and_mend

        return check_and_mend(data, path, programme or shipped.programme(), how)
    return check_bytes(data, path, programme or shipped.programme(), how)


def _bytes(source: Source) -> tuple[str, bytes]:
    if isinstance(source, Target):
        return source.path, read(source.path)
    if isinstance(source, bytes):
        return _TEXT_NAME, source
    if isinstance(source, str) and not _names_a_file(source):
        return _TEXT_NAME, source.encode("utf-8", "surrogatepass")
    path = os.fspath(source)
    return path, read_file(path)


def _names_a_file(text: str) -> bool:
    if "\n" in text or "\x00" in text or len(text) > _LONGEST_PATH:
        return False
    return text.endswith(OF_YAML) or os.path.isfile(text)  # noqa: PTH113

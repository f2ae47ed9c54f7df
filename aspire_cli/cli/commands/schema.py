"""`aspire schema`: print a JSON Schema, or write it beside the proposals for the editor."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from aspire_cli import shipped_files
from aspire_cli.cli import completing, in_force, options, outputs, streams
from aspire_cli.cli.streams import Reader, UsageError
from aspire_cli.files.find import FileError, read_file, reason
from aspire_cli.programme.model import Programme
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import label

OF_PROPOSAL = "proposal"
Outcome = Literal["schema-written", "schema-up-to-date", "schema-differs"]
_METAVAR = "[SCHEMA] [FOLDER]"


class Asked(NamedTuple):
    """Which schema is to be shown, or written."""

    arguments: Annotated[list[str] | None, typer.Argument(metavar=_METAVAR, autocompletion=completing.schemas)] = None
    write: Annotated[bool, typer.Option("--write")] = False
    force: Annotated[bool, typer.Option("--force")] = False
    language: options.Language = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> None:
    """Print a JSON Schema, or write it beside the proposals so that the editor completes and checks them."""
    name, folder = _named(asked.arguments or [], asked.write)
    # Only the schema of a proposal depends on the settings. That of the settings is wanted just when they are wrong.
    settings = in_force.settings(reader, asked) if name == OF_PROPOSAL else None
    text = of_proposal(in_force.programme(settings)) if settings else shipped_files.schema(name)
    streams.prepare(sys.stdout, machine=not asked.write)
    if not asked.write:
        sys.stdout.write(text)
        return
    target = str(Path(folder) / file_name(name))
    outcome = write(target, text, force=asked.force)
    if outcome == "schema-differs":
        raise UsageError(outcome, path=target)
    lang = reader.languages[0]
    print(label(f"pages.{outcome}", path=target).lang(lang))
    if name == OF_PROPOSAL:
        line = f"# yaml-language-server: $schema=./{file_name(name)}"
        print(label("pages.schema-modeline", line=line).lang(lang))


def _named(arguments: list[str], write: bool) -> tuple[str, str]:
    """Return the name of the schema and the folder; either may be left out."""
    named = bool(arguments) and arguments[0] in shipped_files.SCHEMAS
    name, *folders = arguments if named else [OF_PROPOSAL, *arguments]
    if len(folders) > int(write):  # without --write there is no folder, and with it there is one at most
        wrong = folders[-1] if named else folders[0]  # of two words the first was meant for a schema
        raise UsageError("unknown-schema", text=wrong, known=shipped_files.SCHEMAS)
    return name, folders[0] if folders else "."


def file_name(name: str) -> str:
    """Return the name of the file that a schema is written into."""
    return f"{name}.schema.json"


def of_proposal(edition: Programme) -> str:
    """Return the schema of a proposal, with the names of the user's own data where that is in force."""
    if not edition.is_own:
        return shipped_files.schema(OF_PROPOSAL)
    from aspire_cli.programme import editor_schema

    return editor_schema.text(edition)


def write(target: str, text: str, *, force: bool) -> Outcome:
    """Write a schema as a whole or not at all, over a different file only with `force`; return what came of it.

    Raises:
        UsageError: it cannot be written, or what is there cannot be read.
    """
    try:
        # Unlike pathlib, this reads no more than a bound, and does not wait for a pipe.
        present = read_file(target).decode("utf-8", "replace") if os.path.lexists(target) else None
    except FileError as error:
        raise UsageError("cannot-write", path=target, reason=reason(error)) from None
    if present == text:
        return "schema-up-to-date"
    if present is not None and not force:
        return "schema-differs"
    try:
        outputs.write_file(target, text, new=present is None)
    except FileExistsError:  # it has appeared meanwhile
        return "schema-differs"
    return "schema-written"

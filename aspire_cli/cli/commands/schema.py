"""`aspire schema`: print a JSON Schema, or write it beside the proposals for the editor."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from aspire_cli import shipped_files
from aspire_cli.cli import completing, in_force, options, schema_file, streams
from aspire_cli.cli.streams import Reader, UsageError
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import label

_DEFAULT = schema_file.OF_PROPOSAL
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
    settings = in_force.settings(reader, asked) if name == _DEFAULT else None
    text = schema_file.of_proposal(in_force.programme(settings)) if settings else shipped_files.schema(name)
    if not asked.write:
        streams.prepare(sys.stdout, machine=True)
        sys.stdout.write(text)
        return
    target = Path(folder) / schema_file.file_name(name)
    streams.prepare(sys.stdout, machine=False)
    language = reader.languages[0]
    outcome = schema_file.write(str(target), text, force=asked.force)
    if outcome == "schema-differs":
        raise UsageError(outcome, path=str(target))
    print(label(f"pages.{outcome}", path=str(target)).lang(language))
    if name == _DEFAULT:
        print(label("pages.schema-modeline", line=f"# yaml-language-server: $schema=./{target.name}").lang(language))


def _named(arguments: list[str], write: bool) -> tuple[str, str]:
    """Return the name of the schema and the folder; either may be left out."""
    named = bool(arguments) and arguments[0] in shipped_files.SCHEMAS
    name, *folders = arguments if named else [_DEFAULT, *arguments]
    if len(folders) > int(write):  # without --write there is no folder, and with it there is one at most
        raise UsageError("unknown-schema", text=folders[-1], known=shipped_files.SCHEMAS)
    return name, folders[0] if folders else "."

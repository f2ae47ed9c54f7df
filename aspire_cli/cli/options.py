"""Options that several commands share, and what is in force once the command line is laid over the settings."""

from typing import Annotated, Any, Literal

import typer

from aspire_cli.cli import completing, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.money import Unit as AmountUnit
from aspire_cli.programme.load import load_programme, with_joint_calls
from aspire_cli.programme.model import DataError, Programme
from aspire_cli.settings import find as config
from aspire_cli.settings import model
from aspire_cli.settings.model import ConfigError, Setting, Settings
from aspire_cli.words.text import Code

ConfigFile = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Read the settings from this file, search for none.")
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no settings file.")]
Language = Annotated[model.Language | None, typer.Option("--lang", help="Language of the report.")]
Color = Annotated[Literal["auto", "always", "never"], typer.Option("--color", help="Colour the report.")]
Unit = Annotated[AmountUnit | None, typer.Option("--unit", help="Unit of amounts in reports for people.")]
FailOn = Annotated[
    model.FailOn | None, typer.Option("--fail-on", help="Exit with 1 from this severity on (default: error).")
]
NoWaivers = Annotated[bool, typer.Option("--no-waivers", help="Show waived findings as findings.")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write the report to this file.")]
Stage = Annotated[model.Stage | None, typer.Option("--stage", help="Override the stage that the proposal gives.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        help="Only these rules or topics (comma-separated, repeatable).",
        autocompletion=completing.rules,
    ),
]


def settings(config_file: str | None = None, isolated: bool = False, **given: Any) -> Settings:
    """Return what is in force for a command; from here on complaints are in the language of the settings.

    Args:
        config_file: what `--config` names.
        isolated: whether `--isolated` is given.
        **given: values of other options by field of `Settings`; None and () mean that the option is not given.

    Raises:
        UsageError: the settings cannot be used.
    """
    if config_file is not None and isolated:
        raise UsageError("config-and-isolated")
    try:
        in_force = config.settings(config_file, isolated, **given)
    except ConfigError as error:
        raise UsageError("settings-fault", text=error.sentence) from None
    streams.speak(in_force.language.value)
    return in_force


def programme(in_force: Settings) -> Programme:
    """Return the programme with the data files that the settings name.

    Raises:
        UsageError: a data file cannot be used.
    """
    asked: Setting[Any] = in_force.programme_data
    try:
        edition = load_programme(in_force.programme_data.value)
        asked = in_force.joint_calls
        return with_joint_calls(edition, asked.value) if asked.value else edition
    except DataError as error:
        named = {"path": in_force.file, "setting": Code(asked.origin.name)}
        raise UsageError("own-data-unusable", **named, reason=error.sentence) from None

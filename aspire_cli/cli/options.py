"""Options that several commands share."""

from typing import Annotated, Literal

import typer

from aspire_cli.money import Unit as AmountUnit
from aspire_cli.settings import model

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

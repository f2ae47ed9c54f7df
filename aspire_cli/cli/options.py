"""Options that several commands share."""

from typing import Annotated, Literal

import typer

from aspire_cli.cli import completing
from aspire_cli.money import Unit as AmountUnit
from aspire_cli.settings import model

ConfigFile = Annotated[str | None, typer.Option("--config", metavar="FILE")]
Isolated = Annotated[bool, typer.Option("--isolated")]
Language = Annotated[model.Language | None, typer.Option("--lang")]
Color = Annotated[Literal["auto", "always", "never"], typer.Option("--color")]
Unit = Annotated[AmountUnit | None, typer.Option("--unit")]
FailOn = Annotated[model.FailOn | None, typer.Option("--fail-on")]
NoWaivers = Annotated[bool, typer.Option("--no-waivers")]
Output = Annotated[str | None, typer.Option("--output", "-o")]
Stage = Annotated[model.Stage | None, typer.Option("--stage")]
Format = Annotated[Literal["full", "json", "html", "markdown"], typer.Option("--format", "-f")]  # of a page
Scheme = Annotated[str | None, typer.Option(autocompletion=completing.schemes)]
Call = Annotated[str | None, typer.Option(autocompletion=completing.calls)]

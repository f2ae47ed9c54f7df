"""Options that several commands share, and reading the days in them."""

from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Literal, NoReturn

import typer

from aspire_cli import fiscal
from aspire_cli.cli import completing
from aspire_cli.cli.streams import UsageError
from aspire_cli.money import Unit as AmountUnit
from aspire_cli.settings import model
from aspire_cli.words.text import Code

ConfigFile = Annotated[str | None, typer.Option("--config", metavar="FILE")]
Isolated = Annotated[bool, typer.Option("--isolated")]
Language = Annotated[model.Language | None, typer.Option("--lang")]
Color = Annotated[Literal["auto", "always", "never"], typer.Option("--color")]
Unit = Annotated[AmountUnit | None, typer.Option("--unit")]
Diff = Annotated[bool, typer.Option("--diff")]
FailOn = Annotated[model.FailOn | None, typer.Option("--fail-on")]
NoWaivers = Annotated[bool, typer.Option("--no-waivers")]
Output = Annotated[list[str] | None, typer.Option("--output", "-o", metavar="FILE")]
Stage = Annotated[model.Stage | None, typer.Option("--stage")]
Scheme = Annotated[str | None, typer.Option(metavar="SCHEME", autocompletion=completing.schemes)]
Call = Annotated[str | None, typer.Option(metavar="CALL", autocompletion=completing.calls)]
Formats = Annotated[
    list[str] | None, typer.Option("--format", "-f", metavar="FORMAT", autocompletion=completing.formats)
]
Calls = Annotated[list[str] | None, typer.Option("--calls", metavar="PATH")]
Day = Annotated[str | None, typer.Option(metavar="DATE")]
YEARS = {"first": fiscal.FIRST_FISCAL_YEAR, "last": fiscal.LAST_FISCAL_YEAR}


def today(text: str | None) -> date:
    """Return the day or the instant that `--today` names, or the present."""
    if text is None:
        return fiscal.now()
    if "T" in text:
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    return day("--today", text)


def day(option: str, text: str) -> date:
    """Return the day that an option names."""
    try:
        return fiscal.read_date(text)
    except fiscal.DateError as error:
        if error.reason == "range":
            refuse_years(option, text)
        if error.suggestion is None:
            raise UsageError("bad-date", option=option, text=text) from None
        mended = Code(f"{option} {error.suggestion}")
        raise UsageError("bad-date-suggestion", option=option, text=text, mended=mended) from None


def refuse_years(option: str, text: str) -> NoReturn:
    """Refuse a day outside the fiscal years that a budget may have."""
    raise UsageError("date-range", option=option, text=text, **YEARS)

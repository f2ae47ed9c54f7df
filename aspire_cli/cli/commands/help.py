"""`aspire help`: the page that `--help` shows."""

from typing import Annotated

import typer

from aspire_cli.cli import app, completing
from aspire_cli.cli.streams import Reader
from aspire_cli.records import NamedTuple


class Asked(NamedTuple):
    """The command of which the help is to be shown; None: all of them."""

    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", autocompletion=completing.commands)] = None


def run(reader: Reader, asked: Asked) -> int:
    """Show the help on all commands, or on one."""
    return app.run([*filter(None, asked), "--help"], reader)

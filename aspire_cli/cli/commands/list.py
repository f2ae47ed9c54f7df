"""`aspire list`: the programme as tables."""

from typing import Annotated, Literal

import typer

from aspire_cli import fiscal
from aspire_cli.cli import in_force, options, outputs
from aspire_cli.cli.streams import Reader
from aspire_cli.records import NamedTuple


class Asked(NamedTuple):
    """Which table is to be shown, and how."""

    what: Annotated[
        Literal["rules", "schemes", "countries", "fields", "calls", "clauses", "facts", "agencies"],
        typer.Argument(metavar="LIST", show_choices=False),
    ]
    formats: options.Formats = None
    output: options.Output = None
    language: options.Language = None
    color: options.Color = "auto"
    calls: options.Calls = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> None:
    """Show the programme as tables: rules, schemes side by side, countries, fields, calls, clauses, agencies."""
    from aspire_cli.pages.list import entries, page

    settings = in_force.settings(reader, asked)
    programme, now = in_force.programme(settings), fiscal.now()
    chosen = outputs.parse("list", asked.formats, asked.output, asked.color, "full")
    pages, data = lambda: [page(asked.what, programme, now)], lambda: entries(asked.what, programme, now)
    outputs.show(pages, data, chosen, settings)

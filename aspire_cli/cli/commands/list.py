"""`aspire list`: the programme as tables."""

from typing import Annotated, Literal

import typer

from aspire_cli import fiscal
from aspire_cli.cli import in_force, options, outputs


def run(
    ctx: typer.Context,
    what: Annotated[
        Literal["rules", "schemes", "countries", "fields", "calls", "clauses", "facts", "agencies"],
        typer.Argument(metavar="LIST", show_choices=False),
    ],
    formats: options.Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    calls: options.Calls = None,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show the programme as tables: rules, schemes side by side, countries, fields, calls, clauses, agencies."""
    from aspire_cli.pages.list import entries, page

    asked = outputs.parse("list", formats or (), output, "full")
    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang, calls=calls)
    programme = in_force.programme(settings)
    now = fiscal.now()
    pages, data = lambda: [page(what, programme, now)], lambda: entries(what, programme, now)
    keep = outputs.files_to_keep(settings.files_read, ())
    outputs.show(pages, data, asked, ctx.obj.languages, color, keep)

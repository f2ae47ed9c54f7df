"""`aspire list`: the programme as tables."""

from typing import Annotated, Literal

import typer

from aspire_cli.cli import in_force, options, outputs


def run(
    ctx: typer.Context,
    what: Annotated[
        Literal["rules", "schemes", "countries", "fields", "calls", "clauses", "facts"],
        typer.Argument(show_choices=True),
    ],
    form: options.Format = "full",
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show the programme as tables: the rules, the schemes side by side, countries, fields, joint calls, clauses."""
    from aspire_cli.pages.list import LISTINGS, page

    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    programme = in_force.programme(settings)
    pages, data = lambda: [page(what, programme)], lambda: LISTINGS[what].entries(programme)
    outputs.show(pages, data, form, ctx.obj.languages, color)

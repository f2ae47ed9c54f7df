"""`aspire list`: the programme as tables."""

from typing import Annotated, Literal

import typer

from aspire_cli.cli import in_force, options
from aspire_cli.cli.show import Format, show


def run(
    ctx: typer.Context,
    what: Annotated[
        Literal["rules", "schemes", "countries", "fields", "calls", "clauses", "facts"],
        typer.Argument(show_choices=True),
    ],
    form: Format = "full",
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show the programme as tables: the rules, the schemes side by side, countries, fields, joint calls, clauses."""
    from aspire_cli.pages.listing import LISTINGS

    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    listing, programme = LISTINGS[what], in_force.programme(settings)
    language = settings.language.value
    show(lambda: listing.page(programme), lambda: listing.entries(programme), form, language, color)

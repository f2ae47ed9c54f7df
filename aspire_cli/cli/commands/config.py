"""`aspire config`: the settings in force, and where each value comes from."""

import typer

from aspire_cli.cli import in_force, options, outputs


def run(
    ctx: typer.Context,
    form: options.Format = "full",
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what is in force, where each value came from, and which settings file was read or looked for."""
    from aspire_cli.pages.config import data, page

    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    outputs.show(lambda: [page(settings)], lambda: data(settings), form, ctx.obj.languages, color)

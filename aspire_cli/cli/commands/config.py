"""`aspire config`: the settings in force, and where each value comes from."""

import typer

from aspire_cli.cli import in_force, options, outputs


def run(
    ctx: typer.Context,
    formats: options.Formats = None,
    output: options.Output = None,
    lang: options.Language = None,
    color: options.Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what is in force, where each value came from, and which settings file was read or looked for."""
    from aspire_cli.pages.config import data, page

    asked = outputs.parse("config", formats or (), output, "full")
    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    keep = outputs.files_to_keep(settings.files_read, ())
    outputs.show(lambda: [page(settings)], lambda: data(settings), asked, ctx.obj.languages, color, keep)

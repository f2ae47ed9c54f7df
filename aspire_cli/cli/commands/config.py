"""`aspire config`: what is in force, and where each value came from."""

import typer

from aspire_cli.cli import in_force, options
from aspire_cli.cli.show import Color, Format, Language, show

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def config(
    ctx: typer.Context,
    form: Format = "full",
    lang: Language = None,
    color: Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what is in force, where each value came from, and which settings file was read or looked for."""
    from aspire_cli.pages import settings as page

    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    language = settings.language.value
    show(lambda: page.page(settings), lambda: page.data(settings), form, language, color)

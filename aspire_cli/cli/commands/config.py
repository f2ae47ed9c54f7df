"""`aspire config`: what is in force, and where each value came from."""

import typer

from aspire_cli.cli import options
from aspire_cli.cli.show import Color, Format, Language, show

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def config(
    form: Format = "full",
    lang: Language = None,
    color: Color = "auto",
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Show what is in force, where each value came from, and which settings file was read or looked for."""
    from aspire_cli.pages import settings as config_page

    in_force = options.settings(config_file, isolated, language=lang)
    language = in_force.language.value
    show(lambda: config_page.page(in_force), lambda: config_page.data(in_force), form, language, color)

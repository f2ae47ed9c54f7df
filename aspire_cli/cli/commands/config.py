"""`aspire config`: the settings in force, and where each value comes from."""

from aspire_cli.cli import in_force, options, outputs
from aspire_cli.cli.streams import Reader
from aspire_cli.records import NamedTuple


class Asked(NamedTuple):
    """How the settings are to be shown."""

    formats: options.Formats = None
    output: options.Output = None
    language: options.Language = None
    color: options.Color = "auto"
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> None:
    """Show what is in force, where each value came from, and which settings file was read or looked for."""
    from aspire_cli.pages.config import data, page

    settings = in_force.settings(reader, asked)
    chosen = outputs.parse("config", asked.formats, asked.output, asked.color, "full")
    outputs.show(lambda: [page(settings)], lambda: data(settings), chosen, settings)

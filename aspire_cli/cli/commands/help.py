"""`aspire help`: the page that `--help` shows."""

from typing import Annotated, Any

import typer

from aspire_cli.cli import completing


def run(
    ctx: typer.Context,
    command: Annotated[str | None, typer.Argument(metavar="[COMMAND]", autocompletion=completing.commands)] = None,
) -> Any:
    """Show the help on all commands, or on one."""
    whole = ctx.find_root()
    asked = [] if command is None else [command]
    return whole.command.main([*asked, "--help"], prog_name=whole.info_name, standalone_mode=False, obj=ctx.obj)

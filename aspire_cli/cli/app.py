"""The command `aspire` itself: its commands by name, each imported only when it is called."""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from aspire_cli.cli.streams import Reader, UsageError, complain, prepare

COMMANDS = {
    "check": "Check proposals against the programme.",
    "budget": "Show a scheme's limits, plan a budget by fiscal year inside them, or weigh a proposal's.",
    "fit": "Set one proposal against every scheme and joint call.",
    "init": "Write a commented proposal to start from.",
    "explain": "Explain one rule: what, why, clause, examples.",
    "config": "Show what is in force, and where each value came from.",
    "list": "Show the programme as tables: rules, schemes, countries, fields, calls.",
    "schema": "Print a JSON Schema, or write it beside the proposals for the editor.",
}


def _in_japanese(ctx: Any, commands: Mapping[str, str] | None = None) -> str | None:
    """Return the help on a command for who reads Japanese; None for who does not."""
    if ctx.obj.languages[0] != "ja":
        return None
    from aspire_cli.cli import japanese_help

    prepare(sys.stdout, machine=False)
    return japanese_help.page(ctx, commands)


class LazyGroup(TyperGroup):
    """A group whose commands live in modules of their own, imported when called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command, importing its module; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"aspire_cli.cli.commands.{cmd_name}")
        command: Any = get_command(module.app)
        command.name = cmd_name
        in_english = command.get_help
        command.get_help = lambda ctx: _in_japanese(ctx) or in_english(ctx)
        return command

    def get_help(self, ctx: Any) -> str:
        """Return the help on all commands, in the reader's language."""
        return _in_japanese(ctx, COMMANDS) or super().get_help(ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return the commands and options that begin like what is typed, without importing any command."""
        commands: dict[str, Any] = {name: TyperCommand(name=name, help=told) for name, told in COMMANDS.items()}
        ctx.command = TyperGroup(name=self.name, commands=commands, params=self.params)
        return ctx.command.shell_complete(ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the arguments name; of one that there is not, say which may be meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            key = "no-such-command-nearest" if near else "no-such-command"
            raise UsageError(key, text=args[0], nearest=near, known=tuple(COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from aspire_cli import __version__
        from aspire_cli.programme.edition import stated

        edition, digest = stated()
        typer.echo(f"aspire {__version__} (programme {edition}, data {digest[:12]})")
        raise typer.Exit


@app.callback()
def aspire(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show version and programme edition.")
    ] = False,
) -> None:
    """Check grant proposals against JST's ASPIRE programme, before anybody else does."""


def run(arguments: list[str], reader: Reader | None = None) -> int:
    """Run the command line and return its exit status; `reader` is who reads what it says, as the arguments tell.

    Raises:
        BrokenPipeError: nobody reads standard output any longer.
    """
    reader = reader or Reader(arguments)
    try:
        status = app(_as_paths(arguments), prog_name="aspire", standalone_mode=False, obj=reader)
    except SystemExit as exit_:
        if isinstance(exit_.__context__, BrokenPipeError):  # Typer takes a reader that has gone for a failure
            raise exit_.__context__ from None
        return exit_.code if isinstance(exit_.code, int) else 0
    except UsageError as error:
        complain(reader.languages[0], error.key, **error.values)
        return 2
    except Exception as error:
        if not hasattr(error, "format_message"):  # what tells the parser's exceptions, whose classes are not public
            raise
        return _wrong_use(error, reader)
    return status if isinstance(status, int) else 0


def _as_paths(arguments: list[str]) -> list[str]:
    if not any(one.startswith("-") and "." in one for one in arguments):
        return arguments
    from aspire_cli.cli.wrong_use import as_paths

    return as_paths(arguments)


def _wrong_use(error: Any, reader: Reader) -> int:
    from aspire_cli.cli.wrong_use import of_parser

    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        said = of_parser(error)
        complain(reader.languages[0], said.key, **said.values)
    return 2

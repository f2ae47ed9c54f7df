"""The command `aspire`: finds the command that is named and imports only that one."""

import sys
from importlib import import_module
from inspect import signature
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from aspire_cli.cli.streams import Reader, UsageError, complain

WRONG_USE = 2  # the exit status
COMMANDS = ("check", "budget", "fit", "init", "explain", "config", "list", "schema", "help")
# Importing Rich would double the time of a run.
_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}


class _Helped:
    """Help in the reader's language, in place of that of the class of Typer's beside this one."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        from aspire_cli.cli import help as pages

        return pages.page(ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return what begins like what is typed, each with what it stands for."""
        from aspire_cli.cli import help as pages

        pages.tell(ctx)
        return super().shell_complete(ctx, incomplete)  # type: ignore[misc]


class Command(_Helped, TyperCommand):
    """One command."""


class Group(_Helped, TyperGroup):
    """The commands, each in a module of its own."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command, importing its module; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"aspire_cli.cli.commands.{cmd_name}")

        def run(**typed: Any) -> Any:
            return module.run(ctx.obj, module.Asked(**typed))

        # Typer finds arguments and options in the signature of a function. Here they are the fields of a record, so
        # that a command can pass on what was asked of it as one value.
        setattr(run, "__signature__", signature(module.Asked))  # noqa: B010  # no type knows that a function has it
        one = typer.Typer(**_PLAIN, add_completion=False)
        one.command(cmd_name, cls=Command)(run)
        return get_command(one)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return the commands and options that begin like what is typed, without importing any command."""
        from aspire_cli.cli import help as pages

        pages.tell(ctx)
        commands: dict[str, Any] = {name: TyperCommand(name, short_help=told) for name, told in pages.summaries(ctx)}
        ctx.command = TyperGroup(name=self.name, commands=commands, params=self.params)
        return ctx.command.shell_complete(ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the arguments name; of one that there is not, say which may be meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from aspire_cli.cli.wrong_use import of_command

            raise of_command(args[0], args[1:], COMMANDS)
        return super().resolve_command(ctx, args)


app = typer.Typer(**_PLAIN, cls=Group, context_settings={"help_option_names": ["-h", "--help"]})


def _version(asked: bool) -> None:
    if asked:
        from aspire_cli import __version__
        from aspire_cli.programme.edition import stated

        edition, digest = stated()
        typer.echo(f"aspire {__version__} (programme {edition}, data {digest[:12]})")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def aspire(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", callback=_version, is_eager=True)] = False,
) -> None:
    """Show the help where no command is named."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(WRONG_USE)


def run(arguments: list[str], reader: Reader | None = None) -> int:
    """Run the command line and return its exit status; without `reader`, one is made from the arguments.

    Raises:
        BrokenPipeError: nobody reads standard output any longer.
    """
    reader = reader or Reader(arguments)
    try:
        if any(one.startswith("-") and "." in one for one in arguments):
            from aspire_cli.cli.wrong_use import as_paths

            arguments = as_paths(arguments)
        return app(arguments, prog_name="aspire", standalone_mode=False, obj=reader) or 0
    except SystemExit as exit_:
        if isinstance(exit_.__context__, BrokenPipeError):  # Typer turns it into exit status 1; `main` knows better
            raise exit_.__context__ from None
        return exit_.code if isinstance(exit_.code, int) else 0
    except (UsageError, typer.TyperException) as error:
        if not isinstance(error, UsageError):
            from aspire_cli.cli.wrong_use import of_parser

            error = of_parser(error, arguments, COMMANDS)
        complain(reader.languages[0], error.key, **error.values)
        return WRONG_USE

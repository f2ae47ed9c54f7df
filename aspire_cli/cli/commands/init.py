"""`aspire init`: a commented proposal to start from, for one scheme or joint call, in one language."""

import os
import shlex
import sys
from datetime import date
from typing import Annotated

import typer

from aspire_cli.cli import arguments, in_force, options, outputs, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.files import find as files
from aspire_cli.planning import start as starting
from aspire_cli.planning.start import Start
from aspire_cli.programme.model import JointCall, Programme, Scheme
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Code, Lang

_FILE = "proposal.yaml"
_STANDARD_OUTPUT = "-"


def run(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="[FILE]")] = _FILE,
    scheme: options.Scheme = None,
    call: options.Call = None,
    start: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    lang: Annotated[Lang | None, typer.Option()] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    config_file: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Write a commented proposal to start from: every part explained, dates and limits filled in, the rest to write.

    Without --scheme or --call it asks on a terminal for what it needs.
    """
    settings = in_force.settings(ctx.obj, config_file, isolated, language=lang)
    programme = in_force.programme(settings)
    language = ctx.obj.languages[0]
    target = os.path.join(path, _FILE) if os.path.isdir(path) else path  # noqa: PTH112, PTH118
    if not force and os.path.lexists(target):
        raise UsageError("init-exists", path=target)
    found, first = _asked(programme, language, scheme, call, start)
    text = starting.proposal_text(_start(*found, first), programme, language, _file_name(target))
    if target == _STANDARD_OUTPUT:
        streams.prepare(sys.stdout, machine=True)
        sys.stdout.write(text)
        return
    _write(target, text, force)
    # A name that no search takes would be passed over from here on.
    if not in_force.takes(settings)(target, False):
        streams.complain(language, "init-unfound", path=target)
    streams.prepare(sys.stdout, machine=False)
    print(words.report_words("init-written", language, _next(target)))


def _asked(
    programme: Programme, lang: Lang, scheme: str | None, call: str | None, start: str | None
) -> tuple[tuple[Scheme, JointCall | None], str | None]:
    """Return the scheme, the call and the first day: as the command line says, else as a person answers."""
    found, found_call = arguments.scheme_and_call(programme, scheme, call)
    if found is not None:
        return (found, found_call), start
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("init-needs-scheme", known=tuple(Code(f"`{one}`") for one in programme.schemes))
    from aspire_cli.cli import asking

    chosen = asking.scheme_and_call(programme, lang)
    return chosen, start if start is not None else asking.first_day(lang, *chosen)


def _start(scheme: Scheme, call: JointCall | None, first: str | None) -> Start:
    day = first if first is not None else str(starting.next_start(date.today()))
    period = arguments.period(day, None, starting.longest_years(scheme, call))
    assert period is not None  # a first day is given
    return Start(scheme, call, period)


def _file_name(target: str) -> str:
    return _FILE if target == _STANDARD_OUTPUT else os.path.basename(target)  # noqa: PTH119


def _write(target: str, text: str, force: bool) -> None:
    """Write the file as a whole or not at all; without `force`, never over another."""
    if force:
        outputs.write_file(target, text)
        return
    try:
        with open(target, "x", encoding="utf-8", newline="\n"):  # noqa: PTH123
            pass
    except FileExistsError:
        raise UsageError("init-exists", path=target) from None
    except (OSError, ValueError) as error:
        raise UsageError("cannot-write", path=target, reason=files.reason(error)) from None
    try:
        outputs.write_file(target, text)
    except UsageError:
        os.unlink(target)  # noqa: PTH108  # empty, and ours
        raise


def _next(target: str) -> dict[str, object]:
    """Return the commands to go on with, as a shell takes them."""
    folder = os.path.dirname(target)  # noqa: PTH120
    schema = ["aspire", "schema", "--write", *([folder] if folder else [])]
    return {
        "path": target,
        "check": Code(f"`{shlex.join(['aspire', 'check', target])}`"),
        "schema": Code(f"`{shlex.join(schema)}`"),
    }

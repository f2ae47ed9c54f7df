"""`aspire init`: a commented proposal to start from, for one scheme or joint call, in one language."""

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from aspire_cli import fiscal, shipped_files
from aspire_cli.cli import arguments, in_force, options, outputs, streams
from aspire_cli.cli.commands import schema as schemas
from aspire_cli.cli.streams import Reader, UsageError
from aspire_cli.files.find import FileError, read_file
from aspire_cli.files.repository import as_seen, folders
from aspire_cli.fiscal import Period
from aspire_cli.planning.start import Start, next_start, proposal_text
from aspire_cli.programme.load import known_calls
from aspire_cli.programme.model import Call, Programme, Scheme
from aspire_cli.proposal.model import limits_of
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import label, spoken
from aspire_cli.words.text import Code, Lang, Text, codes

_FILE = "proposal.yaml"
_STANDARD_OUTPUT = "-"
_HOOKS = ".pre-commit-config.yaml"
Answer = TypeVar("Answer")


class Asked(NamedTuple):
    """What the proposal is to start from, and where it is written."""

    path: Annotated[str, typer.Argument(metavar="[FILE]")] = _FILE
    scheme: options.Scheme = None
    call: options.Call = None
    start: options.Day = None
    language: Annotated[Lang | None, typer.Option("--lang")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    no_schema: Annotated[bool, typer.Option("--no-schema")] = False
    calls: options.Calls = None
    config_file: options.ConfigFile = None
    isolated: options.Isolated = False


def run(reader: Reader, asked: Asked) -> None:
    """Write a commented proposal to start from: every part explained, the period filled in, the rest to write.

    Without --scheme or --call it asks on a terminal for what it needs.
    """
    settings = in_force.settings(reader, asked)
    programme = in_force.programme(settings)
    language = reader.languages[0]
    target = os.path.join(asked.path, _FILE) if os.path.isdir(asked.path) else asked.path  # noqa: PTH112, PTH118
    if not asked.force and os.path.lexists(target):
        raise UsageError("init-exists", path=target)
    name = _FILE if target == _STANDARD_OUTPUT else os.path.basename(target)  # noqa: PTH119
    beside = None if asked.no_schema else schemas.file_name(schemas.OF_PROPOSAL)
    text = proposal_text(_start(asked, programme, language), programme, language, name, beside)
    if target == _STANDARD_OUTPUT:
        streams.prepare(sys.stdout, machine=True)
        sys.stdout.write(text)
        return
    present = os.path.lexists(target)
    try:
        outputs.write_file(target, text, new=not asked.force)
    except FileExistsError:  # it has appeared meanwhile
        raise UsageError("init-exists", path=target) from None
    schema = None
    if beside and os.path.isfile(target):  # noqa: PTH113  # beside no device and no stream
        schema = _schema_beside(target, beside, programme, language, force=asked.force, is_new=not present)
    # Later checks of the folder pass over a file whose name no search takes.
    if not in_force.takes(settings)(target, False):
        streams.complain(language, "init-unfound", path=target)
    streams.prepare(sys.stdout, machine=False)
    check, command = Code(f"`{shlex.join(['aspire', 'check', target])}`"), _schema_command(target)
    written = "init-written" if schema else "init-written-alone"
    print(label(written, path=target, schema=schema, check=check, command=command).lang(language))
    if _at_terminal() and sys.stdout.isatty():
        _offer_hook(language)


def _at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _start(asked: Asked, programme: Programme, lang: Lang) -> Start:
    """Return what the proposal starts from: as the command line says, else as a person at the terminal answers."""
    found, found_call = arguments.scheme_and_call(programme, asked.scheme, asked.call)
    asks = found is None
    if found is None:
        if not _at_terminal():
            raise UsageError("init-needs-scheme", known=codes(programme.schemes))
        found, found_call = _ask_scheme_and_call(programme, lang)
    years = limits_of(programme, found, found_call).max_years
    offered = str(next_start(fiscal.now().date(), found_call))

    def period(text: str) -> Period:
        return arguments.period(text or offered, None, years)  # just Enter takes the day that is offered

    if asks and asked.start is None:
        return Start(found, found_call, _ask("init-ask-start", lang, period, default=offered))
    return Start(found, found_call, arguments.period(offered if asked.start is None else asked.start, None, years))


def _ask_scheme_and_call(programme: Programme, lang: Lang) -> tuple[Scheme, Call | None]:
    """Return the scheme that a person chooses and, of a joint one, the call, if it is known already."""
    schemes = {scheme.id: scheme.name for scheme in programme.schemes.values()}
    scheme = _ask("init-ask-scheme", lang, lambda text: arguments.scheme_named(programme, text), schemes)
    if not scheme.is_joint:
        return scheme, None
    calls = {call.id: call.name for call in known_calls(programme).values() if call.scheme == scheme.id}

    def known(text: str) -> Call | None:
        return arguments.scheme_and_call(programme, scheme.id, text)[1] if text else None

    return scheme, _ask("init-ask-call", lang, known, calls)


def _ask(
    question: str, lang: Lang, take: Callable[[str], Answer], choices: Mapping[str, Text] = {}, **values: object
) -> Answer:
    """Ask on standard error until `take` accepts the answer, and return what `take` makes of it."""
    width = max(map(len, choices), default=0)
    for name, told in choices.items():
        _show(f"  {name:{width}}  {spoken(told, lang)}\n")
    while True:
        _show(label(question, **values).lang(lang) + " ")
        try:
            return take(_line())
        except UsageError as error:
            streams.complain(lang, error.key, **error.values)


def _line() -> str:
    line = sys.stdin.buffer.readline()
    if not line:  # the person has ended the input, by Ctrl-D: the same as Ctrl-C
        _show("\n")
        raise KeyboardInterrupt
    return line.decode(sys.stdin.encoding or "utf-8", "replace").strip()


def _show(text: str) -> None:
    sys.stderr.write(streams.escaped(text, sys.stderr))
    sys.stderr.flush()


def _schema_beside(
    proposal: str, name: str, programme: Programme, lang: Lang, *, force: bool, is_new: bool
) -> str | None:
    """Write the schema beside a proposal, and return its path; None where another file of that name stays as it is.

    Where it cannot be written there is neither: the proposal, if it is a new one, is taken away again.
    """
    path = os.path.join(os.path.dirname(proposal), name)  # noqa: PTH118, PTH120
    try:
        outcome = schemas.write(path, schemas.of_proposal(programme), force=force)
    except UsageError:
        if is_new:
            with suppress(OSError):
                os.unlink(proposal)  # noqa: PTH108
        raise
    if outcome == "schema-differs":
        streams.complain(lang, "init-schema-kept", path=path, command=_schema_command(path, "--force"))
        return None
    return path


def _schema_command(path: str, *more: str) -> Code:
    folder = os.path.dirname(path)  # noqa: PTH120
    return Code(f"`{shlex.join(['aspire', 'schema', '--write', *([folder] if folder else []), *more])}`")


def _offer_hook(lang: Lang) -> None:
    """Show what checks the proposals at every commit, unless the repository has it already."""
    root = (folders() or [Path()])[-1]
    try:
        present = read_file(str(root / _HOOKS)).decode("utf-8", "replace")
    except FileError:
        present = ""
    if "aspire" not in present:
        print("\n" + label("init-hook", path=as_seen(root / _HOOKS)).lang(lang))
        print("\n" + shipped_files.text("data/templates/pre-commit.yaml"), end="")

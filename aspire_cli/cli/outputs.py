"""Where reports go: what `--format` and `--output` ask for, written to standard output or files."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

from aspire_cli import __version__
from aspire_cli.cli import in_force, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.files import write as on_disk
from aspire_cli.files.find import OF_YAML, STANDARD_INPUT, reason, takes_proposals
from aspire_cli.finding import Report
from aspire_cli.programme.load import load_programme
from aspire_cli.records import NamedTuple
from aspire_cli.reports import FORMATS, View, formats, module
from aspire_cli.settings.model import Settings
from aspire_cli.words.text import Code

if TYPE_CHECKING:
    from aspire_cli.reports.blocks import Page

_FOR_GITHUB = "github"
_SHORTEST = "concise"  # one line for each finding: clauses, fits and digest need not be worked out for it


class Output(NamedTuple):
    """One report asked for: its format, the file it goes to (None: standard output), and what `--color` says."""

    format: str
    file: str | None
    color: str = "auto"

    @property
    def shows_detail(self) -> bool:
        """Whether the format shows more than findings: the fits, the points to confirm, the file's digest."""
        return self.format != _SHORTEST


def parse(
    command: str, given: Sequence[str] | None, files: Sequence[str] | None, color: str, usual: str
) -> list[Output]:
    """Return the outputs that `--format FORMAT[=FILE]` and `--output` ask of a command.

    Each format without a file of its own goes to that of `--output`. Where none does, or there are several, the suffix
    of each says in which format it is written; `usual` is the format of standard output, and of a file whose suffix
    says nothing.

    Raises:
        UsageError: there is no such format, a suffix is that of another one, two would go to the same place, or it is
            not clear to which of several files a format goes.
    """
    known, places = formats(command), [_file(file) for file in files or ()]
    asked: list[tuple[str | None, str | None]] = []
    for text in given or ():
        name, sign, named = text.partition("=")
        if name not in known:
            raise UsageError("unknown-format", text=name, formats=known)
        if sign and not named:  # as from `json=$FILE` where FILE is not set
            raise UsageError("unknown-format", text=text, formats=known)
        if not named and len(places) > 1:
            from aspire_cli.cli.suffixes import suffix_of

            raise UsageError("outputs-several", format=Code(f"`--format {name}=report{suffix_of(name)}`"))
        asked.append((name, _file(named) if named else next(iter(places), None)))
    taken = {place for _, place in asked}
    asked += [(None, place) for place in places if place not in taken]
    asked = asked or [(None, None)]
    targets = [target for _, target in asked if not on_disk.stream_of(target or "")]
    if len({on_disk.real_path(target) if target else None for target in targets}) < len(targets):
        raise UsageError("outputs-clash")
    return [Output(_format(command, form, target, usual), target, color) for form, target in asked]


def _format(command: str, form: str | None, file: str | None, usual: str) -> str:
    if file is None:
        return form or usual
    from aspire_cli.cli.suffixes import format_for

    return format_for(command, form, file, usual)


def _file(name: str | None) -> str | None:
    """Return the file that is named; as everywhere, `-` means a stream and no file."""
    return None if name in ("", STANDARD_INPUT) else name


def default_of_check(several: bool, *, to_files: bool) -> str:
    """Return the format of a check that suits how many files it is of, and where the report goes."""
    if not to_files and os.environ.get("GITHUB_ACTIONS") == "true":
        return _FOR_GITHUB
    return _SHORTEST if several else "full"


ToKeep = Mapping[str | tuple[int, int], str]  # by what a file is known -> the complaint about an output to it
Made = Callable[[str, View], Iterable[Any]]  # makes the pieces of a report, texts or bytes, in a format for a view


def _files_to_keep(inputs: Iterable[str], checked: Iterable[str], outputs: Sequence[Output]) -> ToKeep:
    """Return which outputs are settings, data or proposals of the command, each with the complaint about that."""
    asked = {on_disk.identity(output.file) for output in outputs if output.file}
    read = chain(((path, "output-is-checked") for path in checked), ((path, "output-is-input") for path in inputs))
    return {known: complaint for path, complaint in read if (known := on_disk.identity(path)) in asked}


def write(
    command: str, found: Any, outputs: Sequence[Output], view: View, inputs: Iterable[str], proposals: Iterable[str]
) -> None:
    """Write what a command has found to every output, or to none where one of them is an input or a proposal.

    Raises:
        UsageError: one cannot be written.
    """
    _write_each(outputs, view, _files_to_keep(inputs, proposals, outputs), partial(written, command, found))


def show(
    pages: Callable[[], Iterable["Page"]], data: Callable[[], Any], outputs: Sequence[Output], settings: Settings
) -> None:
    """Write what a command tells of the programme or the settings: pages for people, or the data behind them.

    Raises:
        UsageError: an output cannot be written.
    """

    def made(form: str, shown: View) -> Iterable[str]:
        if FORMATS[form].of_blocks:
            text: Iterable[str] = module(form).write(pages(), shown)
            return text
        return [module(form).dumped(module(form).plain(data()), indent=2) + "\n"]

    view = View(streams.languages(settings.language.value), __version__)
    if any(FORMATS[output.format].of_blocks for output in outputs):
        view = view._replace(made=in_force.made(), programme_page=load_programme().page)
    _write_each(outputs, view, _files_to_keep(settings.files_read, (), outputs), made)


def _write_each(outputs: Sequence[Output], view: View, keep: ToKeep, made: Made) -> None:
    for output in outputs:
        _refuse(output, keep)
    # Those to files first: the program that reads standard output may end at any time.
    for output in sorted(outputs, key=lambda one: one.file is None):
        deque(_writing(output, view, made), maxlen=0)  # all of it, without a pause


def write_reports(
    found: Iterable[Report], outputs: Sequence[Output], view: View, inputs: Iterable[str] = (), met: Iterable[str] = ()
) -> None:
    """Write every output of a check file by file, as reports come, however many there are.

    Neither `inputs`, settings and data, nor `met`, all that the paths led to, is written over.

    Raises:
        UsageError: one cannot be written; the others are, before it is raised. Where all were for files, the report is
            written to standard output too: in the format that suits it or, where it was ready already, as it is.
        OSError: standard output cannot be written; the files are.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if any(one.format == _FOR_GITHUB for one in outputs) else None
    if len(outputs) == 1 and outputs[0].file is None and not summary:  # as on every commit: nothing more is imported
        _write_each(outputs, view, {}, partial(written, "check", found))
        return
    failed = _write_together(iter(found), outputs, view, inputs, met, summary)
    failed.sort(key=lambda error: isinstance(error, OSError))  # what keeps standard output from being written is raised
    for error in failed[:-1]:
        if isinstance(error, UsageError):
            streams.complain(view.lang, error.key, **error.values)
    if failed:
        raise failed[-1]


def _write_together(
    found: Iterator[Report],
    outputs: Sequence[Output],
    view: View,
    inputs: Iterable[str],
    met: Iterable[str],
    summary: str | None,
) -> list[UsageError | OSError]:
    """Write several outputs, one to a file, or a summary too; return the errors of outputs that cannot be written."""
    from aspire_cli.cli.spreading import readers, write_all

    first = list(islice(found, 1))  # once there is a report, it is known what a search has found
    keep = _files_to_keep(inputs, met, outputs)
    failed: list[UsageError | OSError] = []
    possible = []
    for output in outputs:
        try:
            _refuse(output, keep)
            possible.append(output)
        except UsageError as error:
            failed.append(error)
    if failed and all(output.file for output in outputs):
        possible.append(Output(default_of_check(view.several, to_files=False), None, outputs[0].color))
    alone = all(output.file for output in possible)
    reading = readers(chain(first, found), len(possible) + bool(summary))
    writings = {}
    for output, reader in zip(possible, reading, strict=False):
        writings[reader] = _writing(output, view, partial(written, "check", reader), alone=alone)
    if summary:
        from aspire_cli.cli.step_summary import appending

        writings[reading[-1]] = appending(summary, reading[-1], view)
    return failed + write_all(writings)


def _refuse(output: Output, keep: ToKeep) -> None:
    """Raise an error where it shows already that an output cannot be written, or must not be.

    Raises:
        UsageError: its file is one to keep, or cannot be written; or what is no text would go to a terminal.
    """
    if output.file is None:
        if FORMATS[output.format].is_binary and sys.stdout.isatty():
            example = Code(f"-o aspire.{output.format}")
            raise UsageError("no-text-on-terminal", format=Code(output.format), example=example)
        return
    complaint = keep.get(on_disk.identity(output.file))
    if complaint is None and _is_proposal(output.file):
        complaint = "output-is-proposal"
    if complaint:
        raise UsageError(complaint, path=output.file)
    if on_disk.stream_of(output.file) is None:
        with _told(output.file):
            on_disk.refuse_unwritable(output.file)


def _is_proposal(path: str) -> bool:
    """Say whether a file is there and is a proposal, checked or not, by its name or by what is in it.

    What counts is what a link leads to, too.
    """
    names = (path, on_disk.real_path(path))
    if not os.path.isfile(path):  # noqa: PTH113
        return False
    if any(takes_proposals(name, False) for name in names):
        return True
    if not any(name.lower().endswith(OF_YAML) for name in names):
        return False
    from pathlib import Path

    from aspire_cli.api import check

    with suppress(OSError):
        held = check(Path(path), rules=())
        return held.is_proposal and held.verdict != "unreadable"
    return False


def _writing(output: Output, view: View, made: Made, *, alone: bool = False) -> Iterator[None]:
    """Write an output piece by piece, with a pause after each.

    Of a file nothing is seen before all of it is there. If it cannot be written then, and the outputs are `alone`, none
    of them on standard output, it is shown there.

    Raises:
        UsageError: the file cannot be written.
        OSError: standard output cannot be written.
    """
    if output.file is None:
        shown = _on_stream(sys.stdout, output, view)
        put = sys.stdout.buffer.write if FORMATS[output.format].is_binary else sys.stdout.write
        for piece in made(output.format, shown):
            put(piece)
            yield
        sys.stdout.flush()
        return
    with on_disk.kept_back(output.file) as kept:
        for piece in made(output.format, view._replace(color=output.color == "always")):
            with _told(output.file):
                kept.write(on_disk.encoded(piece))
            yield
        try:
            write_file(output.file, kept)
        except UsageError:
            if alone and not FORMATS[output.format].is_binary:
                _on_stream(sys.stdout, output, view)
                kept.seek(0)
                sys.stdout.writelines(line.decode() for line in kept)
                sys.stdout.flush()
            raise
    if on_disk.stream_of(output.file) is None:
        streams.complain(view.lang, "report-written", path=output.file, format=Code(output.format))


def written(command: str, found: Any, form: str, view: View) -> Iterator[Any]:
    """Yield what a command has found in a format, file by file where there are several: texts or, of some, bytes."""
    try:
        writer = module(form)
    except ImportError:
        if FORMATS[form].is_binary:
            raise UsageError("excel-missing") from None
        raise
    if FORMATS[form].of_blocks:
        pages = import_module(f"aspire_cli.pages.{command}").pages(found, view)
        yield from writer.write(pages, view._replace(bars=FORMATS[form].bars))
    else:
        yield from getattr(writer, command)(found, view)


def write_after(pages: Iterable["Page"], asked: Sequence[Output], view: View) -> None:
    """Write pages after the report: to standard error where what is on standard output is for machines."""
    on_output = (one.format for one in asked if one.file is None or on_disk.stream_of(one.file) == 1)
    stream = sys.stdout if all(FORMATS[form].for_terminal for form in on_output) else sys.stderr
    shown = _on_stream(stream, Output("full", None, asked[0].color), view)
    stream.writelines(f"\n{one}" for one in module("full").write(pages, shown))
    stream.flush()


def _on_stream(stream: TextIO, output: Output, view: View) -> View:
    """Make a stream ready for an output, and return the view with the width, colours and signs of its terminal.

    Formats for machines are written as UTF-8, without regard to the terminal.
    """
    for_terminal = FORMATS[output.format].for_terminal
    streams.prepare(stream, machine=not for_terminal)
    if not for_terminal:
        return view
    color, is_plain = streams.wants_color(output.color, stream), not streams.shows_signs(stream)
    return view._replace(width=streams.width(stream), color=color, ascii_only=is_plain)


def write_file(path: str, content: on_disk.Content, *, new: bool = False, known: bytes | None = None) -> None:
    """Write a file as a whole or not at all, or to the stream that a path such as `/dev/stdout` stands for.

    Raises:
        FileExistsError: it must be `new`, and there is something of that name.
        ChangedError: something else is there than is `known`.
        FileError: what is known to be there can no longer be read.
        UsageError: it cannot be written.
    """
    number = on_disk.stream_of(path)
    with _told(path):
        if number is None:
            on_disk.write_whole(path, content, new=new, known=known)
        else:
            sys.stdout.flush()
            on_disk.write_stream(number, content)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn the error with which a file cannot be written into the sentence that says so."""
    try:
        yield
    except (BrokenPipeError, on_disk.ChangedError, FileExistsError):
        raise
    except (OSError, ValueError) as error:
        raise UsageError("cannot-write", path=path, reason=reason(error)) from None

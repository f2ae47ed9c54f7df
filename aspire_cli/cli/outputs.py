"""Where reports go: what `--format` and `--output` ask for, written to standard output or files."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from itertools import chain, islice, tee
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from aspire_cli import __version__
from aspire_cli.cli import in_force, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.files.find import STANDARD_INPUT, reason, takes_proposals
from aspire_cli.files.write import (
    ChangedError,
    Content,
    encoded,
    identity,
    kept_back,
    real_path,
    refuse_unwritable,
    stream_of,
    write_stream,
    write_whole,
)
from aspire_cli.finding import Report
from aspire_cli.programme.load import load_programme
from aspire_cli.reports import FORMATS, View, formats, module
from aspire_cli.settings.model import Settings
from aspire_cli.words.text import Code, Lang

if TYPE_CHECKING:
    from typing import IO

    from aspire_cli.reports.blocks import Page

_FOR_GITHUB = "github"
_SHORTEST = "concise"  # one line for each finding: clauses, fits and digest need not be worked out for it


class Output(NamedTuple):
    """One report asked for: its format, and the file it goes to (None: standard output)."""

    format: str
    file: str | None

    @property
    def shows_detail(self) -> bool:
        """Whether the format shows more than findings: the fits, the points to confirm, the file's digest."""
        return self.format != _SHORTEST

    @property
    def shows_edits(self) -> bool:
        """Whether the format gives what would mend a finding as edits of the text."""
        return FORMATS[self.format].gives_edits


def parse(command: str, given: Sequence[str] | None, file: str | None, usual: str) -> list[Output]:
    """Return the outputs that `--format FORMAT[=FILE]` and `--output` ask of a command.

    Each format without a file of its own goes to that of `--output`. Where none does, the suffix of that file says in
    which format it is written; `usual` is the format of standard output, and of a file whose suffix says nothing.

    Raises:
        UsageError: there is no such format, a suffix is that of another one, or two would go to the same place.
    """
    file = _file(file)
    asked: list[Output] = []
    for text in given or ():
        name, _, named = text.partition("=")
        if name not in formats(command):
            raise UsageError("unknown-format", text=name, formats=formats(command))
        asked.append(_output(command, name, _file(named) if named else file, usual))
    if not asked or (file is not None and all(output.file != file for output in asked)):
        asked.append(_output(command, None, file, usual))
    targets = [real_path(output.file) if output.file else None for output in asked]
    targets = [target for target, output in zip(targets, asked, strict=True) if not stream_of(output.file or "")]
    if len(set(targets)) < len(targets):
        raise UsageError("outputs-clash")
    return asked


def _output(command: str, form: str | None, file: str | None, usual: str) -> Output:
    if file is None:
        return Output(form or usual, None)
    from aspire_cli.cli.suffixes import format_for

    return Output(format_for(command, form, file, usual), file)


def _file(name: str | None) -> str | None:
    """Return the file that is named; as everywhere, `-` means a stream and no file."""
    return None if name in ("", STANDARD_INPUT) else name


def default_of_check(several: bool, file: str | None) -> str:
    """Return the format of a check that suits how many files it is of, and where the report goes."""
    if file is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return _FOR_GITHUB
    return _SHORTEST if several else "full"


Kept = Mapping[str | tuple[int, int], str]
Made = Callable[[str, View], Iterable[Any]]  # what is shown, in a format: pieces of text, or of bytes


def files_to_keep(inputs: Iterable[str], checked: Iterable[str], outputs: Sequence[Output]) -> Kept:
    """Return which outputs are settings, data or proposals of the command, each with the complaint about that."""
    asked = {identity(output.file) for output in outputs if output.file}
    read = chain(((path, "output-is-checked") for path in checked), ((path, "output-is-input") for path in inputs))
    return {known: complaint for path, complaint in read if (known := identity(path)) in asked}


def write(command: str, found: Any, outputs: Sequence[Output], view: View, color: str, keep: Kept) -> None:
    """Write what a command has found to every output, or to none where one of them is a file to keep.

    Raises:
        UsageError: one cannot be written.
    """
    _write_each(outputs, view, color, keep, partial(_made, command, found))


def show(
    pages: Callable[[], Iterable["Page"]],
    data: Callable[[], Any],
    outputs: Sequence[Output],
    langs: tuple[Lang, ...],
    color: str,
    settings: Settings,
) -> None:
    """Write what a command tells of the programme or the settings: pages for people, or the data behind them.

    Raises:
        UsageError: an output cannot be written.
    """

    def made(form: str, shown: View) -> Iterator[Any]:
        if FORMATS[form].of_blocks:
            yield from module(form).write(pages(), shown, **FORMATS[form].options)
        else:
            yield module(form).dumped(module(form).plain(data()), indent=2) + "\n"

    view = View(langs, __version__)
    if any(FORMATS[output.format].of_blocks for output in outputs):
        view = view._replace(made=in_force.made(), programme_page=load_programme().page)
    _write_each(outputs, view, color, files_to_keep(settings.files_read, (), outputs), made)


def _write_each(outputs: Sequence[Output], view: View, color: str, keep: Kept, made: Made) -> None:
    for output in outputs:
        _refuse(output, keep)
    for output in _files_first(outputs):
        _write(output, view, color, made)


def write_reports(
    found: Iterable[Report],
    outputs: Sequence[Output],
    view: View,
    color: str,
    inputs: Iterable[str] = (),
    met: Iterable[str] = (),
) -> None:
    """Write every output of a check file by file, as reports come, however many there are.

    Neither `inputs`, settings and data, nor `met`, all that the paths led to, is written over.

    Raises:
        UsageError: one cannot be written; the others are, before it is raised. Where all were for files, the report is
            written to standard output too: in the format that suits it or, where it was ready already, as it is.
        OSError: standard output cannot be written; the files are.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if any(one.format == _FOR_GITHUB for one in outputs) else None
    found, for_summary = tee(found) if summary else (found, ())
    failed: list[UsageError | OSError] = []
    if len(outputs) == 1 and outputs[0].file is None:
        _write(outputs[0], view, color, partial(_made, "check", found))
    else:
        failed = _write_together(iter(found), outputs, view, color, inputs, met)
    if summary:
        from aspire_cli.cli import step_summary

        step_summary.append(summary, list(for_summary), view)
    wrong_use = [error for error in failed if isinstance(error, UsageError)]
    last = next((error for error in failed if error not in wrong_use), None) or (wrong_use.pop() if wrong_use else None)
    for earlier in wrong_use:
        streams.complain(view.lang, earlier.key, **earlier.values)
    if last:
        raise last


def _write_together(
    found: Iterator[Report],
    outputs: Sequence[Output],
    view: View,
    color: str,
    inputs: Iterable[str],
    met: Iterable[str],
) -> list[UsageError | OSError]:
    """Write several outputs, or one to a file; return the errors of those that cannot be written."""
    from aspire_cli.cli.spreading import Shared, Writing, write_all

    first = list(islice(found, 1))  # once there is a report, it is known what a search has found
    keep = files_to_keep(inputs, met, outputs)
    failed: list[UsageError | OSError] = []
    possible = []
    for output in outputs:
        try:
            _refuse(output, keep)
            possible.append(output)
        except UsageError as error:
            failed.append(error)
    if failed and all(output.file for output in outputs):
        possible.append(Output(default_of_check(view.several, None), None))
    shared = Shared(chain(first, found))
    alone = all(output.file for output in possible)
    with ExitStack() as open_files:
        writings = []
        for output in possible:
            reader = shared.reader()
            is_binary = FORMATS[output.format].is_binary
            put: Callable[[Any], object]
            end: Callable[[], object]
            if output.file is None:
                put, end = sys.stdout.buffer.write if is_binary else sys.stdout.write, sys.stdout.flush
                shown = _on_stream(sys.stdout, output.format, view, color)
            else:
                kept = open_files.enter_context(kept_back(output.file))
                shown = view._replace(color=color == "always")
                put, end = partial(_keep, output.file, kept), partial(_put_whole, output, kept, view, alone)
            pieces = _made("check", reader, output.format, shown)
            writings.append(Writing(reader, pieces, put, end))
        return failed + write_all(shared, writings)


def _keep(path: str, kept: "IO[bytes]", piece: str | bytes) -> None:
    """Add a piece to what is kept until the whole can be put into a file."""
    with _told(path):
        kept.write(encoded(piece))


def _put_whole(output: Output, kept: "IO[bytes]", view: View, alone: bool) -> None:
    """Put the whole into its file; if that fails, and none of the outputs is for standard output, show it there."""
    try:
        write_file(output.file or "", kept)
    except UsageError:
        if alone and not FORMATS[output.format].is_binary:
            streams.prepare(sys.stdout, machine=not FORMATS[output.format].for_terminal)
            kept.seek(0)
            sys.stdout.writelines(line.decode() for line in kept)
            sys.stdout.flush()
        raise
    _say_written(output, view)


def _files_first(outputs: Sequence[Output]) -> list[Output]:
    """Return the outputs, those to files first: the program that reads standard output may end at any time."""
    return sorted(outputs, key=lambda one: one.file is None)


def _refuse(output: Output, keep: Kept) -> None:
    """Raise an error where an output is a file to keep, or where it shows already that it cannot be written."""
    _refuse_terminal(output)
    if output.file is None:
        return
    complaint = keep.get(identity(output.file)) or ("output-is-proposal" if _is_proposal(output.file) else None)
    if complaint:
        raise UsageError(complaint, path=output.file)
    if stream_of(output.file) is None:
        with _told(output.file):
            refuse_unwritable(output.file)


def _is_proposal(path: str) -> bool:
    """Say whether there is a proposal at a path, by its name or by that of what it links to."""
    return os.path.exists(path) and any(takes_proposals(one, False) for one in (path, real_path(path)))  # noqa: PTH110


def _write(output: Output, view: View, color: str, made: Made) -> None:
    if FORMATS[output.format].is_binary:
        _write_binary(output, view, made)
    elif output.file is not None:
        shown = view._replace(color=color == "always")
        write_file(output.file, "".join(made(output.format, shown)))
        _say_written(output, view)
    else:
        _to_terminal(output.format, view, color, partial(made, output.format))


def _say_written(output: Output, view: View) -> None:
    if output.file is not None and stream_of(output.file) is None:
        streams.complain(view.lang, "report-written", path=output.file, format=Code(output.format))


def _write_binary(output: Output, view: View, made: Made) -> None:
    """Write a format that is no text to its file, or to standard output where that is no terminal."""
    _refuse_terminal(output)
    content = b"".join(made(output.format, view))
    if output.file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    write_file(output.file, content)
    _say_written(output, view)


def _refuse_terminal(output: Output) -> None:
    """Raise an error where what is no text would go to a terminal."""
    if FORMATS[output.format].is_binary and output.file is None and sys.stdout.isatty():
        raise UsageError("no-text-on-terminal", format=Code(output.format), example=Code(f"-o aspire.{output.format}"))


def _made(command: str, found: Any, form: str, view: View) -> Iterator[Any]:
    """Yield what a command has found in a format: pieces of text, or of bytes where the format is no text."""
    return (_binary if FORMATS[form].is_binary else written)(command, form, found, view)


def _binary(command: str, form: str, found: Any, view: View) -> Iterator[bytes]:
    """Yield what a command has found in a format that is no text."""
    try:
        writer = module(form)
    except ImportError:
        raise UsageError("excel-missing") from None
    yield from getattr(writer, command)(found, view)


def written(command: str, form: str, found: Any, view: View) -> Iterator[str]:
    """Yield what a command has found in a format, file by file where there are several."""
    if FORMATS[form].of_blocks:
        pages = import_module(f"aspire_cli.pages.{command}").pages(found, view)
        yield from module(form).write(pages, view, **FORMATS[form].options)
    else:
        yield from getattr(module(form), command)(found, view)


def write_after(pages: Iterable["Page"], asked: Sequence[Output], view: View, color: str) -> None:
    """Write pages after the report: to standard error where what is on standard output is for machines."""
    for_machines = any(_is_standard_output(one) and not FORMATS[one.format].for_terminal for one in asked)
    stream, writer = sys.stderr if for_machines else sys.stdout, module("full")
    _to_terminal("full", view, color, lambda shown: (f"\n{one}" for one in writer.write(pages, shown)), stream)


def _is_standard_output(output: Output) -> bool:
    return output.file is None or stream_of(output.file) == 1


def _to_terminal(
    form: str, view: View, color: str, text: Callable[[View], Iterable[str]], stream: TextIO | None = None
) -> None:
    """Write the text that `text` makes of the view that suits a stream: standard output where none is named."""
    stream = stream or sys.stdout
    for piece in text(_on_stream(stream, form, view, color)):
        stream.write(piece)
    stream.flush()


def _on_stream(stream: TextIO, form: str, view: View, color: str) -> View:
    """Make a stream ready for a format, and return the view with the width, colours and signs of its terminal.

    Formats for machines are written as UTF-8, without regard to the terminal.
    """
    streams.prepare(stream, machine=not FORMATS[form].for_terminal)
    if not FORMATS[form].for_terminal:
        return view
    return view._replace(
        width=streams.width(stream),
        color=streams.wants_color(color, stream),
        ascii_only=not streams.shows_signs(stream),
    )


def write_file(path: str, content: Content, *, new: bool = False, known: bytes | None = None) -> None:
    """Write a file as a whole or not at all, or to the stream that a path such as `/dev/stdout` stands for.

    Raises:
        FileExistsError: it must be `new`, and there is something of that name.
        ChangedError: something else is there than is `known`.
        FileError: what is known to be there can no longer be read.
        UsageError: it cannot be written.
    """
    number = stream_of(path)
    with _told(path):
        if number is None:
            write_whole(path, content, new=new, known=known)
        else:
            sys.stdout.flush()
            write_stream(number, content)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn the error with which a file cannot be written into the sentence that says so."""
    try:
        yield
    except (BrokenPipeError, ChangedError, FileExistsError):
        raise
    except (OSError, ValueError) as error:
        raise UsageError("cannot-write", path=path, reason=reason(error)) from None

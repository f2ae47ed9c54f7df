"""Where reports go: `--format` and `--output` to writers on standard output or files."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from aspire_cli.cli import streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.files import find as files
from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.files.write import real_path, write_whole
from aspire_cli.finding import Report
from aspire_cli.reports import FORMATS, View, formats, module

_FOR_GITHUB = "github"
_SHORTEST = "concise"  # shows no clause and no data: nothing is worked out for it


class Output(NamedTuple):
    """One report asked for: its format, and the file it goes to (None: standard output)."""

    format: str
    file: str | None

    @property
    def shows_detail(self) -> bool:
        """Whether the format shows more than findings: the fits, the points to confirm, the file's digest."""
        return self.format != _SHORTEST


def parse(command: str, given: Sequence[str], file: str | None, default: str) -> list[Output]:
    """Return what is asked of a command by `--format FORMAT[=FILE]` and `--output`."""
    asked = [_output(text, formats(command)) for text in given] or [Output(default, None)]
    if file is not None and _file(file) is not None:
        asked = [output if output.file else output._replace(file=file) for output in asked]
    targets = [real_path(output.file) if output.file else None for output in asked]
    if len(set(targets)) < len(targets):
        raise UsageError("outputs-clash")
    return asked


def _output(text: str, known: tuple[str, ...]) -> Output:
    name, _, file = text.partition("=")
    if name not in known:
        raise UsageError("unknown-format", text=name, formats=known)
    return Output(name, _file(file))


def _file(name: str) -> str | None:
    """Return the file that is named; as everywhere, `-` is a stream and no file."""
    return None if name in ("", STANDARD_INPUT) else name


def default(several: bool, file: str | None) -> str:
    """Return the format of a check that suits where it goes to."""
    if file is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return _FOR_GITHUB
    return "full" if not several and (file is not None or sys.stdout.isatty()) else "concise"


def places_read(inputs: Iterable[str], checked: Iterable[str]) -> dict[str, str]:
    """Return where a command's settings, data and proposals lie, each with what is said of an output to that place."""
    places = {real_path(path): "output-is-checked" for path in checked}
    return places | {real_path(path): "output-is-input" for path in inputs}


def write(command: str, found: Any, outputs: Sequence[Output], view: View, color: str, read: Mapping[str, str]) -> None:
    """Write what a command has found to every output, or none where one would be written over what is `read`.

    Raises:
        UsageError: one cannot be written.
    """
    for output in outputs:
        _refuse(output, read)
    for output in _files_first(outputs):
        _write(command, found, output, view, color)


def write_reports(
    found: Iterable[Report], outputs: Sequence[Output], view: View, color: str, inputs: Iterable[str] = ()
) -> None:
    """Write every output of a check; with one alone, file by file as they come. None is written over what is read.

    Raises:
        UsageError: one cannot be written; the others are, before it is raised, and where none of them is for standard
            output, the report that suits it is written there.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if any(one.format == _FOR_GITHUB for one in outputs) else None
    seen: list[Report] = []
    found = _kept(found, seen) if summary else found
    if len(outputs) > 1 or outputs[0].file is not None:
        found = list(found)
    to_files = any(one.file for one in outputs)
    read = places_read(inputs, (report.path for report in found)) if to_files else {}
    failed: list[UsageError] = []
    for output in _files_first(outputs):
        try:
            _refuse(output, read)
            _write("check", found, output, view, color)
        except UsageError as error:
            failed.append(error)
    if failed and all(output.file is not None for output in outputs):
        _write("check", found, Output(default(view.several, None), None), view, color)
    if summary:
        from aspire_cli.cli import step_summary

        step_summary.append(summary, seen, view)
    for earlier in failed[:-1]:
        streams.complain(view.lang, earlier.key, **earlier.values)
    if failed:
        raise failed[-1]


def _kept(found: Iterable[Report], seen: list[Report]) -> Iterator[Report]:
    """Yield the reports as they come, and keep them."""
    for report in found:
        seen.append(report)
        yield report


def _files_first(outputs: Sequence[Output]) -> list[Output]:
    """Return the outputs, those to files first: a reader of standard output may leave before its end."""
    return sorted(outputs, key=lambda one: one.file is None)


def _refuse(output: Output, read: Mapping[str, str]) -> None:
    complaint = read.get(real_path(output.file)) if output.file else None
    if complaint:
        raise UsageError(complaint, path=output.file)


def _write(command: str, found: Any, output: Output, view: View, color: str) -> None:
    if output.file is not None:
        shown = view._replace(color=color == "always")
        write_file(output.file, "".join(written(command, output.format, found, shown)))
    else:
        _to_terminal(output.format, view, color, lambda shown: written(command, output.format, found, shown))


def written(command: str, form: str, found: Any, view: View) -> Iterator[str]:
    """Yield what a command has found in a format, file by file where there are several; no other is imported."""
    if FORMATS[form].of_blocks:
        pages = import_module(f"aspire_cli.pages.{command}").pages(found, view)
        yield from module(form).write(pages, view, **FORMATS[form].options)
    else:
        yield from getattr(module(form), command)(found, view)


def _to_terminal(form: str, view: View, color: str, text: Callable[[View], Iterable[str]]) -> None:
    """Write to standard output what a view makes of its text: in its width, colours and signs, or as UTF-8."""
    streams.prepare(sys.stdout, machine=not FORMATS[form].for_terminal)
    if FORMATS[form].for_terminal:
        view = view._replace(
            width=streams.width(sys.stdout),
            color=streams.wants_color(color, sys.stdout),
            ascii_only=not streams.shows_signs(sys.stdout),
        )
    for piece in text(view):
        sys.stdout.write(piece)
    sys.stdout.flush()


def write_file(path: str, content: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        write_whole(path, content)
    except (OSError, ValueError) as error:
        raise UsageError("cannot-write", path=path, reason=files.reason(error)) from None


def show(pages: Callable[[], Iterable[Any]], data: Callable[[], Any], form: str, view: View, color: str) -> None:
    """Write pages for people, or the data behind them, to standard output; only what is asked for is made."""
    writer = module(form)
    if FORMATS[form].of_blocks:
        _to_terminal(form, view, color, lambda shown: writer.write(pages(), shown, **FORMATS[form].options))
    else:
        _to_terminal(form, view, color, lambda _: [writer.dumped(writer.plain(data()), indent=2), "\n"])

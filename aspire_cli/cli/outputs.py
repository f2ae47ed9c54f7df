"""Where reports go: `--format` and `--output` to writers on standard output or files."""

import errno
import os
import stat
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from aspire_cli.cli import streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.files import find as files
from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.finding import Report
from aspire_cli.programme.model import Programme
from aspire_cli.reports import FORMATS, View, module

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


def parse(formats: Sequence[str], file: str | None, known: Sequence[str], default: str) -> list[Output]:
    """Return what is asked for by `--format FORMAT[=FILE]`, each one of `known`, and `--output`."""
    asked = [_output(text, known) for text in formats] or [Output(default, None)]
    if file is not None and _file(file) is not None:
        asked = [output if output.file else output._replace(file=file) for output in asked]
    targets = [place(output.file) if output.file else None for output in asked]
    if len(set(targets)) < len(targets):
        raise UsageError("outputs-clash")
    return asked


def _output(text: str, known: Sequence[str]) -> Output:
    name, _, file = text.partition("=")
    if name not in known:
        raise UsageError("unknown-format", text=name, formats=tuple(known))
    return Output(name, _file(file))


def _file(name: str) -> str | None:
    """Return the file that is named; as everywhere, `-` is a stream and no file."""
    return None if name in ("", STANDARD_INPUT) else name


def default(several: bool, file: str | None) -> str:
    """Return the format of a check that suits where it goes to."""
    if file is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return _FOR_GITHUB
    return "full" if not several and (file is not None or sys.stdout.isatty()) else "concise"


def written(command: str, form: str, found: Any, view: View) -> Iterator[str]:
    """Yield what a command has found in a format, file by file where there are several; no other is imported."""
    if not FORMATS[form].of_blocks:
        yield from getattr(module(form), command)(found, view)
    else:
        yield from module(form).write(import_module(f"aspire_cli.pages.{command}").pages(found, view), view)


def write(
    found: Iterable[Report],
    outputs: Sequence[Output],
    view: View,
    programme: Programme,
    color: str,
    inputs: Iterable[str] = (),
) -> None:
    """Write every output; with one alone, file by file as they come. None is written over one of the `inputs`.

    Raises:
        UsageError: one cannot be written; the others are, before it is raised, and where none of them is for standard
            output, the report that suits it is written there.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if any(one.format == _FOR_GITHUB for one in outputs) else None
    seen: list[Report] = []
    everything = _kept(found, seen) if summary else found
    if len(outputs) > 1 or outputs[0].file is not None:
        everything = list(everything)
    taken = {place(path) for path in inputs}
    failed: list[UsageError] = []
    # Files first: a reader of standard output may leave before its end.
    for output in sorted(outputs, key=lambda one: one.file is None):
        try:
            if output.file is None:
                _write_to_terminal(everything, output.format, view, programme, color)
            else:
                _write_to_file(everything, output, view, programme, color, taken)
        except UsageError as error:
            failed.append(error)
    if failed and all(output.file is not None for output in outputs):
        _write_to_terminal(everything, default(view.several, None), view, programme, color)
    if summary:
        from aspire_cli.cli import step_summary

        step_summary.append(summary, seen, with_clauses(view, programme))
    for earlier in failed[:-1]:
        streams.complain(view.langs[0], earlier.key, **earlier.values)
    if failed:
        raise failed[-1]


def _kept(found: Iterable[Report], seen: list[Report]) -> Iterator[Report]:
    """Yield the reports as they come, and keep them."""
    for report in found:
        seen.append(report)
        yield report


def _write_to_terminal(found: Iterable[Report], name: str, view: View, programme: Programme, color: str) -> None:
    is_terminal = FORMATS[name].for_terminal
    streams.prepare(sys.stdout, machine=not is_terminal)
    shown = view if name == _SHORTEST else with_clauses(view, programme)
    try:
        for piece in written("check", name, found, for_terminal(shown, color) if is_terminal else shown):
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone, as `head` does; the exit status still speaks of every file
        deque(found, maxlen=0)
        raise


def for_terminal(view: View, color: str) -> View:
    """Return the view as standard output can show it: its width, colour where that is wanted, its signs."""
    return view._replace(
        width=streams.width(sys.stdout),
        color=streams.wants_color(color, sys.stdout),
        ascii_only=not streams.shows_signs(sys.stdout),
    )


def _write_to_file(
    found: Iterable[Report], output: Output, view: View, programme: Programme, color: str, taken: Set[str]
) -> None:
    assert output.file is not None
    if place(output.file) in taken:
        raise UsageError("output-is-input", path=output.file)
    shown = with_clauses(view, programme)._replace(color=color == "always")
    checked: set[str] = set()
    content = "".join(written("check", output.format, _noted(found, checked), shown))
    if place(output.file) in checked:
        raise UsageError("output-is-checked", path=output.file)
    write_file(output.file, content)


def _noted(found: Iterable[Report], checked: set[str]) -> Iterator[Report]:
    """Yield the reports, and note which files they are on."""
    for report in found:
        checked.add(place(report.path))
        yield report


def place(path: str) -> str:
    """Return where a path leads, however it is written; of one that leads nowhere, the path itself."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # the working directory is gone; a name that no file can have
        return path


def write_file(path: str, content: str) -> None:
    """Write a file in UTF-8 as a whole or not at all, its line ends as they are; what a link names is what is written.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        if Path(path).exists() and not Path(path).is_file():  # a device or a pipe takes the text, and stays what it is
            _write_text(Path(path), content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UsageError("cannot-write", path=path, reason=files.reason(error)) from None


def _replace(target: Path, content: str) -> None:
    """Put a file with the content in the target's place; one that may not be written stays, and so does its mode."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    import tempfile

    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    # A new file of a name that nobody can foresee: a link that lies in wait for it would be written through.
    handle, name = tempfile.mkstemp(prefix=".aspire.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        _write_text(draft, content)
        draft.chmod(mode)
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def _umask() -> int:
    """Return which permissions a new file goes without; they can be asked for only by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write_text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", errors="backslashreplace", newline="\n")


def with_clauses(view: View, programme: Programme) -> View:
    """Return the view with the place of every clause on the programme page, and what names the data."""
    from aspire_cli.programme.edition import sha256_of
    from aspire_cli.programme.page_texts import texts_of

    places = {name: clause.place for name, clause in texts_of(programme).clauses.items()}
    return view._replace(clause_places=places, data_sha256=sha256_of(programme))

"""What `aspire budget` and `aspire fit` share: their view, their streams, their rules, and a proposal's document."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from aspire_cli import __version__, files, source
from aspire_cli.cli import outputs, streams
from aspire_cli.cli.streams import UsageError
from aspire_cli.config import Settings
from aspire_cli.edition import sha256
from aspire_cli.programme import Programme
from aspire_cli.reports import View
from aspire_cli.rules import BY_NAME
from aspire_cli.source import Document

Output = Annotated[str | None, typer.Option("--output", "-o", help="Write the report to this file.")]
_FOR_PEOPLE = frozenset({"full", "plain"})


def view(in_force: Settings, programme: Programme) -> View:
    """Return how a report is to be shown, as far as the settings and the command line say."""
    shown = View(
        langs=streams.languages(in_force.language.value),
        version=__version__,
        edition=programme.edition,
        page_date=programme.page_date,
        data_sha256=programme.sha256,
        programme=programme.id,
        unit=in_force.unit.value,
        rules_off=in_force.rules_off.value,
        own_data=in_force.programme_data.value,
    )
    return outputs.with_clauses(shown, programme)


def rules(in_force: Settings) -> frozenset[str]:
    """Return the names of all rules but those that the settings switch off, which the report says."""
    return frozenset(BY_NAME).difference(in_force.rules_off.value)


def write(text: Callable[[View], str], form: str, file: str | None, shown: View, color: str) -> None:
    """Write what `text` makes of the view to a file, or to standard output as that can show it."""
    if file is not None:
        outputs.write_file(file, text(shown._replace(color=color == "always")))
        return
    streams.prepare(sys.stdout, machine=form not in _FOR_PEOPLE)
    sys.stdout.write(text(outputs.for_terminal(shown, color) if form in _FOR_PEOPLE else shown))


def chosen(form: str | None, formats: tuple[str, ...], default: str) -> str:
    """Return the format asked for, one of `formats`, or the default."""
    if form is not None and form not in formats:
        raise UsageError("unknown-format", text=form, formats=formats)
    return form or default


def document(path: str) -> tuple[Document, str]:
    """Return a proposal's document, readable or not, and the SHA-256 of its file."""
    try:
        data = files.read(path)
    except files.FileError as error:
        raise UsageError("cannot-read", path=error.path, reason=error.reason) from None
    return source.read(data, path), sha256(data)


def status(failures: tuple[str, ...], *, fits: bool) -> int:
    """Return the exit status: 3 for a failure inside, which is told, else whether all is well."""
    for failure in failures:
        streams.complain("internal-failure", error=failure)
    return 3 if failures else 0 if fits else 1

"""What `aspire budget` and `aspire fit` share: their view, their outputs, how they check, a proposal's document."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from aspire_cli import __version__
from aspire_cli.checking.checker import Options
from aspire_cli.cli import in_force as selection
from aspire_cli.cli import outputs, streams
from aspire_cli.cli.outputs import Output
from aspire_cli.cli.streams import UsageError
from aspire_cli.document import document as source
from aspire_cli.document.document import Document
from aspire_cli.files import find as files
from aspire_cli.finding import Finding
from aspire_cli.problem import Severity
from aspire_cli.programme.edition import sha256, sha256_of
from aspire_cli.programme.model import Programme
from aspire_cli.reports import FORMATS, View
from aspire_cli.rules import BY_NAME
from aspire_cli.settings.model import Settings
from aspire_cli.words.text import Code, Lang


def view(in_force: Settings, programme: Programme) -> View:
    """Return how a report is to be shown, as far as the settings and the command line say."""
    shown = View(
        langs=streams.languages(in_force.language.value),
        version=__version__,
        edition=programme.edition,
        page_date=programme.page_date,
        data_sha256=sha256_of(programme),
        programme=programme.id,
        unit=in_force.unit.value,
        rules_off=in_force.rules_off.value,
        own_data=in_force.programme_data.value,
        settings=_said(in_force),
    )
    return outputs.with_clauses(shown, programme)


def _said(in_force: Settings) -> dict[str, tuple[str, ...]]:
    """Return the settings that a report names; which rules `aspire check` is to select, these commands do not ask."""
    named = selection.said(in_force, searched=False, force_exclude=False)
    return {key: values for key, values in named.items() if key != "select"}


def checking(in_force: Settings, day: date, *, no_waivers: bool) -> Options:
    """Return how to check: by all rules but those that the settings switch off, which the report says."""
    names = frozenset(BY_NAME).difference(in_force.rules_off.value)
    return Options(day, in_force.stage.value, names, not no_waivers, detail=False)


class Inputs(NamedTuple):
    """The files that a command reads: none of them is written over."""

    proposal: str | None
    settings: tuple[str, ...]  # and the data files that they name


def write(command: str, found: Any, asked: Sequence[Output], inputs: Inputs, shown: View, color: str) -> None:
    """Write what a command has found to every output asked for, files first.

    Raises:
        UsageError: one would overwrite the proposal or the settings, or cannot be written.
    """
    read = {outputs.place(path) for path in inputs.settings}
    for output in asked:
        target = outputs.place(output.file) if output.file else None
        if target and inputs.proposal is not None and target == outputs.place(inputs.proposal):
            raise UsageError("output-is-checked", path=output.file)
        if target in read:
            raise UsageError("output-is-input", path=output.file)
    for form, file in sorted(asked, key=lambda one: one.file is None):
        if file is not None:
            text = "".join(outputs.written(command, form, found, shown._replace(color=color == "always")))
            outputs.write_file(file, text)
            continue
        is_terminal = FORMATS[form].for_terminal
        streams.prepare(sys.stdout, machine=not is_terminal)
        view = outputs.for_terminal(shown, color) if is_terminal else shown
        sys.stdout.write("".join(outputs.written(command, form, found, view)))


def document(path: str) -> tuple[Document, str]:
    """Return a proposal's document, readable or not, and the SHA-256 of its file."""
    try:
        data = files.read(path)
    except files.FileError as error:
        raise UsageError("cannot-read", path=error.path, reason=files.reason(error)) from None
    return source.read(data, path), sha256(data)


def passes(findings: Iterable[Finding], in_force: Settings) -> bool:
    """Say whether none of the findings is as grave as the settings, or the command line, have it fail on."""
    bound = -1 if in_force.fail_on.value == "never" else Severity(in_force.fail_on.value).rank
    return all(finding.severity.rank > bound for finding in findings)


def status(failures: tuple[str, ...], lang: Lang, *, fits: bool) -> int:
    """Return the exit status: 3 for a failure inside, which is told, else whether all is well."""
    for failure in failures:
        streams.complain(lang, "internal-failure", error=Code(failure))
    return 3 if failures else 0 if fits else 1

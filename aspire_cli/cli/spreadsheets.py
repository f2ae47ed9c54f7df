"""What `--from` and `--into` name: a spreadsheet, read within bounds, and the proposal that its budget goes into."""

import sys
from collections.abc import Sequence

from aspire_cli import limits, money
from aspire_cli.checking.checker import Options
from aspire_cli.cli import outputs, running, streams
from aspire_cli.cli.streams import UsageError, complain
from aspire_cli.document.document import Document, read_document
from aspire_cli.document.replace import Left, ReplaceError
from aspire_cli.files.find import STANDARD_INPUT, FileError
from aspire_cli.files.write import ChangedError
from aspire_cli.fiscal import Period
from aspire_cli.planning import from_table, into
from aspire_cli.planning.plan import YearPlan
from aspire_cli.planning.sheet import TableRead
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import Proposal
from aspire_cli.proposal.read import read_proposal
from aspire_cli.records import NamedTuple
from aspire_cli.tables import units
from aspire_cli.tables.amounts import UNITS
from aspire_cli.tables.grid import TableError
from aspire_cli.tables.read import grids
from aspire_cli.words.text import Lang, codes


def settle(path: str, target: "Target | None", lang: Lang, *, diff: bool, color: str) -> int:
    """Write the proposal, or show what would change in it; return the exit status that this asks for."""
    if target is None:
        complain(lang, "into-refused", path=path)
        return 1
    if target.after == target.before:
        complain(lang, "into-same", path=target.path)
        return 0
    if diff:
        streams.write_diff(sys.stdout, target.before, target.after, target.path, color)
    else:
        target.write()
        complain(lang, "into-written", path=target.path)
    for number, text in target.left:
        complain(lang, "into-would-leave" if diff else "into-left", path=target.path, line=number, text=text)
    return int(diff)


def read_table(
    path: str, sheet: str | None, unit: str | None, programme: Programme, period: Period | None
) -> TableRead:
    """Return the budget in the table of a file; `sheet` and `unit` are what the options of that name say.

    `period` is that of support, where it is known: a table may count its years from there.

    Raises:
        UsageError: the file cannot be read, has no such table, or does not say one thing.
    """
    known = _unit(unit) if unit is not None else None
    try:
        # One byte more than is allowed shows that the file is too large.
        tables = grids(running.content(path, limits.LARGEST_TABLE + 1))
        return from_table.read(path, tables, sheet, known, programme, period)
    except TableError as error:
        raise UsageError(error.key, path=path, **error.values) from None


class Target(NamedTuple):
    """A proposal whose budget is to be replaced: as it is, and as it will be."""

    path: str
    before: bytes
    document: Document  # with the new budget in it
    after: bytes
    left: tuple[Left, ...]

    def write(self) -> None:
        """Write the proposal, unless it has changed meanwhile.

        Raises:
            UsageError: it has, or cannot be written.
        """
        try:
            outputs.write_file(self.path, self.after, known=self.before)
        except (FileError, ChangedError):
            raise UsageError("into-changed", path=self.path) from None


class Before(NamedTuple):
    """A proposal that a budget is to go into, as it is."""

    document: Document
    data: bytes
    proposal: Proposal


def before(path: str, programme: Programme, checking: Options) -> Before:
    """Return the proposal in a file that a budget is to go into.

    Raises:
        UsageError: it cannot be read.
    """
    if path == STANDARD_INPUT:
        raise UsageError("into-standard-input")
    document, data = running.document(path)
    if document.problems or not isinstance(document.data, dict):
        raise UsageError("into-unreadable", path=path)
    reading = read_proposal(document.data, programme, checking.now, checking.stage, document.text_of)
    return Before(document, data, reading.proposal)


def target(of: Before, entries: Sequence[YearPlan]) -> Target:
    """Return a proposal with the budget of a table in it.

    Raises:
        UsageError: it cannot be changed without a change to something else in it.
    """
    document, data, proposal = of
    written = document.data.get("budget")
    unit = written.get("unit") if isinstance(written, dict) else None
    own = proposal.budget.years if proposal.budget else ()
    try:
        new = into.put(document, data, own, entries, unit if unit in money.UNITS else "yen")
    except ReplaceError:
        raise UsageError("into-impossible", path=document.path) from None
    return Target(document.path, data, read_document(new.data, document.path), new.data, new.left)


def _unit(text: str) -> str:
    found = text if text in UNITS else units.named(text)
    if found is None:
        raise UsageError("unknown-table-unit", text=text, known=codes(UNITS))
    return found

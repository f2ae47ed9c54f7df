"""The budget of a spreadsheet beside its limits, with what is wrong in the table itself as findings at its cells."""

from collections.abc import Iterable, Iterator, Sequence

from aspire_cli import limits
from aspire_cli.checking.checker import Options
from aspire_cli.finding import Finding
from aspire_cli.fiscal import Period
from aspire_cli.planning.sheet import (
    TABLE,
    BudgetSheet,
    SchemeAndCall,
    TableRead,
    as_budget,
    bounds_of,
    entries_of,
    report_on,
    sums_of,
)
from aspire_cli.problem import START, Severity
from aspire_cli.programme.model import Programme
from aspire_cli.tables import budget, choose
from aspire_cli.tables.budget import Fault
from aspire_cli.tables.choose import Chosen
from aspire_cli.tables.grid import Grid, cell_name, column_name
from aspire_cli.tables.layout import Aside
from aspire_cli.words.text import Code

_TOPIC = "table"
_MILDER = {"sum-rounding": Severity.NOTE, "heading": Severity.WARNING}  # than an error


def read(
    path: str,
    grids: list[Grid],
    sheet: str | None,
    unit: str | None,
    programme: Programme,
    period: Period | None = None,
) -> TableRead:
    """Return the table of a file that is meant.

    Args:
        path: Of the file.
        grids: Its sheets.
        sheet: The name of the one that is asked for.
        unit: That plain numbers count in, whatever the table says.
        programme: For the percentage of indirect costs.
        period: Of support, from whose start the table may count its years.

    Raises:
        TableError: there is no such table, or it does not say one thing.
    """
    chosen = choose.choose(grids, sheet, period)
    said, cell = choose.unit_of(chosen, asked=unit is not None)
    found = budget.read(chosen.layout, said, unit, programme.indirect_percent, programme.rounding)
    hidden_rows, hidden_columns = _hidden(chosen)
    return TableRead(
        path=path,
        sheet=chosen.grid.name,
        unit=unit or said,
        unit_cell="" if unit else cell,
        unit_asked=unit is not None,
        contradicted=cell if unit and said not in (None, unit) else "",
        entries=found.entries,
        checked=found.checked,
        aside=tuple((cell_name(one.place), one.text, one.known) for one in chosen.layout.aside),
        hidden_rows=hidden_rows,
        hidden_columns=hidden_columns,
        other_sheets=tuple(one.name or "" for one in grids if one.name != chosen.grid.name),
        percent=programme.indirect_percent,
        findings=tuple(_findings(found.faults, chosen.layout.aside)),
    )


def _hidden(chosen: Chosen) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the rows and columns with amounts in them that are hidden."""
    rows, columns = (set(of) for of in zip(*(slot.place for slot in chosen.layout.slots), strict=True))
    return (
        tuple(str(row) for row in sorted(rows.intersection(chosen.grid.hidden_rows))),
        tuple(column_name(column) for column in sorted(columns.intersection(chosen.grid.hidden_columns))),
    )


def _findings(faults: Sequence[Fault], aside: Iterable[Aside]) -> Iterator[Finding]:
    for fault in faults[: limits.MOST_TABLE_FAULTS]:
        yield _finding(fault.kind, fault.cell, fault.variant, **fault.values)
    if rest := faults[limits.MOST_TABLE_FAULTS :]:
        yield _finding("amount", rest[0].cell, "more", count=len(rest))
    for one in aside:
        if not one.known:
            yield _finding("heading", cell_name(one.place), "default" if one.text else "empty", text=one.text)


def _finding(kind: str, cell: str, variant: str, **values: object) -> Finding:
    return Finding(
        rule=f"table-{kind}",
        severity=_MILDER.get(kind, Severity.ERROR),
        topic=_TOPIC,
        pointer="",
        place=START,
        excerpt="",
        clause=None,
        values={"cell": Code(cell), **values},
        message_variant=variant,
        mend_variant="default" if kind in ("sum", "heading") else variant if kind == "amount" else None,
    )


def of_table(
    table: TableRead, programme: Programme, found: SchemeAndCall, period: Period | None, options: Options
) -> BudgetSheet:
    """Return the budget of a table beside the limits of a scheme, or of a call, where one is named."""
    scheme, call = found
    own = as_budget(table.entries, programme)
    unreadable = any(one.rule == "table-amount" for one in table.findings)
    sums = None if unreadable else sums_of(own)
    report = report_on(own, period, programme, found, options) if sums else None
    return BudgetSheet(
        TABLE,
        bounds_of(programme, scheme, call) if scheme else None,
        sums,
        period=period,
        entries=entries_of(own, period) if sums else (),
        findings=(*table.findings, *(report.findings if report else ())),
        failures=report.failures if report else (),
        table=table,
    )

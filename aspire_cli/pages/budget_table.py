"""What `aspire budget --from` shows of the spreadsheet: where each amount stands, and what was left aside."""

from collections.abc import Iterator

from aspire_cli.money import CATEGORIES
from aspire_cli.planning.sheet import TableRead
from aspire_cli.reports import View, blocks, named
from aspire_cli.tables.headings import DIRECT, INDIRECT, TOTAL
from aspire_cli.words.sentences import counted
from aspire_cli.words.text import Code, Text, quoted, same

_NONE = same(blocks.NOTHING)


def title(table: TableRead, view: View) -> Text:
    """Return the name of the file, and of the sheet where it has several."""
    if not table.sheet:
        return named(table.path)
    return view.label("plan.table-of-file", path=named(table.path), sheet=table.sheet)


def cells(table: TableRead, view: View, *, readable: bool) -> Iterator[blocks.Block]:
    """Yield the cells that were taken, and a line for whatever was not; `readable` says that all their amounts are."""
    if table.entries:
        yield blocks.Heading(view.label("plan.table-cells"))
        yield _taken(table, view)
    yield blocks.Notes(tuple(_notes(table, view, readable=readable)))


def _taken(table: TableRead, view: View) -> blocks.Table:
    keys = [key for key in (*CATEGORIES, DIRECT, INDIRECT, TOTAL) if any(key in one.amounts for one in table.entries)]
    several = any(one.institution for one in table.entries)
    institution = [view.label("plan.table-institution")] if several else []
    heads = (view.label("plan.fiscal-year"), *institution, *(view.label(f"plan.{key}") for key in keys))
    rows = []
    for one in table.entries:
        name = [same(quoted(one.institution or blocks.NOTHING))] if several else []
        written = (same("+".join(one.amounts[key].cells)) if key in one.amounts else _NONE for key in keys)
        rows.append((view.label("plan.of-year", year=one.fiscal_year), *name, *written))
    return blocks.Table(heads, tuple(rows), figures=True)


def _notes(table: TableRead, view: View, *, readable: bool) -> Iterator[Text]:
    if table.unit:
        unit = view.label(f"plan.unit-{table.unit}")
        if table.contradicted:
            yield view.label("plan.table-unit-contradicted", unit=unit, cell=Code(table.contradicted))
        elif table.unit_cell:
            yield view.label("plan.table-unit", unit=unit, cell=Code(table.unit_cell))
        else:
            yield view.label("plan.table-unit-asked" if table.unit_asked else "plan.table-unit-shown", unit=unit)
    if readable and any(INDIRECT not in one.amounts for one in table.entries):
        yield view.label("plan.table-without-indirect", percent=table.percent)
    if table.checked:
        yield view.label("plan.table-checked", cells=tuple(map(Code, table.checked)))
    for cell, text, _ in table.aside:
        key = "plan.table-aside" if text else "plan.table-aside-empty"
        yield view.label(key, **({"text": text} if text else {}), cell=Code(cell))
    for key, found in (("rows", table.hidden_rows), ("columns", table.hidden_columns)):
        if found:
            values = {"count": len(found)} if len(found) > 1 else {}
            yield view.label(counted(f"plan.table-hidden-{key}", len(found)), names=tuple(map(Code, found)), **values)
    if table.other_sheets:
        yield view.label("plan.table-other-sheets", names=tuple(map(quoted, table.other_sheets)))

"""What `aspire budget` shows: the limits, the budget by fiscal year and beside its limits, remarks, findings."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import repeat

from aspire_cli import money
from aspire_cli.money import CATEGORIES, Yen
from aspire_cli.pages.list import figure_said, years_said
from aspire_cli.planning.plan import Cut, Headroom, Sums, Terms
from aspire_cli.planning.sheet import LIMITS, PLAN, TABLE, Bounds, BudgetSheet, TableRead
from aspire_cli.problem import Severity
from aspire_cli.programme.model import INFERRED, binding
from aspire_cli.reports import DOT, View, blocks, named
from aspire_cli.reports.years import amounts_by_year, columns, figures, lasting, period
from aspire_cli.tables.headings import DIRECT, INDIRECT, TOTAL
from aspire_cli.words.text import Code, Text, joined, quoted, quoted_in_both, same

_ROUNDING = 1_000  # yen, or twice the step of a plan: no more than that, and it is rounding alone
_NONE = same(blocks.NOTHING)


def pages(sheet: BudgetSheet, view: View) -> Iterator[blocks.Page]:
    """Yield the page of a budget."""
    yield blocks.Page(tuple(_blocks(sheet, view)), view.label(f"plan.page-{sheet.kind}"))


def _blocks(sheet: BudgetSheet, view: View) -> Iterator[blocks.Block]:
    bounds, limits_alone = sheet.bounds, sheet.kind == LIMITS
    yield from _heading(sheet, view)
    if bounds and limits_alone:
        yield blocks.Amounts(_limits(bounds, view))
    if sheet.years:
        yield _by_year(sheet, view)
    if sheet.sums:
        yield _beside_limits(sheet, sheet.sums, view)
    yield from (blocks.Paragraph(remark, marks_code=True) for remark in _remarks(sheet, view))
    if sheet.table:
        yield from _table_read(sheet.table, view, readable=sheet.sums is not None)
    if sheet.calls:
        yield _calls(sheet, view)
    if bounds and limits_alone:
        option = f"--call {bounds.call.id}" if bounds.call else f"--scheme {bounds.scheme.id}"
        example = Code(f"`aspire budget {option} --start 2026-12-01`")
        yield blocks.Paragraph(view.label("plan.next-start", example=example), marks_code=True)
    else:
        if not sheet.findings:
            text = view.label("plan.none-but-waived" if sheet.waived else "plan.no-findings")
            yield blocks.Outcome(text, "fits-with-warnings" if sheet.waived else "fits")
        in_table = tuple(one for one in sheet.findings if "cell" in one.values)
        others = (*(one for one in sheet.findings if one not in in_table), *sheet.waived)
        if in_table:
            yield blocks.Findings(in_table, None)
        if others:
            yield blocks.Findings(others, named(sheet.path) if sheet.path is not None else None)
    if bounds:
        yield from (blocks.Notes((view.clause(one),), clause=True) for one in bounds.clauses)
    if sheet.sha256:
        yield blocks.Digest(sheet.sha256)
    yield blocks.closing(view)


def _heading(sheet: BudgetSheet, view: View) -> Iterator[blocks.Block]:
    """Yield whose budget it is, for which scheme or call, and over which period."""
    bounds = sheet.bounds
    name = bounds.name if bounds else view.label("scheme-unknown")
    if sheet.table and sheet.path is None:
        path = named(sheet.table.path)
        title = view.label("plan.table-of-file", path=path, sheet=sheet.table.sheet) if sheet.table.sheet else path
        yield blocks.Heading(title, level=1)
        yield blocks.Paragraph(bounds.name if bounds else view.label("plan.table-no-scheme"), marks_code=not bounds)
    elif sheet.path is None:
        yield blocks.Heading(name, level=1)
    else:
        yield blocks.Heading(named(sheet.path), level=1)
        yield blocks.Paragraph(joined((name, quoted_in_both(sheet.title)), DOT) if sheet.title else name)
    if sheet.period:
        yield blocks.Paragraph(period(sheet.period, view))


def _limits(bounds: Bounds, view: View) -> blocks.Table:
    """Return what the scheme or call allows."""
    terms = bounds.terms
    # For joint calls the page gives no rate of indirect costs: one that a call does not state is only our reckoning.
    stated = not bounds.scheme.is_joint or (bounds.call and binding(bounds.call.indirect_percent) is not None)
    rate = "plan.indirect-rate" if stated else "plan.indirect-unstated"
    rows = {
        "direct": view.label("plan.no-direct-cap") if terms.direct_cap is None else view.amount(terms.direct_cap),
        "indirect": view.label(rate, percent=terms.percent),
        "total": view.amount(terms.total_cap),
        "period": lasting(bounds.min_years, bounds.max_years),
    }
    heads = (view.label("plan.limits"), same(""))
    return blocks.Table(heads, tuple((view.label(f"plan.{key}"), said) for key, said in rows.items()))


def _calls(sheet: BudgetSheet, view: View) -> blocks.Table:
    """Return the known joint calls with what each lays down."""
    columns = (view.label("plan.call"), same("--call"), view.label("plan.total"), view.label("plan.period"))
    unseen = view.label("pages.list-unseen")
    rows = tuple(
        (call.name, same(call.id), figure_said(call.total_cap, view.amount) or unseen, years_said(call) or unseen)
        for call in sheet.calls
    )
    return blocks.Table(columns, rows, figures=True)


def _beside_limits(sheet: BudgetSheet, sums: Sums, view: View) -> blocks.Amounts:
    """Return the sums beside the limits: the amount, the limit, the share of it, and what is free or over."""
    terms = sheet.bounds.terms if sheet.bounds else None
    indirect = view.label("plan.indirect")
    if sums.direct:
        indirect = view.label("plan.indirect-at", rate=f"{Decimal(sums.indirect * 100) / sums.direct:.1f}")
    caps: tuple[int | None, ...] = (None, None, None)
    if terms:
        caps = (terms.direct_cap, money.percent_of(sums.direct, terms.percent), terms.total_cap)
    names = (view.label("plan.direct"), indirect, view.label("plan.total"))
    rows = map(_against, names, (sums.direct, sums.indirect, sums.total), caps, repeat(view))
    heads = ("amount-so-far" if sheet.so_far else "amount", "limit", "share", "free")
    table = blocks.Table((_title(sheet, view), *(view.label(f"plan.{key}") for key in heads)), tuple(rows))
    return blocks.Amounts(table, over=_over(sheet, sums, terms) if terms else ())


def _over(sheet: BudgetSheet, sums: Sums, terms: Terms) -> tuple[Severity | None, ...]:
    """Return how grave it is that direct costs, indirect costs or the total are over, as the findings say."""
    # Where all that was wrong is waived, a budget is over all the same: that is no more than a warning.
    wrong = any(finding.severity is Severity.ERROR for finding in sheet.findings)
    over = (
        terms.direct_cap is not None and sums.direct > terms.direct_cap,
        # Above the percentage by rounding alone, as the rule allows, nothing is wrong.
        any(finding.about == "indirect" for finding in (*sheet.findings, *sheet.waived)),
        sums.total > terms.total_cap,
    )
    return tuple((Severity.ERROR if wrong else Severity.WARNING) if one else None for one in over)


def _title(sheet: BudgetSheet, view: View) -> Text:
    """Return what the sums are: the largest, of which there are others where direct costs alone have no limit."""
    if sheet.kind != LIMITS or sheet.bounds is None:
        return view.label("plan.beside-limits")
    terms = sheet.bounds.terms
    key = "plan.largest" if _is_printed(terms) else "plan.largest-in-full"
    return view.label(key, percent=terms.percent)


def _is_printed(terms: Terms) -> bool:
    """Say whether a printed figure, not the total, is what the direct costs end at."""
    return terms.direct_cap is not None and terms.direct_cap < terms.direct_by_total


def _against(name: Text, value: int, cap: int | None, view: View) -> tuple[Text, ...]:
    if cap is None:
        return (name, view.amount(value), _NONE, _NONE, _NONE)
    left = view.amount(cap - value) if value <= cap else view.label("plan.over", amount=Yen(value - cap))
    share = same(f"{money.share_of(value, cap)} %") if cap else _NONE
    return (name, view.amount(value), view.amount(cap), share, left)


def _by_year(sheet: BudgetSheet, view: View) -> blocks.Amounts:
    """Return the budget by fiscal year, the sums in the last row, and what each year is made of."""
    years, last = [year.fiscal_year for year in sheet.years], "so-far" if sheet.so_far else "all-years"
    made_of = CATEGORIES if all(year.categories for year in sheet.years) else ("direct",)
    return amounts_by_year(columns(sheet), years, figures(sheet), (*made_of, "indirect"), view, last)


def _remarks(sheet: BudgetSheet, view: View) -> Iterator[Text]:
    """Yield what is to be said of the figures: why they are these, what is free, what would bring them inside."""
    bounds, sums, room = sheet.bounds, sheet.sums, sheet.headroom
    if bounds and room and sheet.kind == LIMITS:
        yield from _why_the_largest(bounds.terms, room, view)
    elif sums is None:
        yield view.label("plan.table-unread" if sheet.kind == TABLE else "plan.budget-unread")
    elif bounds and room:
        yield from _room(sheet, sums, bounds.terms, room, view)
    if bounds:
        yield from _about_the_call(sheet, bounds, view)


def _why_the_largest(terms: Terms, room: Headroom, view: View) -> Iterator[Text]:
    values = {
        "by_total": Yen(terms.direct_by_total),
        "total_cap": Yen(terms.total_cap),
        "factor": str(Decimal(100 + terms.percent) / 100),
    }
    left = Yen(room.total)
    if terms.direct_cap is not None and _is_printed(terms):
        yield view.label("plan.why-printed", cap=Yen(terms.direct_cap), **values)
        yield view.label("plan.left-to-total", left=left)
    else:
        yield view.label("plan.why-total", **values)
        if left:
            yield view.label("plan.left-by-rounding", left=left)


def _room(sheet: BudgetSheet, sums: Sums, terms: Terms, room: Headroom, view: View) -> Iterator[Text]:
    """Yield what is still free, or what would bring a budget inside its limits."""
    # What the limit of the total, and no rounding, keeps indirect costs from.
    held_down = money.percent_of(sums.direct, terms.percent) - sums.indirect
    rounding = max(_ROUNDING, 2 * sheet.step)
    if sheet.kind == PLAN and held_down > rounding and room.total < rounding:
        yield view.label("plan.indirect-held-down", indirect=Yen(sums.indirect), percent=terms.percent)
    if sheet.cut is not None:
        yield _cut(sheet.cut, terms.percent, inside=room.total >= 0, view=view)
    elif room.direct > 0:
        with_indirect = Yen(room.direct + money.percent_of(room.direct, terms.percent))
        yield view.label("plan.still-free", direct=Yen(room.direct), with_indirect=with_indirect)
    else:
        yield view.label("plan.nothing-free")


def _cut(cut: Cut, percent: int, *, inside: bool, view: View) -> Text:
    """Return what would bring a budget inside every limit; `inside` says that its total is."""
    values = {"cut": Yen(cut.by), "total": Yen(cut.total), "percent": percent}
    if cut.costs == "indirect":
        return view.label("plan.cut-indirect", indirect=Yen(cut.to), **values)
    return view.label("plan.cut-printed" if inside else "plan.cut", direct=Yen(cut.to), **values)


def _about_the_call(sheet: BudgetSheet, bounds: Bounds, view: View) -> Iterator[Text]:
    if sheet.calls:
        example = Code(f"`--call {next((one.id for one in sheet.calls if one.total_cap), sheet.calls[0].id)}`")
        yield view.label("plan.joint-depends", example=example)
    call = bounds.call
    if call is None:
        return
    figures = (call.total_cap, call.min_years, call.max_years)
    cap, *years = map(binding, figures)
    if not bounds.scheme.is_joint:
        if None in (cap, *years):
            yield view.label("plan.call-as-page", call=call.name)
    else:
        if cap is None:
            yield view.label("plan.call-cap-unknown", call=call.name, cap=Yen(bounds.terms.total_cap))
        if years == [None, None]:
            yield view.label("plan.call-years-unknown", call=call.name, min=bounds.min_years, max=bounds.max_years)
    if any(figure is not None and figure.basis == INFERRED for figure in figures):
        yield view.label("plan.call-inferred", call=call.name)


def _table_read(table: TableRead, view: View, *, readable: bool) -> Iterator[blocks.Block]:
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
        yield view.label(key, text=text, cell=Code(cell))
    for key, found in (("rows", table.hidden_rows), ("columns", table.hidden_columns)):
        if found:
            yield view.counted(f"plan.table-hidden-{key}", len(found), names=tuple(map(Code, found)))
    if table.other_sheets:
        yield view.label("plan.table-other-sheets", names=tuple(map(quoted, table.other_sheets)))

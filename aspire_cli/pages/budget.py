"""What `aspire budget` shows: the limits, the budget by fiscal year and beside its limits, remarks, findings."""

from collections.abc import Iterator
from decimal import Decimal

from aspire_cli import money
from aspire_cli.money import Yen
from aspire_cli.pages import budget_table
from aspire_cli.planning.plan import Cut, Sums, Terms
from aspire_cli.planning.sheet import LIMITS, PLAN, TABLE, Bounds, BudgetSheet
from aspire_cli.problem import Severity
from aspire_cli.programme.model import INFERRED, Figure, binding
from aspire_cli.reports import DOT, View, blocks, edition, hidden, named
from aspire_cli.reports.years import columns, figures, number, period
from aspire_cli.words.text import Code, Text, joined, quoted_in_both, same

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
        yield blocks.Amounts(_beside_limits(sheet, sheet.sums, view), over=_over(sheet, sheet.sums))
    yield from (blocks.Paragraph(remark, marks_code=True) for remark in _remarks(sheet, view))
    if sheet.table:
        yield from budget_table.cells(sheet.table, view, readable=sheet.sums is not None)
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
    if bounds and bounds.clauses:
        yield blocks.Clauses(tuple(map(view.clause, bounds.clauses)))
    if sheet.sha256:
        yield blocks.Digest(sheet.sha256)
    yield blocks.Closing(None, edition(view), tuple(hidden(view)))


def _heading(sheet: BudgetSheet, view: View) -> Iterator[blocks.Block]:
    """Yield whose budget it is, for which scheme or call, and over which period."""
    bounds = sheet.bounds
    name = bounds.name if bounds else view.label("scheme-unknown")
    if sheet.table and sheet.path is None:
        yield blocks.Heading(budget_table.title(sheet.table, view), level=1)
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
    direct = view.label("plan.no-direct-cap") if terms.direct_cap is None else view.amount(terms.direct_cap)
    rows = (
        (view.label("plan.direct"), direct),
        (view.label("plan.indirect"), view.label(_rate(bounds), percent=terms.percent)),
        (view.label("plan.total"), view.amount(terms.total_cap)),
        (view.label("plan.period"), years_of(bounds.min_years, bounds.max_years, view)),
    )
    return blocks.Table((view.label("plan.limits"), same("")), rows)


def _rate(bounds: Bounds) -> str:
    """Return the key of what is said of the rate of indirect costs: for joint calls the page gives none."""
    stated = bounds.scheme.form == "single" or (bounds.call and binding(bounds.call.indirect_percent) is not None)
    return "plan.indirect-rate" if stated else "plan.indirect-unstated"


def years_of(shortest: int, longest: int, view: View) -> Text:
    """Return how long support lasts, in words."""
    if shortest == longest:
        return view.label("pages.list-year") if longest == 1 else view.label("pages.list-years", years=longest)
    return view.label("pages.list-years-range", shortest=shortest, longest=longest)


def _calls(sheet: BudgetSheet, view: View) -> blocks.Table:
    """Return the known joint calls with what each lays down."""
    columns = (view.label("plan.call"), same("--call"), view.label("plan.total"), view.label("plan.period"))
    unseen = view.label("pages.list-unseen")
    rows = []
    for call in sheet.calls:
        shortest, longest = call.min_years, call.max_years
        cap = view.amount(call.total_cap.value) if call.total_cap else unseen
        lasts = years_of(shortest.value, longest.value, view) if shortest and longest else unseen
        rows.append(
            (call.name, same(call.id), _based(cap, view, call.total_cap), _based(lasts, view, shortest, longest))
        )
    return blocks.Table(columns, tuple(rows), figures=True)


def _based(said: Text, view: View, *figures: Figure[int] | None) -> Text:
    """Return what figures of a call come to, marked where one of them is only inferred."""
    inferred = any(figure is not None and figure.basis == INFERRED for figure in figures)
    return view.label("pages.list-inferred", figure=said) if inferred else said


def _beside_limits(sheet: BudgetSheet, sums: Sums, view: View) -> blocks.Table:
    """Return the sums beside the limits: the amount, the limit, the share of it, and what is free or over."""
    terms = sheet.bounds.terms if sheet.bounds else None
    most_indirect = money.percent_of(sums.direct, terms.percent) if terms else None
    rows = (
        _against(view.label("plan.direct"), sums.direct, terms.direct_cap if terms else None, view),
        _against(_indirect(sums, view), sums.indirect, most_indirect, view),
        _against(view.label("plan.total"), sums.total, terms.total_cap if terms else None, view),
    )
    amount = "amount-so-far" if sheet.so_far else "amount"
    return blocks.Table(
        (_title(sheet, view), *(view.label(f"plan.{key}") for key in (amount, "limit", "share", "free"))), rows
    )


def _over(sheet: BudgetSheet, sums: Sums) -> tuple[Severity | None, ...]:
    """Return how grave it is that direct costs, indirect costs or the total are over, as the findings say."""
    if sheet.bounds is None:
        return (None, None, None)
    terms = sheet.bounds.terms
    wrong = any(finding.severity is Severity.ERROR for finding in sheet.findings)
    over = (
        terms.direct_cap is not None and sums.direct > terms.direct_cap,
        # Above the percentage by rounding alone, as the rule allows, nothing is wrong.
        any(finding.about == "indirect" for finding in (*sheet.findings, *sheet.waived)),
        sums.total > terms.total_cap,
    )
    return tuple((Severity.ERROR if wrong else Severity.WARNING) if one else None for one in over)


def _indirect(sums: Sums, view: View) -> Text:
    if not sums.direct:
        return view.label("plan.indirect")
    return view.label("plan.indirect-at", rate=f"{Decimal(sums.indirect * 100) / sums.direct:.1f}")


def _title(sheet: BudgetSheet, view: View) -> Text:
    """Return what the sums are: the largest, of which there are others where direct costs alone have no limit."""
    if sheet.kind != LIMITS or sheet.bounds is None:
        return view.label("plan.beside-limits")
    terms = sheet.bounds.terms
    return (
        view.label("plan.largest") if _is_printed(terms) else view.label("plan.largest-in-full", percent=terms.percent)
    )


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
    keys = columns(sheet)
    rows = []
    for year, (months, *amounts) in zip((*sheet.years, None), figures(sheet), strict=True):
        name = view.label("plan.no-year" if year else "plan.so-far" if sheet.so_far else "plan.all-years")
        if year and year.fiscal_year is not None:
            name = view.label("plan.of-year", year=year.fiscal_year)
        written = (None if amount is None else number(amount, view.unit) for amount in amounts)
        rows.append((name, *(_NONE if one is None else same(str(one)) for one in (months, *written))))
    made_of = keys[2:-3] if all(year.categories for year in sheet.years) else ("direct",)
    parts = [[*(year.categories.get(key, year.direct) for key in made_of), year.indirect] for year in sheet.years]
    return blocks.Amounts(
        blocks.Table(tuple(view.label(f"plan.{key}") for key in keys), tuple(rows)),
        sums_last=True,
        bars=blocks.Bars(
            parts, [view.label(f"plan.{key}") for key in (*made_of, "indirect")], view.label("plan.by-year")
        ),
        unit=view.label("plan.in-unit", unit=view.label(f"plan.unit-{view.unit}")),
    )


def _remarks(sheet: BudgetSheet, view: View) -> Iterator[Text]:
    """Yield what is to be said of the figures: why they are these, what is free, what would bring them inside."""
    bounds = sheet.bounds
    if bounds is not None and sheet.kind == LIMITS:
        yield from _why_the_largest(sheet, bounds, view)
    elif sheet.sums is None:
        yield view.label("plan.table-unread" if sheet.kind == TABLE else "plan.budget-unread")
    elif bounds is not None:
        yield from _room(sheet, bounds, view)
    if bounds is not None:
        yield from _about_the_call(sheet, bounds, view)


def _why_the_largest(sheet: BudgetSheet, bounds: Bounds, view: View) -> Iterator[Text]:
    terms = bounds.terms
    values = {
        "by_total": Yen(terms.direct_by_total),
        "total_cap": Yen(terms.total_cap),
        "factor": str(Decimal(100 + terms.percent) / 100),
    }
    assert sheet.headroom is not None
    left = Yen(sheet.headroom.total)
    if terms.direct_cap is not None and _is_printed(terms):
        yield view.label("plan.why-printed", cap=Yen(terms.direct_cap), **values)
        yield view.label("plan.left-to-total", left=left)
    else:
        yield view.label("plan.why-total", **values)
        if left:
            yield view.label("plan.left-by-rounding", left=left)


def _room(sheet: BudgetSheet, bounds: Bounds, view: View) -> Iterator[Text]:
    assert sheet.sums is not None
    assert sheet.headroom is not None
    terms, sums, room = bounds.terms, sheet.sums, sheet.headroom
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
    if bounds.scheme.form == "single":
        if None in (cap, *years):
            yield view.label("plan.call-as-page", call=call.name)
    else:
        if cap is None:
            yield view.label("plan.call-cap-unknown", call=call.name, cap=Yen(bounds.terms.total_cap))
        if years == [None, None]:
            yield view.label("plan.call-years-unknown", call=call.name, min=bounds.min_years, max=bounds.max_years)
    if any(figure is not None and figure.basis == INFERRED for figure in figures):
        yield view.label("plan.call-inferred", call=call.name)

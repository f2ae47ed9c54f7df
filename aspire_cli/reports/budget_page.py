"""What the reports for people say of a budget: headings, tables and remarks, as blocks of a page."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from aspire_cli import fiscal, money
from aspire_cli.money import Yen
from aspire_cli.reports import View
from aspire_cli.reports import page as pages
from aspire_cli.reports.page import Block, Heading, Paragraph, Table, same
from aspire_cli.reports.planned import LANGS, amount, label, named, number
from aspire_cli.words.text import Code, Text, quoted

if TYPE_CHECKING:
    from aspire_cli.planning.budget import Cut, Sums, Terms, YearPlan
    from aspire_cli.planning.sheet import Bounds, BudgetSheet, CallTerms

NOTHING = same("–")
_ROUNDING = 1_000  # yen: the largest unit of a plan; no more than that, and it is rounding alone
CATEGORIES = ("goods", "travel", "personnel", "other")


def heading(sheet: "BudgetSheet", view: View) -> Iterator[Block]:
    """Yield whose budget it is, for which scheme or call, and over which period."""
    bounds = sheet.bounds
    name = (bounds.call_name or bounds.scheme_name) if bounds else pages.label("scheme-unknown")
    if sheet.path is None:
        yield Heading(name, level=1)
    else:
        said = [name, *([title_of(sheet.title)] if sheet.title else [])]
        yield Heading(named(sheet.path), level=1)
        yield Paragraph(Text(*(" · ".join(text.lang(lang) for text in said) for lang in LANGS)))
    if sheet.period:
        yield Paragraph(period(sheet, view))


def title_of(title: Text) -> Text:
    """Return a proposal's title as a heading repeats it: visible, and cut where it is long."""
    return Text(quoted(title.en), quoted(title.ja))


def period(sheet: "BudgetSheet", view: View) -> Text:
    """Return the support period in words: its days, its length, its fiscal years."""
    assert sheet.period is not None
    touched = fiscal.fiscal_years(sheet.period)
    values = {"span": fiscal.span(sheet.period), "first": touched[0], "last": touched[-1]}
    key = "period-between" if len(touched) > 1 else "period-in-year"
    return label(key, view, start=sheet.period.start, end=sheet.period.end, **values)


def limits(bounds: "Bounds", view: View) -> Table:
    """Return what the scheme or call allows."""
    terms = bounds.terms
    direct = label("no-direct-cap", view) if terms.direct_cap is None else amount(terms.direct_cap, view)
    rows = (
        (label("direct", view), direct),
        (label("indirect", view), label("indirect-rate", view, percent=terms.percent)),
        (label("total", view), amount(terms.total_cap, view)),
        (label("period", view), years_of(bounds.min_years, bounds.max_years)),
    )
    return Table((label("limits", view), same("")), rows)


def years_of(shortest: int, longest: int) -> Text:
    """Return how long support lasts, in words."""
    if shortest == longest:
        return pages.label("list-year") if longest == 1 else pages.label("list-years", years=longest)
    return pages.label("list-years-range", shortest=shortest, longest=longest)


def calls(sheet: "BudgetSheet", view: View) -> Table:
    """Return the known joint calls with what each lays down."""
    columns = (label("call", view), same("--call"), label("total", view), label("period", view))
    return Table(columns, tuple(_call(call, view) for call in sheet.calls))


def _call(call: "CallTerms", view: View) -> tuple[Text, ...]:
    unseen = pages.label("list-unseen")
    cap = unseen if call.total_cap is None else amount(call.total_cap, view)
    lasts = years_of(call.min_years, call.max_years) if call.min_years and call.max_years else unseen
    return (call.name, same(call.id), cap, lasts)


def beside_limits(sheet: "BudgetSheet", view: View) -> Table:
    """Return the sums beside the limits: the amount, the limit, the share of it, and what is free or over."""
    assert sheet.sums is not None
    terms, sums = (sheet.bounds.terms if sheet.bounds else None), sheet.sums
    rows = (
        _against(label("direct", view), sums.direct, terms.direct_cap if terms else None, view),
        _against(_indirect(sums, view), sums.indirect, most_indirect(sums, terms) if terms else None, view),
        _against(label("total", view), sums.total, terms.total_cap if terms else None, view),
    )
    columns = (_title(sheet, view), *(label(key, view) for key in ("amount", "limit", "share", "free")))
    return Table(columns, rows)


def most_indirect(sums: "Sums", terms: "Terms") -> int:
    """Return the highest indirect costs that the direct costs allow, in yen."""
    return money.percent_of(sums.direct, terms.percent)


def _indirect(sums: "Sums", view: View) -> Text:
    if not sums.direct:
        return label("indirect", view)
    return label("indirect-at", view, rate=f"{Decimal(sums.indirect * 100) / sums.direct:.1f}")


def _title(sheet: "BudgetSheet", view: View) -> Text:
    """Return what the sums are: the largest, of which there are others where direct costs alone have no limit."""
    if sheet.kind != "limits" or sheet.bounds is None:
        return label("beside-limits", view)
    terms = sheet.bounds.terms
    return label("largest", view) if _is_printed(terms) else label("largest-in-full", view, percent=terms.percent)


def _is_printed(terms: "Terms") -> bool:
    """Say whether a printed figure, not the total, is what the direct costs end at."""
    return terms.direct_cap is not None and terms.direct_cap < terms.direct_by_total


def _against(name: Text, value: int, cap: int | None, view: View) -> tuple[Text, ...]:
    if cap is None:
        return (name, amount(value, view), NOTHING, NOTHING, NOTHING)
    left = amount(cap - value, view) if value <= cap else label("over", view, amount=Yen(value - cap))
    share = same(f"{money.share_of(value, cap)} %") if cap else NOTHING
    return (name, amount(value, view), amount(cap, view), share, left)


def years(sheet: "BudgetSheet", view: View) -> Table:
    """Return the budget by fiscal year, the sums in the last row."""
    categories = columns(sheet)[2:-3]
    rows = [_year(year, categories, view) for year in sheet.years]
    return Table(tuple(label(key, view) for key in columns(sheet)), (*rows, _sums(sheet, categories, view)))


def columns(sheet: "BudgetSheet") -> tuple[str, ...]:
    """Return the keys of the columns of the budget by fiscal year."""
    categories = CATEGORIES if any(year.categories for year in sheet.years) else ()
    return ("fiscal-year", "months", *categories, "direct", "indirect", "total")


def _year(year: "YearPlan", categories: tuple[str, ...], view: View) -> tuple[Text, ...]:
    name = label("no-year", view) if year.fiscal_year is None else label("of-year", view, year=year.fiscal_year)
    months = NOTHING if year.months is None else same(str(year.months))
    split = (same(number(year.categories[key], view)) if year.categories else NOTHING for key in categories)
    costs = (same(number(value, view)) for value in (year.direct, year.indirect, year.total))
    return (name, months, *split, *costs)


def _sums(sheet: "BudgetSheet", categories: tuple[str, ...], view: View) -> tuple[Text, ...]:
    assert sheet.sums is not None
    months = sum(year.months or 0 for year in sheet.years)
    # Calendar months begun and ended in the middle make more than the period lasts: the sum would belie its length.
    whole_months = sheet.period is not None and months == fiscal.months_begun(sheet.period)
    whole = all(year.categories for year in sheet.years)
    split = (sum(year.categories.get(key, 0) for year in sheet.years) for key in categories)
    costs = (sheet.sums.direct, sheet.sums.indirect, sheet.sums.total)
    return (
        label("all-years", view),
        same(str(months)) if whole_months else NOTHING,
        *(same(number(value, view)) if whole else NOTHING for value in split),
        *(same(number(value, view)) for value in costs),
    )


def remarks(sheet: "BudgetSheet", view: View) -> Iterator[Text]:
    """Yield what is to be said of the figures: why they are these, what is free, what would bring them inside."""
    bounds = sheet.bounds
    if bounds is not None and sheet.kind == "limits":
        yield from _why_the_largest(sheet, bounds, view)
    elif sheet.sums is None:
        yield label("budget-unread", view)
    elif bounds is not None:
        yield from _room(sheet, bounds, view)
    if bounds is not None:
        yield from _about_the_call(sheet, bounds, view)


def _why_the_largest(sheet: "BudgetSheet", bounds: "Bounds", view: View) -> Iterator[Text]:
    terms = bounds.terms
    values = {
        "by_total": Yen(terms.direct_by_total),
        "total_cap": Yen(terms.total_cap),
        "factor": str(Decimal(100 + terms.percent) / 100),
    }
    assert sheet.headroom is not None
    left = Yen(sheet.headroom.total)
    if terms.direct_cap is not None and _is_printed(terms):
        yield label("why-printed", view, cap=Yen(terms.direct_cap), **values)
        yield label("left-to-total", view, left=left)
    else:
        yield label("why-total", view, **values)
        if left:
            yield label("left-by-rounding", view, left=left)


def _room(sheet: "BudgetSheet", bounds: "Bounds", view: View) -> Iterator[Text]:
    assert sheet.sums is not None
    assert sheet.headroom is not None
    terms, sums, room = bounds.terms, sheet.sums, sheet.headroom
    held_down = money.percent_of(sums.direct, terms.percent) - sums.indirect
    if sheet.kind == "plan" and held_down > _ROUNDING and room.total < _ROUNDING:
        yield label("indirect-held-down", view, indirect=Yen(sums.indirect), percent=terms.percent)
    if sheet.cut is not None:
        yield _cut(sheet.cut, terms.percent, inside=room.total >= 0, view=view)
    elif room.direct > 0:
        with_indirect = Yen(room.direct + money.percent_of(room.direct, terms.percent))
        yield label("still-free", view, direct=Yen(room.direct), with_indirect=with_indirect)
    else:
        yield label("nothing-free", view)


def _cut(cut: "Cut", percent: int, *, inside: bool, view: View) -> Text:
    """Return what would bring a budget inside every limit; `inside` says that its total is."""
    values = {"cut": Yen(cut.by), "total": Yen(cut.total), "percent": percent}
    if cut.costs == "indirect":
        return label("cut-indirect", view, indirect=Yen(cut.to), **values)
    return label("cut-printed" if inside else "cut", view, direct=Yen(cut.to), **values)


def _about_the_call(sheet: "BudgetSheet", bounds: "Bounds", view: View) -> Iterator[Text]:
    if sheet.calls:
        example = Code(f"`--call {next((one.id for one in sheet.calls if one.total_cap), sheet.calls[0].id)}`")
        yield label("joint-depends", view, example=example)
    if bounds.call_name is None:
        return
    if bounds.cap_basis is None:
        yield label("call-cap-unknown", view, call=bounds.call_name, cap=Yen(bounds.terms.total_cap))
    if bounds.years_basis is None:
        yield label("call-years-unknown", view, call=bounds.call_name, min=bounds.min_years, max=bounds.max_years)
    if "inferred" in (bounds.cap_basis, bounds.years_basis):
        yield label("call-inferred", view, call=bounds.call_name)


def clauses(bounds: "Bounds", view: View) -> Iterator[Text]:
    """Yield where on the programme page the limits stand."""
    for clause in bounds.clauses:
        yield pages.label("clause-place", clause=clause, place=view.clause_places[clause])


def next_step(bounds: "Bounds", view: View) -> Text:
    """Return how to go on from the limits to a plan."""
    named = f"--call {bounds.call}" if bounds.call else f"--scheme {bounds.scheme}"
    return label("next-start", view, example=Code(f"`aspire budget {named} --start 2026-12-01`"))


def without_findings(sheet: "BudgetSheet", view: View) -> Text:
    """Return that there is no finding or, where some are waived, none but those."""
    return label("none-but-waived" if sheet.waived else "no-findings", view)

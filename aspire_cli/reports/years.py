"""A budget by fiscal year as figures, and how they are written; tables, CSV and YAML rest on this."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aspire_cli import fiscal
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES
from aspire_cli.reports import View
from aspire_cli.reports.blocks import NOTHING, Amounts, Bars, Table
from aspire_cli.words.sentences import label, number
from aspire_cli.words.text import Text, same

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet


def columns(sheet: "BudgetSheet") -> tuple[str, ...]:
    """Return the keys of the columns: the year, its months, the categories where there are any, the costs."""
    categories = CATEGORIES if any(year.categories for year in sheet.years) else ()
    return ("fiscal-year", "months", *categories, "direct", "indirect", "total")


def figures(sheet: "BudgetSheet") -> list[tuple[int | None, ...]]:
    """Return the months and amounts in yen of each year, and last their sums; None where there is no such figure."""
    assert sheet.sums is not None
    categories, years = columns(sheet)[2:-3], sheet.years
    rows: list[tuple[int | None, ...]] = []
    for year in years:
        split = (year.categories[key] if year.categories else None for key in categories)
        rows.append((year.months, *split, year.direct, year.indirect, year.total))
    months = sum(year.months or 0 for year in years)
    # Calendar months begun and ended in the middle make more than the period lasts: the sum would belie its length.
    whole_months = sheet.period is not None and months == fiscal.span(sheet.period).months_begun
    whole = all(year.categories for year in years)
    sums = (sum(year.categories.get(key, 0) for year in years) if whole else None for key in categories)
    costs = (sheet.sums.direct, sheet.sums.indirect, sheet.sums.total)
    return [*rows, (months if whole_months else None, *sums, *costs)]


def shown(amount: int | None, view: View) -> Text:
    """Return an amount in yen as a table shows it in the unit of the view."""
    return same(NOTHING if amount is None else number(amount, view.unit))


def amounts_by_year(
    keys: Sequence[str],
    years: Iterable[int | None],
    rows: Sequence[Sequence[int | None]],
    made_of: Iterable[str],
    view: View,
    last: str = "all-years",
) -> Amounts:
    """Return figures in yen by fiscal year with their sums last, a row each; None is a year that is not known.

    `keys` are those of the columns, `last` is that of what the sums are called. Bars show what each year is `made_of`.
    """
    names = [view.label("plan.no-year") if year is None else view.label("plan.of-year", year=year) for year in years]
    names.append(view.label(f"plan.{last}"))
    # Months are shown as they are, whatever the unit of amounts.
    of_columns = [view._replace(unit="yen") if key == "months" else view for key in keys[1:]]
    cells = ((name, *map(shown, row, of_columns)) for name, row in zip(names, rows, strict=True))
    parts = [[row[keys.index(key) - 1] or 0 for key in made_of] for row in rows[:-1]]
    bars = Bars(parts, [view.label(f"plan.{key}") for key in made_of], view.label("plan.by-year"))
    table = Table(tuple(view.label(f"plan.{key}") for key in keys), tuple(cells))
    unit = view.label("plan.in-unit", unit=view.label(f"plan.unit-{view.unit}"))
    return Amounts(table, sums_last=True, bars=bars, unit=unit)


def lasting(shortest: int, longest: int) -> Text:
    """Return how many years support lasts, in words: one number of them, or from one to another."""
    if shortest == longest:
        return label("pages.list-year") if longest == 1 else label("pages.list-years", years=longest)
    return label("pages.list-years-range", shortest=shortest, longest=longest)


def period(of: Period, view: View) -> Text:
    """Return a support period in words: its days, its length, its fiscal years."""
    touched = fiscal.fiscal_years(of)
    key = "plan.period-between" if len(touched) > 1 else "plan.period-in-year"
    values = {"span": fiscal.span(of), "first": touched[0], "last": touched[-1]}
    return view.label(key, start=of.start, end=of.end, **values)

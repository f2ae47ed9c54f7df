"""An office's list: the headings and rows of which its CSV and its workbook are made.

Which fiscal years have a column is known only once all proposals are, so rows are kept packed until then.
"""

import json
from collections.abc import Iterator

from aspire_cli.finding import Report
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View, named
from aspire_cli.reports.kept import Kept
from aspire_cli.reports.listing import AMOUNTS, Listed, by_year, listed
from aspire_cli.words.text import Text, visible

Cell = str | int | None  # None: nothing is written
_LAST_AMOUNT = Listed._fields.index(AMOUNTS[-1])
VERDICT = "verdict"
_TOGETHER = "together"
_MOST_OTHERS = 10  # proposals that are named in a cell


class Row(NamedTuple):
    """The row of a proposal, and how it stands with it."""

    standing: str
    cells: list[Cell]


class OfficeList:
    """The list of the proposals of a run."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._kept = Kept()
        self._years: set[int | None] = set()

    def add(self, report: Report) -> None:
        """Add the row of a proposal."""
        cells = [self._cell(value) for value in listed(report, self._view, visible)]
        amounts = by_year(report)
        self._years |= amounts.keys()
        row = (report.standing, cells, list(amounts.items()))
        self._kept.add(json.dumps(row, ensure_ascii=False) + "\n")

    def _cell(self, value: Text | int | None) -> Cell:
        return self._view.line(value) if isinstance(value, Text) else value

    @property
    def keys(self) -> tuple[str | int | None, ...]:
        """What each column holds: a field of `Listed`, or the total of a fiscal year; of one not known under None."""
        years = sorted(self._years, key=lambda year: (year is None, year or 0))
        across = () if self._view.together is None else (_TOGETHER,)
        return (*Listed._fields[: _LAST_AMOUNT + 1], *years, *Listed._fields[_LAST_AMOUNT + 1 :], *across)

    def headings(self) -> list[str]:
        """Return what each column is called; amounts are in yen, whatever unit people read."""
        return [self._view.line(self._heading(key)) for key in self.keys]

    def _heading(self, key: str | int | None) -> Text:
        view, unit = self._view, self._view.label("plan.unit-yen")
        if isinstance(key, str):
            name = view.label(f"listed-{key}")
            return name.with_beside(unit) if key in AMOUNTS else name
        year = view.label("listed-no-year") if key is None else view.label("listed-year", year=key)
        return year.with_beside(unit)

    def rows(self) -> Iterator[Row]:
        """Yield the rows, in the order of the check."""
        years = [key for key in self.keys if not isinstance(key, str)]
        shared = self._shared() if self._view.together is not None else None
        for line in self._kept.lines():
            standing, cells, amounts = json.loads(line)
            by_fiscal_year = dict(amounts)
            cells[_LAST_AMOUNT + 1 : _LAST_AMOUNT + 1] = [by_fiscal_year.get(year) for year in years]
            if shared is not None:
                cells.append("; ".join(shared.get(cells[0], ())))
            yield Row(standing, cells)

    def _shared(self) -> dict[str, list[str]]:
        """Return what each proposal has in common with others, by its path: the rule, and the others' paths."""
        found: dict[str, list[str]] = {}
        for one in self._view.together or ():
            if one.finding.reason:
                continue
            paths = [self._view.line(named(spot.path)) for spot in one.spots]
            first, more = paths[: _MOST_OTHERS + 1], ["…"] * (len(paths) > _MOST_OTHERS + 1)
            behind = f"{one.finding.rule}: {', '.join([*first[:_MOST_OTHERS], *more])}"  # one text for all of these
            for number, path in enumerate(paths):
                others = [other for other in first if other != path]
                said = f"{one.finding.rule}: {', '.join([*others, *more])}" if number < len(first) else behind
                found.setdefault(path, []).append(said)
        return found

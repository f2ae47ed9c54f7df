"""What a page on many files adds up: how many proposals and how much money, by scheme, field and country."""

from collections.abc import Iterable, Iterator, Mapping

from aspire_cli.finding import Report
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Amounts, Breakdown, Table
from aspire_cli.reports.years import number
from aspire_cli.words.text import Text, same

_Sums = Mapping[Text, list[int]]  # name -> proposals, direct costs, indirect costs, total in yen


class Sums:
    """Sums over the proposals of a run."""

    def __init__(self) -> None:
        self._by: dict[str, dict[Text, list[int]]] = {"scheme": {}, "field": {}, "country": {}}

    def add(self, report: Report, view: View) -> None:
        """Count a proposal in; one that is for no known scheme, field or country counts under that."""
        fits, budget = report.fits, report.fits.budget if report.fits else None
        amounts = (1, budget.direct, budget.indirect, budget.total) if budget else (1, 0, 0, 0)
        known = view.label("overview-not-known")
        field = fits.field.name if fits and fits.field and fits.field.listed else known
        countries = {one.name for one in fits.countries if one.code} if fits else set()
        groups = {"scheme": {report.scheme_name or known}, "field": {field}, "country": countries or {known}}
        for kind, names in groups.items():
            for name in names:
                sums = self._by[kind].setdefault(name, [0, 0, 0, 0])
                sums[:] = (one + more for one, more in zip(sums, amounts, strict=True))

    def blocks(self, view: View) -> Iterator[Breakdown]:
        """Yield the sums by scheme, field and country, the largest number of proposals first."""
        for kind, sums in self._by.items():
            if sums:
                yield _breakdown(kind, sums, view)


def _breakdown(kind: str, sums: _Sums, view: View) -> Breakdown:
    columns = ("proposals", "direct", "indirect", "total")
    heads = (view.label(f"overview-{kind}"), *(view.label(f"listed-{key}") for key in columns))
    found = [*sorted(sums.items(), key=lambda one: (-one[1][0], one[0]))]
    adds_up = kind != "country"  # of one proposal there may be several
    if adds_up:
        found.append((view.label("listed-total"), [sum(column) for column in zip(*sums.values(), strict=True)]))
    rows = ((name, same(str(count)), *_written(amounts, view)) for name, (count, *amounts) in found)
    return Breakdown(view.label(f"overview-by-{kind}"), Amounts(Table(heads, tuple(rows)), sums_last=adds_up))


def _written(amounts: Iterable[int], view: View) -> Iterator[Text]:
    yield from (same(number(amount, view.unit)) for amount in amounts)

"""What many files add up to: verdicts and rules for `--statistics`, proposals and money for a page on them all."""

from collections import Counter
from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.problem import Severity
from aspire_cli.reports import STANDINGS, View, blocks
from aspire_cli.reports.years import shown
from aspire_cli.words.text import Text, same

_Said = tuple[Severity, str]  # a rule, and how grave it is: in a draft some are notes


class Statistics:
    """What `--statistics` shows after the report: how many files have each verdict, how often a rule spoke."""

    def __init__(self) -> None:
        self._verdicts: Counter[str] = Counter()
        self._findings: Counter[_Said] = Counter()
        self._waived: Counter[_Said] = Counter()
        self._files: Counter[_Said] = Counter()
        self._left_out = 0

    def counting(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield reports, and count each."""
        for report in reports:
            self._verdicts[report.standing] += 1
            self._findings.update((one.severity, one.rule) for one in report.findings)
            self._waived.update((one.severity, one.rule) for one in report.waived)
            self._files.update({(one.severity, one.rule) for one in (*report.findings, *report.waived)})
            self._left_out += report.left_out
            yield report

    def _count_across(self, view: View) -> None:
        """Count what is found across proposals: for all that it is about or, where it is waived, for the first."""
        paths: dict[_Said, set[str]] = {}
        for one in view.together or ():
            said = (one.finding.severity, one.finding.rule)
            counts = self._waived if one.finding.reason else self._findings
            counts[said] += 1
            about = one.spots[:1] if one.finding.reason else one.spots
            paths.setdefault(said, set()).update(spot.path for spot in about)
        self._files.update({said: len(found) for said, found in paths.items()})

    def pages(self, view: View) -> Iterator[blocks.Page]:
        """Yield the counts, if there are any: verdicts, then rules, the most frequent first."""
        if not self._verdicts:
            return
        self._count_across(view)
        verdicts = [
            (view.label(f"statistics-{name}" if name == "draft" else f"verdict-{name}"), _number(count))
            for name in STANDINGS
            if (count := self._verdicts[name])
        ]
        columns = (view.label("statistics-verdict"), view.label("statistics-files"))
        found: list[blocks.Block] = [blocks.Table(columns, tuple(verdicts), figures=True)]
        if self._files:
            found.append(self._by_rule(view))
        if self._left_out:
            found.append(blocks.Notes((view.counted("omitted-findings", self._left_out),)))
        yield blocks.Page(tuple(found), view.label("statistics"))

    def _by_rule(self, view: View) -> blocks.Table:
        rows = []
        for said in sorted(self._files, key=lambda one: (-self._findings[one], one[0].rank, one[1])):
            severity, rule = said
            counts = (self._findings[said], self._waived[said], self._files[said])
            rows.append((same(rule), view.label(f"severity-{severity}"), *map(_number, counts)))
        named = ("rule", "severity", "findings", "waived", "files")
        return blocks.Table(tuple(view.label(f"statistics-{name}") for name in named), tuple(rows), figures=True)


def _number(count: int) -> Text:
    return same(f"{count:,}")


class Sums:
    """Sums over the proposals of a run."""

    def __init__(self) -> None:
        # By name: how many proposals, and their direct costs, indirect costs and total in yen.
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

    def breakdowns(self, view: View) -> Iterator[blocks.Breakdown]:
        """Yield the sums by scheme, field and country, the largest number of proposals first."""
        columns = [view.label(f"listed-{key}") for key in ("proposals", "direct", "indirect", "total")]
        for kind, sums in self._by.items():
            if not sums:
                continue
            found = sorted(sums.items(), key=lambda one: (-one[1][0], one[0]))
            adds_up = kind != "country"  # of one proposal there may be several
            if adds_up:
                whole = [sum(column) for column in zip(*sums.values(), strict=True)]
                found.append((view.label("listed-total"), whole))
            rows = ((name, same(str(count)), *(shown(one, view) for one in yen)) for name, (count, *yen) in found)
            table = blocks.Table((view.label(f"overview-{kind}"), *columns), tuple(rows))
            yield blocks.Breakdown(view.label(f"overview-by-{kind}"), blocks.Amounts(table, sums_last=adds_up))

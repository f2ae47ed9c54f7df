"""What `aspire check --statistics` shows after the report: how many files have each verdict, how often a rule spoke."""

from collections import Counter
from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.problem import Severity
from aspire_cli.reports import STANDINGS, View, blocks
from aspire_cli.words.text import Text, same

_Said = tuple[Severity, str]  # a rule, and how grave it is: in a draft some are notes


class Statistics:
    """Counts over reports, made while these pass."""

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

    def pages(self, view: View) -> Iterator[blocks.Page]:
        """Yield the counts, if there are any: verdicts, then rules, the most frequent first."""
        if not self._verdicts:
            return
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

"""The JSON Lines report: what the JSON report holds, as one object a line, written while files are still checked."""

from collections.abc import Iterable, Iterator

from aspire_cli.finding import Report
from aspire_cli.reports import Totals, View
from aspire_cli.reports.json_report import VERSION, across_entry, dumped, file_entry, summary, tool


def check(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Yield a line of kind `run`, then one of kind `file` for each file, then `together` and `summary`."""
    yield _line({"kind": "run", "version": VERSION, "tool": tool(view)})
    totals = Totals()
    for report in reports:
        totals = totals.plus(report)
        yield _line({"kind": "file", **file_entry(report, view)})
    for one in view.together or ():
        yield _line({"kind": "together", **across_entry(one, view)})
    yield _line({"kind": "summary", **summary(totals, view)})


def _line(entry: dict[str, object]) -> str:
    return dumped(entry) + "\n"

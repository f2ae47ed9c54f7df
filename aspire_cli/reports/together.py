"""What is found across proposals, as each kind of report shows it: last, each with all its places."""

from collections.abc import Iterator

from aspire_cli.finding import Report
from aspire_cli.reports import View, blocks, named
from aspire_cli.words.text import Text


def on_files(view: View) -> Iterator[Report]:
    """Yield each finding as the report on the file at which it stands."""
    for one in view.together or ():
        kept = {"waived" if one.finding.reason else "findings": (one.finding,)}
        yield Report(one.spots[0].path, **kept)  # type: ignore[arg-type]


def shown(view: View) -> tuple[blocks.Findings, ...]:
    """Return them as blocks of a page; the first bears their heading."""
    heading: Text | None = view.label("together-heading")
    found: list[blocks.Findings] = []
    for report in on_files(view):
        found.append(blocks.Findings((*report.findings, *report.waived), named(report.path), heading))
        heading = None
    return tuple(found)

"""Which findings of a file a report shows, where there are more than anybody reads; the rest are counted."""

from collections.abc import Sequence
from itertools import islice

from aspire_cli import limits
from aspire_cli.finding import Finding
from aspire_cli.shape.table import KEYS


def chosen(ordered: Sequence[Finding], most: int | None = None) -> tuple[list[Finding], list[Finding]]:
    """Return the findings to show and those to leave out, each in the order in which they come.

    Of each rule in each part of the proposal the first is always among those shown, so that what a report sets side by
    side with the findings never calls a part sound that is not.
    """
    most = limits.MOST_FINDINGS if most is None else most
    first: dict[tuple[str, str], int] = {}
    for number, finding in enumerate(ordered):
        first.setdefault((finding.rule, _part(finding)), number)
    shown = set(islice(first.values(), most))
    shown.update(islice((number for number in range(len(ordered)) if number not in shown), most - len(shown)))
    return (
        [finding for number, finding in enumerate(ordered) if number in shown],
        [finding for number, finding in enumerate(ordered) if number not in shown],
    )


def _part(finding: Finding) -> str:
    key = finding.pointer.removeprefix("/").partition("/")[0]
    return key if key in KEYS else ""

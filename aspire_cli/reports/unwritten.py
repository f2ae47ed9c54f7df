"""What a draft has not yet written, as a checklist: one line an item, part by part."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from aspire_cli.finding import Finding, Report
from aspire_cli.problem import Path
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Checklist, Notes, Point
from aspire_cli.words.parts import named
from aspire_cli.words.sentences import filled, rule_words, topic_words
from aspire_cli.words.text import COLON, COMMA, Text, joined

_PART = "part-"  # what begins the keys of the words for top-level parts
_FEW = 2  # entries of a list that are named one by one; more in a row are told from the first to the last


def checklist(report: Report, view: View) -> Checklist | Notes:
    """Return what a draft has not yet written, in a quiet report in one line."""
    if view.quiet:
        return Notes((in_one_line(report, view),))
    alone = {"counterparts"} if report.fits and len(report.fits.countries) == 1 else set()
    points = (point for part, found in _by_part(report) for point in _points(part, found, part in alone, view))
    return Checklist(view.label("open-heading", count=report.open), tuple(points))


def in_one_line(report: Report, view: View) -> Text:
    """Return how much is not yet written, and in which parts."""
    parts = joined((_called(part) for part, _ in _by_part(report)), COMMA)
    return joined((view.label("open-heading", count=report.open), parts), COLON)


def _by_part(report: Report) -> list[tuple[str, list[Finding]]]:
    """Return what is not written by the parts of a proposal, in their order; in each by place."""
    known = [key.removeprefix(_PART) for key in topic_words("report") if key.startswith(_PART)]
    eased = sorted((one for one in report.findings if one.eased), key=lambda one: (one.line, one.column))
    parts = {part: [one for one in eased if _part(one) == part] for part in dict.fromkeys(map(_part, eased))}
    return sorted(parts.items(), key=lambda part: known.index(part[0]) if part[0] in known else len(known))


def _part(finding: Finding) -> str:
    path = _path(finding)
    return str(path[0]) if path else ""


def _path(finding: Finding) -> Path:
    """Return the path of what is not written, be it there as a placeholder or missing from where the finding stands."""
    steps = finding.pointer.split("/")[1:]
    path: Path = tuple(int(step) if step.isdecimal() else step for step in steps)
    key = finding.values.get("key")
    if key is None or path[-1:] == (key,):
        return path
    is_part = len(path) <= 1 and f"{_PART}{key}" in topic_words("report")
    return (str(key),) if is_part else (*path, str(key))


def _called(part: str) -> Text:
    return Text(**topic_words("report").get(_PART + part) or topic_words("report")["part-"])


def _points(part: str, found: Sequence[Finding], alone: bool, view: View) -> Iterator[Point]:
    """Yield the items of a part; like entries that follow one another are one item."""
    for _, same_kind in groupby(enumerate(found), key=lambda numbered: _kind(*numbered)):
        run = [one for _, one in same_kind]
        if len(run) > _FEW:
            first, last = (one.called["year"] for one in (run[0], run[-1]))
            told = [(_item(run[0], first=first, last=last, count=len(run)), run[0])]
        else:
            told = [(_item(one, alone=alone), one) for one in run]
        yield from (Point(said, view.label("line", line=one.line), _called(part)) for said, one in told)


def _kind(number: int, finding: Finding) -> tuple[object, ...]:
    """Return what is the same of items that are told together: amounts of fiscal years that follow one another."""
    year = finding.called.get("year")
    # As years go up by one so do the numbers of the items: what is between the two stays the same.
    return finding.rule, finding.message_variant, number if year is None else f"from {year - number}"


def _item(finding: Finding, *, alone: bool = False, **run: object) -> Text:
    """Return an item in words: as the rule's own say it, else what the part of the proposal is called.

    An entry that is `alone` in its list needs no number.
    """
    items = rule_words(finding.rule).get("items", {})
    key = f"{finding.message_variant}{'-several' if run else ''}"
    if key in items:
        return filled(items[key], {**finding.said, **run})
    path = _path(finding)
    of_part = len(path) > 1 and isinstance(path[1], str)
    return named(path[1:] if of_part else path[2:] if alone and len(path) > 2 else path)

"""Waivers: comments that accept a finding at their line, with a reason."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aspire_cli import source, tree
from aspire_cli.finding import Finding, Place, Problem
from aspire_cli.names import nearest, sparingly
from aspire_cli.rules import BY_NAME
from aspire_cli.source import Document
from aspire_cli.written import is_written

_HEAD = r"#\s*aspire\s*[:：]\s*ignore\b"
_COMMENT = rf"{_HEAD}(?:\s*[\[［]([^\]］\r\n]*)[\]］])?[ \t]*((?:(?!{_HEAD})[^\r\n])*)"
_NAME = "aspire"
_UNWAIVABLE = ("yaml", "waiver")
Position = tuple[int, int]  # line and column


class Waiver(NamedTuple):
    """One waiver comment: the rules it names, and why."""

    place: Place
    rules: tuple[str, ...]
    reason: str

    @property
    def holds(self) -> bool:
        """Whether it waives anything: it has a reason and names only rules that exist."""
        return bool(self.reason) and bool(self.rules) and all(rule in BY_NAME for rule in self.rules)


def find(document: Document) -> tuple[Waiver, ...]:
    """Return the waivers of a document: real comments only, not `#` inside a text."""
    if _NAME not in document.text.lower() or not re.search(_HEAD, document.text, re.IGNORECASE):
        return ()
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Waiver]:
    texts = sorted(_text_stretches(document))
    for number, line in enumerate(source.lines_of(document.text), 1):
        if _NAME not in line.lower():
            continue
        for match in re.finditer(_COMMENT, line, re.IGNORECASE):
            start = (number, match.start() + 1)
            begins_a_comment = match.start() == 0 or line[match.start() - 1] in " \t"
            if begins_a_comment and not _is_inside(start, texts):
                names = tuple(name.strip() for name in (match[1] or "").split(",") if name.strip())
                place = Place(number, match.start() + 1, number, match.start() + len(match[0].rstrip()) + 1)
                reason = match[2].strip(" \t:-–—")
                yield Waiver(place, names, reason if is_written(reason) else "")


def _is_inside(position: Position, texts: list[tuple[Position, Position]]) -> bool:
    nearest = bisect_right(texts, position, key=lambda stretch: stretch[0]) - 1
    return nearest >= 0 and position < texts[nearest][1]


def _text_stretches(document: Document) -> Iterator[tuple[Position, Position]]:
    """Yield first and last position of every text in which `#` is no comment; of a block, from its second line on."""
    for node in tree.scalars(document.root) if document.root else ():
        start, end = node.start_mark, node.end_mark
        first = (start.line + 2, 1) if node.style in ("|", ">") else (start.line + 1, start.column + 1)
        yield first, (end.line + 1, end.column + 1)


def apply(
    findings: Iterable[Finding], waivers: tuple[Waiver, ...], ran: frozenset[str] | None
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """Return the findings that stay, those that are waived, and what is wrong with the waivers themselves.

    `ran` names the rules of which it is known whether a waiver has something to waive; None: no waiver is to count.
    """
    stay: list[Finding] = []
    waived: list[Finding] = []
    used: set[tuple[int, str]] = set()
    counting = [one for one in waivers if one.holds and ran is not None]
    reasons = {(one.place.line, rule): one.reason for one in counting for rule in one.rules}
    for finding in findings:
        where = (finding.place.line, finding.rule)
        if where in reasons and finding.topic not in _UNWAIVABLE and not finding.is_on_the_scheme_missing:
            used.add(where)
            waived.append(finding._replace(reason=reasons[where]))
        else:
            stay.append(finding)
    return stay, waived, list(_faults(waivers, used, ran or frozenset()))


def _faults(waivers: Iterable[Waiver], used: set[tuple[int, str]], ran: frozenset[str]) -> Iterator[Problem]:
    suggest = sparingly(nearest)
    for waiver in waivers:
        if not waiver.reason:
            yield Problem(rule="waiver-reason-missing", place=waiver.place)
        if not waiver.rules:
            yield Problem(message="none-named", mend="none-named", rule="waiver-unknown-rule", place=waiver.place)
        for name in waiver.rules:
            if name not in BY_NAME:
                of_topic = tuple(one.name for one in BY_NAME.values() if one.topic == name)
                near = of_topic or suggest(name, tuple(BY_NAME), 1)
                mend = "topic" if of_topic else "nearest" if near else "default"
                values = {"text": name, "nearest": near}
                yield Problem(values=values, mend=mend, rule="waiver-unknown-rule", place=waiver.place)
            elif waiver.holds and (waiver.place.line, name) not in used and name in ran:
                yield Problem(values={"rule": name}, rule="waiver-unused", place=waiver.place)

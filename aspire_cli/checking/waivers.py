"""Waivers: comments that accept a finding at their line, with a reason."""

import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from aspire_cli import limits
from aspire_cli.characters import DASHES
from aspire_cli.document import tree
from aspire_cli.document.document import Document
from aspire_cli.document.tree import lines_of
from aspire_cli.finding import Finding
from aspire_cli.problem import Edit, Mend, Place, Problem, problem_at
from aspire_cli.proposal.written import is_written
from aspire_cli.records import NamedTuple
from aspire_cli.rules import BY_NAME, rules_named
from aspire_cli.words.spelling import nearest, sparingly

_HEAD = r"#\s*aspire\s*[:：]"
_IGNORE = "ignore"  # what a waiver begins with, behind the head
_SAID = rf"\s*{_IGNORE}\b"
_WORD = r"[A-Za-z][A-Za-z-]*"
_BRACKETS = frozenset("[]［］")
_SEPARATORS = "[,，、]"  # between rules
_NAMED = r"\s*[\[［]([^\]］\r\n]*)[\]］]"  # the list of rules, right behind that
_NAME = "aspire"
_NEAR = 60  # characters behind a # that are looked at; a name farther behind is found by the pattern
_UNWAIVABLE = ("yaml", "waiver")  # topics whose findings no waiver accepts


class Waiver(NamedTuple):
    """One waiver comment: the rules it names, and why."""

    place: Place
    rules: tuple[str, ...]
    reason: str
    holds: bool  # whether it waives anything: it has a reason and names only rules that exist
    is_understood: bool = True  # if not, it is a comment that means to be a waiver


def find(document: Document) -> tuple[Waiver, ...]:
    """Return the waivers of a document: real comments only, not `#` inside a text."""
    if not _may_have_one(document.text) or not re.search(_HEAD, document.text, re.IGNORECASE):
        return ()
    return tuple(filter(None, _found(document)))


def _may_have_one(text: str) -> bool:
    """Look behind each #, which is quicker than compiling a pattern or folding the whole text: most files have none."""
    sign = text.find("#")
    while sign >= 0:
        if _NAME.startswith(text[sign + 1 : sign + _NEAR].lstrip()[: len(_NAME)].lower()):
            return True
        sign = text.find("#", sign + 1)
    return False


def _found(document: Document) -> Iterator[Waiver | None]:
    """Yield each waiver of a document; a comment may have several, one behind the other."""
    for number, column in tree.comments(document.text, document.root):
        line = document.line(number + 1)
        heads = list(re.compile(_HEAD, re.IGNORECASE).finditer(line, column))
        ends = [*(head.start() for head in heads[1:]), len(line)]
        for head, end in zip(heads, ends, strict=False):
            if head.start() == column or line[head.start() - 1] in " \t":
                yield _waiver(number + 1, head, line[head.end() : end])


def _waiver(number: int, head: re.Match[str], text: str) -> Waiver | None:
    """Return the waiver of a head and of the text behind it; None where that means to be none."""
    start = head.start() + 1
    place = Place(number, start, number, start + len(head[0]) + len(text.rstrip()))
    said = re.match(_SAID, text, re.IGNORECASE)
    if said is None:
        return Waiver(place, (), "", holds=False, is_understood=False) if _means_one(text) else None
    rest = text[said.end() :]
    named = re.match(_NAMED, rest)
    listed = map(str.strip, re.split(_SEPARATORS, named[1][: limits.LONGEST_NAMED])) if named else ()
    names = tuple(itertools.islice(dict.fromkeys(filter(None, listed)), limits.MOST_NAMED + 1))
    if named is not None and (len(named[1]) > limits.LONGEST_NAMED or len(names) > limits.MOST_NAMED):
        names = (*names[: limits.MOST_NAMED], "…")  # no rule has that name, so the waiver does not hold
    reason = rest[named.end() if named else 0 :].strip(f" \t\r\n:-{DASHES}")
    reason = reason[: limits.LONGEST_REASON] + "…" * (len(reason) > limits.LONGEST_REASON)
    if not is_written(reason):
        reason = ""
    return Waiver(place, names, reason, bool(reason and names) and all(name in BY_NAME for name in names))


def _means_one(text: str) -> bool:
    """Say whether a comment means to be a waiver: it has brackets, a word near `ignore`, or the name of a rule."""
    beginning = text[: limits.LONGEST_NAMED]
    words = list(itertools.islice(dict.fromkeys(re.findall(_WORD, beginning)), limits.MOST_NAMED))
    return (
        not _BRACKETS.isdisjoint(beginning)
        or any(word in BY_NAME for word in words)
        or any(nearest(word, (_IGNORE,), 1) for word in words)
    )


def misses_the_scheme(finding: Finding) -> bool:
    """Say whether the scheme is missing: little can be checked without it, so neither draft nor waiver excuses that."""
    return BY_NAME[finding.rule].eased_in_draft and finding.values.get("key") == "scheme"


def reasons(waivers: Iterable[Waiver]) -> dict[tuple[int, str], str]:
    """Return why a rule is waived on a line, for each of both."""
    return {(one.place.line, rule): one.reason for one in waivers if one.holds for rule in one.rules}


def apply(
    findings: Sequence[Finding], waivers: tuple[Waiver, ...], ran: frozenset[str], document: Document
) -> tuple[list[Finding], list[Finding], list[Problem]]:
    """Return the findings that stay, those that are waived, and the problem of each waiver that waives nothing.

    Only of rules that `ran` is it known that there is nothing to waive.
    """
    found = {(one.place.line, one.rule) for one in findings}
    named = {one.place: one.rules for one in waivers}
    stay: list[Finding] = []
    waived: list[Finding] = []
    why = reasons(waivers)
    for finding in findings:
        where = (finding.place.line, finding.rule)
        if where in why and finding.topic not in _UNWAIVABLE and not misses_the_scheme(finding):
            waived.append(finding._replace(reason=why[where]))
        else:
            stay.append(_useful(finding, named, found, ran))
    used = {(one.place.line, one.rule) for one in waived}
    lines = {line for line, _ in found}
    unused = [
        Problem(
            values={"rule": name},
            rule="waiver-unused",
            place=one.place,
            fix=None if one.place.line in lines else Mend((_taken_away(one.place, document),), "text", safe=False),
        )
        for one in waivers
        for name in (one.rules if one.holds else ())
        if name in ran and (one.place.line, name) not in used
    ]
    return stay, waived, unused


def _useful(
    finding: Finding, named: Mapping[Place, Sequence[str]], found: Container[tuple[int, str]], ran: frozenset[str]
) -> Finding:
    """Return a finding, without the mend of a rule's name where the waiver would have nothing to waive on its line."""
    if finding.rule != "waiver-unknown-rule" or finding.mend is None:
        return finding
    names = {finding.mend.what[0].text, *named[finding.place]} & ran
    return finding if all((finding.place.line, name) in found for name in names) else finding._replace(mend=None)


def _taken_away(place: Place, document: Document) -> Edit:
    """Return the edit that takes a comment away, with the spaces before it or, where it stands alone, its line."""
    line = document.line(place.line)
    before, behind = line[: place.column - 1].rstrip(" \t"), line[place.end_column - 1 :].strip(" \t")
    if before:
        return Edit(place.line, len(before) + 1, place.line, place.end_column, "")
    if behind:
        return Edit(place.line, place.column, place.line, line.index(behind, place.end_column - 1) + 1, "")
    if place.line < len(lines_of(document.text)):
        return Edit(place.line, 1, place.line + 1, 1, "")
    return Edit(place.line, 1, place.line, len(line) + 1, "")


def faults(waivers: Iterable[Waiver], document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the waivers themselves, whether or not they are applied."""
    suggest = sparingly(nearest)
    told = 0
    for waiver in waivers:
        if not waiver.is_understood:
            yield problem_at(waiver.place, "waiver-unknown-rule", "not-understood")
            continue
        if not waiver.reason:
            yield problem_at(waiver.place, "waiver-reason-missing")
        if not waiver.rules:
            yield problem_at(waiver.place, "waiver-unknown-rule", "none-named")
        unknown = [name for name in waiver.rules if name not in BY_NAME]
        # A hostile file may have endless unknown names: beyond the bound, one of each waiver is told.
        shown = unknown if told < limits.MOST_FINDINGS else unknown[:1]
        told += len(shown)
        yield from (_unknown(waiver.place, name, suggest, document) for name in shown)


def _unknown(place: Place, name: str, suggest: Callable[..., tuple[str, ...]], document: Document) -> Problem:
    from aspire_cli.checking.rule_names import meant, surely_meant

    of_topic = tuple(one.name for one in rules_named(name))
    near = of_topic or meant(name, BY_NAME, suggest)
    mend = "topic" if of_topic else "nearest" if near else "default"
    sure = surely_meant(name, near) if near and not of_topic else None
    edits = _renamed(place, name, sure, document) if sure else ()
    values, fix = {"text": name, "nearest": near}, Mend(edits, "text") if edits else None
    return Problem(values=values, mend=mend, fix=fix, rule="waiver-unknown-rule", place=place)


def _renamed(place: Place, name: str, meant: str, document: Document) -> tuple[Edit, ...]:
    """Return the edit that writes another name of a rule into a waiver, if the name stands in it once."""
    comment = document.line(place.line)[place.column - 1 : place.end_column - 1]
    named = re.search(_NAMED, comment)
    listed = named[1] if named else ""
    found = [one.start() for one in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", listed)]
    if named is None or len(found) != 1:
        return ()
    start = place.column + named.start(1) + found[0]
    return (Edit(place.line, start, place.line, start + len(name), meant),)

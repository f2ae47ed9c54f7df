"""Holds the product's report on a case against what the oracle expects."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from aspire_cli import check
from tests.oracle.generate import Case

Found = set[tuple[str, str, str]]


@dataclass
class Mismatch:
    """A case on which the product and the oracle differ."""

    case: Case
    missing: list[str]
    surplus: list[str]
    verdict: str | None = None

    def __str__(self) -> str:
        """The proposal with both sides of the difference."""
        text = self.case.text
        shown = text if isinstance(text, str) else repr(text)
        lines = [f"case {self.case.name} (today {self.case.today}), changes: {', '.join(self.case.changes) or 'none'}"]
        lines += [f"  the oracle alone:  {one}" for one in self.missing]
        lines += [f"  the product alone: {one}" for one in self.surplus]
        if self.verdict:
            lines.append(f"  verdict: {self.verdict}")
        return "\n".join([*lines, shown])


def found_in(case: Case) -> tuple[Found, str]:
    """What the product finds: rule, severity and pointer; and its verdict."""
    report = check(case.text, today=case.today)
    found = {(one.rule, plain(one.severity), place(one.pointer)) for one in report.findings}
    return found, plain(report.verdict)


def plain(word: object) -> str:
    """A word of an enumeration as it stands in reports."""
    return str(getattr(word, "value", word))


def place(pointer: str) -> str:
    """A pointer without the number of a support: a lone one is written with and without a list."""
    return re.sub(r"/support/\d+", "/support", pointer)


def compare(case: Case, without: Collection[str] = ()) -> Mismatch | None:
    """The difference on a case, None where there is none; the rules of `without` (or of a topic in it) are left out."""
    found, verdict = found_in(case)
    left_out = any(
        is_left_out(rule, without) for rule in [*(one[0] for one in found), *(one.rule for one in case.expected)]
    )
    found = {one for one in found if not is_left_out(one[0], without)}
    expected = {one for one in case.expected if not is_left_out(one.rule, without)}
    missing = sorted(
        f"{one.severity} {one.rule} {one.pointer or ''}".rstrip()
        for one in expected
        if not any(_is_same(one.rule, one.severity, one.pointer, product) for product in found)
    )
    surplus = sorted(
        f"{product[1]} {product[0]} {product[2]}"
        for product in found
        if not any(_is_same(one.rule, one.severity, one.pointer, product) for one in expected)
    )
    wrong = case.verdict and not left_out and verdict != case.verdict
    if not missing and not surplus and not wrong:
        return None
    return Mismatch(case, missing, surplus, f"{verdict}, not {case.verdict}" if wrong else None)


def is_left_out(rule: str, without: Collection[str]) -> bool:
    """Whether a rule or its topic is left out."""
    return rule in without or rule.partition("-")[0] in without


def _is_same(rule: str, severity: str, pointer: str | None, product: tuple[str, str, str]) -> bool:
    """Whether a finding of the product is the expected one; a pointer counts only where the rules give it."""
    return (rule, severity) == product[:2] and (pointer is None or place(pointer) == product[2])

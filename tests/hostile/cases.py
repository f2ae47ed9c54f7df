"""What a case of the catalogue is, the proposal that all begin with, and short ways to break it.

The catalogue is made anew by each run of the tests. `python tests/hostile/write.py FOLDER` writes it to files.
"""

from typing import NamedTuple

ACCEPT, REJECT, EITHER = "accept", "reject", "either"

BASE = """\
scheme: rising
title: {en: Error-corrected sensing, ja: 誤り訂正を用いた量子センシング}
field: quantum
period: {start: 2026-11-01, end: 2029-10-31}
principal_investigator:
  name: 佐藤 葵
  institution: 東北大学
  researcher_number: "00345678"
  other_funding: [{agency: JST, programme: さきがけ, until: 2030-03-31}]
  independent_environment: Own group since 2024
counterparts:
  - {name: Nora Lindqvist, institution: Lund University, country: SE, support: {agency: VR, status: planned}}
activities: {research: Joint runs, exchange: [Stays of three months], training: [A winter school]}
budget:
  years:
    - {fiscal_year: 2026, goods: 4000000, travel: 1000000, personnel: 3000000, other: 500000}
    - {fiscal_year: 2027, goods: 4000000, travel: 1000000, personnel: 9000000, other: 500000}
    - {fiscal_year: 2028, goods: 4000000, travel: 1000000, personnel: 9000000, other: 500000}
    - {fiscal_year: 2029, goods: 1000000, travel: 1000000, personnel: 5000000, other: 500000}
"""


class Case(NamedTuple):
    """A file, and what it must get.

    `must`: accept (no error), reject (an error, with a place), or either of the two. `rule` is one of those that speak;
    `line` is where; `never` are texts that must not stand in any output; `means` says by path what the author evidently
    means, which an accepted file must be read as.
    """

    name: str
    data: bytes
    must: str
    rule: str | None = None
    line: int | None = None
    never: tuple[str, ...] = ()
    means: tuple[tuple[tuple[str | int, ...], object], ...] = ()


def case(name, data, must, rule=None, line=None, never=(), means=()):
    """Make a case of text or bytes; half a character in a text is written as such."""
    made = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return Case(name, made, must, rule, line, tuple(never), tuple(means))


def with_value(key, value):
    """Return the base with the plain value of a key, where it stands first, in place of its own."""
    start = BASE.index(f"{key}: ") + len(key) + 2
    end = min(BASE.index(mark, start) for mark in ("\n", ",", "}") if mark in BASE[start:])
    return BASE[:start] + value + BASE[end:]


def with_line(line):
    """Return the base with a line at its end."""
    return f"{BASE}{line}\n"


def line_of(key):
    """Return the number of the line where a key stands first."""
    return BASE[: BASE.index(f"{key}:")].count("\n") + 1

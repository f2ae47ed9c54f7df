"""Mends of what keeps a file from being read, and that nothing is mended that may mean something else."""

import re

import pytest

from aspire_cli import limits
from aspire_cli.document import indentation, repairs
from aspire_cli.document.document import read_document
from aspire_cli.document.edits import edited
from aspire_cli.problem import Place, problem_at
from tests.helpers import each, proposal


def mended(text):
    """Return a text with the mends of all that keeps it from being read, and whether each is safe; None without any."""
    problems = read_document(text.encode()).problems
    assert problems
    mends = [one.fix for one in problems if one.fix]
    return (
        (edited(text, [edit for one in mends for edit in one.what]), all(one.safe for one in mends)) if mends else None
    )


class TestColons:
    @each(
        ("before", "after"),
        [
            ("field：quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("field： quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("field：\u3000quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("分野：量子 # x\nscheme: top\n", "分野: 量子 # x\nscheme: top\n"),
            ("x-memo：a\nscheme: top\n", "x-memo: a\nscheme: top\n"),
            ("period：\n  start: 2026-12-01\n", "period:\n  start: 2026-12-01\n"),
            ("team:\n  - name：A\n    country: JP\n", "team:\n  - name: A\n    country: JP\n"),
            ("field:\u3000quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("field:\u00a0\u3000quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("field:quantum\nscheme: top\n", "field: quantum\nscheme: top\n"),
            ("period: {start：2026-12-01, end: 2031-11-30}\n", "period: {start: 2026-12-01, end: 2031-11-30}\n"),
            ("period: {start:2026-12-01, end: 2031-11-30}\n", "period: {start: 2026-12-01, end: 2031-11-30}\n"),
        ],
    )
    def test_behind_a_known_key(self, before, after):
        assert mended(before) == (after, True)

    @each(("before", "after"), [("注意：x\nscheme: top\n", "注意: x\nscheme: top\n")])
    def test_what_stands_before_it_may_be_no_key(self, before, after):
        assert mended(before) == (after, False)


class TestSpaces:
    @each(
        ("before", "after"),
        [
            ("direct: 100\u3000# c\n", "direct: 100 # c\n"),
            ("direct: 100\u3000\n", "direct: 100 \n"),
            ("{goods: 1,\u3000travel: 2}\n", "{goods: 1, travel: 2}\n"),
        ],
    )
    def test_that_yaml_takes_for_letters(self, before, after):
        assert mended(before) == (after, True)


class TestColonsInTexts:
    @each(
        ("before", "after"),
        [
            ("title: Quantum: a joint initiative # c\n", 'title: "Quantum: a joint initiative" # c\n'),
            ("team:\n  - name: A: B\n", 'team:\n  - name: "A: B"\n'),
            (
                "{title: Quantum: a joint initiative, field: ai}\n",
                '{title: "Quantum: a joint initiative", field: ai}\n',
            ),
        ],
    )
    def test_are_probably_parts_of_them(self, before, after):
        assert mended(before) == (after, False)

    @each("text", ["scheme: top stage: final\n", "memo: A: B\n", "title: A 'b': c\n", "title: 'A': b: c\n"])
    def test_not_where_it_may_be_something_else(self, text):
        assert mended(text) is None


class TestEntries:
    @each(
        ("before", "after"),
        [
            ("team:\n  － name: A\n    country: JP\n", "team:\n  - name: A\n    country: JP\n"),
            ("team:\n  -name: A\n    country: JP\n", "team:\n  - name: A\n    country: JP\n"),
            ("a:\n  - 講演\n  ・受賞\n  - 発表\n", "a:\n  - 講演\n  - 受賞\n  - 発表\n"),
            ("a:\n  *\u3000基調 講演\n", "a:\n  - 基調 講演\n"),
        ],
    )
    def test_that_another_sign_begins(self, before, after):
        assert mended(before) == (after, True)


class TestCurlyQuotes:
    @each(
        ("before", "after"),
        [
            ("en: “A: B”\n", 'en: "A: B"\n'),
            ("en: ‘A: B’ # c\n", 'en: "A: B" # c\n'),
            ("en: “Japan’s: B”\n", 'en: "Japan’s: B"\n'),
            ("- en: ＂A: B＂\n", '- en: "A: B"\n'),
            ('en: "A: B”\nscheme: top\n', 'en: "A: B"\nscheme: top\n'),
            ("en: 'A: B’\nscheme: top\n", "en: 'A: B'\nscheme: top\n"),
            ('{en: "A”, ja: B}\n', '{en: "A", ja: B}\n'),
        ],
    )
    def test_around_a_whole_text(self, before, after):
        assert mended(before) == (after, True)

    @each("text", ["en: “A: B” C\n", 'en: “A "x": B”\n', "en: “A: B\n", 'en: "A “x” C\n', "en: “A\\: B: C”\n"])
    def test_not_where_the_text_is_another_one(self, text):
        assert mended(text) is None


def indented_by(sign):
    """Return a proposal indented by one sign for each level."""
    return re.sub("^(?:  )+", lambda found: sign * (len(found[0]) // 2), proposal(), flags=re.MULTILINE)


class TestIndentation:
    @each("sign", ["\t", "\u3000", "\u00a0"])
    def test_one_sign_for_each_level(self, sign):
        assert mended(indented_by(sign)) == (proposal(), True)

    @each(
        ("before", "after"),
        [
            ("a:\n\tb: 1\n", "a:\n  b: 1\n"),
            ("a:\n\t- b: 1\n\t  c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
            ("a:\n\t- b: 1\n\t\tc: 2\n", "a:\n  - b: 1\n    c: 2\n"),
            ("a:\n    b: 1\n\tc: 2\n    d: 3\n", "a:\n    b: 1\n    c: 2\n    d: 3\n"),
            ("a:\n  b:\n    c: 1\n\td: 2\n", None),  # of b, or of a
            ("a:\n  b:\n\tc: 1\n", None),
            ("a: 1\n\tb: 1\n", None),
            ("a:\n\tb: |\n\t\tx\n\t\t  y\n\n\tc: 2\n", "a:\n  b: |\n    x\n      y\n\n  c: 2\n"),
            ("a: b\n  c\nd:\n\te: 1\n", "a: b\n  c\nd:\n  e: 1\n"),
            ("a:\n\t# c\n\tb: 1\n", "a:\n\t# c\n  b: 1\n"),
        ],
    )
    def test_where_the_depth_is_certain(self, before, after):
        assert mended(before) == (after and (after, True))

    def test_lines_behind_one_that_is_not_certain_are_left(self):
        text = "a:\n\tb: 1\nc:\n  d:\n\te: 1\nf:\n\tg: 1\n"
        assert [(one.place.line, bool(one.fix)) for one in read_document(text.encode()).problems] == [
            (2, True),
            (5, False),
            (7, False),
        ]

    def test_each_line_that_is_told_has_its_own_with_the_lines_of_its_text(self):
        text = "a:\n\tb: |\n\t\tx\n\t\ty\n\tc: 2\n"
        told = [[edit.line for edit in one.fix.what] for one in read_document(text.encode()).problems]
        assert told == [[2, 3, 4], [5]]

    def test_not_more_lines_than_a_report_bears(self, monkeypatch):
        monkeypatch.setattr(limits, "MOST_INDENTED", 2)
        assert len(indentation.edits(["a:", *["\tb: 1"] * 2])) == 2
        assert indentation.edits(["a:", *["\tb: 1"] * 3]) == []


@pytest.mark.parametrize("text", ["：", "“", " ", "a：", "{a,", "“a”", '"”', "\t- "])
def test_however_long_a_line_is_it_is_gone_over_a_few_times_at_most(text):
    line = text * (200_000 // len(text))
    for variant in ("full-width-colon", "no-space", "odd-space-here", "curly-quote", "curly-end"):
        for column in (1, len(line) // 2, len(line)):
            repairs.mend([line], problem_at(Place(1, column, 1, column + 1), "yaml-syntax", variant))


def test_of_other_faults_there_is_no_mend():
    assert repairs.mend(["a: ["], problem_at(Place(1, 4, 1, 5), "yaml-syntax", "unclosed-bracket")) is None
    assert repairs.mend(["a: -"], problem_at(Place(1, 4, 1, 5), "yaml-tag", "dash-value")) is None

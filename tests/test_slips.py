"""Everyday slips that make a file unreadable: each told where it is to be mended, and in the words that mend it."""

import pytest
from helpers import check, said, the_problem

# By variant: the message and the mend, in English and in Japanese.
SENTENCES = {
    "no-space": (
        "There is no space after the colon.",
        "Write a space after the colon.",
        "コロンの後に半角スペースがありません。",
        "コロンの後に半角スペースを入れてください。",
    ),
}


def told(read, text, variant, position):
    """Hold that one finding is told of the text, at that place, by either parser and in either language."""
    assert said(read(text)) == ("yaml-syntax", variant, position)
    assert the_problem(read(text)).place.end_line == position[0]
    (finding,) = check(text).findings
    english = (finding.message_in("en"), finding.hint_in("en"))
    assert (*english, finding.message_in("ja"), finding.hint_in("ja")) == SENTENCES[variant]


class TestColonWithoutSpaceInBraces:
    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("team:\n  - {name:鈴木 花子, institution:理化学研究所}\n", (2, 10)),
            ("years:\n  - {fiscal_year:2026, direct:2500万円}\n", (2, 17)),
            ("period: {start:2026-12-01, end:2031-11-30}\n", (1, 15)),
            ("joint_call: {agency: EPSRC, countries:[GB]}\n", (1, 38)),
            ("joint_call: {agency:EPSRC, countries:[GB], field: ai}\n", (1, 20)),
            ("joint_call: {agency: [EPSRC], support:{a: 1}}\n", (1, 38)),
            ("joint_call: {agency:EPSRC,\n  field: ai, countries:[GB]}\n", (1, 20)),
            ('joint_call: {agency: "a, b:c", countries:[GB]}\n', (1, 41)),
            ("{名前:鈴木}\n", (1, 4)),
            ("{a:}\n", (1, 3)),
        ],
    )
    def test_told_once_at_the_first(self, read, text, position):
        told(read, text, "no-space", position)

    def test_told_in_each_pair_of_braces(self, read):
        document = read("- {name:鈴木, country:JP}\n- {name:佐藤, x-a: {b:c}, country:JP}\n")
        places = [(one.message, one.place.line, one.place.column) for one in document.problems]
        assert places == [("no-space", 1, 8), ("no-space", 2, 8), ("no-space", 2, 20)]

    @pytest.mark.parametrize(
        ("text", "data"),
        [
            ("{https://example.org}", {"https://example.org": None}),
            ("{a: https://example.org, b: 10:30}", {"a": "https://example.org", "b": "10:30"}),
            ("{10:30, 9:00:00}", {"10:30": None, "9:00:00": None}),
            ("{a:b: 1}", {"a:b": 1}),
            ("{a:b: []}", {"a:b": []}),
            ("{a:b: {}}", {"a:b": {}}),
            ('{a:b: ""}', {"a:b": ""}),
            ('{"a:b", "c":d}', {"a:b": None, "c": "d"}),
            ("[name:鈴木, a:b]", ["name:鈴木", "a:b"]),
            ("{name, institution}", {"name": None, "institution": None}),
        ],
    )
    def test_others_are_read(self, read, text, data):
        document = read(text)
        assert document.problems == ()
        assert document.data == data

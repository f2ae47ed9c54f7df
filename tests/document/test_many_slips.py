"""Slips that come in numbers: each is told at its place, and what else stands in the way of reading with them."""

import pytest

from aspire_cli import limits
from tests.helpers import check, each

FULL_WIDTH = """\
scheme： top
title：
  ja： 界面磁性の国際共同研究
  en：Interface magnetism
period：
  start： 2026-12-01
activities：
  research： |
    目的： スピン流
    name： 計測
  exchange：
    - what：滞在
      when： 2027
budget：
  years：
    - {fiscal_year： 2026, direct：6000万円}
"""


def told(document):
    """Return variant, line and column of each finding."""
    assert document.data is None
    assert {one.rule for one in document.problems} == {"yaml-syntax"}
    return [(one.message, one.place.line, one.place.column) for one in document.problems]


def places(text, sign):
    """Return line and column of a sign wherever it stands, but for texts of several lines."""
    lines = enumerate(text.split("\n"), 1)
    return [(number, at + 1) for number, line in lines for at in range(len(line)) if line.startswith(sign, at)]


class TestFullWidthColons:
    def test_each_is_told(self, read):
        expected = [place for place in places(FULL_WIDTH, "：") if place[0] not in (9, 10)]
        assert told(read(FULL_WIDTH)) == [("full-width-colon", *place) for place in expected]
        assert len(expected) == 15

    def test_the_words_name_both_colons(self):
        finding, *_ = (one for one in check(FULL_WIDTH).findings if one.rule == "yaml-syntax")
        for lang, full, half in [
            ("ja", "全角コロン(`：`)", "半角コロン"),
            ("en", "full-width colon (`：`)", "half-width"),
        ]:
            for sentence in (finding.message_in(lang), finding.hint_in(lang)):
                assert full in sentence
                assert half in sentence

    @each(
        "text, expected",
        [
            ("a: 1\nperiod:\n  start： x\n  end： y\nb: 1\n", [(3, 8), (4, 6)]),  # read as one text below `period`
            ("a: 1\nyears:\n  - direct：1\n", [(3, 11)]),
            ("x-a: 1\nname：b\nc： 1\nd: 1\n", [(2, 5), (3, 2)]),
            ("公募形態：トップ\n分野：量子\n", [(1, 5), (2, 3)]),
            ("公募形態：トップ\n分野： 量子\nfield: a\n", [(1, 5), (2, 3)]),
            ("title: {ja： a, en： b}\nfield： x\n", [(1, 11), (1, 18), (2, 6)]),
            ("title： {ja： a, en： b}\nfield： x\n", [(1, 6), (1, 11), (1, 18), (2, 6)]),
            ("field　： x\nb: 1\n", []),
        ][:-1],
    )
    def test_wherever_it_stands(self, read, text, expected):
        assert told(read(text)) == [("full-width-colon", *place) for place in expected]

    @each(
        "text",
        [
            "research: 目的：スピン流\n",
            "research: 目的は\n  対象：学生\n  計画：測る\n",
            "research: 目的は\n  name：計測\n",
            "research: |\n  name：計測\n  who： 学生\n",
            "exchange:\n  - 滞在：半年\n  - summer school：東京\n",
            "when: 10:30\nurl: https://example.org\n",
            'research: "目的\n  name：計測"\n',
            "a:\n  notakey：b\n",
        ],
    )
    def test_prose_is_left_alone(self, read, text):
        assert read(text).problems == ()

    @each(
        "line",
        [
            "# call: {agency：DFG, theme：x}",
            "field: quantum # {a：b}, c：d",
            'title: "{name：x}"',
            "title: '{name：x}, {y：z}'",
            "title: 量子{name：x, y：z}",
        ],
    )
    def test_comments_and_texts_that_look_alike_are_left_alone_beside_others(self, read, line):
        assert told(read(f"scheme： top\n{line}\nz: {{a： 1, b：2}}\n")) == [
            ("full-width-colon", *place) for place in ((1, 7), (3, 6), (3, 12))
        ]

    @each("comment", ["# [a]\u3000", 'b: c # (d)"\u3000', "b: {c: 1} # [d]\u3000"])
    def test_an_odd_space_in_a_comment_is_one(self, read, comment):
        assert told(read(f'a: "b"\u3000\n{comment}\nd: {{e: 1}}\u3000\n')) == [
            ("odd-space-here", 1, 7),
            ("odd-space-here", 3, 10),
        ]


@pytest.mark.parametrize(
    ("variant", "text", "expected"),
    [
        ("no-space", "scheme:top\ntitle:\n  ja:量子\nperiod:\n  start:2026-12-01\n", [(1, 7), (3, 5), (5, 8)]),
        ("no-space", "a: 1\nperiod:\n  start:2026-12-01\n  end:2031-11-30\n", [(3, 8), (4, 6)]),
        ("odd-space", "scheme:　top\nfield:\u00a0quantum\nb: 1\n", [(1, 8), (2, 7)]),
        ("odd-space", "a: 1\nperiod:\n  start:　2026-12-01\n  end:　2031-11-30\n", [(3, 9), (4, 7)]),
        ("odd-space-here", 'a: "b"　 　\nc: {d: 1}　　# e\nf: g　　# aspire: ignore[x] y\n', [(1, 7), (2, 10), (3, 5)]),
        ("odd-indent", "title:\n　ja: a\n　en: b\nperiod:\n　start: c\n", [(2, 1), (3, 1), (5, 1)]),
        ("odd-indent", "years:\n　- a: 1\n　　b: 2\n　- a: 3\n", [(2, 1), (3, 1), (4, 1)]),
        ("tab", "title:\n\tja: a\n\ten: b\nyears:\n\t- c: d\n\t  e: f\n", [(2, 1), (3, 1), (5, 1), (6, 1)]),
        ("odd-dash", "team:\n  － name: A\n    x-a: 1\n  － name: B\n    x-a: 2\n", [(2, 3), (4, 3)]),
        ("bullet", "team:\n  ・ name: A\n    x-a: 1\n  ・name: B\n    x-a: 2\n", [(2, 3), (4, 3)]),
        ("dash-value", "years:\n  - goods: -\n    travel: - # x\n    other: 1\n", [(2, 12), (3, 13)]),
        ("curly-quote", "a: “b: c”\nd: 1\ne: ”f”\ng: “h” and “i”\nj: it’s\n", [(1, 4), (3, 4), (4, 4)]),
    ],
)
def test_siblings_of_the_kind(read, variant, text, expected):
    assert told(read(text)) == [(variant, *place) for place in expected]


class TestSeveralKinds:
    def test_one_round_after_another(self, read):
        text = "scheme： top\ntitle:\n\tja:　量子\n\ten: “a: b”\nyears:\n  ・goods: -\n    travel：1\n"
        assert told(read(text)) == [
            ("full-width-colon", 1, 7),
            ("tab", 3, 1),
            ("odd-space", 3, 5),
            ("tab", 4, 1),
            ("curly-quote", 4, 6),
            ("bullet", 6, 3),
            ("dash-value", 6, 11),
            ("full-width-colon", 7, 11),
        ]

    def test_what_stops_the_reading_besides_is_told_at_its_place_in_the_file(self, read):
        assert told(read("a：1\nb:2\nc: [d\ne： 1\n")) == [
            ("full-width-colon", 1, 2),
            ("no-space", 2, 2),
            ("unclosed-bracket", 3, 4),
            ("full-width-colon", 4, 2),
        ]

    def test_what_is_wrong_with_keys_is_told_too(self, read):
        document = read("a：1\nb: {c：1, 5: d}\na: 2\n")
        assert [(one.rule, one.place.line, one.place.column) for one in document.problems] == [
            ("yaml-syntax", 1, 2),
            ("yaml-syntax", 2, 6),
            ("yaml-duplicate-key", 3, 1),
        ]

    def test_a_line_that_was_indented_anew_is_not_told_again(self, read):
        document = read("memo: |\n a\n\t- b\nc: [\n")
        assert told(document) == [("tab", 3, 1), ("unclosed-bracket", 4, 4)]

    def test_what_stands_behind_the_last_line_is_told_too(self, read):
        document = read("a:\n\tb: 1\n---")
        assert [(one.rule, one.place.line, one.place.column) for one in document.problems] == [
            ("yaml-syntax", 2, 1),
            ("yaml-documents", 4, 1),
        ]


def test_in_a_longer_text_only_the_first_is_told(read):
    text = "a：1\nb：2\nc: 1\n"
    longest = text + "#" * (limits.LONGEST_MENDED - len(text))
    assert len(read(longest).problems) == 2
    assert len(read(longest + "#").problems) == 1
    hidden = "a: 1\nperiod:\n  end：2\n"
    longest = hidden + "#" * (limits.LONGEST_MENDED - len(hidden))
    assert len(read(longest).problems) == 1
    assert read(longest + "#").problems == ()

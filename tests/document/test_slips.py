"""Slips in braces, pasted text and quotation marks: each told where it is to be mended, in the words that mend it."""

import pytest

from tests.document.slip_cases import told
from tests.helpers import said, the_problem


class TestColonWithoutSpaceInBraces:
    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("team:\n  - {name:鈴木 花子, institution:理化学研究所}\n", (2, 10)),
            ("years:\n  - {fiscal_year:2026, direct:2500万円}\n", (2, 17)),
            ("period: {start:2026-12-01, end:2031-11-30}\n", (1, 15)),
            ("call: {agency: EPSRC, countries:[GB]}\n", (1, 32)),
            ("call: {agency:EPSRC, countries:[GB], field: ai}\n", (1, 14)),
            ("call: {agency: [EPSRC], support:{a: 1}}\n", (1, 32)),
            ('call: {agency: "a, b:c", countries:[GB]}\n', (1, 35)),
            ("{名前:鈴木}\n", (1, 4)),
        ],
    )
    def test_told_once_at_the_first(self, read, text, position):
        told(read, text, "no-space", position)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("- {name:鈴木, country:JP}\n- {name:佐藤, x-a: {b:c}, country:JP}\n", [(1, 8), (2, 8), (2, 20)]),
            ("call: {agency:EPSRC, theme:a,\n  field: ai, countries:[GB], x-a:[b]}\n", [(1, 14), (2, 23)]),
        ],
    )
    def test_told_in_each_line_of_each_pair_of_braces(self, read, text, expected):
        document = read(text)
        assert [(one.message, one.place.line, one.place.column) for one in document.problems] == [
            ("no-space", *place) for place in expected
        ]

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


ACTIVITIES = "activities:\n  research: |\n"


class TestTextWithoutIndentation:
    @pytest.mark.parametrize(
        ("text", "position"),
        [
            (f"{ACTIVITIES}目的：スピン流\n方法：計測\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}目的: スピン流\n方法: 計測\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}スピン流を測る。\n次に制御する。\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}スピン流を測る。\n\n次に制御する。\n\nbudget:\n", (3, 1)),
            (f"{ACTIVITIES}スピン流を測る。\n", (3, 1)),
            (f"{ACTIVITIES}\n\nスピン流を測る。\n  exchange: a\n", (5, 1)),
            (f"{ACTIVITIES}  スピン流\n  方法\n  exchange: a\n", (3, 3)),
            (f"{ACTIVITIES}    スピン流\n\n  計測を行う。\n  exchange: a\n", (5, 3)),
            (f"{ACTIVITIES}    スピン流\n  2 計測を行う。\n  exchange: a\n", (4, 3)),
            (f"{ACTIVITIES}We measure.\nWe will: control.\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}・スピン流\n・計測\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}- スピン流\n- 計測\n  exchange: a\n", (3, 1)),
            (f"{ACTIVITIES}# 目的\n- スピン流\n  exchange: a\n", (4, 1)),
            ("research: >-  # the plan\n目的：スピン流\n方法：計測\nx: 1\n", (2, 1)),
            ("exchange:\n  - what: |2\n  滞在\n  研修\n    when: 2027\n", (3, 3)),
            ("track_record:\n  - |\n  講演する。\n  受賞した。\n", (3, 3)),
        ],
    )
    def test_below_a_bar(self, read, text, position):
        told(read, text, "unindented-text", position)

    @pytest.mark.parametrize(
        ("text", "variant", "position"),
        [
            ("a:\n  research: スピン流\n  を測る\n  exchange: a\n", "unindented-value", (3, 3)),
            ("a:\n  research: スピン流\nを測る\nb: a\n", "unindented-value", (3, 1)),
            ("a:\n  - what: スピン流\n    を測る\n    when: 1\n", "unindented-value", (3, 5)),
            ("a:\n  research: spin\n  currents\n  exchange: a\n", "colon-missing", (3, 3)),
            ("x: 1\nfield quantum\n\n# x\nperiod: 1\n", "colon-missing", (2, 1)),
            ("a:\n  start: 1\n  end 2031-11-30\nb: 1\n", "colon-missing", (3, 3)),
        ],
    )
    def test_value_that_goes_on(self, read, text, variant, position):
        told(read, text, variant, position)

    @pytest.mark.parametrize(
        ("text", "said_of_it"),
        [
            (f"{ACTIVITIES}    目的：スピン流\n  exchange: a: b\n", ("colon-in-text", (4, 14))),
            (f"{ACTIVITIES}    スピン流\n  exchange\n  training: a\n", ("colon-missing", (4, 3))),
            (f"{ACTIVITIES}    スピン流\n  exchange：a\n  training: a\n", ("full-width-colon", (4, 11))),
            (f"{ACTIVITIES}  field:quantum\n  training: a\n", ("no-space", (3, 8))),
            (f"{ACTIVITIES}\u3000\u3000スピン流\n  training: a\n", ("odd-indent", (3, 1))),
            (f"{ACTIVITIES}\tスピン流\n  training: a\n", ("tab", (3, 1))),
            (f"{ACTIVITIES}    目的\n\n\t\n    スピン流\n  training: a\n", ("tab", (5, 1))),
            (f"{ACTIVITIES}    目的\n  \t\n    スピン流\n  training: a\n", ("tab", (4, 3))),
            ("a: |\n項目: 1\nb: 2\nc: d: e\n", ("colon-in-text", (4, 5))),
            ("a: |\n  b: |\n  目的\nc: d: e\n", ("colon-in-text", (4, 5))),
        ],
    )
    def test_another_slip_near_a_text(self, read, text, said_of_it):
        assert said(read(text))[1:] == said_of_it

    @pytest.mark.parametrize(
        ("text", "data"),
        [
            ("a: |\n項目: 1\n", {"a": "", "項目": 1}),
            ("a: |\nb: 1\n", {"a": "", "b": 1}),
            ("a:\n- b: |\n  c: 1\n- d\n", {"a": [{"b": "", "c": 1}, "d"]}),
            ("a: |\n  目的：b\n\n   方法\n# c\n", {"a": "目的：b\n\n 方法\n"}),
            ("a: b\n  目的：c\n", {"a": "b 目的：c"}),
        ],
    )
    def test_text_that_is_indented(self, read, text, data):
        assert read(text).data == data


class TestQuotationMarkLeftOpen:
    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ('title: "量子\nfield: quantum\na:\n  name: 山田\n  number: "00123456"\n', (1, 8)),
            ('title: "量子\nnumber: "00123456"\n', (1, 8)),
            ('title: "量子\nfield: quantum\nnumber: ""\n', (1, 8)),
            ('a: "x \\"y\\" z\nb: 1\nc: "2"\n', (1, 4)),
            ("a: 'it''s\nb: 1\nc: '2'\n", (1, 4)),
            ("a: 'Joint\nb: Japan's role\n", (1, 4)),
            ('a:\n  - "講演\n  - "受賞"\n  - 発表\n', (2, 5)),
            ('a: "whole"\nb: "量子\nc: |\n  say "yes" to\nd: 1\n', (2, 4)),
            ('a: |\n  b: "x\n  c\nd: "y\ne: "z"\n', (4, 4)),
            ('- {name: "鈴木, institution: RIKEN}\n- {name: "佐藤", institution: RIKEN}\n', (1, 10)),
            ('a: [x, "y"]\nb: [x, "y]\nc: ["z"]\n', (2, 8)),
        ],
    )
    def test_told_where_it_opens(self, read, text, position):
        told(read, text, "unclosed-quote", position)

    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ('title: "量子”\nfield: quantum\nnumber: "00123456"\n', (1, 8)),
            ('a:\n  - "講演”\n  - "受賞"\n', (2, 5)),
        ],
    )
    def test_closed_by_a_curly_one(self, read, text, position):
        told(read, text, "curly-end", position)

    @pytest.mark.parametrize(
        ("text", "said_of_it"),
        [
            ('a: "one\n  two\n  three"\nb:quantum\nc: 1\n', ("no-space", (4, 2))),
            ('a: "Goals:\n  first: spin\n  second: charge"\nb: c: d\n', ("colon-in-text", (4, 5))),
            ('a: "Goals:\n  first: spin"\nb: "x"\nc: "y\n', ("unclosed-quote", (4, 4))),
            ('a: "one\n  two" three\nb: 1\n', ("text-behind-quote", (2, 8))),
            ('a: "Goals:\n  first: the "spin" current"\nb: 1\n', ("text-behind-quote", (2, 15))),
            ("a: Japan's role\nb: the \"x\nc: d: e\n", ("colon-in-text", (3, 5))),
        ],
    )
    def test_a_text_over_several_lines_is_not_to_blame(self, read, text, said_of_it):
        assert said(read(text))[1:] == said_of_it

    def test_a_text_over_several_lines_is_read(self, read):
        assert read('a: "Goals:\n  first: spin\n  - second"\nb: "c"\n').data["a"] == "Goals: first: spin - second"


class TestUnevenIndentation:
    """A line that is indented like none of those that it could stand beside: how deep it is, and how deep they are."""

    @pytest.mark.parametrize(
        ("text", "variant", "position", "depths"),
        [
            ("a:\n  b: 1  # x\n   c: 2\n", "uneven", (3, 4), (3, 2)),
            ("a:\n  b: 1  # x\n    c: 2\n", "uneven", (3, 5), (4, 2)),
            ("a:\n  b: 1\n c: 2\n", "uneven-two", (3, 2), (1, 0, 2)),
            ("a: 1  # x\n\n# y\n c: 2\n", "uneven", (4, 2), (1, 0)),
            ("a:\n  - b: 1\n    c: 2\n   d: 3\n", "uneven-two", (4, 4), (3, 0, 4)),
            ("a:\n  - b: 1\n    c: 2\n  d: 3\n", "uneven-two", (4, 3), (2, 0, 4)),
            ("a:\n  - b: 1\n    c: 2\n   - b: 3\n", "uneven", (4, 4), (3, 2)),
            ("a:\n  - b: 1\n- b: 3\n", "uneven", (3, 1), (0, 2)),
            ("a:\n  b:\n    c: 1\n  d: 2  # x\n   e: 3\n", "uneven", (5, 4), (3, 2)),
            ("a:\n  b: some\n    words  # x\n   c: 2\n", "uneven", (4, 4), (3, 2)),
            ("a:\n  - 1  # x\n    - 2\n", "uneven", (3, 5), (4, 2)),
            ("a:\n  b: |\n   c: 1\n\n   d: 2\n  e: 1\n f: 1\n", "uneven-two", (7, 2), (1, 0, 2)),
            ('a:\n  b: "\n c: 1\n  "\n  e: 1\n f: 1\n', "uneven-two", (6, 2), (1, 0, 2)),
        ],
    )
    def test_told_with_the_depths_that_it_could_have(self, read, text, variant, position, depths):
        told(read, text, variant, position)
        values = the_problem(read(text)).values
        assert (values["found"], values["wanted"], values["or_wanted"]) == (*depths, depths[-1])[:3]

    @pytest.mark.parametrize(
        ("text", "variant"),
        [
            ("a: 1\n  b: 2\n", "colon-in-text"),
            ("a:\n  b: 1\n  - c\n", "default"),
            ("a: [1\nb: 2\n", "unclosed-bracket"),
        ],
    )
    def test_what_may_be_another_slip_is_told_as_before(self, read, text, variant):
        assert said(read(text))[1] == variant

    @pytest.mark.parametrize("text", ["a:\n   b: 1\n   c:\n     - d: 1\nb: 1\n", "a:\n- b: 1\n  c: 2\n- d: 1\ne: 1\n"])
    def test_any_depth_will_do_that_is_the_same(self, read, text):
        assert read(text).problems == ()

"""Mends become edits in the style in which a value stands; where that is not certain, there are none."""

import pytest

from aspire_cli.document.document import read_document
from aspire_cli.document.edits import applied, edited, edits_of
from aspire_cli.problem import Edit, Mend
from tests.helpers import each


def mended(text, path, what, kind="value"):
    """Return a text with a mend made; None where there are no edits."""
    edits = edits_of(read_document(text.encode()), Mend(what, kind, path=path))
    return edited(text, edits) if edits else None


class TestValues:
    @each(
        ("before", "what", "after"),
        [
            ("a: x  # c\nb: c\n", "y", "a: y  # c\nb: c\n"),
            ("a: 'x'\n", "y", "a: 'y'\n"),
            ("a: 'x'\n", "y's", "a: 'y''s'\n"),
            ('a: "x"', "y", 'a: "y"'),
            ('a: "x"', 'y"\\', 'a: "y\\"\\\\"'),
            ("a: 00123456\n", "00123456", 'a: "00123456"\n'),
            ("a: x\n", "y: z", 'a: "y: z"\n'),
            ("a: x\n", "null", 'a: "null"\n'),
            ("a: 'x'\n", True, "a: true\n"),
            ("a: 0.3\n", 30, "a: 30\n"),
            ("{a: x, b: c}\n", "y, z", '{a: "y, z", b: c}\n'),
            ("{a: x, b: c}", "y", "{a: y, b: c}"),
            ("? a\n: x\n", "y", "? a\n: y\n"),
            ("a: x\r\nb: c\r\n", "y", "a: y\r\nb: c\r\n"),
            ("a: 3億円\u3000# c\n", "3億円", "a: 3億円 # c\n"),
            ("a: 3億円 ＃c\n", "3億円", "a: 3億円 #c\n"),
            ("あ: い\na: 東京　大学 # あ\n", "京都", "あ: い\na: 京都 # あ\n"),
        ],
    )
    def test_in_the_style_of_what_stands_there(self, before, what, after):
        assert mended(before, ("a",), what) == after

    @each(
        "before",
        [
            "a: |\n  x\n",
            "a: >-\n  x\n",
            "a: x\n  y\n",
            "a:\n",
            "a: &n x\nb: *n\n",
            "b: &n x\na: *n\n",
            "a: !!str x\n",
            "a: {b: c}\n",
            "x-b: &n\n  a: x\n<<: *n\n",
        ],
    )
    def test_what_stands_elsewhere_too_or_on_several_lines_is_left(self, before):
        assert mended(before, ("a",), "y") is None

    def test_what_is_meant_as_a_comment_is_left_where_it_could_be_none(self):
        assert mended("{a: 3億円 ＃c}\n", ("a",), "3億円") is None
        assert mended("a: '3億円 ＃c'\n", ("a",), "3億円") is None

    def test_what_is_not_written_is_left(self):
        assert mended("a: x\n", ("b",), "y") is None
        assert mended("a: x\n", (), "y") is None
        assert mended("a: [\n", ("a",), "y") is None

    def test_a_name_far_above_is_one_too(self):
        text = "x-a: &n\n  a:\n    b: x\nc: *n\n"
        assert mended(text, ("x-a", "a", "b"), "y") is None
        assert mended(text, ("c", "a", "b"), "y") is None


class TestKeys:
    @each(
        ("before", "after"),
        [
            ("a: x\n", "key: x\n"),
            ("'a': x\n", "'key': x\n"),
            ('{"a":x}\n', '{"key":x}\n'),
            ("a : x\n", "key : x\n"),
            ("a:\n  - x\n", "key:\n  - x\n"),
        ],
    )
    def test_written_in_place(self, before, after):
        assert mended(before, ("a",), "key", "key") == after

    @each("before", ["a: x\nkey:\n", "{a: x, key: TBD}\n", "x-b: &n {key: y}\na: x\n<<: *n\n"])
    def test_not_where_that_key_is_there_already(self, before):
        assert mended(before, ("a",), "key", "key") is None


class TestLists:
    @each(
        ("before", "after"),
        [("a: x  # c\n", "a: [x]  # c\n"), ('a: "x, y"\n', 'a: ["x, y"]\n'), ("{a: x}\n", "{a: [x]}\n")],
    )
    def test_of_one(self, before, after):
        assert mended(before, ("a",), ["x"]) == after


class TestTexts:
    @each(
        ("before", "after"),
        [
            ("a:\n  b: c # d\n", 'a:\n  "b: c" # d\n'),
            ("a:\n  b c:  d\ne: f\n", 'a:\n  "b c:  d"\ne: f\n'),
        ],
    )
    def test_that_were_read_as_a_group_of_one_key(self, before, after):
        assert mended(before, ("a",), "b: c") == after

    @each("before", ["a: {b: c}\n", "a:\n  b: c\n  d: e\n", "a:\n  b: 'c'\n", "a:\n  b:\n", "a:\n  b: [c]\n"])
    def test_not_where_there_is_more_to_it(self, before):
        assert mended(before, ("a",), "b: c") is None


class TestEntries:
    @each(
        ("before", "after"),
        [
            ("a:\n  b: x # c\n  d:\n    - y\n", "a:\n  b: x # c\n  new: true\n  d:\n    - y\n"),
            ("a:\r\n  b: x\r\n", "a:\r\n  b: x\r\n  new: true\r\n"),
            ("a:\n  b: x", "a:\n  b: x\n  new: true"),
            ("a:\n  d:\n    - y\n  b: x\n  e: z\n", "a:\n  d:\n    - y\n  b: x\n  new: true\n  e: z\n"),
            ("a: {b: x, d: [y]}\n", "a: {b: x, new: true, d: [y]}\n"),
            ("a: {b: x # c\n  , d: y}\n", "a: {b: x # c\n  , d: y, new: true}\n"),
        ],
    )
    def test_behind_the_single_values_at_the_beginning(self, before, after):
        assert mended(before, ("a", "new"), True, "entry") == after

    @each("before", ["a:\n  new: false\n  b: x\n", "a: [x]\n", "a: x\n", "a: {}\n", "a:\n  b:\n    c: |\n      x\n"])
    def test_not_where_there_is_one_or_no_place(self, before):
        assert mended(before, ("a", "new"), True, "entry") is None


class TestApplied:
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_columns_are_characters_and_line_ends_and_marks_stay(self, mark, end):
        data = mark + f"量子: x{end}b: 東京{end}c: z".encode()
        edits = [Edit(3, 4, 3, 5, "w"), Edit(2, 4, 2, 6, "京都"), Edit(1, 1, 1, 1, "超")]
        assert applied(data, edits) == mark + f"超量子: x{end}b: 京都{end}c: w".encode()

    def test_the_same_edit_twice_is_made_once(self):
        assert edited("a: x\n", [Edit(1, 4, 1, 5, "y")] * 2) == "a: y\n"

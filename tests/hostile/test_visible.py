"""The one place that makes a user's text safe to show: what it writes out, and what it leaves as it is."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.words.text import quoted, visible, visible_beside

# They are signs that are seen, though Unicode calls them format characters.
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
SPACES_OF_EVERY_DAY = " \u3000\xa0\u202f"


def every_character():
    return map(chr, range(0x110000))


def test_no_character_that_controls_or_is_invisible_is_left():
    kinds = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    left = [one for one in every_character() if unicodedata.category(one) in kinds and visible(one) == one]
    assert set(left) == set(SEEN)


def test_no_character_that_will_never_be_one_is_left():
    never = [*range(0xFDD0, 0xFDF0), *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))]
    assert [hex(code) for code in never if visible(chr(code)) != f"U+{code:04X}"] == []


def test_spaces_of_odd_widths_are_written_out():
    spaces = [one for one in every_character() if unicodedata.category(one) == "Zs"]
    assert {one for one in spaces if visible(one) == one} == set(SPACES_OF_EVERY_DAY)


@pytest.mark.parametrize(
    "text",
    ["山田　太郎", "Lucie Müller-Čapek", "カ\u3099ラス", "สวัสดี", "हिन्दी", "μm, β-catenin", "😀 ¥", "a::b ## c"],
)
def test_what_people_write_is_left_as_it_is(text):
    assert visible(text) == quoted(text) == text


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20dd", "\u3099", "\u0e49"])
def test_marks_piled_up_are_cut(mark):
    assert visible("a" + mark * 500 + "b") == "a" + mark * 3 + "…b"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("F\u0420", "FU+0420"),
        ("\u0421NRS", "U+0421NRS"),
        ("t\u03bfp", "tU+03BFp"),
        ("other\xa0funding", "otherU+00A0funding"),
        ("planned\u3000", "plannedU+3000"),
        ("\u3000planned", "U+3000planned"),
        ("planned\u3000# x", "plannedU+3000# x"),
        ("TNF\u03b1", "TNF\u03b1"),
        ("\u0420\u0410\u041d", "\u0420\u0410\u041d"),
        ("\u0420\u0410\u041d (RAS)", "\u0420\u0410\u041d (RAS)"),
    ],
)
def test_a_letter_that_only_looks_right_is_written_out_where_it_stands_beside_others(text, said):
    assert quoted(text) == said


def test_a_long_text_is_cut():
    assert quoted("x" * 1000) == "x" * 80 + "…"
    assert len(quoted("\u202e" * 1000)) == 81


PIECES = st.sampled_from([*":#[ vs]", "::error ", "##vso[", "##[", "::add-mask::", "rror ", "add-mask::"])
COMMANDS = st.lists(PIECES, max_size=6).map("".join)
COMMAND = re.compile(r"##\w*\[|::(?:add-mask|error)(?: |::)")


@given(st.lists(COMMANDS, min_size=1, max_size=3))
def test_no_command_begins_in_one_part_and_ends_in_the_next(parts):
    shown = visible_beside(*parts)
    assert len(shown) == len(parts)
    assert not COMMAND.search("".join(shown))


def test_parts_that_make_no_command_are_as_visible_as_ever():
    assert visible_beside("a: ", "\u202e#", " ##x") == ["a: ", "U+202E#", " ##x"]
    assert visible_beside('a: "x"', "#", "#vso[task]") == ['aU+003A "x"', "U+0023", "U+0023vso[task]"]

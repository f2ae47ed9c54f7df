"""How names are compared, and the known ones that are near."""

import re
import unicodedata

from aspire_cli import limits
from aspire_cli.words.spelling import PLACEHOLDERS, fold, fold_name, nearest, normalized, sparingly


class TestFold:
    def test_fold(self):
        for text, folded in [
            ("UK", "uk"),
            ("\uff35\uff2b", "uk"),
            ("  United \u3000 Kingdom\n", "united kingdom"),
            ("イギリス", "イギリス"),
            ("TÜRKEI", "türkei"),
            ("Re\u0301union", "réunion"),
            ("AI/情報", "ai/情報"),
            ("", ""),
        ]:
            assert fold(text) == folded

    def test_spaces_beside_japanese_mean_nothing(self):
        assert fold("AI ・ 情報") == fold("AI・情報")
        assert fold("次世代 の ための ASPIRE") == fold("次世代のためのASPIRE")
        assert fold("United　Kingdom") == "united kingdom"

    def test_what_is_too_long_for_a_name_stays_as_it_is(self):
        longest = "Ａ" * limits.LONGEST_NAME
        assert fold_name(longest) == "a" * limits.LONGEST_NAME
        assert fold_name(longest + "Ａ") == longest + "Ａ"

    def test_a_sign_made_of_letters_or_digits_is_none_of_them(self):
        kinds = {"Sm", "Sc", "Sk", "So", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "No", "Lm", "Cf"}
        for code in range(0x80, 0x110000):
            character = chr(code)
            if unicodedata.category(character) in kinds:
                folded = fold(character)
                assert not re.search("[a-z0-9]", folded), f"U+{code:04X}"

    def test_each_width_is_folded(self):
        for code in range(0x21, 0x7F):
            assert fold(chr(code + 0xFEE0)) == chr(code).lower()
        assert fold("ｶﾞｲﾄﾞ") == "ガイド"
        assert normalized("㎡ⅡﬁĿ") == "㎡ⅡﬁĿ"

    def test_placeholders_are_folded(self):
        assert [unicodedata.normalize("NFKC", one).lower() for one in PLACEHOLDERS if one != "…"] == [
            one for one in PLACEHOLDERS if one != "…"
        ]


class TestNearest:
    def test_nearest_gives_the_candidates_as_they_are(self):
        assert nearest("FEILD", ["Field", "Period"], 1) == ("Field",)
        assert nearest("a", []) == ()

    def test_nothing_is_near_what_is_too_long_for_a_name(self):
        assert nearest("a" * (limits.LONGEST_NAME + 1), ["a" * limits.LONGEST_NAME]) == ()

    def test_of_a_hostile_file_only_the_first_names_are_looked_up(self):
        asked = []
        suggest = sparingly(lambda text: asked.append(text) or (text,))
        for _ in range(2):
            found = [suggest(str(number)) for number in range(limits.MOST_SUGGESTIONS + 9)]
        assert len(asked) == limits.MOST_SUGGESTIONS
        assert found[0] == ("0",)
        assert found[-1] == ()

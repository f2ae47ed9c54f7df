"""Reading: bytes to plain YAML 1.2 data and places, by libyaml and by PyYAML's own parser alike."""

from decimal import Decimal

import pytest

from aspire_cli.document import compose
from aspire_cli.problem import Place
from tests.helpers import said, the_problem


def test_both_parsers_are_tried():
    assert compose.FASTEST is not compose.pure(), "PyYAML was built without libyaml"


class TestTypes:
    PLAIN = (
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("tRUE", "tRUE"),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("nULL", "nULL"),
        ("5", 5),
        ("+5", 5),
        ("-5", -5),
        ("0", 0),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("-0x1F", "-0x1F"),
        ("0o8", "0o8"),
        ("5:00", "5:00"),
        ("190:20:30", "190:20:30"),
        ("12_000_000", "12_000_000"),
        ("3,000,000", "3,000,000"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("1.5", Decimal("1.5")),
        ("1.", Decimal(1)),
        (".5", Decimal("0.5")),
        ("-1.5e3", Decimal(-1500)),
        ("1e6", Decimal(1000000)),
        ("1e+6", Decimal(1000000)),
        ("+", "+"),
        ("-.", "-."),
        (".", "."),
        ("e5", "e5"),
        ("1e", "1e"),
        ("1.5.2", "1.5.2"),
        ("12 monkeys", "12 monkeys"),
        ('"5"', "5"),
        ("'true'", "true"),
        ('""', ""),
        ("''", ""),
        ("3.8億円", "3.8億円"),
        ("=", "="),
        ("<<", "<<"),
    )

    def test_core_schema_only(self, read):
        data = read("".join(f"- {text}\n" for text, _ in self.PLAIN)).data
        assert data == [value for _, value in self.PLAIN]
        assert [type(value) for value in data] == [type(value) for _, value in self.PLAIN]

    @pytest.mark.parametrize("text", ["1e7", "0x1F", "0o17", "007", "-1.5e3", ".5", "3.10", ".nan", "-.INF"])
    def test_a_number_is_said_as_it_is_written(self, read, text):
        document = read(f"key: [{text}]\n")
        (value,) = document.data["key"]
        assert type(value) in (int, Decimal)
        assert document.text_of(("key", 0), value) == text

    @pytest.mark.parametrize(("text", "sign"), [(".inf", 1), ("-.INF", -1), ("+.Inf", 1)])
    def test_infinite(self, read, text, sign):
        assert read(f"key: {text}").data["key"] == sign * Decimal("Infinity")

    def test_not_a_number(self, read):
        assert read("key: .NaN").data["key"].is_nan()

    @pytest.mark.parametrize("text", ["0777", "00123456", "00", "0000000000"])
    def test_leading_zeros_make_no_octal_number(self, read, text):
        value = read(f"key: {text}").data["key"]
        assert value == int(text)

    def test_block_text_and_folded_text(self, read):
        assert read("a: |\n  5\n  # no comment\nb: >-\n  x\n  y\n").data == {"a": "5\n# no comment\n", "b": "x y"}

    def test_never_floating_point(self, read):
        assert read("a: 0.1\nb: 0.2\n").data["a"] + Decimal("0.2") == Decimal("0.3")


class TestTags:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("!!str 5", "5"),
            ("!!str 00123456", "00123456"),
            ('!!str "x"', "x"),
            ("!!int 5", 5),
            ('!!int "5"', 5),
            ("!!float 5", 5),
            ("!!float 1.5", Decimal("1.5")),
            ("!!null ~", None),
            ("!!null", None),
            ("!!bool true", True),
            ("!!map {a: 1}", {"a": 1}),
            ("!!seq [1]", [1]),
            ("! [1]", [1]),
            ("!<tag:yaml.org,2002:str> 5", "5"),
        ],
    )
    def test_core(self, read, text, value):
        assert read(f"key: {text}\n").data == {"key": value}

    @pytest.mark.parametrize(
        "text",
        [
            "!!python/object/apply:os.system [ls]",
            "!!python/name:os.system",
            "!!timestamp 2026-12-01",
            "!!binary aGVsbG8=",
            "!!set {a}",
            "!!omap [a: 1]",
            "!local x",
            "!<!x> x",
            "!!int x",
            "!!int 1.5",
            "!!bool 1",
            "!!null x",
            "!!map [1]",
            "!!seq {a: 1}",
            "!!str [1]",
            "!!str {a: 1}",
        ],
    )
    def test_refused(self, read, text):
        rule, variant, _ = said(read(f"key: {text}\n"))
        assert (rule, variant) == ("yaml-tag", "default")

    def test_the_place_is_the_value_s(self, read):
        assert the_problem(read("a: 1\nkey: !local xy\n")).place.line == 2

    def test_the_tag_is_named(self, read):
        assert the_problem(read("key: !!timestamp 2026-12-01")).values == {"tag": "!!timestamp"}


class TestKeys:
    @pytest.mark.parametrize("key", ["5", "2026", "1.5", "true", "null", "~", "0777"])
    def test_a_key_is_text(self, read, key):
        assert said(read(f"a:\n  {key}: 1\n")) == ("yaml-key", "default", (2, 3))

    def test_no_key_at_all(self, read):
        assert said(read("?\n: 1\n"))[:2] == ("yaml-key", "default")

    def test_a_full_width_space_is_no_indentation(self, read):
        document = read("period:\n\u3000start: 2026-12-01\n\u3000end: 2031-11-30\n")
        assert [(one.rule, one.message) for one in document.problems] == [("yaml-syntax", "odd-indent")] * 2
        assert [one.place.line for one in document.problems] == [2, 3]
        assert read('"\u3000start": 1').data == {"\u3000start": 1}

    @pytest.mark.parametrize("key", ["[a]", "{a: 1}", "[]"])
    def test_a_collection_is_no_key(self, read, key):
        assert said(read(f"? {key}\n: 1\n")) == ("yaml-key", "collection", (1, 3))

    @pytest.mark.parametrize("key", ["yes", "NO", '"5"', "量子", "2026年度"])
    def test_texts(self, read, key):
        assert list(read(f"{key}: 1").data) == [key.strip('"')]

    def test_an_amount_with_commas_in_braces(self, read):
        assert said(read("{goods: 3,000,000}")) == ("yaml-key", "split-amount", (1, 11))
        assert said(read("{goods: 3, 000, 000 千円, a: 1}")) == ("yaml-key", "split-amount", (1, 12))

    def test_two_amounts_with_commas_are_two(self, read):
        document = read("- {goods: 12,000,000, travel: 13,000,000}\n- {goods: 1,000}")
        assert {(one.rule, one.message) for one in document.problems} == {("yaml-key", "split-amount")}
        assert [(one.place.line, one.place.column) for one in document.problems] == [(1, 14), (1, 34), (2, 13)]

    def test_a_number_with_a_value_is_no_split_amount(self, read):
        assert said(read("{goods: 3, 000: 5}"))[:2] == ("yaml-key", "default")
        assert said(read("{goods: 3, 0000}"))[:2] == ("yaml-key", "default")
        assert said(read("goods: 3\n000:\n"))[:2] == ("yaml-key", "default")


class TestDuplicateKeys:
    def test_both_places(self, read):
        problem = the_problem(read("title: a\nfield: b\ntitle: c\n"))
        assert problem.rule == "yaml-duplicate-key"
        assert problem.place == Place(3, 1, 3, 6)
        assert problem.related_places == (Place(1, 1, 1, 6),)
        assert problem.values == {"key": "title", "line": 1}

    def test_three_times(self, read):
        document = read("a: 1\na: 2\na: 3\n")
        assert [(one.place.line, one.values["line"]) for one in document.problems] == [(2, 1), (3, 1)]

    @pytest.mark.parametrize(
        "text",
        [
            *('a: 1\n"a": 2\n', "{a: 1, a: 2}", "- a: 1\n  a: 2\n", "? &a x\n: 1\n? *a\n: 2\n"),
            *("caf\u00e9: 1\ncafe\u0301: 2\n", "K: 1\n\u212a: 2\n", "\u212a: 1\nK: 2\n"),
            "<<: {b: 1}\na: 1\na: 2\n",
        ],
    )
    def test_however_written(self, read, text):
        assert the_problem(read(text)).rule == "yaml-duplicate-key"

    def test_not_in_different_mappings(self, read):
        assert read("- a: 1\n- a: 2\n").data == [{"a": 1}, {"a": 2}]

    def test_letter_case_makes_two_keys(self, read):
        assert read("a: 1\nA: 2\n").data == {"a": 1, "A": 2}

    @pytest.mark.parametrize("text", ["<<: {a: 1}\n<<: {b: 2}\n", "2026: 1\n2026: 2\n", "caf\u00e9: 1\ncafe: 2\n"])
    def test_what_is_no_key_does_not_stand_there_twice(self, read, text):
        assert "yaml-duplicate-key" not in {one.rule for one in read(text).problems}


class TestMergesAndAliases:
    def test_an_alias_is_the_same_value(self, read):
        assert read("a: &x {b: 1}\nc: *x\n").data == {"a": {"b": 1}, "c": {"b": 1}}

    def test_a_merge_gives_way_to_what_is_written(self, read):
        assert read("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n").data["d"] == {"b": 1, "c": 3}
        assert read("a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x\n").data["d"] == {"b": 1, "c": 3}

    def test_of_several_merges_the_first_counts(self, read):
        text = "a: &x {b: 1}\nc: &y {b: 2, d: 3}\n"
        assert read(f"{text}e: {{<<: [*x, *y]}}\n").data["e"] == {"b": 1, "d": 3}
        assert read(f"{text}e:\n  <<: *y\n  <<: *x\n").data["e"] == {"b": 2, "d": 3}

    def test_a_merge_of_a_merge(self, read):
        text = "a: &x {b: 1}\nc: &y {<<: *x, d: 2}\ne: {<<: *y}\n"
        assert read(text).data["e"] == {"b": 1, "d": 2}

    def test_a_quoted_merge_sign_is_a_key(self, read):
        assert read('"<<": 5').data == {"<<": 5}

    @pytest.mark.parametrize("merged", ["5", "text", "[5]", "[{a: 1}, 5]", "[[{a: 1}]]"])
    def test_only_mappings_are_merged(self, read, merged):
        assert said(read(f"a:\n  <<: {merged}\n"))[:2] == ("yaml-tag", "merge")

    @pytest.mark.parametrize("merged", ["!foo {b: 1}", "!!set {b: 1}", "!foo [{b: 1}]", "[!foo {b: 1}]"])
    def test_no_tag_slips_in_with_a_merge(self, read, merged):
        assert said(read(f"a:\n  <<: {merged}\n"))[:2] == ("yaml-tag", "default")

    def test_merged_places(self, read):
        document = read("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n")
        assert document.place(("c", "b")) == Place(1, 11, 1, 12)
        assert document.place(("c", "d")) == Place(4, 6, 4, 7)

    def test_places_in_a_list_of_merges(self, read):
        document = read("a: &x {b: 1}\nc: &y {d: 2}\ne: {<<: [*x, *y]}\n")
        assert document.place(("e", "d")) == Place(2, 11, 2, 12)

    def test_anchors(self, read):
        assert said(read("a: 1\nb: *unknown\n")) == ("yaml-syntax", "alias-unknown", (2, 4))

    @pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}", "&x [[*x]]", "a: &x\n  <<: *x\n"])
    def test_what_holds_itself_is_refused(self, read, text):
        assert said(read(text))[:2] == ("yaml-limits", "recursion")

    def test_many_aliases_of_much(self, read):
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
        assert said(read("\n".join(lines)))[:2] == ("yaml-limits", "aliases")

    def test_many_aliases_of_a_long_text(self, read):
        text = "x" * 50_000
        assert said(read(f"a: &a {text}\nb: [{', '.join(['*a'] * 100)}]"))[:2] == ("yaml-limits", "aliases")
        assert read(f"a: &a {text}\nb: [{', '.join(['*a'] * 70)}]").problems == ()

    def test_aliases_within_bounds(self, read):
        text = f"a: &a [{', '.join('x' * 90)}]\nb: [{', '.join(['*a'] * 200)}]\n"
        assert len(read(text).data["b"]) == 200

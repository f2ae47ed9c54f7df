"""Files that cannot be read: encodings, control characters, syntax, limits, by both parsers alike."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspire_cli import limits
from aspire_cli.document import compose
from aspire_cli.document.document import read_document
from aspire_cli.problem import Place
from tests.helpers import said, the_problem


class TestEncodings:
    JAPANESE = "title: 量子スピントロニクス国際共同研究\nfield: 量子\n"

    def test_utf_8_with_and_without_a_mark(self, read):
        assert read(self.JAPANESE).data == read(b"\xef\xbb\xbf" + self.JAPANESE.encode()).data

    def test_a_mark_moves_no_column(self, read):
        assert read(b"\xef\xbb\xbfa: 1\n").place(("a",)) == Place(1, 4, 1, 5)

    @pytest.mark.parametrize(
        ("codec", "named"),
        [
            ("cp932", "CP932"),
            ("shift_jis", "CP932"),
            ("euc_jp", "EUC-JP"),
            ("iso2022_jp", "ISO-2022-JP"),
            ("utf-16", "UTF-16"),
        ],
    )
    def test_named(self, read, codec, named):
        problem = the_problem(read(self.JAPANESE.encode(codec)))
        assert (problem.rule, problem.message) == ("yaml-encoding", "named")
        assert problem.values["encoding"] == named

    @pytest.mark.parametrize(("codec", "named"), [("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")])
    def test_utf_16_without_a_mark(self, read, codec, named):
        problem = the_problem(read(("scheme: top\nfield: quantum\n" + "# 量子\n").encode(codec)))
        assert (problem.rule, problem.values["encoding"]) == ("yaml-encoding", named)

    @pytest.mark.parametrize(("codec", "column"), [("cp932", 8), ("euc_jp", 8), ("iso2022_jp", 8)])
    def test_place_is_the_first_byte_that_does_not_fit(self, read, codec, column):
        place = the_problem(read(b"scheme: top\r\n" + self.JAPANESE.encode(codec))).place
        assert place == Place(2, column, 2, column + 1)

    def test_a_mark_is_no_column_of_a_wrong_byte(self, read):
        assert the_problem(read(b"\xef\xbb\xbfa: \xff\n")).place == Place(1, 4, 1, 5)

    @pytest.mark.parametrize("data", [b"title: \xff\n", b"title: \x80\x81\n", b"a: \xc0 \n", b"a: \xf8\x88\x80\n"])
    def test_unknown(self, read, data):
        assert said(read(data))[:2] == ("yaml-encoding", "unknown")

    @pytest.mark.parametrize("data", [b"title: caf\xe9\n", b"title: M\xfcller\n", b"name: \xc9cole\n"])
    def test_of_western_europe(self, read, data):
        assert the_problem(read(data)).values["encoding"] == "WINDOWS-1252"

    @pytest.mark.parametrize("wrong", [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xe9\x87", b"\xf4\x90\x80\x80"])
    def test_a_few_wrong_bytes_in_much_utf_8(self, read, wrong):
        data = self.JAPANESE.encode() * 3 + b"a: x" + wrong + b" y\n"
        assert said(read(data)) == ("yaml-encoding", "damaged", (7, 5))

    @pytest.mark.parametrize(("codec", "named"), [("cp932", "CP932"), ("euc_jp", "EUC-JP")])
    def test_named_though_a_few_bytes_are_wrong(self, read, codec, named):
        data = self.JAPANESE.encode(codec) * 3 + b"\xff\n"
        assert the_problem(read(data)).values["encoding"] == named

    def test_half_width_kana_alone(self, read):
        assert the_problem(read("title: ｱｽﾊﾟｲｱ\n".encode("cp932"))).values["encoding"] == "CP932"

    @pytest.mark.parametrize("codec", ["gbk", "gb18030"])
    def test_chinese_is_not_called_japanese(self, read, codec):
        text = "title: 量子计算的国际合作研究，面向未来的科学技术发展\nname: 张伟明\n"
        assert the_problem(read(text.encode(codec))).message == "unknown"

    def test_people_are_told_the_name_they_know(self, read):
        assert the_problem(read(self.JAPANESE.encode("cp932"))).values["name"] == "Shift_JIS (CP932)"

    @pytest.mark.parametrize("codec", ["utf-32", "utf-16"])
    def test_wide_encodings(self, read, codec):
        assert the_problem(read(self.JAPANESE.encode(codec))).values["encoding"] == codec.upper()

    def test_an_escape_sequence_is_no_encoding(self, read):
        text = self.JAPANESE + "a: \x1b$x\n"
        assert said(read(text)) == ("yaml-control-character", "default", (3, 4))
        assert said(read("a: \x1b$\x7f\n"))[0] == "yaml-control-character"

    def test_cut_in_the_middle_of_a_character(self, read):
        assert said(read("title: 量".encode()[:-1])) == ("yaml-encoding", "cut", (1, 8))

    @pytest.mark.parametrize(
        "data",
        [
            *(b"PK\x03\x04\xff", b"%PDF-1.7\n\xff", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\xff", b"\xff\xd8\xff\xe0"),
            *(rb"{\rtf1\ansi x}", b"\x1f\x8b\x08" + b"\xff\x00" * 50, b"7z\xbc\xaf\x27\x1c" + b"\x01\x00" * 50),
            *(bytes(range(32)) * 4, b"\x7fELF\x02\x01\x01" + bytes(64), b"SQLite format 3" + bytes(64)),
        ],
    )
    def test_not_a_text_at_all(self, read, data):
        assert said(read(data))[:2] == ("yaml-encoding", "not-text")

    def test_the_text_is_kept_for_excerpts(self, read):
        assert read(b"a: \xff\nb: 1\n").line(1) == "a: \ufffd"


class TestControlCharacters:
    @pytest.mark.parametrize(
        ("character", "code"),
        [(character, f"U+{ord(character):04X}") for character in "\x00\x07\x0b\x0c\x1b\x7f\x85\ufffe"],
    )
    def test_refused(self, read, character, code):
        problem = the_problem(read(f"a: 1\nb: x{character}y\n"))
        assert (problem.rule, problem.message, problem.values) == ("yaml-control-character", "default", {"code": code})
        assert problem.place == Place(2, 5, 2, 6)

    def test_a_second_byte_order_mark(self, read):
        problem = the_problem(read("a: \ufeffx\n"))
        assert (problem.rule, problem.message, problem.place) == (
            "yaml-control-character",
            "byte-order-mark",
            Place(1, 4, 1, 5),
        )

    @pytest.mark.parametrize("text", ["a: x # \ty\n", "a: x\u00a0y\n", "a: 😀\n", "a: x\u2028y\n", "a: \u3000x\n"])
    def test_others_are_text(self, read, text):
        assert read(text).problems == ()

    @pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U0000d83d"])
    def test_half_a_character_in_an_escape(self, read_by_one, escape):
        problem = the_problem(read_by_one(f'a: "x{escape}"\n'))
        assert problem.rule in ("yaml-control-character", "yaml-syntax")

    def test_escaped_controls_are_text(self, read):
        assert read('a: "\\x07"').data == {"a": "\x07"}


class TestDocuments:
    @pytest.mark.parametrize(
        "text", ["", " ", "\n\n", "# only a comment\n", "\ufeff", "---\n", "--- # a comment", "%YAML 1.2\n"]
    )
    def test_empty(self, read, text):
        problem = the_problem(read(text))
        assert problem.rule in ("yaml-documents", "yaml-syntax")
        if not text.startswith("%"):
            assert (problem.rule, problem.message) == ("yaml-documents", "empty")

    def test_more_than_one(self, read):
        assert said(read("a: 1\n---\nb: 2\n")) == ("yaml-documents", "default", (3, 1))
        assert said(read("a: 1\n---\n"))[:2] == ("yaml-documents", "default")

    @pytest.mark.parametrize(
        "text", ["---\na: 1\n", "--- \na: 1\n...\n", "%YAML 1.2\n---\na: 1\n", "%YAML 1.1\n---\na: 1\n"]
    )
    def test_one(self, read, text):
        assert read(text).data == {"a": 1}

    @pytest.mark.parametrize(("text", "value"), [("5", 5), ("text", "text"), ("[]", []), ("~", None)])
    def test_of_anything(self, read, text, value):
        document = read(text)
        assert document.problems == ()
        assert document.data == value


class TestSyntax:
    @pytest.mark.parametrize(
        ("text", "variant", "position"),
        [
            ("a: 1\n\tb: 2\n", "tab", (2, 1)),
            ("a:\n  b: 1\n \tc: 2\n", "tab", (3, 2)),
            ("a:\n\u3000\u3000b: 2\n", "odd-indent", (2, 1)),
            ("a:\n  b: 1\n \u3000c: 2\n", "odd-indent", (3, 2)),
            ("a:\n  b: 1\n\u00a0\u00a0c: 3\n", "odd-indent", (3, 1)),
            ("a: 1\nb:\u3000quantum\nc: 2\n", "odd-space", (2, 3)),
            ("a: 1\n- b:\u00a0x\n- c: 2\n", "odd-space", (2, 5)),
            ("title: “Quantum: a start”\n", "curly-quote", (1, 8)),
            ("- a: ＂Quantum: a start＂\n", "curly-quote", (1, 6)),
            ('title: "Quantum”\nb: 1\n', "curly-end", (1, 8)),
            ("a: 1\n...\nb: 2\n", "after-end", (3, 1)),
            ("a: 1\n... # end\n\n# x\nb: 2\n", "after-end", (5, 1)),
            ("title\uff1a量子\nfield: x\n", "full-width-colon", (1, 6)),
            ("a: 1\nfield:quantum\nb: 2\n", "no-space", (2, 6)),
            ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "conflict", (2, 1)),
            ('a: "x\n<<<<<<< HEAD\ny\n=======\nz\n>>>>>>> b\n"\n', "conflict", (2, 1)),
            ("a: [1, 2\nb: 3\n", "unclosed-bracket", (1, 4)),
            ("a: {b: 1\nc: 3\n", "unclosed-bracket", (1, 4)),
            ("[", "unclosed-bracket", (1, 1)),
            ("a: [\n", "unclosed-bracket", (1, 4)),
            ("a: [1, [2, 3],\n\n\n", "unclosed-bracket", (1, 4)),
            ("a: [1, {b: 2]\n", "unclosed-bracket", (1, 8)),
            ("a: 'text\nb: 3\n", "unclosed-quote", (1, 4)),
            ('a: "text\n', "unclosed-quote", (1, 4)),
            ("a: b: c\n", "colon-in-text", (1, 5)),
            ("a: @x\n", "start-character", (1, 4)),
            ("a: `x`\n", "start-character", (1, 4)),
            ("a: %x\n", "start-character", (1, 4)),
            ("%YAML 3.0\n---\na: 1\n", "version", None),
            ("a: !e!x 1\n", "tag", (1, 4)),
        ],
    )
    def test_human_cause(self, read, text, variant, position):
        rule, found, where = said(read(text))
        assert (rule, found) == ("yaml-syntax", variant)
        assert position is None or where == position

    def test_an_unknown_escape(self, read_by_one):
        assert said(read_by_one('a: "\\q"\n'))[:2] == ("yaml-syntax", "escape")

    @pytest.mark.parametrize("text", ["- a\nb: 1\n", "a: 1\n  b: 2\n", "]", "a: 1\n- b\n", "}: x", "a: 'b' c\n"])
    def test_whatever_else(self, read, text):
        assert the_problem(read(text)).rule == "yaml-syntax"


class TestLimits:
    def test_size(self, read):
        document = read(b"# " + b"x" * limits.LARGEST_FILE)
        assert said(document) == ("yaml-limits", "size", (1, 1))
        assert the_problem(document).values == {"limit": limits.LARGEST_FILE}
        assert read(b"a: 1 #" + b"x" * (limits.LARGEST_FILE - 6)).problems == ()

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 61 + "]" * 61,
            "{a: " * 61 + "1" + "}" * 61,
            "[" * 100_000,
            "{" * 100_000,
            "- " * 61 + "x",
            "? " * 61 + "x",
            "\n".join(" " * n + "a:" for n in range(70)),
            "\n".join("  " * n + "-" for n in range(70)),
            "".join(" " * n + "a:\n" for n in range(40)) + " " * 40 + "[" * 40 + "]" * 40,
            "a: 1\r" + "".join(" " * n + "b:\r" for n in range(70)),
            "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 70)),
            "a0: &a0 {b: 1}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}}}\n" for n in range(1, 70)),
        ],
    )
    def test_depth(self, read_by_one, text):
        assert said(read_by_one(text))[:2] == ("yaml-limits", "depth")

    def test_as_deep_as_may_be(self, read):
        assert read("[" * 60 + "]" * 60).problems == ()

    def test_the_place_of_what_is_too_deep(self, read):
        assert the_problem(read("a: 1\nb: " + "[" * 61)).place == Place(2, 63, 2, 64)

    def test_values(self, read, monkeypatch):
        monkeypatch.setattr(limits, "MOST_NODES", 1_000)
        assert read("\n".join(["- x"] * 999)).problems == ()
        assert said(read("\n".join(["- x"] * 1_000))) == ("yaml-limits", "nodes", (1_000, 3))
        assert said(read("[" + ", ".join("x" * 1_000) + "]")) == ("yaml-limits", "nodes", (1, 2_999))

    def test_digits(self, read):
        assert read(f"a: {'9' * 60}").data == {"a": int("9" * 60)}
        assert said(read(f"a: {'9' * 61}")) == ("yaml-limits", "digits", (1, 4))
        assert said(read(f"a: 0.{'9' * 60}"))[:2] == ("yaml-limits", "digits")
        assert said(read(f"a: 0x{'9' * 60}"))[:2] == ("yaml-limits", "digits")
        assert read(f"a: '{'9' * 61}'").problems == ()

    @pytest.mark.parametrize("number", ["1e60", "-1e+60", "1e-60", "0.00001e-55", "0e60"])
    def test_digits_written_out(self, read, number):
        assert read(f"a: {number}").data == {"a": Decimal(number)}

    @pytest.mark.parametrize("number", ["1e61", "1e-61", "10e60", "0.1e-60", "1e999999999", "1e-999999999", "0e61"])
    def test_too_many_digits_written_out(self, read, number):
        assert said(read(f"a: {number}")) == ("yaml-limits", "digits", (1, 4))


PIECES = (
    *"ab[]{}0~@'\"\t\r\n\x00\x85量😀\u2028\u3000\ufeff",
    *(": ", "- ", "\n  ", "\n    ", ", ", " #", "&x ", "*x", "!!str ", "|\n", ">\n", "<<: ", "? ", "---\n", "..."),
    *("00", ".5", "\\u", "%YAML 1.2\n", "\x1b$"),
)
YAML_PIECES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


class TestAnything:
    @given(st.one_of(st.binary(max_size=80), st.text(max_size=60).map(str.encode), YAML_PIECES.map(str.encode)))
    def test_reading_never_fails(self, data):
        documents = [read_document(data, "p", composer) for composer in (compose.FASTEST, compose.pure())]
        for document in documents:
            assert document.data is None or not document.problems
            lines = document.text.count("\n") + document.text.count("\r") + 1
            for problem in document.problems:
                assert 1 <= problem.place.line <= lines
                assert 1 <= problem.place.column <= problem.place.end_column

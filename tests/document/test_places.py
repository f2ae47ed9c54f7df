"""Where each value stands in the text, by both parsers alike."""

import pytest

from aspire_cli.document import tree
from aspire_cli.problem import Place


class TestPlaces:
    TEXT = (
        "# 注記\n"
        "title: 量子スピン  # 量子\n"
        "period:\n"
        "  start: 2026-12-01\n"
        "  end:\n"
        "people:\n"
        "  - name: 山田\n"
        "    country: 'JP'\n"
        "  - {name: Lucie, country: FR}\n"
        "  - plain\n"
        "text: |\n"
        "  one\n"
        "  two\n"
        'long: "three\n'
        '  four"\n'
        "empty: ''\n"
        "flow: [a,\n"
        "  b]\n"
    )

    def test_of_a_path(self, read):
        for path, place in [
            ((), (2, 1, 2, 6)),
            (("title",), (2, 8, 2, 13)),
            (("period",), (3, 1, 3, 7)),
            (("period", "start"), (4, 10, 4, 20)),
            (("period", "end"), (5, 3, 5, 6)),
            (("period", "missing"), (3, 1, 3, 7)),
            (("missing", "deeper"), (2, 1, 2, 6)),
            (("people",), (6, 1, 6, 7)),
            (("people", 0), (7, 5, 7, 9)),
            (("people", 0, "name"), (7, 11, 7, 13)),
            (("people", 0, "country"), (8, 14, 8, 18)),
            (("people", 0, "missing"), (7, 5, 7, 9)),
            (("people", 1), (9, 5, 9, 31)),
            (("people", 1, "country"), (9, 28, 9, 30)),
            (("people", 2), (10, 5, 10, 10)),
            (("people", 7), (6, 1, 6, 7)),
            (("people", "name"), (6, 1, 6, 7)),
            (("title", "en"), (2, 8, 2, 13)),
            (("text",), (11, 7, 11, 8)),
            (("long",), (14, 7, 14, 13)),
            (("empty",), (16, 8, 16, 10)),
            (("flow",), (17, 1, 17, 5)),
            (("flow", 1), (18, 3, 18, 4)),
        ]:
            assert read(self.TEXT).place(path) == Place(*place)

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            (("title",), (2, 1, 2, 6)),
            (("period", "end"), (5, 3, 5, 6)),
            (("people", 1, "country"), (9, 19, 9, 26)),
            (("people", 2), (10, 5, 10, 10)),
            (("period", "missing"), (3, 1, 3, 7)),
        ],
    )
    def test_of_a_key(self, read, path, place):
        assert read(self.TEXT).place(path, at_key=True) == Place(*place)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_line_end(self, read, end):
        document = read(self.TEXT.replace("\n", end))
        assert document.place(("people", 1, "country")) == Place(9, 28, 9, 30)
        assert document.line(9) == "  - {name: Lucie, country: FR}"
        assert document.line(99) == ""

    @pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
    def test_a_line_separator_ends_no_line(self, read, separator):
        document = read(f"# x{separator}y\na: 1\n")
        assert document.place(("a",)) == Place(2, 4, 2, 5)

    def test_columns_are_characters(self, read):
        assert read("😀: 量\n").place(("😀",)) == Place(1, 4, 1, 5)

    def test_unreadable_has_a_place_all_the_same(self, read):
        assert read(b"\xff").place(("a",)) == Place(1, 1, 1, 1)

    def test_scalars_are_told_once(self, read):
        values = [node.value for node in tree.scalars(read("a: &x [1, 2]\nb: *x\n").root)]
        assert sorted(values) == ["1", "2", "a", "b"]

"""What YAML 1.2 allows, though libyaml comes to a halt at it: read as an editor reads it, and no more than that."""

import pytest

from aspire_cli import limits
from aspire_cli.document.tree import Alone
from tests.helpers import the_problem


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\n\t# memo\nb: 2", {"a": 1, "b": 2}),
        ("a: 1\n\t\nb: 2", {"a": 1, "b": 2}),
        ("a: 1\n  \t # x\n", {"a": 1}),
        ("a:\n  - x\n\t\n  - y", {"a": ["x", "y"]}),
        ("a:\n  \tfoo", {"a": "foo"}),
        ("-\tfoo\n- \tbar", ["foo", "bar"]),
        ("a:\t1\nb: \t2\t# c", {"a": 1, "b": 2}),
        ("{\n\ta: 1,\n\tb: [1,\n\t2]}", {"a": 1, "b": [1, 2]}),
        ("a: |\n  x\n  \ty\n\t\nb: 1", {"a": "x\n\ty\n", "b": 1}),
        ("a: &共通 {x: 1}\nb: *共通", {"a": {"x": 1}, "b": {"x": 1}}),
        ("a: &sup.1 [1]\nb: [*sup.1]", {"a": [1], "b": [[1]]}),
        ("a: &a-1_B 1\nb: *a-1_B", {"a": 1, "b": 1}),
        ("a: [why?, b?c, d]", {"a": ["why?", "b?c", "d"]}),
        ("{a: why? , b: x?}", {"a": "why?", "b": "x?"}),
        ('a: "\\ud842\\udfb7"', {"a": "𠮷"}),
        ('"\\ud842\\udfb7": 1', {"𠮷": 1}),
    ],
)
def test_read(read, text, data):
    assert read(text).data == data


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a:\n\tfoo", "yaml-syntax", 2),
        ("\ta: 1", "yaml-syntax", 1),
        ("a:\n  b: 1\n \t c: 2", "yaml-syntax", 3),
        ("- a\n\t- b", "yaml-syntax", 2),
        ("-\ta: 1", "yaml-syntax", 1),
        ("-\t- x", "yaml-syntax", 1),
        ("a: &x[1]", "yaml-syntax", 1),
        ("a: & b", "yaml-syntax", 1),
        ("a: 1\nb: *あ", "yaml-syntax", 2),
        ('a: "\\ud842"', "yaml-control-character", 1),
        ('a: "\\udfb7\\ud842"', "yaml-control-character", 1),
    ],
)
def test_refused(read, text, rule, line):
    problem = the_problem(read(text))
    assert (problem.rule, problem.place.line) == (rule, line)


class TestBetweenBraces:
    """What is told where a comma, a colon or a year stands between braces: once, with the line to write."""

    def test_a_second_colon(self, read):
        for text, column, line in [
            ("{a: CNRS: Institut, b: 1}", 5, 'a: "CNRS: Institut"'),
            ("{b: 1, a-x: A: B}", 13, 'a-x: "A: B"'),
            ("[CNRS: Inst: x, y]", 2, '"CNRS: Inst: x"'),
            ("- {a: 研究所: 部門}", 7, 'a: "研究所: 部門"'),
        ]:
            problem = the_problem(read(text))
            assert (problem.message, problem.place.column, str(problem.values["line"])) == (
                "colon-in-braces",
                column,
                line,
            )

    def test_years_for_keys(self, read):
        for text, line in [
            ("years:\n  2026: {direct: 5}\n  2027: {direct: 6}", "- {fiscal_year: 2026, direct: 5}"),
            ("years:\n  2026:\n    direct: 5\n  2027:\n    direct: 6", "- fiscal_year: 2026"),
            ("years: {2026: {direct: 5, indirect: 1}}", "- {fiscal_year: 2026, direct: 5, indirect: 1}"),
        ]:
            problem = the_problem(read(text))
            assert (problem.rule, problem.message, str(problem.values["line"])) == ("yaml-key", "year", line)
        assert the_problem(read("1999: {direct: 5}")).message == "default"
        assert the_problem(read("2026: 5")).message == "default"

    def test_a_long_text_is_cut_from_nothing(self, read):
        longest = "x" * (limits.LONGEST_NAME - len(", C"))
        assert isinstance(list(read(f"{{a: {longest}, C}}").data)[1], Alone)
        assert not isinstance(list(read(f"{{a: {longest}x, C}}").data)[1], Alone)

    def test_what_a_comma_cuts_off_is_kept_with_the_whole(self, read):
        data = read("{a: Univ of B,  Los Angeles, Dept, c: 1}").data
        assert list(data) == ["a", "Los Angeles", "c"]
        assert list(data)[1].whole == "Univ of B, Los Angeles, Dept"
        assert list(data)[1].before == "a"
        for text in ["{a: b, c: }", '{a: "b", c}', "{c}", "{a: b, c: ~}", "{a: , C}", "{a: b, c, D}"]:
            assert not any(isinstance(key, Alone) for key in read(text).data), text

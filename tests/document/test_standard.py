"""What YAML 1.2 allows, though libyaml comes to a halt at it: read as an editor reads it, and no more than that."""

import pytest
from helpers import the_problem


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

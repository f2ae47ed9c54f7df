"""What YAML 1.2 allows, though libyaml comes to a halt at it: read as an editor reads it, and no more than that."""

from pathlib import Path

import pytest

from aspire_cli import limits
from aspire_cli.document.document import read_document
from aspire_cli.document.tree import Alone
from tests.document.standard_cases import READ, REFUSED
from tests.helpers import each, the_problem

DIFFERENCES = read_document((Path(__file__).parent / "differences.yaml").read_bytes()).data


@pytest.mark.parametrize("kind", READ)
def test_read(read, kind):
    for text, data in READ[kind]:
        assert (read(text).data, read(text).problems) == (data, ()), text


@each("text, rule, line", REFUSED)
def test_refused(read, text, rule, line):
    problem = the_problem(read(text))
    assert (problem.rule, problem.place.line) == (rule, line)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_differs_from_the_editor_is_written_down(read, name):
    here = DIFFERENCES[name]["here"]
    for text in DIFFERENCES[name]["texts"]:
        document = read(text)
        assert here == "refused" if document.problems else here in ("accepted", document.data), text


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

"""Files that slips of a keyboard keep from being read: what else is in them is told beside the slips."""

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aspire_cli import shipped_files
from aspire_cli.checking.checker import Options, check_bytes
from aspire_cli.programme.load import load_programme
from tests.checking.slipped import KINDS, slipped
from tests.helpers import TEXT_FORMATS, TODAY, Plain, at, check, mended, proposal, the_finding
from tests.hostile.safety import faults_of
from tests.report_cases import shown

VALIDATOR = Draft202012Validator(json.loads(shipped_files.schema("report")))
# Of a file that is no proposal, such as an example of a call, the slips alone are told.
EXAMPLES = [
    path
    for path in sorted((Path(__file__).parent.parent.parent / "examples").glob("**/*.yaml"))
    if path.parent.name != "calls"
]
EDITION, OPTIONS = load_programme(), Options(TODAY)
SLIPPED = """\
scheme：　top
title：
　ja： 量子スピントロニクス国際共同研究
feild： quantum
period：
	start： 2026-12-01
	end： 2031-12-01   # aspire: ignore[period-length] agreed with JST
principal_investigator：
  name： 山田 太郎
  institution： 東京大学
  track_record：
  ・Plenary lecture 2024
  other_funding：
  － {agency：JSPS, programme：KAKENHI, until： 2032-03-31}
counterparts：
  - name： Tan Wei
    institution： “NUS: Singapore”
    country： SG
    support： {agency:NRF, status:planned}
activities：
  research： |
    目的： スピン流
  exchange： Three students stay in Grenoble
  training： [A summer school]
budget：
  years：
    - fiscal_year： 2026
      goods： -
      travel： 60000000
    - {fiscal_year： 2027, direct： 80,000,000}
    - {fiscal_year： 2028, direct： 80000000}　# plan
    - {fiscal_year： 2029, direct： 80000000}
    - {fiscal_year： 2030, direct： 80000000}
    - {fiscal_year： 2031, direct： 80000000}
"""


def beside(report):
    """Return rule, line and column of the findings that are no slips."""
    return [(one.rule, one.line, one.column) for one in report.findings if one.topic != "yaml"]


class TestTold:
    def test_with_the_slips_at_their_places_in_the_file(self):
        report = check(SLIPPED)
        assert beside(report) == [
            ("schema-unknown-key", 4, 1),
            ("country-not-listed", 18, 14),
            ("budget-direct-cap", 25, 1),
            ("budget-total-cap", 25, 1),
        ]
        assert [(one.rule, one.line, one.column, one.reason) for one in report.waived] == [
            ("period-length", 7, 7, "agreed with JST")
        ]
        assert at(SLIPPED, the_finding("country-not-listed", SLIPPED).place) == "SG"
        assert the_finding("country-not-listed", SLIPPED).excerpt == "    country： SG"

    def test_the_verdict_stays_and_the_rest_is_told_of_the_file_as_if_mended(self):
        (file,) = json.loads(shown("json", [check(SLIPPED)]))["files"]
        assert (file["verdict"], file["scheme"], file["stage"], file["open"]) == ("unreadable", "top", "final", 0)
        assert file["title"] == {"en": None, "ja": "量子スピントロニクス国際共同研究"}
        assert file["fits"]["budget"]["direct"] == 460_000_000
        assert file["confirm"]

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("en", "the rest checked as if that were mended"),
            ("ja", "読み取れない箇所を直したものとしてほかの内容も確認"),
        ],
    )
    def test_what_a_person_reads_says_so_at_the_top(self, lang, said):
        for form in ("full", "concise", "markdown", "html"):
            assert said in shown(form, [check(SLIPPED)], lang=lang, width=200).split("yaml-syntax")[0]
            assert said not in shown(form, [check("a: [")], lang=lang, width=200)

    def test_in_every_format_nothing_is_amiss(self):
        for form in {*TEXT_FORMATS} - {"csv"}:  # which begins with a mark that is raw
            assert faults_of(form, shown(form, [check(SLIPPED)], lang="both")) == [], form
        assert [*VALIDATOR.iter_errors(json.loads(shown("json", [check(SLIPPED)])))] == []

    def test_of_a_draft_what_is_not_yet_written_too(self):
        report = check("scheme： top\nstage： draft\n")
        assert (report.verdict, report.standing, report.stage) == ("unreadable", "unreadable", "draft")
        assert report.open > 3

    def test_a_waiver_behind_an_odd_space_counts(self):
        report = check(
            proposal("top", **{"counterparts.0.country": Plain("SG\u3000# aspire: ignore[country-not-listed] agreed")})
        )
        assert beside(report) == []
        assert [(one.rule, one.reason) for one in report.waived] == [("country-not-listed", "agreed")]


class TestMends:
    def test_are_made_in_one_go(self):
        made = mended(SLIPPED)
        text = made.after.decode()
        assert "period:\n  start: 2026-12-01\n  end: 2031-12-01   # aspire" in text
        assert '    institution: "NUS: Singapore"\n' in text
        assert '{fiscal_year: 2027, direct: "80,000,000"}' in text
        assert "field: quantum" in text
        assert [one.message_variant for one in made.report.findings if one.topic == "yaml"] == ["dash-value"]
        filled = mended(text.replace("goods: -", "goods: 0"))
        assert filled.report.verdict == "does-not-fit"
        assert filled.number == 0

    def test_that_did_not_help_at_first_are_tried_again(self):
        above = (
            "title：\n  track_record：\n    institution： “NUS: Singapore”\n    support： {agency:NRF, status:planned}"
        )
        text = f"{above}\n  research： |\nbudget：\n  years：\n    - {{*aiscal_year： 2027, direct： 80,000,000}}\n"
        made = mended(text)
        assert mended(made.after).number == 0

    def test_stand_where_they_are_to_be_made_in_the_file_as_it_is(self):
        fix = the_finding("schema-unknown-key", SLIPPED).fix
        assert fix.edits == ((4, 1, 4, 6, "field"),)


@pytest.mark.parametrize(
    "text",
    [
        "scheme： top\n備考： 予備\n",  # it may be no key
        "scheme： top\ntitle: A: B\n",
        "scheme： top\ntitle: [A\n",
        "scheme： top\ntitle: a\ntitle: b\n",
        "scheme： top\na:\n  b:\n    c: 1\n\td: 2\n",  # of b, or of a
        "memo：x\n",  # no proposal
    ],
)
def test_where_a_mend_is_not_certain_only_the_slips_are_told(text):
    report = check(text)
    assert not report.as_mended
    assert beside(report) == []
    assert report.fits is None


FAULTY = {
    "period.end": "2031-12-01",
    "title.en": "Quantum: a joint initiative",
    "counterparts.0.country": "SG",
    "principal_investigator.country": "US",
    "feild": "quantum",
    "budget.years.0": {"fiscal_year": 2026, "goods": "-", "travel": 0, "direct": 10, "other": "-"},
    "budget.years.1.direct": 400_000_000,
}
WRITTEN = [
    *(proposal(scheme) for scheme in ("top", "rising", "joint")),
    proposal("top", **FAULTY),
    re.sub(r"-\n +(fiscal_year: \d+)\n +(direct: \d+)", r"- {\1, \2} # plan", proposal("top", **FAULTY)),
    *(path.read_text(encoding="utf-8", errors="replace") for path in EXAMPLES),
]


def found(text):
    """Return the report on a text, and rule and line of all that is found in it and is no slip."""
    report = check_bytes(text.encode(), "p.yaml", EDITION, OPTIONS)
    assert report.failures == ()
    return report, {(one.rule, one.line) for one in (*report.findings, *report.waived) if one.topic != "yaml"}


class TestAnySlips:
    @settings(max_examples=4 * settings().max_examples)
    @given(
        st.sampled_from(WRITTEN),
        st.sets(st.sampled_from(KINDS), min_size=1),
        st.booleans(),
        st.integers(0, 2**32).map(Random),
    )
    def test_are_told_with_what_is_found_without_them(self, text, kinds, everywhere, rng):
        broken, slips, inside = slipped(text, sorted(kinds), (True,) if everywhere else (True, False), rng.choice)
        report, beside = found(broken)
        whole, expected = found(text)
        assume(report.verdict == "unreadable" and whole.verdict != "unreadable" and not report.left_out)
        dashes = {one.line for one in report.findings if one.message_variant == "dash-value"}
        assert report.as_mended
        assert beside == {one for one in expected if one[0] != "text-placeholder" or one[1] not in dashes}
        assert slips <= {one.line for one in report.findings if one.topic == "yaml"} <= slips | inside
        assert_places(broken, text, report, whole)


def assert_places(broken, text, report, whole):
    """Hold that what is found stands in the file as it is written where it stands in the text without slips."""
    there = {(one.rule, one.pointer, one.line): words(at(text, one.place)) for one in whole.findings}
    for one in report.findings:
        if one.topic != "yaml":
            assert words(at(broken, one.place)) == there[one.rule, one.pointer, one.line], one
            assert one.excerpt == broken.split("\n")[one.line - 1][: len(one.excerpt)]


def words(text):
    return re.sub(r"\W", "", text)

"""`aspire explain`: what each rule finds, why, on what grounds; an example that raises it, and one that does not."""

import json
import re
from datetime import date

import pytest
from rich.cells import cell_len

import aspire_cli
from aspire_cli.cli.app import run
from aspire_cli.document.document import read_document
from aspire_cli.pages import excerpts
from aspire_cli.pages import explain as explaining
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.reports import View, terminal
from aspire_cli.rules import ALL, BY_NAME
from aspire_cli.words.sentences import rule_words
from tests.helpers import OWN_PROGRAMME, each

PROGRAMME = load_programme()
EXAMPLES = excerpts.with_example_calls(PROGRAMME)
TODAY = date.fromisoformat(PROGRAMME.page_date)
SCHEMES = ("top", "rising", "joint")
LONGEST_SNIPPET = 10  # lines: fiscal years below `budget:` and `years:`
WIDEST_SNIPPET = 76  # cells: indented, on a terminal of 80, which would go on in the middle of a word or an amount


def explained(rule):
    """Return the words of a rule, and the encoding of its bad example."""
    return {"saved_as": "utf-8", **rule_words(rule.name)}


def findings(text, encoding="utf-8"):
    return [
        finding.rule for finding in aspire_cli.check(text.encode(encoding), programme=EXAMPLES, today=TODAY).findings
    ]


def output(capsys, *arguments, status=0):
    assert run(["explain", *arguments]) == status
    return capsys.readouterr().out


class TestExamples:
    @each("scheme", SCHEMES)
    def test_what_they_are_put_into_fits(self, scheme):
        assert findings(excerpts.in_fitting_proposal(f"scheme: {scheme}\n")) == []

    @each("rule", ALL)
    def test_the_bad_one_raises_the_rule(self, rule):
        one = explained(rule)
        assert rule.name in findings(excerpts.in_fitting_proposal(one["bad"]), one["saved_as"])

    @each("rule", ALL)
    def test_the_good_one_raises_nothing(self, rule):
        assert findings(excerpts.in_fitting_proposal(explained(rule)["good"])) == []

    @each("rule", ALL)
    def test_both_can_be_read_unless_reading_is_what_fails(self, rule):
        one = explained(rule)
        assert read_document(one["good"].encode()).problems == ()
        whole = excerpts.in_fitting_proposal(one["bad"]).encode(one["saved_as"])
        problems = {problem.rule for problem in read_document(whole).problems}
        assert problems == ({rule.name} if rule.topic == "yaml" else set())

    @each("rule", ALL)
    def test_both_are_short_and_different(self, rule):
        one = explained(rule)
        assert one["bad"] != one["good"]
        for snippet in (one["bad"], one["good"]):
            assert 1 <= snippet.count("\n") <= LONGEST_SNIPPET
            assert max(map(cell_len, snippet.splitlines())) <= WIDEST_SNIPPET
            assert snippet.endswith("\n")

    def test_only_an_encoding_is_saved_in_another(self):
        assert [rule.name for rule in ALL if explained(rule)["saved_as"] != "utf-8"] == ["yaml-encoding"]


class TestExcerpt:
    def test_takes_the_place_of_the_block_of_the_same_name(self):
        text = excerpts.in_fitting_proposal("period:\n  start: 2027-04-01\n  end: 2032-03-31   # kept\n")
        assert text.count("period:") == 1
        assert "  end: 2032-03-31   # kept\n" in text
        assert "2026-12-01" not in text

    def test_leaves_the_other_keys_of_a_block_of_keys(self):
        text = excerpts.in_fitting_proposal("principal_investigator:\n  institution: RIKEN\n")
        data = read_document(text.encode()).data["principal_investigator"]
        assert data["institution"] == "RIKEN"
        assert data["name"] == "山田 太郎"
        assert data["track_record"] == ["Plenary lecture, International Conference on Magnetism 2024"]

    def test_a_list_is_replaced_as_a_whole(self):
        text = excerpts.in_fitting_proposal("counterparts:\n  - {name: Anna Weber}\n")
        assert read_document(text.encode()).data["counterparts"] == [{"name": "Anna Weber"}]

    def test_a_value_takes_the_place_of_a_block(self):
        text = excerpts.in_fitting_proposal("title: Quantum\n")
        assert read_document(text.encode()).data["title"] == "Quantum"

    def test_the_same_key_twice_stays_twice(self):
        text = excerpts.in_fitting_proposal("field: quantum\nfield: ai\n")
        assert re.findall("^field: .*$", text, re.MULTILINE) == ["field: quantum", "field: ai"]

    def test_the_scheme_of_the_excerpt_chooses_the_proposal(self):
        text = excerpts.in_fitting_proposal("scheme: joint\nfield: quantum\n")
        assert read_document(text.encode()).data["call"] == "jp-uk-human-centred-ai-2025"


class TestPage:
    @each("rule", ALL)
    def test_of_each_rule(self, rule, capsys):
        said = output(capsys, rule.name, "--lang", "both")
        one = explained(rule)
        squeezed = re.sub(r"\s", "", said)
        clauses = texts_of(PROGRAMME).clauses
        for text in (one["title"], one["why"], *(clauses[clause].text._asdict() for clause in rule.clauses)):
            assert all(re.sub(r"\s", "", version) in squeezed for version in text.values())
        assert re.search(r"\{\w+\}", said) is None
        assert said == "".join(f"{line.rstrip()}\n" for line in said.splitlines())

    def test_says_what_the_report_says_and_what_would_mend_it(self, capsys):
        said = output(capsys, "period-length", "--lang", "en")
        assert "The support period is 5 years and 1 day (2026-12-01 to 2031-12-01); it must be 5 years." in said
        assert "Write `end: 2031-11-30`." in said
        assert "(Programme page: Calls for international joint research, Support period, ASPIRE" in said.replace(
            "\n ", ""
        )

    def test_in_japanese(self, capsys):
        said = output(capsys, "budget-total-cap", "--lang", "ja")
        assert said.startswith("budget-total-cap\n\nエラー:総額が上限を超過\n")
        assert "総額を1万円減らしてください。" in said
        assert "事業ページ「国際共同研究の公募実施、支援規模、次世代のためのASPIRE」" in re.sub(r"\n *", "", said)

    def test_in_both(self, capsys):
        said = output(capsys, "field-not-listed", "--lang", "both")
        assert said.startswith("field-not-listed\n\nエラー:")
        assert "\nerror: Not a field of the programme\n" in said
        assert "指摘される例 / Not like this\n" in said

    def test_says_that_it_is_a_note_in_a_draft(self, capsys):
        assert "error (a note in a draft): " in output(capsys, "activity-missing", "--lang", "en")
        assert "in a draft" not in output(capsys, "period-order", "--lang", "en")

    def test_a_rule_without_a_clause_says_so(self, capsys):
        assert "No clause of the programme page" in output(capsys, "yaml-syntax", "--lang", "en")

    def test_shows_what_cannot_be_seen(self, capsys):
        said = output(capsys, "yaml-control-character", "--lang", "en")
        assert 'title: "QuantumU+000Bspintronics"' in said
        assert "\x0b" not in said

    def test_markdown(self, capsys):
        said = output(capsys, "period-length", "--lang", "en", "--format", "markdown")
        assert said.startswith("# period-length\n\nerror: Support period of the wrong length\n\n## Why\n\n")
        assert "```yaml\nperiod:\n  start: 2026-12-01\n  end: 2031-12-01" in said
        assert "**To mend it**\n\nWrite `end: 2031-11-30`.\n" in said


class TestTopicAndClause:
    def test_a_topic_explains_all_its_rules(self, capsys):
        said = output(capsys, "period", "--lang", "en")
        lines = said.splitlines()
        assert [line for line in lines if line.startswith("period-")] == [
            "period-order",
            "period-length",
            "period-fiscal-year-end",
        ]

    def test_a_clause_names_the_rules_that_rest_on_it(self, capsys):
        said = output(capsys, "scale.joint", "--lang", "en")
        assert said.startswith("scale.joint\n\nJST and the counterpart funding agency agree on the amount")
        assert "call-outside-programme" in said

    def test_every_clause_is_explained(self, capsys):
        for name, clause in texts_of(PROGRAMME).clauses.items():
            said = re.sub(r"\s", "", output(capsys, name, "--lang", "ja"))
            assert re.sub(r"\s", "", clause.text.ja) in said
            resting = [rule.name for rule in ALL if name in rule.clauses]
            assert all(rule in said for rule in resting)
            assert resting or "この条項に基づくルールはありません" in said


class TestOwnData:
    """With limits of the user's own an example may raise nothing; the page then shows it without a report's words."""

    @pytest.fixture
    def generous(self):
        top = PROGRAMME.schemes["top"]._replace(direct_cap=900_000_000, total_cap=1_200_000_000)
        return PROGRAMME._replace(schemes={**PROGRAMME.schemes, "top": top})

    def test_of_an_example_that_raises_nothing(self, generous):
        rule = BY_NAME["budget-direct-cap"]
        said = "".join(terminal.write([explaining.rule_page(rule, generous)], View(("en",))))
        assert "Not like this\n    budget:\n" in said
        assert "The report says" not in said
        data = explaining.as_data(rule, generous)["example"]
        assert (data["message"], data["hint"]) == (None, None)
        assert data["bad"].startswith("budget:\n")

    def test_of_a_clause_that_the_own_data_lack(self):
        own = OWN_PROGRAMME.replace("  scale.", "  other.")
        rule, lacking = BY_NAME["budget-direct-cap"], PROGRAMME._replace(own_content=own.encode())
        assert explaining.as_data(rule, lacking)["clauses"] == []
        said = "".join(terminal.write([explaining.rule_page(rule, lacking)], View(("en",))))
        assert "No clause of the programme page" in said

    def test_of_a_clause_on_which_no_rule_rests(self):
        clause = texts_of(PROGRAMME).clauses["purpose"]._replace(id="own")
        said = "".join(terminal.write([explaining.clause_page(clause)], View(("en",))))
        assert "No rule rests on it" in said


class TestJson:
    def test_of_a_rule(self, capsys):
        said = json.loads(output(capsys, "period-length", "--format", "json"))
        assert list(said) == [
            "rule",
            "topic",
            "severity",
            "draft",
            "clause",
            "title",
            "why",
            "clauses",
            "example",
        ]
        assert (said["rule"], said["topic"], said["severity"], said["draft"]) == (
            "period-length",
            "period",
            "error",
            "error",
        )
        assert said["clause"] == "period.top"
        assert [clause["id"] for clause in said["clauses"]] == ["period.top", "period.rising", "period.joint"]
        assert said["clauses"][0]["row"] == {"en": "Support period", "ja": "支援期間"}
        assert said["example"]["hint"] == {
            "en": "Write `end: 2031-11-30`.",
            "ja": "`end: 2031-11-30` としてください。",
        }
        assert said["example"]["message"]["ja"].startswith("支援期間が5年と1日です")

    def test_of_a_topic_is_a_list(self, capsys):
        said = json.loads(output(capsys, "waiver", "--format", "json"))
        assert [one["rule"] for one in said] == ["waiver-reason-missing", "waiver-unknown-rule", "waiver-unused"]
        assert {one["clause"] for one in said} == {None}

    def test_of_a_clause(self, capsys):
        said = json.loads(output(capsys, "purpose", "--format", "json"))
        assert (said["id"], said["row"], said["column"]) == ("purpose", None, None)

    @each("rule", ALL)
    def test_is_complete_for_each_rule(self, rule):
        said = explaining.as_data(rule, PROGRAMME)
        assert said["draft"] == ("note" if rule.eased_in_draft else said["severity"])
        assert said["example"]["message"].en != said["example"]["message"].ja


class TestWrongUse:
    def test_the_nearest_rule_is_named(self, capsys):
        assert run(["explain", "period-lenght"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "`period-length`" in said.err
        assert said.err.count("\n") == 1

    def test_where_none_is_near(self, capsys):
        assert run(["explain", "xyzzy"]) == 2
        assert "`xyzzy`" in capsys.readouterr().err

    def test_whatever_is_asked_is_shown_safely(self, capsys):
        assert run(["explain", "\x1b[2J"]) == 2
        assert "\x1b" not in capsys.readouterr().err

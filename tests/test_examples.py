"""The examples: proposals that fit, and for each rule one that raises it alone; each with the report a reader gets.

`tests/corpus` holds what is expected beside the reports: severities, marked stretches, and what mends each fault.
"""

import functools
import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import aspire_cli
from aspire_cli.document.document import read_document
from aspire_cli.pages.excerpts import with_example_calls
from aspire_cli.problem import Severity
from aspire_cli.programme.load import load_programme
from aspire_cli.rules import ALL
from tools import generate, update_expected

ROOT = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus"
FAULTS = ROOT / "examples" / "faults"
MODELINE = "# yaml-language-server: $schema=../schemas/proposal.schema.json"
WIDTH = 100
RULES = [pytest.param(rule, id=rule.name) for rule in ALL]
SHOWN = {"budget", "period", "counterparts", "field", "principal_investigator", "activities"}
ON_THE_LIMIT = "call-limit-unknown"  # stands at the call, and shows beside the total
FITTING = {
    "top-terahertz": ("fits", []),
    "top-spintronics": ("fits", [("counterpart-support-gap", "note")]),
    "rising-software": ("fits-with-warnings", [("budget-direct-rounding", "warning")]),
    "joint-cold-atoms": ("fits", [("call-incomplete", "note"), ("call-limit-unknown", "note")]),
    "joint-sign-language-ai": ("fits", []),
    "draft": (
        "fits",
        [
            ("investigator-track-record", "note"),
            ("counterpart-extra-support-missing", "note"),
            ("text-placeholder", "note"),
            ("activity-missing", "note"),
            ("activity-missing", "note"),
            ("budget-year-missing", "note"),
        ],
    ),
}


TODAY = date.fromisoformat(update_expected.TODAY)
EDITION = with_example_calls(load_programme())
EXAMPLES = [pytest.param(path, id=path.stem) for path in update_expected.examples()]


@functools.cache
def corpus(name):
    return read_document((CORPUS / f"{name}.yaml").read_bytes()).data


def fault(rule):
    return FAULTS / f"{rule.name}.yaml"


def checked(data, **options):
    report = aspire_cli.check(data, programme=EDITION, today=TODAY, **options)
    assert report.failures == ()
    return report


def rules_of(report):
    return [finding.rule for finding in report.findings]


def mended(data, mends):
    for mend in mends:
        if "encode" in mend:
            data = data.decode(mend["decode"]).encode(mend["encode"])
        else:
            text = data.decode()
            assert text.count(mend["old"]) == 1, mend
            data = text.replace(mend["old"], mend["new"]).encode()
    return data


class TestReports:
    @pytest.mark.parametrize("example", EXAMPLES)
    def test_is_the_one_that_is_kept(self, example):
        for lang in update_expected.LANGUAGES:
            expected = update_expected.Expected(example, lang)
            assert expected.file.exists(), "run: python -m tools.generate"
            assert update_expected.report(expected) == expected.file.read_text(encoding="utf-8")

    def test_is_fit_to_be_read(self):
        for expected in update_expected.expectations():
            lines = expected.file.read_text(encoding="utf-8").splitlines()
            assert [line for line in lines if cell_len(line) > WIDTH or line != line.rstrip()] == [], expected
            assert [line for line in lines if re.search(r"\{\w+\}|\bNone\b(?! of)|\(\)", line)] == [], expected

    def test_the_fits_say_what_the_findings_say(self):
        for rule in ALL:
            (finding,) = checked(fault(rule)).findings
            report = (FAULTS / f"{rule.name}.en.txt").read_text(encoding="utf-8")
            signs = set(re.findall(r"^  [A-Z ][a-z ]{9,10} ([✓!✗·]) ", report, re.MULTILINE))
            part = finding.pointer.split("/")[1] if finding.pointer else finding.values.get("key")
            sign = {"error": "✗", "warning": "!", "note": "✓"}[finding.severity]
            if part in SHOWN or rule.name == ON_THE_LIMIT:
                assert signs == {"✓", sign}, rule.name
            else:
                assert signs <= {"✓"}, rule.name

    def test_none_is_left_over(self):
        assert {*update_expected.present()} == {expected.file for expected in update_expected.expectations()}


class TestFaults:
    def test_there_is_one_for_each_rule(self):
        assert {path.stem for path in FAULTS.glob("*.yaml")} == {rule.name for rule in ALL}

    @pytest.mark.parametrize("name", ["mends", "places", "severities"])
    def test_the_corpus_knows_each_rule(self, name):
        assert list(corpus(name)) == [rule.name for rule in ALL]

    @pytest.mark.parametrize("rule", RULES)
    def test_raises_its_rule_alone_with_the_severity_and_at_the_value_agreed(self, rule):
        agreed = corpus("severities")[rule.name]
        (finding,) = checked(fault(rule)).findings
        assert finding.rule == rule.name
        assert finding.severity == rule.severity == agreed["severity"]
        assert not finding.eased
        assert rule.eased_in_draft == agreed.get("eased", False)
        marked = finding.excerpt[finding.place.column - 1 : finding.place.end_column - 1]
        assert marked == corpus("places")[rule.name]

    @pytest.mark.parametrize("rule", RULES)
    def test_in_a_draft_is_a_note_where_something_is_not_yet_written(self, rule):
        findings = checked(fault(rule), stage="draft").findings
        if rule.name == "budget-unit-suspect":  # speaks of final proposals only
            assert findings == ()
            return
        (finding,) = findings
        eased = corpus("severities")[rule.name].get("eased", False)
        assert (finding.rule, finding.eased) == (rule.name, eased)
        assert finding.severity == (Severity.NOTE if eased else rule.severity)

    @pytest.mark.parametrize("rule", RULES)
    def test_is_silent_once_mended(self, rule):
        data = mended(fault(rule).read_bytes(), corpus("mends")[rule.name])
        report = checked(data)
        assert report.findings == ()
        assert report.verdict == "fits"
        assert report.waived == ()

    def test_says_what_is_wrong_in_both_languages(self):
        for rule in ALL:
            encoding = "cp932" if rule.name == "yaml-encoding" else "utf-8"
            first, _, _ = fault(rule).read_bytes().decode(encoding).partition("\n")
            english, japanese = first.removeprefix("# ").split(" / ")
            assert re.fullmatch(r"[A-Z`][ -~]+[.?]", english), rule.name
            assert re.fullmatch(r".*[ぁ-ん].*。", japanese), rule.name

    @pytest.mark.parametrize("severity", Severity)
    def test_exit_status_is_1_for_an_error(self, severity):
        rule = next(rule for rule in ALL if rule.severity is severity)
        assert update_expected.check(fault(rule), "--format", "concise").status == int(severity is Severity.ERROR)


class TestFitting:
    def test_each_is_known_here(self):
        assert {
            path.stem.removesuffix(".proposal") for path in update_expected.EXAMPLES.glob("*.proposal.yaml")
        } == set(FITTING)

    @pytest.mark.parametrize(("name", "verdict", "findings"), [(name, *said) for name, said in FITTING.items()])
    def test_verdict(self, name, verdict, findings):
        report = checked(ROOT / "examples" / f"{name}.proposal.yaml")
        assert report.verdict == verdict
        assert [(finding.rule, finding.severity) for finding in report.findings] == findings

    def test_rounded_to_the_thousand_and_at_the_limit(self):
        budget = checked(ROOT / "examples" / "rising-software.proposal.yaml").fits.budget
        assert (budget.direct, budget.indirect, budget.total) == (69_230_000, 20_770_000, 90_000_000)

    def test_the_limit_is_that_of_the_joint_call(self):
        budget = checked(ROOT / "examples" / "joint-sign-language-ai.proposal.yaml").fits.budget
        assert (budget.total, budget.total_cap) == (276_900_000, 280_000_000)

    def test_partners_in_five_countries(self):
        countries = checked(ROOT / "examples" / "top-terahertz.proposal.yaml").fits.countries
        assert [country.code for country in countries] == ["BE", "FI", "DE", "AT", "US"]

    def test_the_draft_counts_what_is_not_yet_written_and_what_is_waived(self):
        report = checked(ROOT / "examples" / "draft.proposal.yaml")
        assert (report.stage, report.open) == ("draft", 6)
        assert [finding.rule for finding in report.waived] == ["team-not-in-japan"]

    def test_the_draft_does_not_fit_as_a_final_proposal(self):
        assert checked(ROOT / "examples" / "draft.proposal.yaml", stage="final").verdict == "does-not-fit"

    @pytest.mark.parametrize("name", FITTING)
    def test_an_editor_finds_the_schema_and_nothing_to_say(self, name):
        path = ROOT / "examples" / f"{name}.proposal.yaml"
        assert path.read_text(encoding="utf-8").startswith(f"{MODELINE}\n")
        schema = json.loads((path.parent / MODELINE.partition("=")[2]).read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(read_document(path.read_bytes()).data)) == []


@pytest.fixture(scope="module")
def report_schema():
    return Draft202012Validator(json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", EXAMPLES)
class TestAll:
    def test_json_is_what_its_schema_says(self, path, report_schema):
        outcome = update_expected.check(path, "--format", "json", "--lang", "both")
        said = json.loads(outcome.output)
        assert list(report_schema.iter_errors(said)) == []
        assert [entry["path"] for entry in said["files"]] == [path.relative_to(ROOT).as_posix()]

    def test_every_place_and_pointer_leads_into_the_file(self, path):
        """A pointer leads to the value at fault, or, where that is not written, to what it should stand in."""
        document = read_document(path.read_bytes())
        lines = document.text.split("\n")
        report = checked(path)
        for finding in (*report.findings, *report.waived):
            for place, excerpt in [(finding.place, finding.excerpt), *((o.place, o.excerpt) for o in finding.related)]:
                assert place.line == place.end_line
                assert lines[place.line - 1] == excerpt
                assert 1 <= place.column < place.end_column <= len(excerpt) + 1
            where = document.data
            *parents, last = finding.pointer.split("/")
            for step in parents[1:]:
                where = where[int(step)] if isinstance(where, list) else where[step]
            assert finding.pointer == "" or isinstance(where, dict | list)
            assert last == "" or not last.isdigit() or int(last) < len(where)


def _bring_up_to_date(**options):
    return generate.bring_up_to_date(update_expected.files(), update_expected.present(), **options)


class TestTool:
    @pytest.fixture
    def room(self, tmp_path, monkeypatch):
        (tmp_path / "examples" / "faults").mkdir(parents=True)
        for path in ("examples/faults/period-order.yaml", "examples/top-terahertz.proposal.yaml"):
            (tmp_path / path).write_bytes((ROOT / path).read_bytes())
        monkeypatch.setattr(update_expected, "ROOT", tmp_path)
        monkeypatch.setattr(update_expected, "EXAMPLES", tmp_path / "examples")
        return tmp_path / "examples"

    def test_writes_each_report_beside_its_example(self, room):
        assert _bring_up_to_date() == 0
        kept = sorted(path.relative_to(room).as_posix() for path in room.rglob("*.txt"))
        names = ("faults/period-order", "top-terahertz.proposal")
        assert kept == [f"{name}.{lang}.txt" for name in names for lang in ("en", "ja")]
        for path in kept:
            kept_here = (ROOT / "examples" / path).read_bytes()
            assert (room / path).read_bytes() == kept_here

    def test_only_says_what_would_change(self, room, capsys):
        _bring_up_to_date()
        assert _bring_up_to_date(only_check=True) == 0
        stale = room / "faults" / "period-order.ja.txt"
        stale.write_text("古い報告\n", encoding="utf-8")
        capsys.readouterr()
        assert _bring_up_to_date(only_check=True) == 1
        assert capsys.readouterr().out.startswith(f"{stale}: stale, ")
        assert stale.read_text(encoding="utf-8") == "古い報告\n"

    def test_takes_away_what_belongs_to_no_example(self, room):
        _bring_up_to_date()
        (room / "faults" / "period-order.yaml").unlink()
        assert _bring_up_to_date(only_check=True) == 1
        assert _bring_up_to_date() == 0
        assert list(room.glob("faults/*")) == []

    def test_nothing_of_the_surroundings_shows(self, monkeypatch, tmp_path):
        one = next(expected for expected in update_expected.expectations() if expected.example.stem == "period-order")
        monkeypatch.setenv("COLUMNS", "60")
        monkeypatch.setenv("ASPIRE_LANG", "ja")
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.chdir(tmp_path)
        assert update_expected.report(one) == one.file.read_text(encoding="utf-8")
        assert Path.cwd() == tmp_path

    def test_wrong_use(self, capsys):
        assert generate.main(["--chekc"]) == 2
        assert "--check" in capsys.readouterr().err

"""The SARIF report: of the published shape, with places, paths and fingerprints that other tools can rely on."""

import json
import os
from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from aspire_cli.reports import sarif
from aspire_cli.rules import ALL
from aspire_cli.words import sentences as words
from tests.helpers import each, proposal
from tests.report_cases import CASES, CORPUS, LANGUAGES, SETTINGS, report, reports, shown, view

SCHEMA = Draft4Validator(json.loads((CORPUS.parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
FINGERPRINT = "aspireFinding/v1"


def run_of(found, **changes):
    """Return the one run of the log on reports."""
    (run,) = json.loads(shown("sarif", found, **changes))["runs"]
    return run


def results_of(text, **options):
    return run_of([report(text, **options)])["results"]


def fingerprints(text, **options):
    """Return rule and fingerprint of each result, wherever it stands."""
    found = results_of(text, **options)
    return sorted((result["ruleId"], result["partialFingerprints"][FINGERPRINT]) for result in found)


def uri_of(path, **changes):
    (artifact,) = run_of([report("clean", path)], **changes)["artifacts"]
    return artifact["location"]["uri"]


class TestSchema:
    @each("lang", LANGUAGES)
    @each("name", CASES)
    def test_every_case_is_valid(self, name, lang):
        log = json.loads(shown("sarif", reports(CASES[name]), lang=lang, **CASES[name].view))
        assert [error.message for error in SCHEMA.iter_errors(log)] == []

    def test_no_file_at_all_is_valid(self):
        assert SCHEMA.is_valid(json.loads(shown("sarif", [])))

    def test_the_schema_refuses_what_is_no_log(self):
        log = json.loads(shown("sarif", []))
        log["runs"][0]["results"] = [{"ruleId": "x"}]
        assert not SCHEMA.is_valid(log)


class TestRules:
    def test_every_rule_has_its_help_in_both_languages(self):
        for rule in ALL:
            said = words.rule_words(rule.name)
            for text in sarif._rule(rule.name, view())["help"].values():
                assert all(said[part][lang] in text for part in ("title", "why") for lang in ("en", "ja"))

    def test_those_that_have_results_are_listed_and_no_other(self):
        run = run_of(reports(CASES["several"]))
        assert run["results"]
        assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {one["ruleId"] for one in run["results"]}
        assert run_of([report("clean")])["tool"]["driver"]["rules"] == []

    @each(("lang", "title"), [("en", "Direct costs above the limit"), ("ja", "直接経費が上限を超過")])
    def test_the_short_description_is_in_the_language_of_the_report(self, lang, title):
        rule = sarif._rule("budget-direct-cap", view(lang))
        assert rule["shortDescription"]["text"] == title
        assert rule["help"]["text"].startswith(title)
        assert rule["defaultConfiguration"] == {"level": "error"}
        assert rule["name"] == "BudgetDirectCap"

    def test_a_result_points_to_its_rule(self):
        run = run_of(reports(CASES["faulty"]))
        rules = run["tool"]["driver"]["rules"]
        assert run["results"]
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


class TestResults:
    def test_the_region_is_the_marked_text(self):
        lines = (CORPUS / "faulty.yaml").read_text("utf-8").splitlines()
        marked = {}
        for result in results_of("faulty"):
            region = result["locations"][0]["physicalLocation"]["region"]
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            marked[result["ruleId"]] = line[region["startColumn"] - 1 : region["endColumn"] - 1]
        assert marked["field-not-listed"] == "quantm"
        assert marked["country-extra-not-listed"] == "SG"
        assert marked["budget-sum"] == "3億円"

    def test_levels_are_the_severities(self):
        levels = {result["ruleId"]: result["level"] for result in results_of("faulty")}
        assert levels["period-length"] == "error"
        assert levels["country-extra-not-listed"] == "warning"
        assert levels["country-through-eu"] == "note"

    def test_related_places(self):
        (result,) = [one for one in results_of("faulty") if one["ruleId"] == "budget-fiscal-years"]
        (related,) = result["relatedLocations"]
        assert related["physicalLocation"]["region"]["startLine"] == 27

    def test_fixes_mend_what_they_are_offered_for(self):
        text = (CORPUS / "faulty.yaml").read_text("utf-8")
        fixed = [result for result in results_of(text) if "fixes" in result]
        assert {result["ruleId"] for result in fixed} >= {"field-not-listed", "period-length"}
        for result in fixed:
            mended = results_of(applied(text, result["fixes"][0]))
            mended_pointers = [(one["ruleId"], one["locations"][0].get("logicalLocations")) for one in mended]
            assert (result["ruleId"], result["locations"][0]["logicalLocations"]) not in mended_pointers

    def test_a_users_text_becomes_no_link(self):
        messages = [result["message"]["text"] for result in results_of("hostile")]
        assert any("evil.example" in message for message in messages)
        assert not any("](" in message for message in messages)


def applied(text, fix):
    """Return a text with a fix made, as an editor makes it."""
    ((change,),) = [fix["artifactChanges"]]
    lines = text.split("\n")
    for replacement in sorted(change["replacements"], key=lambda one: -one["deletedRegion"]["startColumn"]):
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        inserted = replacement["insertedContent"]["text"]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + inserted + line[region["endColumn"] - 1 :]
    return "\n".join(lines)


class TestWaivers:
    def test_a_waived_finding_is_suppressed_with_its_reason(self):
        waived = {one["ruleId"]: one["suppressions"] for one in results_of("waived") if "suppressions" in one}
        reasons = {rule: one[0]["justification"] for rule, one in waived.items()}
        assert reasons == {
            "team-not-in-japan": "2027年4月に着任予定",
            "country-extra-not-listed": "JSTと合意(2026-09-03)",
        }
        assert {one["kind"] for (one,) in waived.values()} == {"inSource"}

    def test_without_waivers_nothing_is_suppressed(self):
        assert not any("suppressions" in result for result in results_of("waived", waivers=False))


class TestFingerprints:
    text = (CORPUS / "faulty.yaml").read_text("utf-8")

    def test_they_survive_another_entry_before_theirs(self):
        person = {"name": "A", "institution": "B", "country": "SE"}
        one = proposal(team=[person])
        two = proposal(team=[{"name": "C", "institution": "D"}, person])
        assert fingerprints(one) == fingerprints(two) == fingerprints(one.replace("country: SE", 'country: "SE"'))

    def test_they_survive_lines_moving(self):
        assert fingerprints("# one\n\n# two\n" + self.text) == fingerprints(self.text)

    def test_they_survive_blocks_changing_places(self):
        head, budget = self.text.split("budget:\n")
        body, tail = budget.split("feild:")
        assert fingerprints(f"budget:\n{body}{head}feild:{tail}") == fingerprints(self.text)

    def test_they_survive_spaces_and_comments_beside_the_value(self):
        assert fingerprints(self.text.replace("field: quantm", "field:   quantm  # 分野")) == fingerprints(self.text)

    def test_waiving_does_not_change_them(self):
        assert fingerprints("waived", waivers=True)[:1] == fingerprints("waived", waivers=False)[:1]
        waived = self.text.replace("field: quantm", "field: quantm  # aspire: ignore[field-not-listed] agreed")
        assert fingerprints(waived) == fingerprints(self.text)

    def test_another_value_is_another_finding(self):
        assert fingerprints(self.text.replace("quantm", "quantmm")) != fingerprints(self.text)

    def test_they_are_the_same_in_both_languages_and_under_every_path(self):
        found = [
            [result["partialFingerprints"] for result in run_of([report("faulty", path)], lang=lang)["results"]]
            for path, lang in (("a.yaml", "en"), ("b/c.yaml", "ja"))
        ]
        assert found[0] == found[1]

    @each("name", CASES)
    def test_no_two_findings_of_a_file_share_one(self, name):
        for one in reports(CASES[name]):
            found = [result["partialFingerprints"][FINGERPRINT] for result in run_of([one])["results"]]
            assert len(set(found)) == len(found)

    def test_repeats_of_one_fault_are_numbered_by_place(self):
        twice = [one for one in results_of("draft") if one["ruleId"] == "activity-missing"]
        numbered = [result["partialFingerprints"][FINGERPRINT] for result in twice]
        assert len(set(numbered)) == 2
        repeated = report("faulty")
        repeated = repeated._replace(findings=(*repeated.findings[:1] * 3,))
        found = [result["partialFingerprints"][FINGERPRINT] for result in run_of([repeated])["results"]]
        assert [one.partition(":")[2] for one in found] == ["1", "2", "3"]

    def test_of_repeats_the_first_in_the_file_is_the_first_waived_or_not(self):
        one = report("faulty")
        finding = one.findings[0]
        above = finding._replace(place=finding.place._replace(line=1, end_line=1), reason="agreed")
        found = run_of([one._replace(findings=(finding,), waived=(above,))])["results"]
        assert [result["partialFingerprints"][FINGERPRINT][-2:] for result in found] == [":2", ":1"]


class TestPaths:
    @each(
        ("path", "uri"),
        [
            ("proposal.yaml", "proposal.yaml"),
            ("./a/../b/proposal.yaml", "b/proposal.yaml"),
            ("提案/予算 案.yaml", "%E6%8F%90%E6%A1%88/%E4%BA%88%E7%AE%97%20%E6%A1%88.yaml"),
            ("a:b#c?d%e.yaml", "a%3Ab%23c%3Fd%25e.yaml"),
            ("-", "-"),
        ],
    )
    def test_paths_are_encoded(self, path, uri):
        assert uri_of(path) == uri

    def test_a_result_points_to_its_file(self):
        run = run_of(reports(CASES["several"]))
        for result in run["results"]:
            location = result["locations"][0]["physicalLocation"]["artifactLocation"]
            index = location.pop("index")
            assert run["artifacts"][index]["location"] == location
        assert {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]} == {
            "unreadable.yaml",
            "waived.yaml",
        }

    def test_paths_count_from_the_root_of_the_repository(self):
        changes = {"root": "/repo", "folder": "/repo/sub"}
        assert uri_of("p.yaml", **changes) == "sub/p.yaml"
        assert uri_of("../p.yaml", **changes) == "p.yaml"
        assert uri_of("/repo/other/p.yaml", **changes) == "other/p.yaml"
        assert uri_of("../../elsewhere/p.yaml", **changes) == "../elsewhere/p.yaml"
        assert uri_of("-", **changes) == "-"

    def test_a_path_from_nowhere_is_a_file_uri(self):
        path = "/somewhere/提案.yaml"
        location = run_of([report("clean", path)])["artifacts"][0]["location"]
        assert location == {"uri": "file:///somewhere/%E6%8F%90%E6%A1%88.yaml"}

    def test_bytes_that_are_no_utf_8_are_kept(self):
        assert uri_of(os.fsdecode(b"\x83e.yaml")) == "%83e.yaml"

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
    def test_every_path_can_be_read_back(self, path):
        uri = uri_of(f"x/{path}")
        assert uri.isascii()
        assert not set(uri) & set('\\ <>"{}|^`#?:')
        assert unquote(uri) == Path(os.path.normpath(f"x/{path}")).as_posix()


class TestSettings:
    def test_what_is_switched_off_and_whose_data_they_are(self):
        run = run_of(reports(CASES["settings"]), **SETTINGS)
        assert {one["rule"] for one in run["properties"]["rules_off"]} == set(SETTINGS["rules_off"])
        assert run["properties"]["own_data"] == SETTINGS["own_data"]
        overrides = run["invocations"][0]["ruleConfigurationOverrides"]
        assert {one["descriptor"]["id"] for one in overrides} == set(SETTINGS["rules_off"])
        assert all(one["configuration"] == {"enabled": False} for one in overrides)

    def test_a_rule_that_failed_inside_is_told(self):
        broken = report("clean")._replace(failures=("budget-sum: KeyError: \x1b",))
        (invocation,) = run_of([broken])["invocations"]
        assert not invocation["executionSuccessful"]
        (told,) = invocation["toolExecutionNotifications"]
        assert told["message"]["text"] == "p.yaml: budget-sum: KeyError: U+001B"


def test_no_more_results_than_github_takes_and_it_says_so(monkeypatch):
    monkeypatch.setattr(sarif, "_MOST_RESULTS", 3)
    run = run_of([report("faulty"), report("faulty", "q.yaml")])
    assert len(run["results"]) == 3
    assert "not shown" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    whole = run_of([report("clean")])
    assert whole["invocations"][0]["toolExecutionNotifications"] == []

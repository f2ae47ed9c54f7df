"""The JUnit report: well-formed whatever is in it; a suite for each proposal, a case for each rule."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.rules import ALL, BY_NAME
from tests.helpers import each
from tests.report_cases import CASES, HOSTILE_PATH, LANGUAGES, SETTINGS, report, reports, shown

NAMES = [rule.name for rule in ALL]
# What XML 1.0 allows: https://www.w3.org/TR/xml/#charsets
ALLOWED = [(0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF)]


def suites_of(found, **changes):
    return ElementTree.fromstring(shown("junit", found, **changes)).findall("testsuite")


def cases_of(found, **changes):
    """Return the cases of one report by rule."""
    (suite,) = suites_of([found], **changes)
    return {case.get("name"): case for case in suite.findall("testcase")}


def outcome(case):
    """Return passed, failure, error or skipped."""
    (found,) = [child.tag for child in case if child.tag != "system-out"] or ["passed"]
    return found


@each("lang", LANGUAGES)
@each("name", CASES)
def test_a_suite_for_each_file_and_a_case_for_each_rule(name, lang):
    found = reports(CASES[name])
    suites = suites_of(found, lang=lang, **CASES[name].view)
    assert len(suites) == len(found)
    for suite in suites:
        cases = suite.findall("testcase")
        assert [case.get("name") for case in cases] == NAMES
        assert {case.get("classname") for case in cases} == {suite.get("name")} == {suite.get("file")}
        outcomes = [outcome(case) for case in cases]
        assert int(suite.get("tests")) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count)) == outcomes.count(tag)


def test_all_is_well():
    cases = cases_of(report("clean"))
    skipped = {name for name, case in cases.items() if outcome(case) == "skipped"}
    assert {outcome(case) for case in cases.values()} == {"passed", "skipped"}
    assert skipped
    assert all(name.startswith("call-") or name == "budget-indirect-unstated" for name in skipped)


def test_what_fails_the_check_fails_with_its_message():
    cases = cases_of(report("faulty", "p.yaml"), fail_on="warning")
    failure = cases["period-length"].find("failure")
    assert failure.get("type") == "error"
    assert failure.get("message").startswith("The support period is 5 years and 1 day")
    assert failure.text.splitlines()[0] == "p.yaml:8:8: error"
    assert failure.text.splitlines()[2] == "Write `end: 2031-11-30`."
    assert cases["country-extra-not-listed"].find("failure").get("type") == "warning"


@each(("fail_on", "failing"), [("never", ()), ("error", "e"), ("warning", "ew"), ("note", "ewn")])
def test_the_rest_is_told_in_its_output(fail_on, failing):
    names = {"period-length": "e", "country-extra-not-listed": "w", "country-through-eu": "n"}
    cases = cases_of(report("faulty"), fail_on=fail_on)
    assert [outcome(cases[name]) == "failure" for name in names] == [letter in failing for letter in names.values()]
    assert all(letter in failing or cases[name].find("system-out").text for name, letter in names.items())


def test_a_path_counts_from_the_root():
    (suite,) = suites_of([report("faulty", "p.yaml")], folder="/repo/sub", root="/repo")
    assert (suite.get("file"), suite.find("testcase").get("classname")) == ("sub/p.yaml", "sub/p.yaml")


def test_every_finding_of_a_rule_is_told():
    (failure,) = cases_of(report("faulty"))["activity-missing"].findall("failure")
    assert "training" in failure.text
    assert "exchange" in failure.text


def test_a_note_passes_and_is_told():
    case = cases_of(report("faulty"))["country-through-eu"]
    assert outcome(case) == "passed"
    assert "Ireland" in case.find("system-out").text


def test_what_is_waived_is_skipped_with_its_reason():
    case = cases_of(report("waived"), lang="ja")["team-not-in-japan"]
    assert case.find("skipped").get("message") == "承知済み:2027年4月に着任予定"
    assert "SINTEF" not in case.get("name")
    assert outcome(cases_of(report("waived", waivers=False), fail_on="warning")["team-not-in-japan"]) == "failure"


def test_a_rule_waived_at_one_place_and_not_at_another_fails():
    case = cases_of(report("hostile"))["country-unknown"]
    assert outcome(case) == "failure"
    assert "waived:" in case.find("system-out").text


def test_what_is_switched_off_or_did_not_run_is_skipped():
    cases = cases_of(reports(CASES["settings"])[0], **SETTINGS)
    assert cases["budget-sum"].find("skipped").get("message") == "switched off: 表計算で確認済み"
    assert cases["call-country"].find("skipped").get("message").startswith("not run")
    assert outcome(cases["budget-total-cap"]) == "failure"


def test_the_settings_are_said():
    (suite,) = suites_of(reports(CASES["settings"]), **SETTINGS)
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert properties["own_data"] == SETTINGS["own_data"]
    assert properties["rule_off.budget-sum"] == "表計算で確認済み"
    assert properties["settings.select"] == "budget, country"


def test_the_settings_are_said_once():
    found = [report("faulty", "1.yaml"), report("faulty", "2.yaml")]
    first, second, last = suites_of(found, passed_over={"no-key": 1}, **SETTINGS)
    for name in ("own_data", "rule_off.budget-sum", "settings.select"):
        assert [len(suite.findall(f"properties/property[@name='{name}']")) for suite in (first, second, last)] == [
            1,
            0,
            0,
        ]
    told = [suite.find("system-out").text for suite in (first, second, last)]
    assert [text.count(SETTINGS["own_data"]) for text in told] == [1, 0, 0]
    assert ["not checked: fewer than two known keys: 1" in text for text in told] == [False, False, True]


def test_of_an_unreadable_file_nothing_else_is_known():
    cases = cases_of(report("unreadable"))
    outcomes = {name: outcome(case) for name, case in cases.items()}
    failed = {name for name, found in outcomes.items() if found == "failure"}
    assert failed
    assert all(BY_NAME[name].topic == "yaml" for name in failed)
    assert {found for name, found in outcomes.items() if name not in failed} == {"skipped"}


@each(("failure", "rule"), [("budget-sum: KeyError: 'x'", "budget-sum"), ("schema: a: b", "schema-bad-value")])
def test_a_rule_that_failed_inside_is_an_error_of_its_own(failure, rule):
    case = cases_of(report("faulty")._replace(failures=(failure,)))[rule]
    assert outcome(case) == "error"
    assert case.find("error").get("message") == failure.partition(": ")[2]


def test_a_check_that_failed_as_a_whole_is_a_case_of_its_own():
    broken = report("clean")._replace(failures=("check: KeyError: x",), ran=frozenset())
    cases = cases_of(broken)
    assert suites_of([broken])[0].get("tests") == str(len(NAMES) + 1)
    assert outcome(cases["check"]) == "error"
    assert {outcome(case) for name, case in cases.items() if name != "check"} == {"skipped"}


def test_what_a_rule_found_before_it_failed_is_told():
    case = cases_of(report("faulty")._replace(failures=("budget-sum: KeyError",)))["budget-sum"]
    assert "The declared direct costs" in case.find("system-out").text


def test_hostile_values_and_names():
    text = shown("junit", [report("hostile", HOSTILE_PATH)])
    assert "<script>" not in text
    assert "]]>" not in text
    assert suites_of([report("hostile", HOSTILE_PATH)])[0].get("file").endswith("&]]>.yaml")


@given(st.text())
def test_every_text_makes_well_formed_xml(text):
    one = report("waived", f"{text}.yaml")
    waived = tuple(finding._replace(reason=text or "x") for finding in one.waived)
    written = shown("junit", [one._replace(waived=waived)], rules_off={"budget-sum": text}, own_data=text or None)
    assert all(any(first <= ord(letter) <= last for first, last in ALLOWED) for letter in written)
    ElementTree.fromstring(written)

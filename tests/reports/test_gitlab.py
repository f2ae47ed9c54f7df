"""GitLab's code quality report: every finding once, with a fingerprint of its own, at a path from the root."""

import json

from tests.helpers import each
from tests.report_cases import CASES, LANGUAGES, report, reports, shown


def entries(found, **changes):
    return json.loads(shown("gitlab", found, **changes))


@each("lang", LANGUAGES)
@each("name", CASES)
def test_every_finding_is_an_entry(name, lang):
    found = reports(CASES[name])
    listed = entries(found, lang=lang, **CASES[name].view)
    expected = [one.rule for each_ in found for one in (*each_.findings, *each_.waived)]
    assert [one["check_name"] for one in listed if one["check_name"] != "aspire"] == expected
    assert len({one["fingerprint"] for one in listed}) == len(listed)
    assert all(set(one) == {"description", "check_name", "fingerprint", "severity", "location"} for one in listed)


def test_of_no_finding_the_list_is_empty():
    assert entries([report("clean")]) == []


def test_the_path_counts_from_the_root():
    listed = entries([report("faulty", "p.yaml")], folder="/repo/sub", root="/repo")
    assert {one["location"]["path"] for one in listed} == {"sub/p.yaml"}
    assert {one["severity"] for one in listed} == {"major", "minor", "info"}


def test_a_moved_finding_keeps_its_fingerprint():
    text = "field: quantm\n"
    before, after = (entries([report(one)]) for one in (text, "# a line more\n" + text))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]

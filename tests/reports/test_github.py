"""The GitHub report, read as GitHub's runner reads a log: a command a finding, and none that a user wrote."""

import re

from hypothesis import given
from hypothesis import strategies as st

from aspire_cli.words import sentences as words
from tests.helpers import each
from tests.report_cases import CASES, HOSTILE_PATH, report, reports, shown

NAMES = {"error", "warning", "notice"}
ANY_TEXT = st.text(st.characters(exclude_characters="\0"), min_size=1)
WICKED = st.lists(
    st.sampled_from(
        ["::", "error", "add-mask", "stop-commands", " ", "\n", "\r", "%0A", "%", ",", ":", "##[", "##vso[x]y"]
    )
).map("".join)


def unescaped(text, signs):
    for sign, code in signs:
        text = text.replace(code, sign)
    return text


def commands(log):
    """Return the commands that GitHub's runner finds in a log: name, properties, message; and every other line."""
    found, others = [], []
    for line in re.split("\r\n|\n|\r", log):
        if not line.lstrip().startswith("::"):
            others.append(line)
            continue
        head, _, message = line.lstrip()[2:].partition("::")
        name, _, properties = head.partition(" ")
        pairs = [pair.split("=", 1) for pair in properties.split(",")]
        data = [("\r", "%0D"), ("\n", "%0A")]
        values = {key: unescaped(value, [*data, (":", "%3A"), (",", "%2C"), ("%", "%25")]) for key, value in pairs}
        found.append((name, values, unescaped(message, [*data, ("%", "%25")])))
    return found, others


def test_a_finding_is_an_annotation_at_its_place():
    found, _ = commands(shown("github", [report("faulty", "提案/faulty.yaml")]))
    ((name, properties, message),) = [one for one in found if "period-length" in one[1]["title"]]
    assert name == "error"
    assert properties == {
        "file": "提案/faulty.yaml",
        "line": "8",
        "col": "8",
        "endLine": "8",
        "endColumn": "18",
        "title": f"{words.rule_words('period-length')['title']['en']} (period-length)",
    }
    assert message.splitlines() == [
        "The support period is 5 years and 1 day (2026-12-01 to 2031-12-01); it must be 5 years. The last day counts.",
        "Write `end: 2031-11-30`.",
        "提案/faulty.yaml:8:8 period-length",
    ]


@each("name", CASES)
@each("lang", ["en", "ja", "both"])
def test_every_finding_is_one_command(name, lang):
    found = reports(CASES[name])
    given_commands, others = commands(shown("github", found, lang=lang, **CASES[name].view))
    expected = [
        ("notice" if one.reason else {"note": "notice"}.get(one.severity, one.severity), str(one.line))
        for each in found
        for one in (*each.findings, *each.waived)
    ]
    assert [(command, values["line"]) for command, values, _ in given_commands if "line" in values] == expected
    assert all(line.startswith("aspire: ") for line in others if line)


def test_severities():
    found, _ = commands(shown("github", [report("faulty")]))
    names = {values["title"].rpartition("(")[2].rstrip(")"): name for name, values, _ in found}
    assert names["budget-sum"] == "error"
    assert names["country-extra-not-listed"] == "warning"
    assert names["country-through-eu"] == "notice"


def test_what_is_waived_says_so_and_is_no_error():
    found, _ = commands(shown("github", [report("hostile")]))
    ((name, properties, message),) = [one for one in found if one[1]["title"].startswith("[Waived]")]
    assert name == "notice"
    assert "country-unknown" in properties["title"]
    assert message.startswith("waived: <b>reason</b>")


def test_a_path_comes_through_whole():
    path = "a,b:c%25,=\r\n提案.yaml"
    found, _ = commands(shown("github", [report("faulty", path)]))
    assert {properties["file"] for _, properties, _ in found} == {path}


def test_paths_count_from_the_root_of_the_repository():
    found, _ = commands(shown("github", [report("faulty", "p.yaml")], root="/repo", folder="/repo/sub"))
    assert {properties["file"] for _, properties, _ in found} == {"sub/p.yaml"}


def test_a_place_over_several_lines_has_no_end():
    one = report("faulty")
    finding = one.findings[0]._replace(place=(place := one.findings[0].place)._replace(end_line=place.line + 2))
    ((_, properties, _),), _ = commands(shown("github", [one._replace(findings=(finding,))]))
    assert "endLine" not in properties
    assert properties["line"] == str(place.line)


def test_nothing_of_a_user_begins_a_command():
    found, others = commands(shown("github", [report("hostile", HOSTILE_PATH)]))
    assert {name for name, _, _ in found} <= NAMES
    assert not any("##[" in line or "##vso[" in line for line in others)


@given(path=ANY_TEXT | WICKED, reason=ANY_TEXT | WICKED)
def test_no_name_and_no_reason_begins_a_command(path, reason):
    one = report("waived", f"x{path}")
    waived = tuple(finding._replace(reason=reason or "x") for finding in one.waived)
    settings = {"rules_off": {"budget-sum": reason}, "own_data": path}
    log = shown("github", [one._replace(waived=waived, path=path or "x")], **settings)
    found, others = commands(log)
    assert [name for name, _, _ in found] == ["error", "notice", "notice", "warning"]
    assert not any("##[" in line or "##vso[" in line for line in log.split("\n"))
    assert all(line.startswith("aspire: ") for line in others if line)


def test_the_settings_are_said():
    _, others = commands(shown("github", reports(CASES["settings"]), **CASES["settings"].view))
    said = "\n".join(others)
    assert "agreed with <JST> | see #12" in said
    assert "own/`data`.yaml" in said

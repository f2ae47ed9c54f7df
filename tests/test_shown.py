"""What a report shows of a file with more findings than anybody reads, and what it counts."""

import json

import pytest
from helpers import REMOVED, check, proposal

from aspire_cli import limits
from aspire_cli.problem import Severity
from aspire_cli.reports import View, json_report

VIEW = View(langs=("en",), version="0", edition="", page_date="", data_sha256="0" * 64)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(limits, "MOST_FINDINGS", 5)


def with_wrong_keywords(number, **changes):
    return proposal(keywords=[[]] * number, **changes)


def test_no_more_than_the_bound_is_shown_and_all_are_counted(few):
    report = check(with_wrong_keywords(12, field="medicine"))
    assert len(report.findings) == 5
    assert report.count(Severity.ERROR) == 13
    assert report.omitted.error == report.left_out == 8
    assert report.verdict == "does-not-fit"


def test_at_the_bound_nothing_is_left_out(few):
    report = check(with_wrong_keywords(5))
    assert (len(report.findings), report.omitted.error) == (5, 0)


def test_the_first_come_first(few):
    report = check(with_wrong_keywords(12))
    assert [one.pointer for one in report.findings] == [f"/keywords/{number}" for number in range(5)]


def test_the_first_of_each_kind_is_among_them(few):
    text = with_wrong_keywords(9, **{"budget.years.0.goods": "much", "team.0.country": "FR"})
    report = check(text)
    assert {("schema-wrong-type", "/keywords/0"), ("schema-bad-value", "/budget/years/0/goods")} < {
        (one.rule, one.pointer) for one in report.findings
    }
    assert "team-not-in-japan" in {one.rule for one in report.findings}
    assert report.count(Severity.WARNING) == 1
    assert report.omitted.warning == 0


def test_what_is_not_yet_written_is_counted_too(few):
    people = [{"name": "A", "institution": "B", "country": "FR"}] * 9
    report = check(proposal(stage="draft", counterparts=people))
    assert report.omitted.open > 0
    assert report.open == sum(one.eased for one in report.findings) + report.omitted.open


def test_waived_findings_have_a_bound_of_their_own(few):
    text = proposal(team=[{"name": "A", "institution": "B", "country": "FR"}] * 9)
    text = text.replace("country: FR\n", "country: FR  # aspire: ignore[team-not-in-japan] agreed\n")
    report = check(text)
    assert (len(report.waived), report.omitted.waived, report.waived_count) == (5, 4, 9)


def test_findings_of_the_reader_too(few):
    report = check("x-a:\n" + "  1: x\n" * 9)
    assert (report.verdict, len(report.findings), report.omitted.error) == ("unreadable", 5, 4)
    assert all(one.excerpt for one in report.findings)


def test_counterparts_beyond_the_bound_are_counted(monkeypatch):
    monkeypatch.setattr(limits, "MOST_COUNTERPARTS", 2)
    report = check(proposal(counterparts=[{"name": "A", "institution": "B", "country": "FR"}] * 5))
    assert report.fits is not None
    assert (len(report.fits.countries), report.omitted.counterparts) == (2, 3)


def test_an_endless_name_is_shown_by_its_beginning():
    report = check(proposal(title="長い題" * 1000, field="x" * 1000, **{"counterparts.0.name": "N" * 1000}))
    assert report.fits is not None
    for text in (*report.title, *report.fits.field.name, *report.fits.countries[0].person):
        assert len(text) == limits.LONGEST_SHOWN + 1
        assert text.endswith("…")


def test_the_json_report_gives_true_totals(few):
    report = check(with_wrong_keywords(12))
    document = json.loads("".join(json_report.write([report], VIEW)))
    assert document["summary"]["errors"] == 12
    assert len(document["files"][0]["findings"]) == 5
    assert document["files"][0]["omitted"] == {
        "errors": 7,
        "warnings": 0,
        "notes": 0,
        "waived": 0,
        "counterparts": 0,
    }


def test_names_are_suggested_for_the_first_few_only(monkeypatch):
    monkeypatch.setattr(limits, "MOST_SUGGESTIONS", 2)
    report = check(proposal(field=REMOVED, **{f"feild{letter}": 1 for letter in "abc"}))
    assert [one.message_variant for one in report.findings] == ["nearest", "nearest", "default"]


def test_a_name_that_many_counterparts_share_is_cut_in_every_sentence():
    from hostile import bounds
    from report_cases import PROGRAMME, TODAY, shown

    from aspire_cli.checking.checker import Options, check_bytes

    (case,) = (one for one in bounds.large_cases() if one.name == "large-names-by-alias")
    report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
    assert len(shown("json", [report], lang="both")) < 1_000_000

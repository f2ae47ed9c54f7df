"""From a document to the report: order, draft, verdict, pointers, bounds, and a rule that breaks."""

import json
import pickle
from datetime import date

import pytest

import aspire_cli
from aspire_cli import limits
from aspire_cli.checking import checker
from aspire_cli.finding import Finding
from aspire_cli.problem import Severity, pointer
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.reports import View, json_report
from aspire_cli.rules import BY_NAME
from tests.helpers import BAD, REMOVED, TODAY, check, each, inline, proposal, rules_of, the_finding

OF_ALL = ["activities-serve-purpose", "research-area", "counterpart-top"]  # the last points of every scheme


class TestOrder:
    def test_errors_warnings_notes_then_place(self):
        found = check(BAD).findings
        keys = [(one.severity.rank, one.line, one.column, one.rule) for one in found]
        assert keys == sorted(keys)
        assert {one.severity for one in found} == {"error", "warning", "note"}
        assert len(found) >= 8

    def test_of_the_waived_too(self):
        text = BAD.replace("field: medicine", "field: medicine  # aspire: ignore[field-not-listed] x")
        text = text.replace("country: IE", "country: IE  # aspire: ignore[country-through-eu] x")
        found = check(text).waived
        assert [one.rule for one in found] == ["field-not-listed", "country-through-eu"]

    def test_everything_in_one_run(self):
        assert {"budget-direct-cap", "period-length", "field-not-listed", "country-through-eu"} <= set(rules_of(BAD))


class TestExcerpt:
    def text(self, before):
        return proposal().replace(
            "keywords:\n  - spintronics\n", f"keywords: [{'a, ' * before}[], {'b, ' * 150}]\nx-was:\n"
        )

    @each("before", [0, 60, 70, 130, 131, 140, 600])
    def test_the_place_is_within_it_however_long_the_line(self, before):
        (found,) = check(self.text(before)).findings
        start = found.column - found.excerpt_column
        assert found.excerpt[start : start + 2] == "[]"
        assert len(found.excerpt) <= limits.LONGEST_EXCERPT
        assert (found.excerpt_column == 1) is (before <= 60)

    def test_of_a_line_of_everyday_length_it_is_the_line(self):
        (found,) = check(proposal(field="medicine")).findings
        assert (found.excerpt, found.excerpt_column) == ("field: medicine", 1)

    @each("text", [b"---\n", b"a: [1,\n\n\n", b'a: "x\n\n', b"a:\n  - b: c: d", b"\xff", b"", b"\n\n"])
    def test_a_place_is_inside_the_file(self, text):
        for one in check(text).findings:
            lines = text.decode("utf-8", "replace").removesuffix("\n").split("\n")
            assert 1 <= one.line == one.place.end_line <= len(lines)
            assert 1 <= one.column <= one.place.end_column <= len(lines[one.line - 1]) + 1


class TestVerdict:
    @each(
        ("changes", "verdict"),
        [
            ({}, "fits"),
            ({"counterparts.0.support.until": "2030-01-31"}, "fits"),
            ({"team.0.country": "FR"}, "fits-with-warnings"),
            ({"field": "medicine"}, "does-not-fit"),
            ({"field": "medicine", "team.0.country": "FR"}, "does-not-fit"),
            ({"stage": "draft", "field": None}, "fits"),
            ({"stage": "draft", "field": "medicine"}, "does-not-fit"),
        ],
    )
    def test_of_a_readable_file(self, changes, verdict):
        assert check(proposal(**changes)).verdict == verdict

    def test_of_an_unreadable_file(self):
        report = check(b"\xff")
        assert report.verdict == "unreadable"
        assert [one.rule for one in report.findings] == ["yaml-encoding"]
        assert report.fits is report.scheme is report.title is None
        assert report.confirm == ()

    @each(
        ("severities", "waived", "verdict"),
        [
            ([], [], "fits"),
            (["note"], [], "fits"),
            (["note"], ["note", "warning"], "fits"),
            (["note"], ["error"], "fits-with-warnings"),
            (["warning"], [], "fits-with-warnings"),
            (["error", "warning"], ["error"], "does-not-fit"),
        ],
    )
    def test_rule(self, severities, waived, verdict):
        def of(severity):
            (found, *_) = check(BAD).findings
            return found._replace(severity=Severity(severity))

        assert checker.verdict(list(map(of, severities)), list(map(of, waived))) == verdict


class TestPointers:
    @each(
        ("path", "text"),
        [
            ((), ""),
            (("budget",), "/budget"),
            (("counterparts", 0, "country"), "/counterparts/0/country"),
            (("a/b", "c~d", "", "~1", "量"), "/a~1b/c~0d//~01/量"),
        ],
    )
    def test_as_in_rfc_6901(self, path, text):
        assert pointer(path) == text

    def test_of_a_finding(self):
        text = proposal(**{"a/b~c": 1})
        assert the_finding("schema-unknown-key", text).pointer == "/a~1b~0c"


class TestFindings:
    def test_the_source_line_is_with_it(self):
        found = the_finding("field-not-listed", BAD)
        assert found.excerpt == "field: medicine"

    def test_a_long_line_is_cut(self):
        found = the_finding("field-not-listed", proposal(field="x" * 5_000))
        assert len(found.excerpt) <= 1_000

    def test_related_places(self):
        (related,) = the_finding("period-length", BAD).related
        assert related.pointer == "/period/start"
        assert related.excerpt == "  start: 2026-12-01"
        assert BAD.splitlines()[related.place.line - 1] == related.excerpt

    def test_of_unreadable_files_too(self):
        (found,) = check("a: 1\nb: 2\na: 3\n").findings
        assert (found.rule, found.line, found.excerpt) == ("yaml-duplicate-key", 3, "a: 3")
        (related,) = found.related
        assert (related.place.line, related.excerpt, related.pointer) == (1, "a: 1", "")

    def test_a_report_can_be_sent_to_another_process(self):
        report = check(BAD)
        again = pickle.loads(pickle.dumps(report))
        assert again == report
        assert all(isinstance(one, Finding) for one in again.findings)

    def test_the_clause_is_the_scheme_s(self):
        for scheme in ("top", "rising", "joint"):
            text = proposal(scheme, **{"budget.years.0.direct": 900_000_000})
            assert the_finding("budget-total-cap", text).clause == f"scale.{scheme}"


class TestReport:
    def test_of_a_fitting_proposal(self):
        report = check(proposal())
        assert (report.scheme, report.scheme_name.en, report.title.ja) == (
            "top",
            "ASPIRE for Top Scientists",
            "量子スピントロニクス国際共同研究",
        )
        assert report.path == "<text>"
        assert report.is_proposal
        assert len(report.sha256) == 64

    @each(("text", "is_one"), [("scheme: top", False), ("x: 1", False), ("[]", False), ("budget:\nfield:", True)])
    def test_whether_it_is_a_proposal_at_all(self, text, is_one):
        assert check(text).is_proposal is is_one

    @each(
        ("scheme", "items"),
        [
            ("top", ["purpose-fit", "leads-collaboration", "investigator-standing", "funds-ample"]),
            (
                "rising",
                [
                    "purpose-fit",
                    "leads-collaboration",
                    "future-top-researcher",
                    "funds-sufficient",
                    "environment-independent",
                ],
            ),
            (
                "joint",
                [
                    *("purpose-fit", "leads-collaboration", "investigator-standing", "funds-ample"),
                    *("joint-proposal", "theme-fits-call"),
                ],
            ),
        ],
    )
    def test_what_a_person_must_confirm(self, scheme, items):
        points = check(proposal(scheme)).confirm
        assert [point.item for point in points] == [*items, *OF_ALL]
        assert {point.clause for point in points} <= set(texts_of(load_programme()).clauses)
        assert all(point.text.en and point.text.ja for point in points)

    def test_of_an_unknown_scheme_what_is_asked_of_all(self):
        points = check(proposal(scheme="topp")).confirm
        assert [point.item for point in points] == ["purpose-fit", "leads-collaboration", *OF_ALL]


class TestRulesAskedFor:
    def test_only_those(self):
        assert rules_of(BAD, rules=["field-not-listed"]) == ["field-not-listed"]
        assert rules_of(BAD, rules=[]) == []

    def test_one_rule_of_shape(self):
        text = proposal(feild=1, title=5)
        assert rules_of(text, rules=["schema-wrong-type"]) == ["schema-wrong-type"]

    def test_reading_is_always_told(self):
        assert rules_of("a: [", rules=["field-not-listed"]) == ["yaml-syntax"]

    def test_no_such_rule(self):
        with pytest.raises(ValueError, match="no such rule: nonsense"):
            check(BAD, rules=["nonsense"])


class TestFailures:
    def test_a_rule_that_breaks_is_noted_and_the_others_run(self, monkeypatch):
        def breaks(*_):
            yield from ()
            raise ZeroDivisionError("whatever")

        broken = [("period-length", breaks, *one[2:]) if one[0] == "period-length" else one for one in checker.CHECKS]
        monkeypatch.setattr(checker, "CHECKS", tuple(broken))
        report = aspire_cli.check(BAD, today=TODAY)
        (failure,) = report.failures
        assert failure.startswith("period-length: ZeroDivisionError: whatever")
        assert "field-not-listed" in {one.rule for one in report.findings}
        assert "period-length" not in {one.rule for one in report.findings}

    def test_so_is_the_shape_check(self, monkeypatch):
        def breaks(*_):
            raise KeyError("whatever")

        monkeypatch.setattr(checker, "check_shape", breaks)
        report = aspire_cli.check(BAD, today=TODAY)
        (failure,) = report.failures
        assert failure.startswith("schema: KeyError: 'whatever'")
        assert "field-not-listed" in {one.rule for one in report.findings}


class TestPointsForAPerson:
    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            (proposal("joint"), False),
            (proposal("joint", call="jp-de-quantum-2024"), True),
            (inline(), False),
            (inline(total_cap=None), True),
            (proposal("joint", call=None), False),
            (proposal("top"), False),
        ],
    )
    def test_a_limit_that_is_stated_nowhere_is_one(self, text, asked):
        assert ("agreed-limit" in {one.item for one in check(text).confirm}) == asked


class TestInputsOfARule:
    def test_one_whose_input_is_missing_does_not_run(self):
        assert rules_of("scheme: top", rules=["period-length", "budget-total-cap", "country-not-listed"]) == []

    def test_a_need_that_may_be_missing(self):
        rule = BY_NAME["budget-fiscal-years"]
        assert (rule.needs, rule.required) == (("years", "period"), {"years"})

    def test_today_is_the_caller_s(self):
        text = proposal(call="top-2025")
        assert "call-closed" in rules_of(text, today=date(2025, 5, 13))
        assert "call-closed" not in rules_of(text, today=date(2025, 5, 12))


class TestEditions:
    def test_another_edition_s_figures_hold(self):
        edition = load_programme()
        top = edition.schemes["top"]._replace(direct_cap=None, total_cap=100, min_years=3, max_years=3)
        own = edition._replace(schemes={**edition.schemes, "top": top}, fields={"ai": edition.fields["ai"]})
        assert rules_of(proposal(), programme=own) == ["field-not-listed", "period-length", "budget-total-cap"]
        found = the_finding("budget-total-cap", proposal(), programme=own)
        assert found.values["cap"] == 100

    def test_another_list_of_countries(self):
        edition = load_programme()
        own = edition._replace(countries={"SG": edition.countries["FR"]._replace(code="SG")})
        assert rules_of(proposal(), programme=own) == ["country-through-eu"]


class TestStage:
    UNWRITTEN = proposal(
        title="TBD",
        field=REMOVED,
        activities={"research": "x", "exchange": "TBD"},
        **{
            "principal_investigator.track_record": [],
            "principal_investigator.other_funding": None,
            "counterparts.0.support": "未定",
            "period.end": None,
        },
    )
    EASED = (
        "schema-missing-key",
        "investigator-track-record",
        "investigator-funding",
        "counterpart-support-missing",
        "activity-missing",
        "text-placeholder",
    )

    def test_what_is_not_yet_written_is_a_note_in_a_draft(self):
        final, draft = check(self.UNWRITTEN), check(self.UNWRITTEN, stage="draft")
        assert set(rules_of(self.UNWRITTEN)) == set(self.EASED)
        assert sorted(one.rule for one in final.findings) == sorted(one.rule for one in draft.findings)
        assert {one.severity for one in draft.findings} == {"note"}
        assert all(one.eased for one in draft.findings)
        assert not any(one.eased for one in final.findings)
        assert (draft.open, final.open) == (len(draft.findings), 0)
        assert (draft.verdict, final.verdict) == ("fits", "does-not-fit")
        assert (draft.stage, final.stage) == ("draft", "final")

    def test_what_is_written_and_wrong_stays(self):
        final, draft = check(BAD), check(BAD, stage="draft")
        kept = {(one.rule, one.severity) for one in final.findings if one.rule != "budget-year-missing"}
        assert kept <= {(one.rule, one.severity) for one in draft.findings}

    def test_the_override_wins(self):
        text = proposal(stage="draft", field=None)
        assert the_finding("schema-missing-key", text).severity == "note"
        assert the_finding("schema-missing-key", text, stage="final").severity == "error"

    def test_a_missing_scheme_never_is(self):
        text = proposal(stage="draft", scheme=REMOVED)
        found = the_finding("schema-missing-key", text)
        assert (found.severity, found.eased) == ("error", False)

    def test_an_empty_draft(self):
        assert rules_of("stage: draft\nscheme: top\n") == ["schema-missing-key"] * 7
        assert check("stage: draft\nscheme: top\n").verdict == "fits"


# Of a file with more findings than anybody reads.

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
    document = json.loads("".join(json_report.check([report], VIEW)))
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
    from aspire_cli.checking.checker import Options, check_bytes
    from tests.hostile import bounds
    from tests.report_cases import PROGRAMME, TODAY, shown

    (case,) = (one for one in bounds.large_cases() if one.name == "large-names-by-alias")
    report = check_bytes(case.data, "p.yaml", PROGRAMME, Options(TODAY))
    assert len(shown("json", [report], lang="both")) < 1_000_000

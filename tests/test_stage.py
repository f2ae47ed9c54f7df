"""Draft and final: what is not yet written is a note in a draft, what is wrong stays wrong."""

from helpers import BAD, REMOVED, check, proposal, rules_of, the_finding


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

"""Waivers: comments that accept a finding at their line, with a reason; and what is wrong with them."""

from aspire_cli import shipped_files
from aspire_cli.rules import BY_NAME, TOPICS
from tests.helpers import check, each, proposal, proposal_data, rules_of, the_finding

OF_WAIVERS = ("waiver-reason-missing", "waiver-unknown-rule", "waiver-unused")
SINGAPORE = proposal(**{"counterparts.0.country": "SG"})
LINE = "    country: SG"


def waived(comment, line=LINE, text=SINGAPORE):
    """Return the text with a comment after a line of it."""
    assert line in text
    return text.replace(line, f"{line}  {comment}", 1)


class TestWaived:
    def test_is_listed_apart_with_its_reason(self):
        report = check(waived("# aspire: ignore[country-not-listed] agreed with JST on 2026-09-03"))
        assert report.findings == ()
        (found,) = report.waived
        assert (found.rule, found.severity) == ("country-not-listed", "error")
        assert found.reason == "agreed with JST on 2026-09-03"

    def test_an_error_leaves_a_warning(self):
        report = check(waived("# aspire: ignore[country-not-listed] agreed"))
        assert report.verdict == "fits-with-warnings"

    def test_a_warning_leaves_nothing(self):
        one = proposal_data()["counterparts"][0]
        text = proposal(counterparts=[one, one])
        report = check(waived("# aspire: ignore[counterpart-lead] both lead", "counterparts:", text))
        assert [found.rule for found in report.waived] == ["counterpart-lead"]
        assert report.verdict == "fits"

    @each(
        "comment",
        [
            "#aspire:ignore[country-not-listed] agreed",
            "#  aspire : ignore [country-not-listed]  agreed",
            "# aspire: ignore[ country-not-listed ] agreed",
            "# aspire: ignore[country-not-listed]: agreed",
            "# aspire: ignore[country-not-listed] - agreed",
            "# aspire: ignore[country-not-listed] — agreed",
            "# 相談済み # aspire: ignore[country-not-listed] agreed",
            "# aspire: ignore[country-not-listed,] agreed",
        ],
    )
    def test_spellings(self, comment):
        report = check(waived(comment))
        assert report.findings == ()
        assert [found.reason for found in report.waived] == ["agreed"]

    def test_several_rules_at_one_line(self):
        text = proposal(budget={"years": [{"fiscal_year": 2026, "direct": "4億円"}]})
        comment = "# aspire: ignore[budget-direct-cap, budget-total-cap] the agency pays the rest"
        report = check(waived(comment, "budget:", text))
        assert {found.rule for found in report.waived} == {"budget-direct-cap", "budget-total-cap"}
        assert [found.rule for found in report.findings] == ["budget-year-missing"]

    def test_only_at_its_own_line(self):
        text = SINGAPORE.replace(LINE, f"    # aspire: ignore[country-not-listed] agreed\n{LINE}")
        assert rules_of(text) == ["country-not-listed", "waiver-unused"]

    def test_every_finding_of_the_rule_at_that_line(self):
        text = proposal(**{"activities.research": None, "activities.training": None})
        report = check(waived("# aspire: ignore[activity-missing] by another project", "  research:", text))
        assert len(report.waived) == 1
        assert len(report.findings) == 1

    def test_a_fault_of_shape_can_be_waived(self):
        text = waived("# aspire: ignore[schema-unknown-key] for the office", "feild: x", proposal(feild="x"))
        assert check(text).findings == ()

    def test_with_windows_line_ends(self):
        text = waived("# aspire: ignore[country-not-listed] agreed").replace("\n", "\r\n")
        assert check(text).findings == ()
        assert check(text).waived[0].reason == "agreed"

    def test_the_switch_shows_everything(self):
        text = waived("# aspire: ignore[country-not-listed] agreed")
        report = check(text, waivers=False)
        assert [found.rule for found in report.findings] == ["country-not-listed"]
        assert report.waived == ()

    def test_the_switch_hides_no_fault_of_a_waiver(self):
        rules = rules_of(waived("# aspire: ignore[nonsense]"), waivers=False)
        assert rules == ["country-not-listed", "waiver-reason-missing", "waiver-unknown-rule"]
        assert rules_of(waived("# aspire: ignore[budget-sum] unused"), waivers=False) == ["country-not-listed"]

    def test_in_a_draft(self):
        text = proposal(stage="draft", **{"principal_investigator.other_funding": None})
        text = waived("# aspire: ignore[investigator-funding] later", "principal_investigator:", text)
        report = check(text)
        assert report.findings == ()
        assert [(found.rule, found.severity) for found in report.waived] == [("investigator-funding", "note")]


class TestNoWaiver:
    @each(
        "text",
        [
            proposal(title="x # aspire: ignore[country-not-listed] agreed", **{"counterparts.0.country": "SG"}),
            SINGAPORE.replace("title:", 'x-note: "a\n  # aspire: ignore[country-not-listed] agreed"\ntitle:'),
            SINGAPORE.replace("title:", "x-note: |\n  # aspire: ignore[country-not-listed] agreed\ntitle:"),
            SINGAPORE.replace("title:", "x-note: a#aspire:ignore[nonsense]\ntitle:"),
            SINGAPORE.replace(LINE, f"{LINE}  # aspire ignores[nonsense]"),
            SINGAPORE.replace(LINE, f"{LINE}  # aspire: see the guidelines"),
        ],
    )
    def test_in_a_text_or_in_other_words(self, text):
        assert rules_of(text) == ["country-not-listed"]

    def test_after_the_head_of_a_block_it_is_one(self):
        text = proposal().replace("title:", "x-note: |  # aspire: ignore[field-not-listed] x\n  text\ntitle:")
        assert rules_of(text) == ["waiver-unused"]

    def test_after_a_block_it_is_one(self):
        text = proposal().replace("title:", "x-note: |\n  text\n# aspire: ignore[field-not-listed] x\ntitle:")
        assert rules_of(text) == ["waiver-unused"]

    def test_in_quotes_that_run_on(self):
        text = proposal().replace("title:", "x-note: 'a\n\n  # aspire: ignore[nonsense]\n\n  b'\ntitle:")
        assert rules_of(text) == []


class TestReasonMissing:
    @each("end", ["", " ", "  -", ":", " —", " TBD", " 調整中", ": ..."])
    def test_waives_nothing(self, end):
        text = waived(f"# aspire: ignore[country-not-listed]{end}")
        assert rules_of(text) == ["country-not-listed", "waiver-reason-missing"]

    def test_its_place(self):
        text = waived("# aspire: ignore[country-not-listed]")
        found = the_finding("waiver-reason-missing", text)
        line = text.splitlines()[found.line - 1]
        assert line[found.column - 1 : found.place.end_column - 1] == "# aspire: ignore[country-not-listed]"
        assert (found.severity, found.clause, found.pointer) == ("error", None, "")


class TestUnknownRule:
    def test_the_nearest_is_suggested(self):
        found = the_finding("waiver-unknown-rule", waived("# aspire: ignore[country-not-lited] agreed"))
        assert found.values == {"text": "country-not-lited", "nearest": ("country-not-listed",)}
        assert (found.severity, found.mend_variant, found.message_variant) == ("error", "nearest", "default")

    def test_nothing_is_near(self):
        found = the_finding("waiver-unknown-rule", waived("# aspire: ignore[@@@@] agreed"))
        assert (found.values["nearest"], found.mend_variant) == ((), "default")

    def test_waives_nothing_even_of_the_rules_it_knows(self):
        text = waived("# aspire: ignore[country-not-listed, nonsense] agreed")
        assert rules_of(text) == ["country-not-listed", "waiver-unknown-rule"]

    @each("comment", ["# aspire: ignore agreed", "# aspire: ignore[] agreed", "# aspire: ignore[,] agreed"])
    def test_none_named(self, comment):
        found = the_finding("waiver-unknown-rule", waived(comment))
        assert (found.message_variant, found.mend_variant) == ("none-named", "none-named")
        assert rules_of(waived(comment)) == ["country-not-listed", "waiver-unknown-rule"]

    def test_a_topic_is_no_rule(self):
        assert "waiver-unknown-rule" in rules_of(waived("# aspire: ignore[country] agreed"))

    def test_bare(self):
        assert sorted(rules_of(waived("# aspire: ignore"))) == [
            "country-not-listed",
            "waiver-reason-missing",
            "waiver-unknown-rule",
        ]


class TestUnused:
    def test_nothing_to_waive(self):
        found = the_finding("waiver-unused", waived("# aspire: ignore[field-not-listed] agreed"))
        assert found.values == {"rule": "field-not-listed"}
        assert (found.severity, found.clause) == ("warning", None)

    def test_of_several_only_those(self):
        text = waived("# aspire: ignore[country-not-listed, field-not-listed, call-country] agreed")
        report = check(text)
        assert [found.rule for found in report.waived] == ["country-not-listed"]
        assert [found.values["rule"] for found in report.findings] == ["field-not-listed"]

    def test_only_for_rules_that_ran(self):
        text = waived("# aspire: ignore[call-country] agreed")
        assert rules_of(text) == ["country-not-listed"]  # no joint call: the rule did not run
        text = waived("# aspire: ignore[field-not-listed] agreed")
        assert rules_of(text, rules=["country-not-listed", *OF_WAIVERS]) == ["country-not-listed"]

    @each("rule", ["yaml-syntax", "waiver-unused"])
    def test_what_cannot_be_waived(self, rule):
        found = the_finding("waiver-unused", waived(f"# aspire: ignore[{rule}] agreed"))
        assert found.values == {"rule": rule}

    def test_eased_findings_are_used_too(self):
        text = proposal(stage="draft", **{"counterparts.0.support": None})
        text = text.replace(
            "    name: Lucie Martin", "    name: Lucie Martin  # aspire: ignore[counterpart-support-missing] soon"
        )
        report = check(text)
        assert report.findings == ()
        assert [found.severity for found in report.waived] == ["note"]


class TestWhatCannotBeWaived:
    def test_reading(self):
        text = "a: 1\na: 2  # aspire: ignore[yaml-duplicate-key] agreed\n"
        report = check(text)
        assert [found.rule for found in report.findings] == ["yaml-duplicate-key"]
        assert (report.waived, report.verdict) == ((), "unreadable")

    def test_waivers_themselves(self):
        text = waived("# aspire: ignore[waiver-unused, field-not-listed] agreed")
        assert "waiver-unused" in rules_of(text)
        assert check(text).waived == ()


class TestWhichRulesAreAskedFor:
    @each("rule", OF_WAIVERS)
    def test_each_can_be_left_out(self, rule):
        text = waived("# aspire: ignore[nonsense]").replace(
            "field: quantum", "field: quantum  # aspire: ignore[field-not-listed] x"
        )
        everything = set(rules_of(text))
        assert rule in everything
        assert set(rules_of(text, rules=BY_NAME.keys() - {rule})) == everything - {rule}

    def test_a_waiver_works_whether_or_not_its_faults_are_asked_for(self):
        text = waived("# aspire: ignore[country-not-listed] agreed")
        report = check(text, rules=["country-not-listed"])
        assert report.findings == ()
        assert len(report.waived) == 1

    def test_many_comments_are_looked_at_in_time(self):
        lines = [f"x-{number}: 'a'  # aspire: ignore[field-not-listed] x" for number in range(1_000)]
        report = check("field: quantum\n" + "\n".join(lines))
        assert sum(1 for found in report.findings if found.rule == "waiver-unused") > 100


class TestBounds:
    def test_a_long_reason_is_cut(self):
        (found,) = check(waived(f"# aspire: ignore[country-not-listed] {'r' * 5_000}")).waived
        assert found.reason == "r" * 400 + "…"

    def test_a_waiver_that_names_too_many_rules_names_an_unknown_one(self):
        names = ",".join(f"{name} " for name in ["country-not-listed"] + [f"a{n}" for n in range(900)])
        report = check(waived(f"# aspire: ignore[{names}] agreed"))
        assert report.waived == ()
        assert report.count("warning") + report.count("error") < 60


class TestNotUnderstood:
    @each(
        "comment",
        [
            "# aspire: ignroe[country-not-listed] agreed",
            "# aspire: ignored[country-not-listed] agreed",
            "# aspire: please ignore",
            "# aspire: [country-not-listed] agreed",
            "# aspire: 承知済み［country-not-listed］ 合意済み",
            "# aspire: country-not-listed agreed",
        ],
    )
    def test_is_told_and_waives_nothing(self, comment):
        text = waived(comment)
        found = the_finding("waiver-unknown-rule", text)
        assert (found.message_variant, found.severity) == ("not-understood", "error")
        assert sorted(rules_of(text)) == ["country-not-listed", "waiver-unknown-rule"]

    @each("comment", ["# aspire: see the guidelines", "# aspire: 公募要領を参照", "# aspire:", "# aspire ignore it"])
    def test_a_comment_that_means_none(self, comment):
        assert rules_of(waived(comment)) == ["country-not-listed"]


class TestNamesOfBefore:
    @each(
        ("before", "now"),
        [
            ("joint-call-missing", "call-missing"),
            ("joint-call-unexpected", "call-scheme"),
            ("joint-call-unknown", "call-unknown"),
            ("joint-call-outside-programme", "call-outside-programme"),
            ("joint-call-closed", "call-closed"),
            ("joint-country", "call-country"),
            ("joint-agency", "call-agency"),
            ("joint-field", "call-field"),
            ("joint-limit-unknown", "call-limit-unknown"),
        ],
    )
    def test_are_mended_to_those_of_today(self, before, now):
        found = the_finding("waiver-unknown-rule", waived(f"# aspire: ignore[{before}] agreed"))
        assert (found.mend_variant, found.values["nearest"]) == ("nearest", (now,))

    def test_each_is_of_a_rule_or_a_topic(self):
        renamed = shipped_files.data("data/renamed_rules.yaml")
        assert set(renamed.values()) <= {*BY_NAME, *TOPICS}
        assert not {*renamed} & {*BY_NAME, *TOPICS}


@each("between", [",", ", ", "、", "，", " 、 "])
def test_rules_with_a_separator_of_either_language(between):
    comment = f"# aspire: ignore[country-not-listed{between}counterpart-lead] agreed"
    assert rules_of(waived(comment)) == ["waiver-unused"]

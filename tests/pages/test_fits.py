"""The rows on budget, period, countries, field, applicant and plans: what they say, and where something is missing."""

from aspire_cli.pages import fits
from tests.helpers import REMOVED, check, each, proposal
from tests.report_cases import view

LABELS = ("budget", "period", "countries", "field", "applicant", "plans")


def row(text, label, lang="ja"):
    """Return the parts and the severity of the first row of that label."""
    (found, *_) = [one for one in fits.rows(check(text), view()) if one.labels == (label,)]
    return tuple(part.lang(lang) for part in found.parts), found.severity


class TestMissingOrUnreadable:
    @each(
        ("changes", "label", "said"),
        [
            ({"period.end": "2020-03-31"}, "period", "2026-12-01 → 2020-03-31"),
            ({"period.start": "令和8年12月1日"}, "period", "令和8年12月1日 → 2031-11-30"),
            ({"period.start": REMOVED}, "period", "未記入 → 2031-11-30"),
            ({"period": REMOVED}, "period", "未記入"),
            ({"period": "2026年12月から5年間"}, "period", "2026年12月から5年間"),
            ({"field": REMOVED}, "field", "未記入"),
            ({"field": "TBD"}, "field", "未記入"),
            ({"field": ["quantum"]}, "field", "読み取れません"),
            ({"field": 5}, "field", "5"),
            ({"budget": REMOVED}, "budget", "未記入"),
            ({"budget.years.0.direct": "たくさん"}, "budget", "読み取れません"),
            ({"counterparts": REMOVED}, "countries", "未記入"),
            ({"principal_investigator": REMOVED}, "applicant", "未記入"),
            ({"activities": REMOVED}, "plans", "未記入"),
        ],
    )
    def test_has_a_row_with_what_is_written(self, changes, label, said):
        assert row(proposal(**changes), label) == ((said,), "error")

    def test_in_a_draft_it_has_no_line(self):
        """The checklist of what is not yet written tells it."""
        bare = dict.fromkeys(("field", "period", "counterparts", "principal_investigator", "activities"), REMOVED)
        assert {one.labels[0] for one in fits.rows(check(proposal(**bare)), view())} == {*LABELS} - {"budget"}
        assert [*fits.rows(check(proposal(stage="draft", **bare)), view())] == []

    def test_in_a_draft_it_has_one_where_anything_is_written(self):
        written = {
            "counterparts": [{"name": "TBD"}, {"name": "Lucie Martin"}],
            "activities.research": "TBD",
            "principal_investigator.other_funding": REMOVED,
        }
        found = {one.labels[0] for one in fits.rows(check(proposal(stage="draft", **written)), view())}
        assert found == {*LABELS} - {"budget"}
        wrong = {**dict.fromkeys(("activities.research", "activities.exchange", "activities.training"), "TBD")}
        assert "plans" not in {one.labels[0] for one in fits.rows(check(proposal(stage="draft", **wrong)), view())}
        wrong["activities.training"] = 3
        assert "plans" in {one.labels[0] for one in fits.rows(check(proposal(stage="draft", **wrong)), view())}

    def test_of_what_is_no_proposal_there_is_none(self):
        assert not list(fits.rows(check("- a"), view()))

    def test_of_a_counterpart(self):
        assert row(proposal(**{"counterparts.0.support": REMOVED}), "countries")[0][-1] == "支援:未記入"
        assert "support: not yet written" in row(proposal(**{"counterparts.0.support": REMOVED}), "countries", "en")[0]
        assert "氏名:未記入" in row(proposal(**{"counterparts.0.name": REMOVED}), "countries")[0][1]
        parts, severity = row(proposal(**{"counterparts.0.country": REMOVED}), "countries")
        assert (parts[0], severity) == ("国・地域:未記入", "error")

    @each(
        ("support", "ja", "en"),
        [
            (
                {"status": "receiving", "until": "2032-03-31"},
                "相手側FA:未記入(受給中 2032-03-31まで)",
                "agency: not yet written (receiving until 2032-03-31)",
            ),
            ({"programme": "PEPR"}, "相手側FA:未記入", "agency: not yet written"),
        ],
    )
    def test_of_an_agency(self, support, ja, en):
        for lang, said in (("ja", ja), ("en", en)):
            assert row(proposal(**{"counterparts.0.support": support}), "countries", lang)[0][-1] == said

    def test_a_joint_call_asks_for_no_support(self):
        parts, _ = row(proposal("joint", **{"counterparts.0.support": REMOVED}), "countries")
        assert not [part for part in parts if "支援" in part]


class TestApplicantAndPlans:
    @each(
        ("changes", "label", "ja", "en"),
        [
            ({}, "plans", ("研究活動 · 研究交流 · 人材育成",), ("research · exchange · development of people",)),
            (
                {"activities.training": REMOVED},
                "plans",
                ("人材育成:未記入", "研究活動 ✓", "研究交流 ✓"),
                ("development of people: not yet written", "research ✓", "exchange ✓"),
            ),
            (
                {"activities.research": "TBD", "activities.training": None},
                "plans",
                ("研究活動:未記入", "人材育成:未記入", "研究交流 ✓"),
                ("research: not yet written", "development of people: not yet written", "exchange ✓"),
            ),
            (
                {"activities.exchange": [{"when": 5, "what": ["x"]}]},
                "plans",
                ("研究交流 ✗", "研究活動 ✓", "人材育成 ✓"),
                ("exchange ✗", "research ✓", "development of people ✓"),
            ),
            (
                {"principal_investigator.other_funding": REMOVED},
                "applicant",
                ("他の研究資金:未記入", "国内機関 ✓", "研究実績 ✓"),
                ("own funds: not yet written", "based in Japan ✓", "record ✓"),
            ),
            (
                {"principal_investigator.country": "FR"},
                "applicant",
                ("国外機関", "研究実績 ✓", "他の研究資金 ✓"),
                ("not based in Japan", "record ✓", "own funds ✓"),
            ),
            (
                {"principal_investigator.other_funding.0.until": "2020-03-31"},
                "applicant",
                ("他の研究資金 !", "国内機関 ✓", "研究実績 ✓"),
                ("own funds !", "based in Japan ✓", "record ✓"),
            ),
            (
                {"principal_investigator.researcher_number": "1"},
                "applicant",
                ("その他の項目 ✗", "国内機関 ✓", "研究実績 ✓", "他の研究資金 ✓"),
                ("other entries ✗", "based in Japan ✓", "record ✓", "own funds ✓"),
            ),
        ],
    )
    def test_what_is_missing_stands_first_and_what_is_there_is_ticked(self, changes, label, ja, en):
        assert row(proposal(**changes), label)[0] == ja
        assert row(proposal(**changes), label, "en")[0] == en

    def test_what_is_missing_elsewhere(self):
        text = proposal(stage="draft", **{"principal_investigator.name": REMOVED})
        parts = ("その他の項目:未記入", "国内機関 ✓", "研究実績 ✓", "他の研究資金 ✓")
        assert row(text, "applicant") == (parts, "note")

    def test_in_a_draft_too(self):
        text = proposal(stage="draft", **{"activities.training": REMOVED})
        assert row(text, "plans") == (("人材育成:未記入", "研究活動 ✓", "研究交流 ✓"), "note")


class TestPeriod:
    @each("end", ["2031-11-30", "2031-12-01", "2032-03-31"])
    def test_stands_beside_the_years_it_must_have(self, end):
        assert row(proposal(**{"period.end": end}), "period")[0][-1] == "規定は5年間"
        assert row(proposal(**{"period.end": end}), "period", "en")[0][-1] == "must be 5 years"

    def test_of_a_joint_call_a_range(self):
        text = proposal("joint", call={"agency": "EPSRC", "countries": ["GB"]})
        assert row(text, "period")[0][-1] == "規定は3〜5年間"
        assert row(text, "period", "en")[0][-1] == "must be 3 to 5 years"

    def test_without_a_scheme_nothing(self):
        assert row(proposal(scheme=REMOVED), "period", "en")[0][-1] == "5 years, fiscal years 2026–2031"


class TestBudget:
    def total(self, text):
        return fits.budget_rows(check(text), view())[-1]

    def test_an_agreed_limit_that_is_not_stated_is_no_limit_of_the_call(self):
        text = proposal("joint", call={"agency": "EPSRC", "field": "ai", "countries": ["GB"], "theme": "x"})
        assert self.total(text).severity is None
        assert self.total(text).share.limit.ja == "事業全体の上限5億円"
        assert self.total(text).share.limit.en == "of the general ¥500,000,000"

    def test_a_limit_that_is_stated_is_the_limit(self):
        assert self.total(proposal("joint")).share.limit.ja.startswith("上限")
        assert self.total(proposal()).share.limit.ja == "上限5億円"

    def test_what_is_over_by_a_yen_is_more_than_all(self):
        years = [{"fiscal_year": year, "direct": 1} for year in range(2027, 2032)]
        years += [{"fiscal_year": 2026, "direct": 379_999_996}]
        direct, *_ = fits.budget_rows(check(proposal(**{"budget.years": years})), view())
        assert direct.share[:3] == (380_000_001, 380_000_000, "101 %")

    @each(
        ("indirect", "said"),
        [
            (None, ("未記入", "未記入", "未記入")),
            (5_000_000, ("未記入", "これまでの合計1,000万円", "これまでの合計1,000万円")),
        ],
    )
    def test_what_is_not_yet_written_is_no_sum_of_nothing(self, indirect, said):
        years = [{"fiscal_year": year, "direct": None, "indirect": indirect} for year in (2026, 2027)]
        for stage, severity in (("draft", "note"), ("final", "error")):
            text = proposal(stage=stage, **{"budget.years": years})
            if stage == "draft" and not indirect:  # then there is nothing to show yet
                assert fits.budget_rows(check(text), view()) == ()
                continue
            assert fits.budget_rows(check(text), view("en"))[0].parts[1].en == "limit ¥380,000,000"
            rows = fits.budget_rows(check(text), view("ja"))
            assert tuple(one.parts[0].ja for one in rows) == said
            assert (rows[0].severity, rows[0].share) == (severity, None)
            assert [one.ja for one in rows[0].parts[1:]] == ["上限3.8億円"]
            assert rows[1].severity == (None if indirect else severity)

    @each(
        ("stage", "changes", "said"),
        [
            ("draft", {}, "¥6,000"),
            ("draft", {"budget.years.5": REMOVED}, "¥5,000 so far"),
            ("final", {"budget.years.5": REMOVED}, "¥5,000"),
            ("final", {"budget.years.5.direct": REMOVED}, "¥5,000 so far"),
            ("draft", {"period": REMOVED}, "¥6,000 so far"),
            ("final", {"period": REMOVED}, "¥6,000"),
        ],
    )
    def test_while_a_part_is_not_written_it_is_what_there_is_so_far(self, stage, changes, said):
        years = [{"fiscal_year": year, "direct": 1000} for year in range(2026, 2032)]
        report = check(proposal(stage=stage, **{"budget.years": years}, **changes))
        assert fits.budget_rows(report, view("en"))[0].parts[0].en == said

    def test_nothing_at_all_may_well_be_what_is_written(self):
        years = [{"fiscal_year": year, "direct": 0} for year in range(2026, 2032)]
        rows = fits.budget_rows(check(proposal(**{"budget.years": years})), view("ja"))
        assert [one.parts[0].ja for one in rows] == ["0円", "0円", "0円"]

    def test_without_a_scheme_there_is_no_limit_to_name(self):
        assert self.total(proposal(scheme=REMOVED)).parts[1].ja == "公募形態不明"

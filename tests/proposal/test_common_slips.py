"""What people are likely to write, and what they are told of it: each slip once, and what is meant right not at all."""

import pytest

from aspire_cli import api, load_programme
from tests.helpers import (
    JOINT_CALL,
    REMOVED,
    Plain,
    changed,
    check,
    inline,
    proposal,
    proposal_data,
    rules_of,
    the_finding,
    would_write,
    years,
)

INVESTIGATOR = "principal_investigator"
PERSON = proposal_data()["counterparts"][0]
ONE_FINDING = [
    ({"counterparts": [[]]}, "schema-wrong-type"),
    ({"counterparts": [["TBD"]]}, "schema-wrong-type"),
    ({"counterparts": [[None]]}, "schema-wrong-type"),
    ({"budget.years": [[None]]}, "schema-wrong-type"),
    ({"budget.years": [[], *years(*[60_000_000] * 6)]}, "schema-wrong-type"),
    ({"counterparts.0.support": [[]]}, "schema-wrong-type"),
    ({"activities.research": [[]]}, "schema-wrong-type"),
    ({f"{INVESTIGATOR}.other_funding": {}}, "schema-wrong-type"),
    ({f"{INVESTIGATOR}.other_funding": [[]]}, "schema-wrong-type"),
    ({f"{INVESTIGATOR}.other_funding": [{"x-a": 1}]}, "investigator-funding"),
    ({"title": "\u200b"}, "schema-missing-key"),
    ({"title": ["TBD"]}, "schema-missing-key"),
    ({"counterparts.0.support": {"agancy": "ANR", "status": "planned"}}, "schema-unknown-key"),
    ({"counterparts": [{**PERSON, "leed": True}, PERSON]}, "schema-unknown-key"),
    ({"budget.years.0": {"fiscal_year": 2026, "goodz": 60_000_000}}, "schema-unknown-key"),
    ({"budget.years.0": {"fiscal_year": 2026, "goods": 1, "traval": 2, "direct": 3}}, "schema-unknown-key"),
    ({"budget": {"unti": "thousand_yen", "years": years(*[10_000] * 6)}}, "schema-unknown-key"),
    ({"activities.exchange": [{"wat": "A stay in Grenoble"}]}, "schema-unknown-key"),
    ({"activities.exchange": [{"Summer school": "every year"}]}, "schema-unknown-key"),
    ({f"{INVESTIGATOR}.track_record": [{"Invited talk": "ICM 2024"}]}, "schema-wrong-type"),
    ({"title": {"en": "With AMED", "ja": "AMEDと"}}, "agency-amed"),
]  # fmt: skip
NO_FINDING = [
    {"title": {"en": "A project", "x-old": "TBD"}},
    {f"{INVESTIGATOR}.name": {"ja": "山田 太郎", "x-yomi": "未定"}},
    {"counterparts.0.support.x-note": "not AMED"},
    {"counterparts": [None, PERSON]},
    {"budget.years.0.fiscal_year": Plain("2026.0")},
    {f"{INVESTIGATOR}.researcher_number": Plain("20345678.0")},
    {f"{INVESTIGATOR}.researcher_number": Plain("2.0345678e7")},
    {"activities.exchange": [{"what": "A stay in Grenoble", "when": Plain("2027.0")}]},
    {"budget.years.0.fiscal_year": "令和 8 年度"},
    {"budget.years.0.direct": "6,000 万円"},
    {"budget.years.0.travel": []},
    {"budget.years.0.travel": ["未定"]},
    *({f"{INVESTIGATOR}.orcid": orcid} for orcid in (
        "００００-０００２-１８２５-００９７", "0000‐0002‐1825‐0097", "orcid.org/0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1825-0097/",
    )),
]  # fmt: skip
COUNTRIES = {
    "EU": ["欧州連合(EU)", "EU(欧州連合)"],
    "DE": ["ドイツ(Germany)", "GER"],
    "FR": ["フランス(FR)"],
    "US": ["米国(USA)", "United States of America (the)", "U.S"],
    "GB": ["UK (England)", "England, UK", "U.K", "グレートブリテン及び北アイルランド連合王国", "N. Ireland"],
    "KR": ["Korea (the Republic of)", "Korea, South", "S.Korea"],
    "NL": ["Netherlands (Kingdom of the)"],
    "NO": ["ノルウエー"],
}
EPSRC = [
    "Engineering & Physical Sciences Research Council",
    "UK Research & Innovation",
    "EPSRC UK",
    "英国EPSRC",
    "the EPSRC",
    "UKRI: EPSRC",
    "UKRI – EPSRC",
    "英国研究イノベーション機構",
]


@pytest.mark.parametrize(("changes", "rule"), ONE_FINDING, ids=str)
def test_one_slip_is_one_finding(changes, rule):
    assert rules_of(proposal(**changes)) == [rule]


def test_entries_that_are_ill_shaped_break_no_rule():
    assert "counterpart-lead" in rules_of(proposal(counterparts=[{}, {}]))
    assert rules_of(proposal(counterparts=["x", PERSON, PERSON])) == ["schema-wrong-type"]


@pytest.mark.parametrize("changes", NO_FINDING, ids=str)
def test_what_is_right_is_not_told(changes):
    assert rules_of(proposal(**changes)) == []


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in COUNTRIES.items() for text in texts])
def test_a_country_in_other_words(code, text):
    assert changed(**{"counterparts.0.country": text}).lead.researcher.country.found.code == code


@pytest.mark.parametrize("text", ["Korea / Japan", "UK, France", "Georgia (USA)", "Atlantis (FR)"])
def test_two_countries_are_none(text):
    assert rules_of(proposal(**{"counterparts.0.country": text})) == ["country-unknown"]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Swizerland", "CH"),
        ("Frence", "FR"),
        ("フランズ", "FR"),
        ("Dominion of Canada", None),
        ("Ulster", None),
        ("USB", None),
        ("Nigera", None),
    ],
)
def test_only_a_country_a_letter_off_is_offered_as_a_mend(text, fix):
    assert would_write(check(proposal(**{"counterparts.0.country": text})).findings[0]) == fix


@pytest.mark.parametrize("agency", EPSRC)
def test_an_agency_in_other_words(agency):
    assert rules_of(proposal("joint", **{"counterparts.0.support.agency": agency})) == []


@pytest.mark.parametrize(
    ("agency", "rule"),
    [
        ("BBSRC", "call-agency"),
        ("Swiss National Science Foundation", "call-agency"),
        ("EPSRCX", "call-agency-unknown"),
        ("physical sciences", "call-agency-unknown"),
    ],
)
def test_another_agency_is_another(agency, rule):
    assert rules_of(proposal("joint", **{"counterparts.0.support.agency": agency})) == [rule]


@pytest.mark.parametrize(
    "written", ["Swiss National Science Foundation (SNSF)", "スイス国立科学財団(SNSF)", "SNSF / Innosuisse"]
)
def test_an_inline_call_s_agency_with_its_abbreviation(written):
    assert rules_of(inline(("counterparts.0.support.agency", "SNSF"), agency=written)) == []


class TestJointCall:
    @pytest.mark.parametrize("country", ["EU", "DE"])
    def test_a_member_of_the_eu_may_be_meant_by_it(self, country):
        assert rules_of(inline(("counterparts.0.country", country), countries=["EU"])) == []

    def test_a_member_that_is_not_listed_is_a_note(self):
        assert rules_of(inline(("counterparts.0.country", "IE"), countries=["EU"])) == ["country-through-eu"]

    def test_another_country_is_not_of_the_eu(self):
        assert rules_of(inline(("counterparts.0.country", "GB"), countries=["EU"])) == ["call-country"]

    @pytest.mark.parametrize("call", [{}, {"agency": "", "theme": None, "countries": []}, {"agency": "TBD"}])
    def test_a_call_that_says_nothing_is_missing(self, call):
        assert rules_of(proposal("joint", call=call)) == ["call-missing"]

    def test_an_id_in_a_group_of_keys(self):
        (finding,) = check(proposal("joint", call={"id": JOINT_CALL})).findings
        assert finding.hint == f"Write the id of a known call by itself, not as a key of `call`: `call: {JOINT_CALL}`."

    @pytest.mark.parametrize(("shortest", "longest"), [(5, 3), (4, 3)])
    def test_more_years_at_least_than_at_most(self, shortest, longest):
        report = check(inline(min_years=shortest, max_years=longest))
        assert [(one.rule, one.pointer) for one in report.findings] == [("schema-bad-value", "/call/min_years")]

    @pytest.mark.parametrize("bounds", [{"min_years": 0}, {"max_years": 100}, {"max_years": -1, "min_years": REMOVED}])
    def test_years_beyond_any_bound_are_one_finding(self, bounds):
        assert rules_of(inline(**bounds)) == ["call-outside-programme"]

    def test_years_that_are_not_the_call_s_are_not_said_to_be(self):
        text = inline(("period", {"start": "2026-12-01", "end": "2036-11-30"}), min_years=5, max_years=6)
        (message,) = [one.message for one in check(text).findings if one.rule == "period-length"]
        assert "as the call states" not in message


class TestMends:
    @pytest.mark.parametrize(
        ("changes", "hint"),
        [
            ({"budget.indirect_rate": "30"}, "Write `indirect_rate: 30`."),
            ({"budget.unit": "thousands of yen"}, "Write `unit: thousand_yen` if that is what you mean"),
            ({"scheme": "トップのための ASPIRE計画"}, "Write `scheme: top` if that is what you mean"),
            ({f"{INVESTIGATOR}.track_record": [{"Talk": "ICM"}]}, 'put it in quotation marks, because of the colon'),
            ({"activities.exchange": [{"Summer school": "every year"}]}, '`"Summer school: every year"`'),
            ({"period.start": "2026 年 12 月 1 日"}, "Write `start: 2026-12-01`."),
            ({"period.start": "令和 8 年 12 月 1 日"}, "Write `start: 2026-12-01`."),
            ({"period.start": "2026−12−01"}, "Write `start: 2026-12-01`."),
            ({"period.start": "令和8年12月1日(火)"}, "Write `start: 2026-12-01`."),
            ({"period.start": "令和八年十二月一日"}, "Write `start: 2026-12-01`."),
            ({"budget.years.0.fiscal_year": "令和8(2026)年度"}, "Write `fiscal_year: 2026`."),
            ({"period.start": "2026/12/01 09:00"}, "Write the day in Japan, without the time: `start: 2026-12-01`."),
        ],
    )  # fmt: skip
    def test_what_is_meant_is_written_out(self, changes, hint):
        assert hint in check(proposal(**changes)).findings[0].hint

    @pytest.mark.parametrize("changes", [{"scheme": Plain("5")}, {"stage": Plain("1")}, {"budget.unit": Plain("10")}])
    def test_quotation_marks_are_not_proposed_where_they_do_not_help(self, changes):
        assert '"' not in check(proposal(**changes)).findings[0].hint

    def test_a_number_in_another_notation_is_no_researcher_number(self):
        (finding,) = check(proposal(**{f"{INVESTIGATOR}.researcher_number": Plain("0x1F")})).findings
        assert (finding.rule, would_write(finding)) == ("investigator-number", None)

    @pytest.mark.parametrize("text", ["令和0年12月1日", "3億8000億", "1²円"])
    def test_what_has_no_sure_meaning_gets_none(self, text):
        key = "period.start" if "月" in text else "budget.total"
        (finding,) = [one for one in check(proposal(**{key: text})).findings if one.rule == "schema-bad-value"]
        assert would_write(finding) is None
        assert finding.message_variant.endswith("unreadable")

    def test_indirect_costs_above_the_rate_by_the_rate(self):
        entries = [*years(100_000, indirect=30_000), *years(*[10_000_000] * 5, first=2027)]
        (finding,) = check(proposal(**{"budget.years": entries, "budget.indirect_rate": 35})).findings
        assert (finding.rule, finding.mend_variant) == ("budget-indirect-rate", "rate")

    def test_in_a_draft_too_a_rate_above_the_limit_is_wrong(self):
        draft = proposal(stage="draft", **{"budget.indirect_rate": 90, "budget.years.0.direct": None})
        assert "budget-indirect-rate" in rules_of(draft)

    def test_an_institution_s_code_without_quotation_marks_still_tells_entries_apart(self):
        entries = [*years(5_000_000, institution=2026), *years(6_000_000, institution=2027)]
        entries += years(*[7_000_000] * 5, first=2027)
        assert rules_of(proposal(**{"budget.years": entries})) == ["schema-wrong-type"] * 2


class TestMissingYears:
    @pytest.mark.parametrize(
        ("kept", "said"),
        [([], "2026 to 2031"), ([2026, 2027], "2028, 2029, 2030, 2031"), ([2028], "2026, 2027, 2029, 2030, 2031")],
    )
    def test_a_long_run_is_told_by_its_ends(self, kept, said):
        entries = [entry for year in (kept or [2040]) for entry in years(60_000_000, first=year)]
        report = check(proposal(**{"budget.years": entries}))
        assert said in next(one.message for one in report.findings if one.rule == "budget-year-missing")

    def test_one_year_is_no_range(self):
        report = check(proposal(**{"period.end": "2026-12-31", "budget.years": years(1, 1)}))
        assert "touches only fiscal year 2026." in next(
            one.message for one in report.findings if one.rule == "budget-fiscal-years"
        )


class TestSupportThatEnds:
    @pytest.mark.parametrize(
        ("following", "spoken"),
        [
            ({"from": "2028-01-02", "until": "2032-01-01"}, False),
            ({"from": "2029-01-02", "until": "2032-01-01"}, True),
            ({"until": "2032-01-01"}, False),
            ({"from": "2028-01-01"}, False),
            ({"from": "2028-01-03"}, True),
        ],
    )
    def test_a_note_where_no_other_support_takes_over(self, following, spoken):
        first = {"agency": "ANR", "status": "receiving", "until": "2028-01-01"}
        support = [first, {"agency": "ERC", "status": "planned", **following}]
        rules = rules_of(proposal(**{"counterparts.0.support": support}))
        assert rules == (["counterpart-support-gap"] if spoken else [])


class TestLibrary:
    def test_what_a_caller_changes_is_its_own(self):
        mine = load_programme()
        mine.schemes["top"] = mine.schemes["top"]._replace(total_cap=1, direct_cap=1)
        mine.countries.pop("FR")
        assert rules_of(proposal()) == []
        assert rules_of(proposal(), programme=mine) != []

    def test_a_day_with_a_time_is_that_day(self):
        from datetime import datetime

        report = check(proposal("joint", call="jp-uk-engineering-biology-2024"), today=datetime(2026, 1, 1, 12))
        assert "call-closed" in {one.rule for one in report.findings}

    def test_a_stage_that_is_none(self):
        with pytest.raises(ValueError, match="no such stage: Draft"):
            check(proposal(), stage="Draft")

    def test_a_file_that_is_not_there_is_told_as_python_does(self, tmp_path):
        with pytest.raises(FileNotFoundError) as caught:
            api.check(tmp_path / "nothing.yaml")
        assert caught.value.filename == str(tmp_path / "nothing.yaml")
        with pytest.raises(IsADirectoryError):
            api.check(tmp_path)


class TestWaivers:
    def test_a_missing_scheme_cannot_be_waived(self):
        text = proposal(scheme=REMOVED).replace("stage: final", "stage: final  # aspire: ignore[schema-missing-key] x")
        assert "schema-missing-key" in rules_of(text)

    @pytest.mark.parametrize(
        "comment",
        ["# Aspire: Ignore[field-not-listed] x", "# aspire：ignore[field-not-listed] x",
         "# aspire: ignore［field-not-listed］ x",
         "# aspire: ignore[period-order] y # aspire: ignore[field-not-listed] x"],
    )  # fmt: skip
    def test_spelt_in_other_ways(self, comment):
        report = check(proposal().replace("field: quantum", f"field: alchemy  {comment}"))
        assert [one.rule for one in report.waived] == ["field-not-listed"]
        assert report.waived[0].reason == "x"

    def test_a_topic_is_no_rule(self):
        report = check(proposal().replace("field: quantum", "field: alchemy  # aspire: ignore[field] x"))
        (finding,) = [one for one in report.findings if one.rule == "waiver-unknown-rule"]
        assert (
            finding.hint
            == "A waiver names the rules themselves, not their topic; those of this topic are field-not-listed."
        )


def test_a_day_behind_which_no_comment_begins_gets_the_space_that_begins_one():
    """As a Japanese keyboard types it: a full-width space, or a full-width sign, which YAML takes for text."""
    for behind in ("\u3000# 最終日", "\u3000＃最終日", " ＃ 最終日"):
        finding = the_finding("schema-bad-value", proposal("top", **{"period.end": Plain(f"2031-11-30{behind}")}))
        assert finding.hint.startswith("A comment begins with a half-width `#`")
        assert (would_write(finding), finding.fix.safe, finding.fix.edits[0].text) == ("2031-11-30", True, " #")
    (finding,) = check(proposal("top", **{"period.end": Plain("2031-11-31\u3000# 最終日")})).findings
    assert finding.fix is None

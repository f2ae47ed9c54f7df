"""What is planned, what is still a placeholder, and who is named."""

from aspire_cli.words.text import Text
from tests.helpers import REMOVED, each, findings_of, proposal, proposal_data, rules_of, the_finding

NOT_PLANNED = [REMOVED, None, "", "TBD", "未定", [], [""], ["TBD", {"what": "調整中"}], [{"who": "PhD students"}]]


class TestActivities:
    @each(
        ("key", "name"),
        [
            ("research", Text("the research itself", "研究活動")),
            ("exchange", Text("research exchange", "研究交流")),
            ("training", Text("the development of people", "人材育成")),
        ],
    )
    @each("value", NOT_PLANNED)
    def test_one_is_missing(self, key, name, value):
        text = proposal(**{f"activities.{key}": value})
        found = the_finding("activity-missing", text)
        assert found.values == {"activity": name, "key": key}
        assert (found.pointer, found.severity, found.clause) == (f"/activities/{key}", "error", "activities")
        assert rules_of(text) == ["activity-missing"]
        assert the_finding("activity-missing", text, stage="draft").severity == "note"

    @each("scheme", ["top", "rising", "joint"])
    def test_all_three(self, scheme):
        assert rules_of(proposal(scheme, activities={})) == ["activity-missing"] * 3

    @each("value", [REMOVED, None, "", "TBD"])
    def test_none_written_is_one_missing_key(self, value):
        assert rules_of(proposal(activities=value)) == ["schema-missing-key"]

    @each("value", ["A plan", ["A plan"], [{"what": "A plan", "when": "2027", "who": "all"}], ["TBD", "A plan"]])
    def test_planned(self, value):
        assert rules_of(proposal(**{"activities.exchange": value})) == []

    def test_a_place_for_what_is_not_there(self):
        text = proposal(**{"activities.training": REMOVED})
        found = the_finding("activity-missing", text)
        assert text.splitlines()[found.line - 1] == "activities:"


class TestPlaceholders:
    @each(
        "path",
        [
            *("title", "title.en", "title.ja", "team.0.name", "team.0.institution"),
            *("principal_investigator.name", "principal_investigator.name.ja", "principal_investigator.institution"),
            *("counterparts.0.name", "counterparts.0.institution"),
        ],
    )
    @each("value", ["TBD", " todo ", "未定", "○○"])
    def test_left(self, path, value):
        text = proposal(**{path: value})
        found = the_finding("text-placeholder", text)
        assert found.values == {"text": value, "key": path.rpartition(".")[2]}
        assert (found.pointer, found.severity) == ("/" + path.replace(".", "/"), "warning")
        assert rules_of(text) == ["text-placeholder"]
        assert the_finding("text-placeholder", text, stage="draft").severity == "note"

    def test_each_is_told(self):
        text = proposal(title="TBD", **{"counterparts.0.name": "TBD"})
        assert len(findings_of("text-placeholder", text)) == 2

    def test_an_amount_is_told_as_one(self):
        found = the_finding("text-placeholder", proposal(**{"budget.years.0.travel": "未定"}))
        assert (found.pointer, found.message_variant, found.mend_variant) == (
            "/budget/years/0/travel",
            "amount",
            "amount",
        )
        found = the_finding("text-placeholder", proposal(title="未定"))
        assert (found.message_variant, found.mend_variant) == ("default", "default")

    @each("value", ["TBD University", "XXX-ray", "The TODO project", "○○大学"])
    def test_inside_a_text_it_is_none(self, value):
        assert rules_of(proposal(title=value)) == []

    @each("path", ["title", "counterparts.0.name", "principal_investigator.institution"])
    @each("value", [None, "", "  ", REMOVED])
    def test_nothing_is_no_placeholder_but_a_missing_key(self, path, value):
        assert rules_of(proposal(**{path: value})) == ["schema-missing-key"]

    @each("value", [{}, {"en": None, "ja": ""}, {"en": ""}])
    def test_no_language_is_a_missing_key(self, value):
        assert rules_of(proposal(title=value)) == ["schema-missing-key"]

    @each("value", [{}, {"x-de": "Quantenspintronik"}])
    def test_either_language_is_asked_for(self, value):
        finding = the_finding("schema-missing-key", proposal(title=value))
        assert (finding.pointer, finding.message_variant) == ("/title", "language")


class TestTheOtherProgramme:
    @each(
        "name",
        [
            *(
                "AMED",
                "amed",
                "\uff21\uff2d\uff25\uff24",
                "日本医療研究開発機構",
                "AMED's ASPIRE",
                "the AMED programme",
                "AMED-ASPIRE",
            ),
            *(
                "Japan Agency for Medical Research and Development",
                "(AMED)",
                "AMEDのASPIRE",
                "国立研究開発法人日本医療研究開発機構",
            ),
        ],
    )
    @each("path", ["title", "title.ja", "counterparts.0.support.agency", "counterparts.0.support.programme"])
    def test_named(self, path, name):
        text = proposal(**{path: name})
        found = the_finding("agency-amed", text)
        assert found.values == {"text": name}
        assert (found.pointer, found.severity, found.clause) == ("/" + path.replace(".", "/"), "warning", None)
        beside = {"counterpart-support-from-japan"} if path.endswith("agency") else set()
        assert set(rules_of(text)) - beside == {"agency-amed"}

    @each("name", ["famed", "named", "AMEDA", "amed2", "Framed", "日本医療"])
    def test_part_of_another_word(self, name):
        assert rules_of(proposal(title=name)) == []

    def test_in_an_inline_call(self):
        call = {"agency": ["EPSRC", "AMED"], "countries": ["GB"], "total_cap": "3億円"}
        found = the_finding("agency-amed", proposal("joint", call=call))
        assert found.pointer == "/call/agency/1"

    @each("path", ["principal_investigator.institution", "principal_investigator.track_record"])
    def test_elsewhere_it_may_be_named(self, path):
        assert rules_of(proposal(**{path: "AMED"})) == []

    def test_funds_may_come_from_there(self):
        assert rules_of(proposal(**{"principal_investigator.other_funding.0.agency": "AMED"})) == []

    def test_in_a_list_of_support(self):
        entries = [proposal_data()["counterparts"][0]["support"], {"agency": "AMED", "status": "planned"}]
        found = the_finding("agency-amed", proposal(**{"counterparts.0.support": entries}))
        assert found.pointer == "/counterparts/0/support/1/agency"

    @each(
        ("where", "both"),
        [
            ("title", {"title.en": "With AMED", "title.ja": "AMEDとともに"}),
            (
                "counterparts.0.support",
                {"counterparts.0.support.programme": "AMED", "counterparts.0.support.agency": "AMED"},
            ),
        ],
    )
    def test_twice_side_by_side_is_told_once(self, where, both):
        found = the_finding("agency-amed", proposal(**both))
        assert found.pointer.startswith("/" + where.replace(".", "/"))

    def test_in_two_supports_is_told_twice(self):
        entries = [{"agency": "AMED", "status": "planned"}, {"agency": "AMED", "status": "receiving"}]
        found = findings_of("agency-amed", proposal(**{"counterparts.0.support": entries}))
        assert [one.pointer for one in found] == [f"/counterparts/0/support/{number}/agency" for number in (0, 1)]

    def test_in_two_parts_of_the_proposal_is_told_twice(self):
        text = proposal(title="With AMED", **{"counterparts.0.support.programme": "AMED"})
        assert len(findings_of("agency-amed", text)) == 2

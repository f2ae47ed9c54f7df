"""What a joint call lays down: its countries, its agencies, its field, its limit."""

from aspire_cli.programme.load import load_programme
from aspire_cli.words.text import Text
from tests.helpers import REMOVED, each, inline, proposal, proposal_data, rules_of, the_finding, would_write, years


class TestCountry:
    @each("name", ["France", "DE", "EU", "US", "KR", "NL"])
    def test_not_of_the_call(self, name):
        text = proposal("joint", **{"counterparts.0.country": name})
        found = the_finding("call-country", text)
        assert found.values["countries"] == (Text("United Kingdom", "英国"),)
        assert found.values["country"] == load_programme().countries.get(name, load_programme().countries["FR"]).name
        assert (found.pointer, found.clause) == ("/counterparts/0/country", "joint.selection")
        assert rules_of(text) == ["call-country"]

    @each(
        ("name", "rules"),
        [
            ("SG", ["country-not-listed"]),
            ("JP", ["country-japan"]),
            ("Atlantis", ["country-unknown"]),
            ("IE", ["call-country", "country-through-eu"]),
            (REMOVED, ["schema-missing-key"]),
            ("Scotland", []),
        ],
    )
    def test_where_another_rule_speaks(self, name, rules):
        assert rules_of(proposal("joint", **{"counterparts.0.country": name})) == rules

    def test_of_the_lead_alone(self):
        person = proposal_data("joint")["counterparts"][0]
        people = [{**person, "country": "FR"}, {**person, "lead": True}]
        assert rules_of(proposal("joint", counterparts=people)) == []
        people = [person, {**person, "country": "FR", "lead": True}]
        assert rules_of(proposal("joint", counterparts=people)) == ["call-country"]

    def test_a_call_that_states_none(self):
        assert rules_of(inline(("counterparts.0.country", "FR"), countries=REMOVED)) == ["call-incomplete"]

    def test_a_country_that_the_programme_does_not_have_is_its_own_rule_s(self):
        assert rules_of(inline(countries=["SG"])) == ["call-outside-programme"]


class TestAgency:
    @each(
        "agency", ["EPSRC", "UKRI", "UKRI EPSRC", "EPSRC (UKRI)", "Engineering and Physical Sciences Research Council"]
    )
    def test_of_the_call(self, agency):
        assert rules_of(proposal("joint", **{"counterparts.0.support.agency": agency})) == []

    @each(
        ("support", "variant"),
        [
            ({"agency": "MRC", "status": "planned"}, "default"),
            ({"agency": None, "status": "planned"}, "none-written"),
            (REMOVED, "none-written"),
        ],
    )
    def test_none_of_the_call(self, support, variant):
        text = proposal("joint", **{"counterparts.0.support": support})
        found = the_finding("call-agency", text)
        assert found.message_variant == variant
        assert "EPSRC" in found.values["agencies"][0].en
        assert (found.pointer, found.severity, found.clause) == ("/counterparts", "error", "joint.selection")
        assert rules_of(text) == ["call-agency"]

    @each("support", [5, "MRC", ["MRC"], True])
    def test_where_the_support_is_ill_typed(self, support):
        assert rules_of(proposal("joint", **{"counterparts.0.support": support})) == ["schema-wrong-type"]

    def test_a_draft_that_names_none_has_not_yet_written_it(self):
        text = proposal("joint", stage="draft", **{"counterparts.0.support": REMOVED})
        found = the_finding("call-agency", text)
        assert (found.severity, found.eased) == ("note", True)
        assert the_finding("call-agency", text, stage="final").severity == "error"
        wrong = proposal("joint", stage="draft", **{"counterparts.0.support.agency": "MRC"})
        assert the_finding("call-agency", wrong).severity == "error"

    def test_an_agency_that_is_not_known_may_be_the_call_s(self):
        text = proposal("joint", **{"counterparts.0.support.agency": "Severn Valley Science Trust"})
        found = the_finding("call-agency-unknown", text)
        assert (found.severity, found.values["written"]) == ("warning", ("Severn Valley Science Trust",))
        assert rules_of(text) == ["call-agency-unknown"]

    @each(
        ("agency", "rules"),
        [("Severn Trust", []), ("DFG", ["call-agency-unknown"]), ("A B C", ["call-agency-unknown"])],
    )
    def test_of_a_call_whose_agency_is_not_known(self, agency, rules):
        assert rules_of(inline(("counterparts.0.support.agency", agency), agency="Severn Trust")) == rules

    def test_of_one_counterpart_is_enough(self):
        person = proposal_data("joint")["counterparts"][0]
        other = {**person, "support": {"agency": "MRC", "status": "planned"}, "lead": True}
        assert rules_of(proposal("joint", counterparts=[other, person])) == []

    def test_of_an_inline_call(self):
        spelled = ("counterparts.0.support.agency", "Deutsche Forschungsgemeinschaft")
        assert rules_of(inline(spelled)) == []
        assert rules_of(inline(("counterparts.0.support.agency", "ANR"))) == ["call-agency"]
        assert rules_of(inline(("counterparts.0.support.agency", "ANR"), agency=REMOVED)) == ["call-incomplete"]


class TestField:
    def test_of_a_call_with_several_none_is_offered_as_the_mend(self):
        found = the_finding("call-field", inline(("field", "energy"), field=["quantum", "ai"]))
        assert would_write(found) is None
        assert found.values["fields"] == (Text("Quantum", "量子"), Text("AI and information", "AI・情報"))

    def test_not_the_call_s(self):
        text = proposal("joint", field="quantum")
        found = the_finding("call-field", text)
        assert found.values["field"] == Text("Quantum", "量子")
        assert found.values["fields"] == (Text("AI and information", "AI・情報"),)
        assert (would_write(found), found.pointer, found.clause) == (None, "/field", "joint.theme")
        assert rules_of(text) == ["call-field"]

    def test_a_call_that_states_none(self):
        assert rules_of(inline(("field", "bio"), field=REMOVED)) == ["call-incomplete"]

    @each(("value", "rules"), [("medicine", ["field-not-listed"]), (REMOVED, ["schema-missing-key"])])
    def test_where_another_rule_speaks(self, value, rules):
        assert rules_of(proposal("joint", field=value)) == rules


class TestLimit:
    def test_stated_nowhere(self):
        found = the_finding("call-limit-unknown", inline(total_cap=REMOVED))
        assert (found.mend_variant, found.values["cap"]) == ("inline", 500_000_000)
        assert (found.pointer, found.severity, found.clause) == ("/call", "note", "scale.joint")
        assert rules_of(inline(total_cap=REMOVED)) == ["call-limit-unknown"]
        assert the_finding("call-limit-unknown", inline(total_cap=REMOVED), stage="draft").severity == "note"

    def test_of_a_known_call(self):
        text = proposal("joint", call="jp-de-quantum-2024")
        assert the_finding("call-limit-unknown", text).mend_variant == "default"

    def test_the_general_limit_holds_all_the_same(self):
        text = inline(("budget.years", years(*[64_102_564] * 6)), total_cap=REMOVED)
        assert rules_of(text) == ["call-limit-unknown"]
        text = inline(("budget.years", years(*[64_102_565] * 6)), total_cap=REMOVED)
        assert rules_of(text) == ["budget-total-cap", "call-limit-unknown"]

    @each(("cap", "rule"), [("much", "schema-bad-value"), ([5], "schema-wrong-type")])
    def test_a_cap_that_cannot_be_read_is_one_finding(self, cap, rule):
        assert rules_of(inline(total_cap=cap)) == [rule]

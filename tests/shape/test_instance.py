"""What of a proposal its JSON Schema is asked about: the written part, and a sound value where reading has spoken."""

import pytest

from aspire_cli.shape.instance import only_written
from tests.helpers import proposal, proposal_data, rules_of


class TestOnlyWritten:
    @pytest.mark.parametrize("value", [None, "", " ", [], [None], "TBD", ["未定", None]])
    def test_an_unwritten_key_is_left_out(self, value):
        assert only_written({"field": value, "scheme": "top"}) == {"scheme": "top"}
        assert only_written({"budget": {"years": [{"direct": value}]}}) == {"budget": {"years": [{}]}}

    @pytest.mark.parametrize("value", [None, "", "TBD"])
    @pytest.mark.parametrize("key", ["feild", "status"])
    def test_a_key_that_has_no_place_there_stays(self, key, value):
        assert only_written({key: value}) == {key: value}
        assert only_written({"activities": {key: value}}) == {"activities": {key: value}}
        assert only_written({"team": [{key: value}]}) == {"team": [{key: value}]}
        assert only_written({"keywords": {key: value}}) == {"keywords": {key: value}}

    @pytest.mark.parametrize("key", ["title", "name", "institution"])
    def test_a_placeholder_stays_where_a_rule_speaks_of_it(self, key):
        def whole(value):
            return {key: value} if key == "title" else {"principal_investigator": {key: value}}

        assert only_written(whole("TBD")) == whole("TBD")
        assert only_written(whole({"en": "TBD", "ja": None})) == whole({"en": "TBD"})
        assert only_written({"team": [{key: "未定"}]}) == {"team": [{key: "未定"}]}
        assert only_written({"title": None, "principal_investigator": {"name": None}}) == {"principal_investigator": {}}

    def test_an_empty_list_is_left_out(self):
        assert only_written({"counterparts": [], "team": []}) == {}
        assert only_written({"budget": {"years": []}}) == {"budget": {}}
        assert only_written({"counterparts": None, "budget": {"years": None}}) == {"budget": {}}

    @pytest.mark.parametrize("blank", [{"agency": None, "status": ""}, {"agency": "", "x-note": "ask Lucie"}, {}])
    def test_a_support_without_a_word_in_it(self, blank):
        for support in (blank, [blank]):
            assert rules_of(proposal(**{"counterparts.0.support": support})) == ["counterpart-support-missing"]
        beside = [{"agency": "ANR", "status": "planned"}, blank]
        assert rules_of(proposal(**{"counterparts.0.support": beside})) == []

    @pytest.mark.parametrize("scheme", ["top", "rising", "joint"])
    def test_what_reading_speaks_of_is_sound_here(self, scheme):
        data = proposal_data(scheme, **{"budget.total": "much", "period.end": "soon"})
        assert only_written(data)["budget"]["total"] == 0
        assert only_written(data)["period"]["end"] == "2000-01-01"
        assert (data["budget"]["total"], data["period"]["end"]) == ("much", "soon")

    @pytest.mark.parametrize("data", [None, [], "text", 5, ["x", None]])
    def test_anything_else_is_what_it_is(self, data):
        assert only_written(data) == data

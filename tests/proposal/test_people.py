"""From a document's data to the people: the investigator, the counterparts, what supports them."""

from datetime import date

import pytest

from aspire_cli.proposal.model import Funding, Support
from aspire_cli.words.text import Text
from tests.helpers import Plain, changed, proposal_data, refused


class TestPeople:
    def test_investigator(self):
        person = changed().investigator
        assert person.researcher.name == Text("Taro Yamada", "山田 太郎")
        assert person.researcher.country.found.code == "JP"
        assert person.researcher_number == ("00123456", True)
        assert person.orcid == "0000-0002-1825-0097"
        assert person.track_record
        assert person.independent_environment
        assert person.other_funding == (Funding(("principal_investigator", "other_funding", 0), date(2030, 3, 31)),)

    @pytest.mark.parametrize("value", [None, "x", ["x"], 5])
    def test_no_investigator(self, value):
        assert changed(principal_investigator=value).investigator is None

    @pytest.mark.parametrize("key", ["track_record", "independent_environment"])
    @pytest.mark.parametrize(
        ("value", "written"), [("x", True), (["x"], True), (["TBD", "x"], True), ("TBD", False), (["", "未定"], False)]
    )
    def test_evidence(self, key, value, written):
        assert getattr(changed(**{f"principal_investigator.{key}": value}).investigator, key) is written

    @pytest.mark.parametrize(
        ("funding", "count"),
        [
            (["KAKENHI"], 1),
            ([{"agency": "JSPS"}, "KAKENHI"], 2),
            ([{"agency": None, "amount": "TBD"}], 0),
            (["TBD"], 0),
            ([None, {"agency": "JST"}], 1),
            ([], 0),
            (None, 0),
        ],
    )
    def test_other_funding(self, funding, count):
        assert len(changed(**{"principal_investigator.other_funding": funding}).investigator.other_funding) == count

    def test_amount_and_days_of_other_funding_are_read(self):
        path = "principal_investigator.other_funding.0"
        changes = {f"{path}.amount": "much", f"{path}.from": "2026/4/1", f"{path}.until": "2026/5/1"}
        assert sorted(refused(**changes)) == [
            (("principal_investigator", "other_funding", 0, "amount"), "amount-unreadable", None),
            (("principal_investigator", "other_funding", 0, "from"), "date-spelling", "2026-04-01"),
            (("principal_investigator", "other_funding", 0, "until"), "date-spelling", "2026-05-01"),
        ]

    def test_a_number_of_an_investigator_is_no_truth_value(self):
        assert changed(**{"principal_investigator.researcher_number": True}).investigator.researcher_number is None
        assert changed(**{"principal_investigator.researcher_number": 5}).investigator.researcher_number == ("5", False)
        whole = changed(**{"principal_investigator.researcher_number": Plain("20345678.0")}).investigator
        assert whole.researcher_number == ("20345678", False)


def _counterparts(*leads):
    one = proposal_data()["counterparts"][0]
    return [{**one, "lead": lead} if lead is not None else one for lead in leads]


class TestCounterparts:
    @pytest.mark.parametrize(
        ("leads", "lead", "marked"),
        [
            ((None,), 0, []),
            ((False,), 0, []),
            ((None, None), 0, []),
            ((None, True), 1, [1]),
            ((True, True), 0, [0, 1]),
            ((False, True, True), 1, [1, 2]),
            ((None, "yes"), 1, []),
            ((None, " YES "), 1, []),
            ((None, "no"), 0, []),
            ((None, 5), 0, []),
        ],
    )
    def test_lead(self, leads, lead, marked):
        found = changed(counterparts=_counterparts(*leads))
        assert [person.lead for person in found.counterparts] == [number == lead for number in range(len(leads))]
        assert [number for number, person in enumerate(found.counterparts) if person.marked] == marked
        ill_typed = [number for number, lead in enumerate(leads) if not isinstance(lead, bool | None)]
        assert [number for number, person in enumerate(found.counterparts) if person.marked is None] == ill_typed
        assert found.lead == found.counterparts[lead]

    def test_nobody_is_taken_for_the_lead_in_place_of_an_ill_shaped_one(self):
        found = changed(counterparts=["x", *_counterparts(None)])
        assert [person.path for person in found.counterparts] == [("counterparts", 1)]
        assert found.lead is None
        assert changed(counterparts=["x", *_counterparts(True)]).lead.path == ("counterparts", 1)

    def test_an_entry_left_empty_is_passed_over(self):
        assert changed(counterparts=[None, *_counterparts(None)]).lead.path == ("counterparts", 1)

    def test_support(self):
        path = ("counterparts", 0, "support")
        assert changed().lead.support == (Support(path, "ANR", None, "receiving", date(2024, 2, 1), date(2032, 1, 31)),)

    def test_a_list_of_support(self):
        support = [{"agency": "ANR", "status": "planned", "programme": "PEPR"}, None, {"until": "2030-01-01"}]
        path = ("counterparts", 0, "support")
        assert changed(**{"counterparts.0.support": support}).lead.support == (
            Support((*path, 0), "ANR", "PEPR", "planned", None, None),
            Support((*path, 2), None, None, None, None, date(2030, 1, 1)),
        )

    @pytest.mark.parametrize(("value", "agency"), [("ANR", "ANR"), (5, "5"), (True, "true")])
    def test_what_is_ill_typed_may_name_an_agency(self, value, agency):
        path = ("counterparts", 0, "support")
        found = changed(**{"counterparts.0.support": value}).lead.support
        assert found == (Support(path, agency, None, None, None, None, ill_typed=True),)
        found = changed(**{"counterparts.0.support": [None, value]}).lead.support
        assert found == (Support((*path, 1), agency, None, None, None, None, ill_typed=True),)

    @pytest.mark.parametrize("value", [None, "TBD", [], [None]])
    def test_no_support(self, value):
        assert changed(**{"counterparts.0.support": value}).lead.support == ()

    @pytest.mark.parametrize(
        ("text", "code"), [("FR", "FR"), ("フランス", "FR"), ("no", "NO"), ("NO", "NO"), ("Korea", "KR"), ("XX", None)]
    )
    def test_country(self, text, code):
        country = changed(**{"counterparts.0.country": Plain(text)}).lead.researcher.country
        assert country.text == text
        assert (country.found and country.found.code) == code

    @pytest.mark.parametrize("value", [None, "TBD", 5, ["FR"]])
    def test_no_country(self, value):
        assert changed(**{"counterparts.0.country": value}).lead.researcher.country is None

    def test_countries_of_everybody(self):
        found = changed(**{"counterparts.0.country": "Atlantis"})
        assert [country.text for country in found.countries] == ["Atlantis", "JP", "JP"]

"""The counterparts: who leads, and what supports each of them."""

from datetime import date

from aspire_cli.problem import Mend
from tests.helpers import (
    JOINT_CALL,
    REMOVED,
    check,
    each,
    findings_of,
    inline,
    proposal,
    proposal_data,
    rules_of,
    the_finding,
)


def people(*changes, scheme="top"):
    """Return a proposal with one counterpart for each mapping of changes."""
    one = proposal_data(scheme)["counterparts"][0]
    found = [{**one, "name": f"Person {number}", **change} for number, change in enumerate(changes)]
    for person in found:
        for key in [key for key, value in person.items() if value is REMOVED]:
            del person[key]
    return proposal(scheme, counterparts=found)


def support(**changes):
    entry = {"agency": "ANR", "status": "receiving", **changes}
    return {"support": {key: value for key, value in entry.items() if value is not REMOVED}}


LEAD = {"lead": True}


class TestLead:
    @each(
        ("marks", "variant", "taken", "related"),
        [
            ([{}, {}], "none", "Person 0", []),
            ([{"lead": False}, {"lead": False}], "none", "Person 0", []),
            ([LEAD, LEAD], "several", "Person 0", ["/counterparts/1/lead"]),
            ([{}, LEAD, LEAD, LEAD], "several", "Person 1", ["/counterparts/2/lead", "/counterparts/3/lead"]),
        ],
    )
    def test_not_exactly_one(self, marks, variant, taken, related):
        found = the_finding("counterpart-lead", people(*marks))
        assert (found.message_variant, found.mend_variant) == (variant, variant)
        assert found.values["count"] == (len(related) + 1 if related else 0)
        assert f"({taken})" in found.message
        assert [one.pointer for one in found.related] == related
        assert (found.pointer, found.severity, found.clause) == ("/counterparts", "warning", "countries")
        assert rules_of(people(*marks)) == ["counterpart-lead"]

    def test_the_mend_marks_the_first_where_none_is_marked(self):
        mend = the_finding("counterpart-lead", people({}, {})).mend
        assert mend == Mend(True, "entry", safe=False, path=("counterparts", 0, "lead"))
        assert the_finding("counterpart-lead", people(LEAD, LEAD)).mend is None  # which one is meant, none can tell

    @each("marks", [[{}], [LEAD], [{"lead": False}], [LEAD, {}], [{}, {}, LEAD], [{"lead": None}, LEAD]])
    def test_one(self, marks):
        assert rules_of(people(*marks)) == []

    def test_without_a_name(self):
        found = the_finding("counterpart-lead", people({"name": REMOVED}, {}))
        assert "; the first counterpart is taken" in found.message
        assert "1人目の相手側研究者を主たる相手側研究者とみなして" in found.message_in("ja")


class TestSupportMissing:
    @each("value", [REMOVED, None, "", "TBD", [], [None], {"agency": None, "status": ""}])
    @each("scheme", ["top", "rising"])
    def test_of_the_lead(self, scheme, value):
        text = people({"support": value}, scheme=scheme)
        found = the_finding("counterpart-support-missing", text)
        assert (found.pointer, found.severity, found.clause) == ("/counterparts/0", "error", "single.support")
        assert found.values == {"key": "support"}
        assert rules_of(text) == ["counterpart-support-missing"]

    @each("agency", [REMOVED, None, "", "TBD", "未定"])
    def test_without_an_agency(self, agency):
        text = people({**LEAD, **support(agency=agency)}, support(agency=agency))
        found = check(text).findings
        assert [one.rule for one in found] == ["counterpart-support-missing", "counterpart-extra-support-missing"]
        for number, one in enumerate(found):
            assert (one.message_variant, one.mend_variant) == ("no-agency", "no-agency")
            assert one.values == {"key": "agency"}
            written = "" if agency is REMOVED else "/agency"
            assert one.pointer == f"/counterparts/{number}/support{written}"

    @each(("agency", "marked"), [(REMOVED, "support"), (None, "agency"), ("TBD", "TBD"), ("未定", "未定")])
    def test_it_stands_at_what_is_written_of_it(self, agency, marked):
        text = people(LEAD, support(agency=agency))
        found = the_finding("counterpart-extra-support-missing", text)
        assert found.excerpt[found.column - 1 : found.place.end_column - 1] == marked

    def test_of_several_without_an_agency_it_stands_at_the_first(self):
        text = people({"support": [{}, {"status": "planned"}, {"agency": "未定", "status": "planned"}]})
        assert the_finding("counterpart-support-missing", text).pointer == "/counterparts/0/support/1"

    def test_a_misspelt_agency_is_one_fault(self):
        one = {"agncy": "ANR", "status": "planned"}
        assert rules_of(people({"support": one})) == ["schema-unknown-key"]
        assert rules_of(people(LEAD, {"support": [one]})) == ["schema-unknown-key"]

    def test_one_agency_in_a_list_is_enough(self):
        one, other = {"status": "planned"}, {"agency": "ANR", "status": "planned"}
        assert rules_of(people({"support": [one, other]})) == []
        assert rules_of(people({"support": [one, one]})) == ["counterpart-support-missing"]

    def test_variant_where_there_is_none(self):
        assert the_finding("counterpart-support-missing", people({"support": None})).message_variant == "default"

    def test_a_bare_agency_is_ill_shaped_but_named(self):
        assert rules_of(people({"support": "ANR"})) == ["schema-wrong-type"]

    def test_of_another(self):
        text = people(LEAD, {"support": REMOVED}, {}, support(agency=None))
        found = findings_of("counterpart-extra-support-missing", text)
        assert [one.pointer for one in found] == ["/counterparts/1", "/counterparts/3/support/agency"]
        assert [one.message_variant for one in found] == ["default", "no-agency"]
        assert found[0].values == {"key": "support"}
        assert "for the second counterpart (Person 1)." in found[0].message
        assert found[1].message_in("ja").startswith("4人目の相手側研究者(Person 3)の支援(`support`)の")
        assert (found[0].severity, found[0].clause) == ("warning", "single.support")
        assert set(rules_of(text)) == {"counterpart-extra-support-missing"}

    def test_the_marked_one_is_the_lead(self):
        assert rules_of(people({"support": REMOVED}, LEAD)) == ["counterpart-extra-support-missing"]
        assert rules_of(people({}, {**LEAD, "support": REMOVED})) == ["counterpart-support-missing"]

    def test_not_asked_in_a_joint_call(self):
        text = people({"lead": True}, {"support": REMOVED}, scheme="joint")
        assert rules_of(text) == []
        alone = inline(("counterparts.0.support", REMOVED), agency=REMOVED)
        assert rules_of(alone) == ["call-incomplete"]

    def test_eased_in_a_draft(self):
        text = people({**LEAD, "support": REMOVED}, {"support": REMOVED})
        assert rules_of(text, stage="draft") == ["counterpart-support-missing", "counterpart-extra-support-missing"]
        for rule in rules_of(text):
            assert the_finding(rule, text, stage="draft").severity == "note"


class TestSupportEnded:
    @each(
        ("until", "rule"),
        [
            ("2026-11-30", "counterpart-support-ended"),
            ("2020-01-01", "counterpart-support-ended"),
            ("2026-12-01", "counterpart-support-gap"),
            ("2031-11-29", "counterpart-support-gap"),
            ("2031-11-30", None),
            ("2032-01-31", None),
        ],
    )
    def test_edges(self, until, rule):
        assert rules_of(people(support(until=until))) == ([rule] if rule else [])

    @each("scheme", ["top", "rising"])
    def test_what_is_said(self, scheme):
        found = the_finding("counterpart-support-ended", people(support(until="2026-11-30"), scheme=scheme))
        assert found.values == {"until": date(2026, 11, 30), "start": date(2026, 12, 1)}
        assert (found.pointer, found.severity) == ("/counterparts/0/support/until", "warning")
        assert found.clause == "single.support"

    def test_what_is_said_of_a_gap(self):
        found = the_finding("counterpart-support-gap", people(support(until="2030-01-31")))
        assert found.values == {"until": date(2030, 1, 31), "end": date(2031, 11, 30)}
        assert (found.pointer, found.severity) == ("/counterparts/0/support/until", "note")

    def test_planned_support_is_never_over(self):
        assert rules_of(people(support(status="planned", until="2026-11-30"))) == []

    def test_all_of_it_must_be_over(self):
        over = {"agency": "ANR", "status": "receiving", "until": "2025-03-31"}
        older = {**over, "until": "2024-03-31"}
        text = people({"support": [older, over, older]})
        assert the_finding("counterpart-support-ended", text).pointer == "/counterparts/0/support/1/until"
        for other in ({"status": "planned"}, {"until": None}, {"until": "2026-12-01"}):
            assert "counterpart-support-ended" not in rules_of(people({"support": [over, {**over, **other}]}))

    def test_the_last_to_end_makes_the_gap(self):
        early = {"agency": "ANR", "status": "receiving", "until": "2027-03-31"}
        late = {**early, "until": "2029-03-31"}
        text = people({"support": [early, late]})
        assert the_finding("counterpart-support-gap", text).pointer == "/counterparts/0/support/1/until"
        assert rules_of(people({"support": [early, {**early, "until": None}]})) == []
        assert rules_of(people({"support": [early, {**early, "until": "2031-11-30"}]})) == []

    @each(
        ("begins", "gaps"),
        [("2024-01-01", []), ("2029-03-31", []), ("2029-04-01", []), ("2029-04-02", [0]), ("2029-12-01", [0])],
    )
    def test_another_takes_over_on_the_next_day(self, begins, gaps):
        first = {"agency": "ANR", "status": "receiving", "from": "2025-01-01", "until": "2029-03-31"}
        second = {**first, "from": begins, "until": "2031-11-30"}
        found = findings_of("counterpart-support-gap", people({"support": [first, second]}))
        assert [one.pointer for one in found] == [f"/counterparts/0/support/{number}/until" for number in gaps]

    @each(
        ("others", "gaps"),
        [
            ([("2029-04-01", "2029-04-01")], [1]),  # for a day alone
            ([("2029-04-01", "2031-11-30"), ("2030-01-01", "2031-11-30")], []),
            ([("2030-01-01", "2031-11-30"), ("2029-04-01", "2029-12-31")], []),
        ],
    )
    def test_however_they_stand(self, others, gaps):
        runs = [("2025-01-01", "2029-03-31"), *others]
        supports = [{"agency": "ANR", "status": "receiving", "from": begin, "until": end} for begin, end in runs]
        found = findings_of("counterpart-support-gap", people({"support": supports}))
        assert [one.pointer for one in found] == [f"/counterparts/0/support/{number}/until" for number in gaps]

    def test_one_that_ends_sooner_takes_nothing_over(self):
        first = {"agency": "ANR", "status": "receiving", "from": "2026-01-01", "until": "2029-03-31"}
        found = findings_of(
            "counterpart-support-gap",
            people({"support": [first, {**first, "until": "2028-03-31"}, {"status": "planned"}]}),
        )
        assert found == []
        found = findings_of("counterpart-support-gap", people({"support": [first, {**first, "until": "2028-03-31"}]}))
        assert [one.pointer for one in found] == ["/counterparts/0/support/0/until"]

    def test_of_another_only_a_gap(self):
        assert rules_of(people(LEAD, support(until="2020-01-01"))) == []
        found = the_finding("counterpart-support-gap", people(LEAD, support(until="2027-01-01")))
        assert found.pointer == "/counterparts/1/support/until"

    def test_of_each_counterpart(self):
        ending = {"agency": "ANR", "status": "receiving", "until": "2028-01-01"}
        person = proposal_data()["counterparts"][0]
        without, with_one = {**person, "support": None}, {**person, "support": ending}
        text = proposal("joint", counterparts=[{**without, "lead": True, "country": "GB"}, with_one, with_one])
        found = findings_of("counterpart-support-gap", text)
        assert [one.pointer for one in found] == [f"/counterparts/{number}/support/until" for number in (1, 2)]

    def test_in_a_joint_call_only_a_gap(self):
        over, short = support(agency="EPSRC", until="2020-01-01"), support(agency="EPSRC", until="2027-01-01")
        assert rules_of(people(over, scheme="joint")) == []
        assert rules_of(people(short, scheme="joint")) == ["counterpart-support-gap"]

    def test_without_a_period_nothing(self):
        text = proposal(**{"counterparts.0.support.until": "2020-01-01", "period.start": REMOVED})
        assert rules_of(text) == ["schema-missing-key"]


class TestNobody:
    @each("value", [None, [], [None], "TBD"])
    def test_nothing_written(self, value):
        assert rules_of(proposal(counterparts=value)) == ["schema-missing-key"]

    def test_in_a_joint_call(self):
        assert rules_of(proposal("joint", call=JOINT_CALL, counterparts=[])) == ["schema-missing-key"]


class TestSupportFromJapan:
    @each("agency", ["JSPS", "日本学術振興会", "JST", "科研費", "NEDO", "文部科学省", "Cabinet Office of Japan"])
    def test_of_all_that_is_written(self, agency):
        text = people({"support": {"agency": agency, "status": "receiving"}})
        found = the_finding("counterpart-support-from-japan", text)
        assert (found.pointer, found.severity, found.clause) == (
            "/counterparts/0/support/agency",
            "warning",
            "single.support",
        )
        assert rules_of(text) == ["counterpart-support-from-japan"]

    @each("other", ["ANR", "JSPS and ANR", "JSPS and NWO", "Severn Valley Science Trust"])
    def test_another_beside_it_is_enough(self, other):
        supports = [{"agency": "JSPS", "status": "receiving"}, {"agency": other, "status": "planned"}]
        assert rules_of(people({"support": supports})) == []

    @each("agency", ["Cabinet Office", "UK Cabinet Office", "Ministry of Education"])
    def test_what_other_countries_have_by_the_same_name_is_not_taken_for_one(self, agency):
        support = {"agency": agency, "status": "planned"}
        assert rules_of(people({"country": "GB", "support": support})) == []

    def test_of_several_the_first_is_pointed_at(self):
        supports = [{"agency": agency, "status": "receiving"} for agency in ("JSPS", "JST")]
        assert the_finding("counterpart-support-from-japan", people({"support": supports})).pointer == (
            "/counterparts/0/support/0/agency"
        )

    @each(
        "open_", [{"status": "planned"}, {"agency": None, "status": "planned"}, {"agency": "TBD", "status": "planned"}]
    )
    def test_one_whose_agency_is_not_written_may_be_another(self, open_):
        supports = [{"agency": "JSPS", "status": "receiving"}, open_]
        assert "counterpart-support-from-japan" not in rules_of(people({"support": supports}))

    def test_of_the_lead_alone(self):
        text = people({"lead": True}, {"support": {"agency": "JSPS", "status": "receiving"}})
        assert rules_of(text) == []

    def test_not_asked_in_a_joint_call(self):
        text = proposal("joint", **{"counterparts.0.support.agency": "JSPS"})
        assert rules_of(text) == ["call-agency"]

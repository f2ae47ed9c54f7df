"""Joint calls: the known ones, and those written in the proposal."""

from datetime import date

from helpers import (
    INLINE,
    JOINT_CALL,
    REMOVED,
    each,
    findings_of,
    inline,
    proposal,
    proposal_data,
    rules_of,
    said_by,
    the_finding,
)

from aspire_cli.programme import load
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Figure
from aspire_cli.proposal.model import CallText
from aspire_cli.rules.call import call_allows_more_than_the_programme


class TestWhetherThereIsOne:
    @each("value", [REMOVED, None, "", "TBD"])
    def test_missing(self, value):
        text = proposal("joint", call=value)
        found = the_finding("call-missing", text)
        assert (found.pointer, found.severity, found.clause) == ("/scheme", "error", "call-forms")
        assert rules_of(text) == ["call-missing"]
        assert the_finding("call-missing", text, stage="draft").severity == "note"

    @each("scheme", ["top", "rising"])
    @each("call", [JOINT_CALL, "jp-xx-2030", INLINE, {"total_cap": "9億円", "countries": ["SG"]}])
    def test_unexpected(self, scheme, call):
        text = proposal(scheme, call=call)
        found = the_finding("call-scheme", text)
        assert (found.pointer, found.severity, found.clause) == ("/call", "error", "call-forms")
        assert found.values == {"scheme": load_programme().schemes[scheme].name}
        assert text.splitlines()[found.line - 1][found.column - 1 : found.place.end_column - 1] == "call"
        assert rules_of(text) == ["call-scheme"]

    def test_without_a_scheme_neither(self):
        assert rules_of(proposal("joint", scheme=REMOVED)) == ["schema-missing-key"]

    @each("value", [5, ["x"], True])
    def test_ill_typed(self, value):
        assert rules_of(proposal("joint", call=value)) == ["schema-wrong-type"]


class TestWhich:
    def test_unknown(self):
        text = proposal("joint", call="jp-uk-quantum-2025")
        found = the_finding("call-unknown", text)
        assert found.values["text"] == "jp-uk-quantum-2025"
        assert "`jp-uk-quantum-technologies-2025`" in found.values["nearest"]
        assert found.fix == found.values["nearest"][0].strip("`")
        assert (found.mend_variant, found.pointer, found.clause) == ("nearest", "/call", "joint.theme")
        assert rules_of(text) == ["call-unknown"]

    def test_nothing_is_near(self):
        found = the_finding("call-unknown", proposal("joint", call="@@@@"))
        assert (found.mend_variant, found.fix, found.values["nearest"]) == ("default", None, ())

    @each("call", [one for one in load.known_calls().values() if one.scheme == "joint"])
    def test_known(self, call):
        person = proposal_data("joint")["counterparts"][0]
        for agency in call.agencies.value:
            support = {"agency": agency.name.en, "status": "planned"}
            text = proposal(
                "joint",
                call=call.id,
                field=call.fields.value[0],
                counterparts=[{**person, "country": call.countries.value[0], "support": support}],
            )
            unstated = [] if call.total_cap else ["call-limit-unknown"]
            closed = ["call-closed"] if call.closes else []
            assert rules_of(text) == unstated + closed


class TestOutsideTheProgramme:
    @each(("cap", "speaks"), [(500_000_000, False), (500_000_001, True), ("50億円", True), (0, False)])
    def test_cap(self, cap, speaks):
        found = findings_of("call-outside-programme", inline(total_cap=cap))
        assert bool(found) == speaks
        if found:
            assert found[0].message_variant == "cap"
            assert found[0].values["cap"] == 500_000_000
            assert (found[0].pointer, found[0].clause) == ("/call/total_cap", "scale.joint")

    @each("key", ["min_years", "max_years"])
    @each(("number", "speaks"), [(2, True), (3, False), (5, False), (6, True)])
    def test_years(self, key, number, speaks):
        other = {"min_years": "max_years", "max_years": "min_years"}[key]
        found = findings_of("call-outside-programme", inline(**{key: number, other: REMOVED}))
        assert bool(found) == speaks
        if found:
            assert found[0].message_variant == "years"
            assert found[0].values == {"value": number, "min": 3, "max": 5}
            assert found[0].pointer == f"/call/{key}"

    @each("name", ["SG", "Atlantis", "IE", "JP", "KP"])
    def test_country(self, name):
        found = the_finding("call-outside-programme", inline(countries=["DE", name]))
        assert (found.message_variant, found.values) == ("countries", {"text": name})
        assert found.pointer == "/call/countries/1"
        assert rules_of(inline(countries=["DE", name])) == ["call-outside-programme"]

    def test_field(self):
        found = the_finding("call-outside-programme", inline(field="medicine"))
        assert (found.message_variant, found.mend_variant, found.values) == ("field", "field", {"text": "medicine"})
        assert found.pointer == "/call/field"
        assert rules_of(inline(field="medicine")) == ["call-outside-programme"]

    def test_everything_at_once(self):
        text = inline(total_cap="6億円", min_years=1, max_years=9, countries=["SG"], field="medicine")
        assert len(findings_of("call-outside-programme", text)) == 5

    def test_within_it(self):
        assert rules_of(inline()) == []


class TestClosed:
    @each(
        ("today", "rules"),
        [
            (date(2024, 6, 10), ["call-limit-unknown"]),
            (date(2024, 6, 11), ["call-limit-unknown"]),
            (date(2024, 6, 12), ["call-limit-unknown", "call-closed"]),
        ],
    )
    def test_the_day_after(self, today, rules):
        person = {**proposal_data("joint")["counterparts"][0], "support": {"agency": "BBSRC", "status": "planned"}}
        text = proposal("joint", call="jp-nsf-global-centers-2024", field="bio", counterparts=[person])
        assert rules_of(text, today=today) == rules

    def test_what_is_said(self):
        text = proposal("joint", call="jp-nsf-global-centers-2024")
        found = the_finding("call-closed", text, today=date(2026, 1, 1))
        assert (found.values["closed"], found.values["today"]) == (date(2024, 6, 11), date(2026, 1, 1))
        assert (found.pointer, found.severity, found.clause) == ("/call", "note", "joint.selection")

    def test_not_known(self):
        assert rules_of(proposal("joint"), today=date(2099, 1, 1)) == []


class TestOwnCalls:
    def test_a_call_from_a_data_file_that_allows_more(self):
        edition = load_programme()
        call = load.known_call(JOINT_CALL)._replace(
            origin="own",
            countries=Figure(("GB", "SG")),
            fields=Figure(("ai", "medicine")),
            total_cap=Figure(600_000_000, "stated"),
            min_years=Figure(1, "stated"),
            max_years=Figure(9, "inferred"),
        )

        def said(call):
            text = CallText(("call",), call.id, call)
            scheme = edition.schemes["joint"]
            rule = call_allows_more_than_the_programme
            return said_by(rule, joint_scheme=scheme, call_text=text, call=call, programme=edition)

        found = said(call)
        assert [one.message for one in found] == ["cap", "years", "years", "countries", "field"]
        assert {one.path for one in found} == {("call",)}
        assert [one.values["text"] for one in found[3:]] == ["SG", "medicine"]
        assert said(call._replace(origin="shipped")) == []

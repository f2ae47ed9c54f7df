"""Joint calls: the known ones, and those written in the proposal."""

from datetime import UTC, date, datetime

from aspire_cli.fiscal import JAPAN
from aspire_cli.programme import load
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Days, Figure
from aspire_cli.words.sentences import label
from aspire_cli.words.text import Text
from tests.helpers import (
    INLINE,
    JOINT_CALL,
    REMOVED,
    Plain,
    check,
    each,
    findings_of,
    inline,
    proposal,
    proposal_data,
    rules_of,
    the_finding,
    would_write,
    years,
)


class TestWhetherThereIsOne:
    @each("value", [REMOVED, None, "", "TBD"])
    def test_missing(self, value):
        text = proposal("joint", call=value)
        found = the_finding("call-missing", text)
        assert (found.pointer, found.severity, found.clause) == ("/scheme", "error", "call-forms")
        assert rules_of(text) == ["call-missing"]
        assert the_finding("call-missing", text, stage="draft").severity == "note"

    @each("scheme", ["top", "rising"])
    @each("call", [JOINT_CALL, "jp-de-quantum-2024", INLINE, {"total_cap": "9億円", "countries": ["SG"]}])
    def test_unexpected(self, scheme, call):
        text = proposal(scheme, call=call)
        found = the_finding("call-scheme", text)
        assert (found.pointer, found.severity, found.clause) == ("/call", "error", "call-forms")
        assert found.values["scheme"] == load_programme().schemes[scheme].name
        assert found.values["line"] == "scheme: joint"
        assert found.values["other"] == load_programme().schemes["joint"].name
        is_inline = not isinstance(call, str)
        assert (found.message_variant, found.mend_variant) == (("inline",) * 2 if is_inline else ("default",) * 2)
        assert (text.splitlines()[found.line - 1][found.column - 1 :].startswith("call:")) == is_inline
        assert rules_of(text) == ["call-scheme"]

    @each("scheme", ["top", "rising"])
    def test_a_single_scheme_needs_none(self, scheme):
        assert rules_of(proposal(scheme)) == []

    def test_one_in_braces_is_marked_by_its_key(self):
        text = proposal(call=Plain("{agency: DFG, theme: Quantum}"))
        found = the_finding("call-scheme", text)
        assert text.splitlines()[found.line - 1][found.column - 1 : found.place.end_column - 1] == "call"

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
        assert would_write(found) is None  # which year's call is meant, no machine can tell
        assert (found.mend_variant, found.pointer, found.clause) == ("nearest", "/call", "call-forms")
        assert rules_of(text) == ["call-unknown"]

    @each("scheme", ["top", "rising"])
    def test_unknown_with_a_single_scheme(self, scheme):
        assert rules_of(proposal(scheme, call="top-1999")) == ["call-unknown"]

    def test_unknown_without_a_scheme(self):
        assert rules_of(proposal(scheme=REMOVED, call="top-1999")) == ["schema-missing-key", "call-unknown"]

    @each(
        ("scheme", "call", "rules"),
        [
            ("top", "top-2025", ["call-closed"]),
            *(("top", "rising-2025", ["call-scheme"]), ("rising", "top-2025", ["call-scheme"])),
            ("joint", "top-2025", ["call-scheme"]),
        ],
    )
    def test_of_a_single_scheme(self, scheme, call, rules):
        assert rules_of(proposal(scheme, call=call)) == rules

    def test_nothing_is_near(self):
        found = the_finding("call-unknown", proposal("joint", call="@@@@"))
        assert (found.mend_variant, would_write(found), found.values["nearest"]) == ("default", None, ())

    @each("call", [call for call in load.known_calls(load_programme()).values() if call.scheme == "joint"])
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
            unstated = set() if call.total_cap else {"call-limit-unknown", "call-incomplete"}
            closed = {"call-closed"} if call.closes else set()
            assert set(rules_of(text)) == unstated | closed


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
            named = {"figure": label(f"figure-{key}"), "figure_key": key}
            assert found[0].values == {"value": number, "min": 3, "max": 5, **named}
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
        ("today", "speaks"),
        [
            (date(2025, 5, 12), False),  # its first moment in Japan
            (datetime(2025, 5, 12, 12, 0, tzinfo=JAPAN), False),
            (datetime(2025, 5, 12, 12, 0, 1, tzinfo=JAPAN), True),
            (datetime(2025, 5, 12, 3, 0, tzinfo=UTC), False),
            (datetime(2025, 5, 12, 3, 0, 1, tzinfo=UTC), True),
            (date(2025, 5, 13), True),
        ],
    )
    def test_at_its_own_instant(self, today, speaks):
        assert ("call-closed" in rules_of(proposal(call="top-2025"), today=today)) == speaks

    @each(("today", "speaks"), [(date(2024, 4, 16), False), (date(2024, 4, 17), True)])
    def test_a_day_alone_is_the_whole_day_in_japan(self, today, speaks):
        text = proposal("joint", call="jp-uk-engineering-biology-2024", field="bio")
        assert ("call-closed" in rules_of(text, today=today)) == speaks

    def test_what_is_said(self):
        found = the_finding("call-closed", proposal(call="top-2025"), today=datetime(2025, 5, 12, 18, 30, tzinfo=JAPAN))
        assert (found.pointer, found.severity, found.clause) == ("/call", "note", "call-forms")
        said = "closed on 2025-05-12 12:00 (Japan time); it is now 2025-05-12 18:30 (Japan time)."
        assert found.message.endswith(said)
        assert "2025-05-12 12:00(日本時間)に締め切られました" in found.message_in("ja")

    def test_not_known(self):
        assert rules_of(proposal("joint"), today=date(2099, 1, 1)) == []


def own(**changes):
    """Return an edition with a call of the user's own, and a proposal that names it."""
    call = load.known_call(JOINT_CALL, load_programme())._replace(id="ours", origin="own", **changes)
    return load_programme()._replace(own_calls={call.id: call}), proposal("joint", call="ours")


def found_in(changes, **options):
    edition, text = own(**changes)
    return [(one.rule, one.message_variant) for one in check(text, programme=edition, **options).findings]


PLACE = Text("p. 4", "4ページ")
BEYOND = {
    "total_cap": (500_000_001, "cap"),
    "min_years": (2, "years"),
    "max_years": (6, "years"),
    "countries": (("GB", "SG"), "countries"),
    "fields": (("ai", "medicine"), "field"),
}


class TestOwnCalls:
    @each(("key", "beyond"), BEYOND.items())
    def test_a_figure_that_allows_more_than_the_page(self, key, beyond):
        value, variant = beyond
        assert ("call-outside-programme", variant) in found_in({key: Figure(value)})
        assert ("call-beyond-page", variant) in found_in({key: Figure(value, place=PLACE)})
        for figure in (Figure(value), Figure(value, place=PLACE)):
            assert len([one for one in found_in({key: figure}) if one[0].startswith("call-")]) == 1
        for inferred in (Figure(value, "inferred"), Figure(value, "inferred", PLACE)):
            found = found_in({key: inferred})
            assert {"call-outside-programme", "call-beyond-page"}.isdisjoint(rule for rule, _ in found)

    @each("place", [None, PLACE])
    def test_a_call_that_comes_with_the_program_is_not_the_writer_s_to_mend(self, place):
        edition, text = own(total_cap=Figure(500_000_001, place=place))
        shipped = edition._replace(own_calls={"ours": edition.own_calls["ours"]._replace(origin="shipped")})
        assert rules_of(text, programme=shipped) == []

    def test_of_a_single_scheme_no_limit_is_missing(self):
        call = load.known_call("top-2025", load_programme())._replace(
            id="ours", origin="own", closes=None, total_cap=None
        )
        edition = load_programme()._replace(own_calls={call.id: call})
        assert rules_of(proposal(call="ours"), programme=edition) == []

    def test_the_page_s_figure_is_the_one_in_force(self):
        edition, _ = own(total_cap=Figure(600_000_000, place=PLACE))
        text = proposal("joint", call="ours", budget={"years": years(*[65_000_000] * 6)})
        assert [one.rule for one in check(text, programme=edition).findings] == ["budget-total-cap", "call-beyond-page"]

    @each(("first", "last", "speaks"), [(1, 1, False), (2, 3, True), (1, 2, False)])
    def test_the_days_between_which_support_starts(self, first, last, speaks):
        days = Days(date(2026, 12, first), date(2026, 12, last))
        assert (("call-start", "default") in found_in({"support_starts": Figure(days)})) == speaks
        assert found_in({"support_starts": Figure(days, "inferred")}) == []

    @each("days", [Days(date(2026, 12, 1), date(2027, 1, 1)), Days(date(2026, 11, 1), date(2026, 12, 1))])
    def test_on_the_first_and_on_the_last_of_them(self, days):
        assert found_in({"support_starts": Figure(days)}) == []

    def test_before_them_and_after_them(self):
        for days in (Days(date(2026, 12, 2), date(2027, 1, 1)), Days(date(2026, 1, 1), date(2026, 11, 30))):
            assert found_in({"support_starts": Figure(days)}) == [("call-start", "default")]
        assert found_in({"support_starts": Figure(Days(date(2027, 4, 1), date(2027, 4, 1)))}) == [
            ("call-start", "one-day")
        ]

    @each(("cap", "speaks"), [(180_000_000, False), (179_999_999, True)])
    def test_a_direct_cap_of_the_call_s_own(self, cap, speaks):
        rules = [rule for rule, _ in found_in({"direct_cap": Figure(cap)})]
        assert rules == ["budget-direct-cap"] * speaks
        assert found_in({"direct_cap": Figure(cap, "inferred")}) == []

    def test_of_a_single_scheme_its_figures_narrow_the_page_s(self):
        call = load.known_call("top-2025", load_programme())._replace(
            id="ours", origin="own", closes=None, total_cap=Figure(467_999_999)
        )
        edition = load_programme()._replace(own_calls={call.id: call})
        assert rules_of(proposal(call="ours"), programme=edition) == ["budget-total-cap"]

    def test_what_is_only_inferred_is_told_as_not_checked(self):
        assert found_in({"fields": Figure(("quantum",), "inferred")}) == [("call-incomplete", "default")]
        assert found_in({"total_cap": Figure(100, "inferred")}) == [("call-limit-unknown", "inferred")]
        assert found_in({"countries": Figure(("DE",), "inferred")}) == [("call-incomplete", "default")]


class TestWhoCanMendIt:
    """A call that stands in the proposal is mended there; of a known one its file, or the guidelines, have to say."""

    @each("rule", ["call-incomplete", "call-limit-unknown"])
    def test_inline(self, rule):
        key = {"call-incomplete": "agency", "call-limit-unknown": "total_cap"}[rule]
        text = inline(**{key: REMOVED})
        found = the_finding(rule, text)
        assert found.mend_variant == "inline"
        assert text.splitlines()[found.line - 1][found.column - 1 :].startswith("call:")

    @each("rule", ["call-incomplete", "call-limit-unknown"])
    def test_known(self, rule):
        text = proposal("joint", call="jp-uk-engineering-biology-2024", field="bio")
        found = the_finding(rule, text)
        assert found.mend_variant == "default"
        assert text.splitlines()[found.line - 1][found.column - 1 :].startswith("call:")


class TestIncomplete:
    @each("key", ["agency", "countries", "field", "indirect_percent"])
    def test_each_of_what_a_joint_call_should_state(self, key):
        found = the_finding("call-incomplete", inline(**{key: REMOVED}))
        assert found.values["keys"] == (key,)
        assert (found.pointer, found.severity, found.clause) == ("/call", "note", "joint.theme")
        assert rules_of(inline(**{key: REMOVED})) == ["call-incomplete"]

    def test_all_in_one_finding(self):
        found = the_finding("call-incomplete", inline(agency=REMOVED, countries=REMOVED, field=REMOVED))
        assert found.message.endswith("the counterpart funding agency, the countries, the field.")
        assert found.message_in("ja").endswith(":相手側FA、国・地域、分野。")

    def test_what_is_written_and_cannot_be_read_is_no_gap(self):
        assert rules_of(inline(indirect_percent="much")) == ["schema-wrong-type"]

"""The bounds of the budget rules, each from both sides, to the yen."""

from aspire_cli.money import Yen
from aspire_cli.programme import load
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Figure
from aspire_cli.proposal.budget import AMOUNTS
from aspire_cli.rules.budget import direct_costs_above_the_cap
from aspire_cli.words.text import Text
from tests.helpers import (
    JOINT_CALL,
    Plain,
    changed,
    check,
    each,
    findings_of,
    inline,
    proposal,
    rules_of,
    said_by,
    the_finding,
    years,
)

NOT_SO_FAR = Text("", "")


def budget(scheme="top", /, **keys):
    """Return a fitting proposal with another budget."""
    return proposal(scheme, budget=keys)


def direct(scheme, amount, count=6, **shared):
    """Return a proposal with that many yen of direct costs, all but nothing of them in the first year."""
    return budget(scheme, years=years(amount - (count - 1), *[1] * (count - 1), **shared))


CAPS = [("top", 380_000_000, 500_000_000, 6), ("rising", 69_000_000, 90_000_000, 4)]


class TestDirectCap:
    @each(("scheme", "cap", "total_cap", "count"), CAPS)
    def test_the_printed_figure_fits(self, scheme, cap, total_cap, count):
        assert rules_of(direct(scheme, cap, count)) == []

    @each(("scheme", "cap", "total_cap", "count"), CAPS)
    def test_a_yen_above_it_is_the_rounding_of_the_page(self, scheme, cap, total_cap, count):
        assert rules_of(direct(scheme, cap + 1, count)) == ["budget-direct-rounding"]

    @each(("scheme", "first"), [("top", 384_615_386), ("rising", 69_230_770)])
    def test_from_where_the_total_is_above_its_cap(self, scheme, first):
        count = {"top": 6, "rising": 4}[scheme]
        assert rules_of(direct(scheme, first - 1, count)) == ["budget-direct-rounding"]
        assert rules_of(direct(scheme, first, count)) == ["budget-total-cap", "budget-direct-rounding"]

    @each(("scheme", "first"), [("top", 384_623_077), ("rising", 69_238_462)])
    def test_from_where_no_rounding_explains_it(self, scheme, first):
        count = {"top": 6, "rising": 4}[scheme]
        assert rules_of(direct(scheme, first - 1, count)) == ["budget-total-cap", "budget-direct-rounding"]
        assert rules_of(direct(scheme, first, count)) == ["budget-direct-cap", "budget-total-cap"]

    @each(("scheme", "first"), [("top", 384_623_077), ("rising", 69_238_462)])
    def test_whatever_indirect_costs_are_asked_for(self, scheme, first):
        count = {"top": 6, "rising": 4}[scheme]
        assert rules_of(direct(scheme, first - 1, count, indirect=0)) == ["budget-direct-rounding"]
        assert rules_of(direct(scheme, first, count, indirect=0)) == ["budget-direct-cap"]

    def test_a_joint_call_has_no_direct_cap(self):
        text = inline(("budget", {"years": years(*[66_000_000] * 6, indirect=0)}), total_cap=500_000_000)
        assert rules_of(text) == []

    @each(("scheme", "known"), [("top", "top-2025"), ("joint", JOINT_CALL)])
    def test_a_call_s_own_was_not_rounded_down(self, scheme, known):
        name = Text("Our call", "私たちの公募")
        call = load.known_call(known, load_programme())._replace(
            id="ours", origin="own", name=name, direct_cap=Figure(180_000_000)
        )
        edition = load_programme()._replace(own_calls={call.id: call})
        for amount, rules in ((180_000_000, []), (180_000_001, ["budget-direct-cap"])):
            text = proposal(scheme, call="ours", budget={"years": years(amount, 0, 0, 0, 0, 0)})
            found = [one for one in check(text, programme=edition).findings if one.topic == "budget"]
            assert [one.rule for one in found] == rules
        assert (found[0].values["scheme"], found[0].values["cap"], found[0].values["over"]) == (name, 180_000_000, 1)

    def test_a_call_that_states_none_leaves_the_page_s(self):
        text = proposal(call="top-2025", budget={"years": years(384_623_077, 0, 0, 0, 0, 0, indirect=0)})
        assert the_finding("budget-direct-cap", text).values["scheme"].en == "ASPIRE for Top Scientists"

    def test_rounding_explains_less_than_ten_thousand_yen_of_the_total(self):
        scheme = load_programme().schemes["top"]._replace(direct_cap=900_000, total_cap=1_290_000)
        limits = changed().limits._replace(scheme=scheme, direct_cap=900_000)
        for amount, speaks in ((999_999, False), (1_000_000, True)):  # 1,300,000 yen with indirect costs
            budget = changed(budget={"years": years(amount)}).budget
            said = said_by(direct_costs_above_the_cap, budget=budget, limits=limits, programme=load_programme())
            assert bool(said) == speaks

    def test_what_is_said(self):
        found = the_finding("budget-direct-cap", direct("top", 400_000_000))
        assert found.values == {
            "direct": 400_000_000,
            "scheme": Text("ASPIRE for Top Scientists", "トップのためのASPIRE"),
            "cap": 380_000_000,
            "over": 20_000_000,
            "so_far": NOT_SO_FAR,
        }
        assert all(isinstance(found.values[key], Yen) for key in ("direct", "cap", "over"))
        assert found.message == (
            "Direct costs come to ¥400,000,000; ASPIRE for Top Scientists pays at most ¥380,000,000 (20,000,000 over)."
        )
        assert found.hint == (
            "Lower the direct costs by ¥20,000,000, or ask `aspire budget` for a plan inside the limits."
        )
        assert found.message_in("en", "thousand_yen").endswith("at most ¥380,000 thousand (20,000 thousand over).")
        assert (found.pointer, found.clause) == ("/budget", "scale.top")

    def test_what_is_said_of_rounding(self):
        found = the_finding("budget-direct-rounding", direct("rising", 69_230_000, 4))
        assert found.values == {
            "direct": 69_230_000,
            "scheme": Text("ASPIRE for Rising Scientists", "次世代のためのASPIRE"),
            "cap": 69_000_000,
            "over": 230_000,
            "total_cap": 90_000_000,
            "so_far": NOT_SO_FAR,
        }
        assert (found.pointer, found.clause) == ("/budget", "scale.rising")


class TestTotalCap:
    @each(("scheme", "cap", "count"), [("top", 500_000_000, 6), ("rising", 90_000_000, 4), ("joint", 280_000_000, 6)])
    def test_by_a_yen(self, scheme, cap, count):
        indirect = cap // 5
        entries = years(cap - indirect - (count - 1), *[1] * (count - 1))
        entries[0]["indirect"] = indirect
        for entry in entries[1:]:
            entry["indirect"] = 0
        above = [{**entries[0], "indirect": indirect + 1}, *entries[1:]]
        assert "budget-total-cap" not in rules_of(budget(scheme, years=entries))
        found = the_finding("budget-total-cap", budget(scheme, years=above))
        assert (found.values["total"], found.values["cap"], found.values["over"]) == (cap + 1, cap, 1)
        assert (found.pointer, found.clause) == ("/budget", f"scale.{scheme}")

    @each(
        ("call_cap", "cap", "variant"),
        [
            (None, 500_000_000, "default"),
            (500_000_000, 500_000_000, "call"),
            (500_000_001, 500_000_000, "default"),
            (10, 10, "call"),
        ],
    )
    def test_of_a_joint_call_the_smaller_counts(self, call_cap, cap, variant):
        call = {"agency": "EPSRC", "countries": ["GB"], "total_cap": call_cap}
        found = the_finding("budget-total-cap", proposal("joint", call=call, budget={"years": years(400_000_000)}))
        assert found.values["cap"] == cap
        assert found.message_variant == variant
        name = {"call": "joint call in the proposal", "default": "Joint call"}[variant]
        assert name in found.values["whose"].en

    def test_of_a_known_joint_call(self):
        found = the_finding("budget-total-cap", budget("joint", years=years(216_000_000)))
        assert found.message_variant == "call"
        assert (found.values["cap"], found.values["over"]) == (280_000_000, 800_000)
        assert "human-centred AI" in found.values["whose"].en

    def test_a_single_scheme_is_not_bound_by_a_call(self):
        text = proposal(call=JOINT_CALL, budget={"years": years(*[60_000_000] * 6)})
        assert rules_of(text) == ["call-scheme"]

    def test_far_above_it_the_unit_is_asked_after(self):
        for direct_costs, variant in [(380_000_000 * 100, "default"), (380_000_000 * 100 + 1, "unit")]:
            text = budget(years=years(direct_costs, indirect=0))
            assert the_finding("budget-direct-cap", text).mend_variant == variant
        entries = years(500_000_000 * 100, indirect=0)
        assert the_finding("budget-total-cap", budget(years=entries)).mend_variant == "default"
        entries[0]["indirect"] = 1
        assert the_finding("budget-total-cap", budget(years=entries)).mend_variant == "unit"

    @each(("call_cap", "mend"), [(300, "call-unit"), (999_999, "call-unit"), (1_000_000, "unit"), (1_000_001, "unit")])
    def test_a_limit_far_too_small_for_one_is_asked_after_itself(self, call_cap, mend):
        text = inline(("budget", {"years": years(200_000_000)}), total_cap=call_cap)
        found = the_finding("budget-total-cap", text)
        assert (found.mend_variant, found.pointer) == (mend, "/budget")
        assert [one.pointer for one in found.related] == (["/call/total_cap"] if mend == "call-unit" else [])

    def test_that_of_a_known_call_is_not(self):
        call = load.known_call(JOINT_CALL, load_programme())._replace(id="ours", origin="own", total_cap=Figure(300))
        edition = load_programme()._replace(own_calls={call.id: call})
        assert the_finding("budget-total-cap", proposal("joint", call="ours"), programme=edition).mend_variant == "unit"


class TestIndirectRate:
    @each(("written", "allowance"), [(1, 10_000), (2, 20_000), (4, 40_000), (6, 60_000)])
    def test_ten_thousand_yen_for_each_written_year(self, written, allowance):
        def over_by(yen):
            entries = years(*[10_000_000] * 6)
            for entry in entries[:written]:
                entry["indirect"] = 3_000_000
            entries[0]["indirect"] += yen
            return budget(years=entries)

        assert rules_of(over_by(allowance - 1)) == []
        assert rules_of(over_by(allowance)) == ["budget-indirect-rate"]
        assert the_finding("budget-indirect-rate", over_by(allowance)).mend_variant == "default"

    def test_a_written_nothing_counts_as_written(self):
        entries = [*years(10_000_000, indirect=3_019_999), *years(*[1_000_000] * 5, first=2027, indirect=300_000)]
        entries[1]["indirect"] = 0
        entries[0]["indirect"] = 3_300_000 + 59_999
        assert rules_of(budget(years=entries)) == []
        entries[0]["indirect"] += 1
        assert rules_of(budget(years=entries)) == ["budget-indirect-rate"]

    def test_without_a_written_year_not_a_yen(self):
        assert rules_of(budget(years=years(*[10_000_000] * 6), indirect_rate=30)) == []
        found = the_finding(
            "budget-indirect-rate", budget(years=years(*[10_000_000] * 6), indirect_rate=Plain("30.00001"))
        )
        assert found.values == {
            "indirect": 18_000_006,
            "direct": 60_000_000,
            "percent": 30,
            "limit": 18_000_000,
            "over": 6,
            "so_far": NOT_SO_FAR,
        }
        assert found.mend_variant == "rate"
        assert (found.pointer, found.clause) == ("/budget", "scale.top")

    def test_a_yen_above_thirty_percent_of_a_sum_that_is_not_whole(self):
        # 30 % of 11 yen are 3.3: 4 is less than a yen above it, 5 is more.
        entries = years(5, 2, 1, 1, 1, 1)
        assert rules_of(budget(years=entries, indirect_rate=Plain("36.4")), rules=["budget-indirect-rate"]) == []
        assert rules_of(budget(years=entries, indirect_rate=Plain("45.5")), rules=["budget-indirect-rate"]) != []

    def test_a_lower_rate_is_free(self):
        assert rules_of(budget(years=years(*[10_000_000] * 6), indirect_rate=0)) == []

    def test_not_while_a_year_has_no_amount(self):
        entries = [*years(*[10_000_000] * 5, indirect=9_000_000), {"fiscal_year": 2031, "indirect": 5}]
        assert rules_of(budget(years=entries)) == ["schema-missing-key"]

    @each(("rate", "mend"), [(40, "rate"), (30, "default"), (20, "default")])
    def test_the_mend_is_the_rate_only_where_that_is_too_high_itself(self, rate, mend):
        entries = years(*[10_000_000] * 6)
        entries[0]["indirect"] = 9_000_000
        assert the_finding("budget-indirect-rate", budget(years=entries, indirect_rate=rate)).mend_variant == mend

    @each("scheme", ["rising", "joint"])
    def test_for_every_scheme(self, scheme):
        entries = years(*[10_000_000] * {"rising": 4, "joint": 6}[scheme])
        entries[0]["indirect"] = 3_010_000
        assert rules_of(budget(scheme, years=entries)) == ["budget-indirect-rate"]


class TestSum:
    def test_of_a_year(self):
        entries = years(*[10_000_000] * 6)
        entries[2] |= {"goods": 4_000_000, "travel": 5_000_000, "personnel": 999_999, "other": 1}
        assert rules_of(budget(years=entries)) == []
        entries[2]["other"] = 0
        found = the_finding("budget-sum", budget(years=entries))
        assert (found.pointer, found.message_variant) == ("/budget/years/2/direct", "year-direct")
        expected = {"declared": 10_000_000, "sum": 9_999_999, "off": 1, "so_far": NOT_SO_FAR}
        assert found.values == {**expected, "rests_on": AMOUNTS}

    @each(("key", "right"), [("direct", 60_000_000), ("indirect", 18_000_000), ("total", 78_000_000)])
    @each("off", [-1, 1])
    def test_of_the_whole(self, key, right, off):
        entries = years(*[10_000_000] * 6, indirect=3_000_000)
        assert rules_of(budget(years=entries, **{key: right})) == []
        found = the_finding("budget-sum", budget(years=entries, **{key: right + off}))
        assert (found.pointer, found.message_variant) == (f"/budget/{key}", key)
        assert (found.values["declared"], found.values["sum"], found.values["off"]) == (right + off, right, 1)
        assert all(isinstance(found.values[name], Yen) for name in ("declared", "sum", "off"))

    def test_all_of_them(self):
        entries = years(*[10_000_000] * 6, indirect=3_000_000)
        entries[0]["goods"] = 10_000_001
        text = budget(years=entries, direct=1, indirect=2, total=3)
        assert [found.pointer for found in findings_of("budget-sum", text)] == [
            "/budget/years/0/direct",
            "/budget/direct",
            "/budget/indirect",
            "/budget/total",
        ]

    def test_with_written_indirect_costs(self):
        entries = years(*[10_000_000] * 6)
        entries[0]["indirect"] = 0
        assert rules_of(budget(years=entries, indirect=15_000_000, total=75_000_000)) == []

    def test_in_the_unit(self):
        text = budget(
            unit="thousand_yen", years=years(*[10_000] * 6), direct=60_000, indirect="1,800万円", total=78_000
        )
        assert rules_of(text) == []

    @each(("total", "speaks"), [(64_999_999, True), (65_000_000, False), (65_000_001, False)])
    def test_of_the_whole_only_where_it_is_exceeded_while_a_year_has_no_amount(self, total, speaks):
        entries = [*years(*[10_000_000] * 5, indirect=3_000_000), {"fiscal_year": 2031}]
        rules = ["schema-missing-key", *["budget-sum"] * speaks]
        assert rules_of(budget(years=entries, total=total)) == rules


class TestUnitSuspect:
    @each(("total", "speaks"), [(0, False), (1, True), (999_999, True), (1_000_000, False)])
    def test_below_a_million_yen(self, total, speaks):
        entries = years(total, 0, 0, 0, 0, 0, indirect=0)
        assert rules_of(budget(years=entries)) == (["budget-unit-suspect"] if speaks else [])

    def test_not_in_a_draft(self):
        text = proposal(stage="draft", budget={"years": years(1, 0, 0, 0, 0, 0)})
        assert rules_of(text) == []
        assert rules_of(text, stage="final") == ["budget-unit-suspect"]

    def test_not_while_a_year_has_no_amount(self):
        text = budget(years=[*years(1, 1, 1, 1, 1), {"fiscal_year": 2031}])
        assert rules_of(text) == ["schema-missing-key"]

    def test_what_is_said(self):
        found = the_finding("budget-unit-suspect", budget(years=years(380_000, 0, 0, 0, 0, 0)))
        assert found.values == {"total": 494_000}
        assert (found.pointer, found.severity) == ("/budget", "warning")


class TestUnreadable:
    @each("value", ["much", -5, "0.5円"])
    def test_an_amount_that_cannot_be_taken_is_one_finding(self, value):
        entries = years(*[900_000_000] * 6)
        entries[0]["direct"] = value
        assert rules_of(budget(years=entries, total=5)) == ["schema-bad-value"]

    def test_it_hides_no_sum_of_another_year(self):
        entries = years(*[10_000_000] * 6)
        entries[0]["direct"] = "much"
        entries[1] |= {"goods": 1}
        assert rules_of(budget(years=entries)) == ["schema-bad-value", "budget-sum"]

    @each("other", [{}, {"goods": "未定", "travel": 1}, {"goods": "much"}])
    def test_what_a_year_lacks_hides_no_sum_of_another(self, other):
        entries = years(*[10_000_000] * 6)
        entries[0] = {"fiscal_year": 2026, **other}
        entries[1] |= {"goods": 1}
        assert "budget-sum" in rules_of(budget(years=entries))

    @each("key", ["goods", "direct"])
    def test_an_amount_under_a_misspelt_key_is_one_finding(self, key):
        entries = years(*[10_000_000] * 6)
        entries[0] = {"fiscal_year": 2026, f"{key}x": 30_000_000, "travel": 1, "indirect": 9_000_000}
        assert rules_of(budget(years=entries, total=104_000_000)) == ["schema-unknown-key"]

    def test_a_sum_that_does_not_rest_on_the_misspelt_amount_is_told(self):
        entries = [{**entry, "indirect": 1_000_000} for entry in years(*[10_000_000] * 6)]
        entries[0]["goodss"] = 1
        assert set(rules_of(budget(years=entries, indirect=5))) == {"budget-sum", "schema-unknown-key"}
        assert set(rules_of(budget(years=entries, direct=5))) == {"schema-unknown-key"}
        entries[0] = {"fiscal_year": 2026, "direct": 10_000_000, "indirectt": 1}
        assert set(rules_of(budget(years=entries, direct=5))) == {"budget-sum", "schema-unknown-key"}
        assert set(rules_of(budget(years=entries, indirect=5))) == {"schema-unknown-key"}

    def test_a_cap_is_exceeded_though_an_amount_is_under_a_misspelt_key(self):
        entries = years(*[90_000_000] * 6)
        entries[0]["goodss"] = 1
        assert rules_of(budget(years=entries)) == ["budget-direct-cap", "budget-total-cap", "schema-unknown-key"]

    def test_an_indirect_amount_hides_no_direct_cap_and_no_sum_of_direct_costs(self):
        entries = years(*[70_000_000] * 6)
        entries[0]["indirect"] = "much"
        found = set(rules_of(budget(years=entries, direct=5)))
        assert found == {"budget-direct-cap", "budget-sum", "schema-bad-value"}

    def test_a_unit_that_cannot_be_taken_is_one_finding(self):
        assert rules_of(budget(years=years(*[1] * 6), unit="oku", total=5)) == ["schema-bad-value"]

    @each("unreadable", [{"indirect": "much"}, {"indirect": 5, "years": [{"fiscal_year": 2026, "direct": "much"}]}])
    def test_nor_is_a_declared_sum_held_against_the_rate_then(self, unreadable):
        found = rules_of(budget(**{"years": years(*[10_000_000] * 6), "indirect_rate": 20, **unreadable}))
        assert {rule.partition("-")[0] for rule in found} <= {"schema", "budget"}
        assert "budget-sum" not in found
        assert "schema-bad-value" in found

    @each("rate", [-1, 101, Plain(".nan"), Plain(".inf"), "30"])
    def test_a_rate_that_cannot_be_taken_is_one_finding(self, rate):
        (rule,) = rules_of(budget(years=years(*[10_000_000] * 6), indirect_rate=rate))
        assert rule in ("schema-bad-value", "schema-wrong-type")
        assert rules_of(budget(years=years(*[900_000_000] * 6), indirect_rate=rate)) == ["budget-direct-cap", rule]


class TestFundedProjects:
    """Facts of funded projects: none of them may get an error."""

    def test_the_rounded_rising_project(self):
        entries = years(17_307_500, 17_307_500, 17_307_500, 17_307_500)
        for entry in entries:
            entry["indirect"] = 5_192_500
        text = budget("rising", years=entries, direct="6,923万円", indirect="2,077万円", total="9,000万円")
        assert rules_of(text) == ["budget-direct-rounding"]

    def test_with_all_indirect_costs_in_one_year(self):
        entries = [{"fiscal_year": 2026, "direct": "6,923万円", "indirect": "2,077万円"}, *years(0, 0, 0, first=2027)]
        assert rules_of(budget("rising", years=entries)) == ["budget-direct-rounding"]

    def test_the_largest_top_project_in_ten_thousand_yen(self):
        entries = [{"fiscal_year": 2026, "direct": "3億8,461万円", "indirect": "1億1,539万円"}]
        assert rules_of(budget(years=[*entries, *years(0, 0, 0, 0, 0, first=2027)])) == ["budget-direct-rounding"]

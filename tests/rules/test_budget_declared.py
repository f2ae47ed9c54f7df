"""Budgets as people write them: declared sums, forms that round, one budget by institution, and drafts that grow."""

from aspire_cli.words.text import Text
from tests.helpers import Plain, each, findings_of, inline, proposal, rules_of, the_finding, would_write, years


def budget(scheme="top", /, **keys):
    """Return a fitting proposal with another budget."""
    return proposal(scheme, budget=keys)


class TestAsPublished:
    """Direct costs by year; the rest only as declared sums."""

    DIRECT = ("923万円", "2,000万円", "2,000万円", "2,000万円")

    def test_a_funded_project_gets_no_error(self):
        text = budget("rising", years=years(*self.DIRECT), direct="6,923万円", indirect="2,077万円", total="9,000万円")
        assert rules_of(text) == ["budget-direct-rounding"]

    def test_a_declared_total_alone_gives_the_rest(self):
        assert rules_of(budget("rising", years=years(*self.DIRECT), total="9,000万円")) == ["budget-direct-rounding"]

    @each(("off", "speaks"), [(39_999, False), (40_000, True)])
    @each("side", [-1, 1])
    def test_a_total_near_what_the_rate_makes(self, off, speaks, side):
        text = budget("rising", years=years(*[10_000_000] * 4), total=52_000_000 + side * off)
        assert rules_of(text) == (["budget-sum"] if speaks else [])

    @each(("indirect", "speaks"), [(12_039_999, False), (12_040_000, True)])
    def test_a_declared_sum_is_judged_as_if_every_year_wrote_its_own(self, indirect, speaks):
        text = budget("rising", years=years(*[10_000_000] * 4), indirect=indirect)
        assert rules_of(text) == (["budget-indirect-rate"] if speaks else [])
        if speaks:
            assert the_finding("budget-indirect-rate", text).mend_variant == "declared"

    @each(
        ("indirect", "speaks"),
        [
            *((7_950_000, True), (7_960_000, True), (7_960_001, False)),
            *((8_039_999, False), (8_040_000, True), (8_050_000, True)),
        ],
    )
    def test_beside_a_written_rate(self, indirect, speaks):
        text = budget("rising", years=years(*[10_000_000] * 4), indirect=indirect, indirect_rate=20)
        assert rules_of(text) == (["budget-sum"] if speaks else [])
        if speaks:
            found = the_finding("budget-sum", text)
            assert (found.pointer, found.message_variant) == ("/budget/indirect", "rate")

    def test_of_what_the_years_write_no_rate_is_asked(self):
        entries = years(*[10_000_000] * 4, indirect=3_000_000)
        assert rules_of(budget("rising", years=entries, indirect=12_000_000, indirect_rate=20)) == []

    def test_what_is_declared_is_judged_though_a_year_has_no_amount(self):
        entries = [*years(*[10_000_000] * 3), {"fiscal_year": 2029}]
        text = budget("rising", years=entries, direct=40_000_000, indirect=12_040_000)
        assert rules_of(text) == ["budget-indirect-rate", "schema-missing-key"]

    def test_any_declared_sum_is_free_without_a_rate(self):
        assert rules_of(budget("rising", years=years(*[10_000_000] * 4), indirect=1)) == []

    def test_a_total_below_the_direct_costs_gives_none(self):
        text = budget("rising", years=years(10_000, 0, 0, 0), total=9_999)
        assert "budget-sum" in rules_of(text)

    def test_declared_indirect_costs_count_in_the_total(self):
        text = budget("rising", years=years(*[17_000_000] * 4), indirect="2,000万円", total="8,800万円")
        assert rules_of(text) == []
        text = budget("rising", years=years(*[17_000_000] * 4), indirect="2,000万円", total=88_000_001)
        assert rules_of(text) == ["budget-sum"]


class TestRoundingOfForms:
    @each(
        ("direct", "rule"), [(40_003, "budget-sum-rounding"), (40_004, "budget-sum"), (39_997, "budget-sum-rounding")]
    )
    def test_less_than_a_thousand_yen_for_each_entry(self, direct, rule):
        text = budget("rising", unit="thousand_yen", years=years(*[10_000] * 4), direct=direct)
        found = the_finding(rule, text)
        assert (found.pointer, found.message_variant) == ("/budget/direct", "direct")
        assert rules_of(text) == [rule]

    @each(
        ("entries", "declared", "rule"),
        [
            (years(9_999_500, 10_000_500, 10_000_000, 10_000_000), {"direct": 40_001_000}, "budget-sum"),
            (years(10_000_000, 10_000_000, 10_000_000, 0), {"direct": 30_001_000}, "budget-sum-rounding"),
            # A total is the sum of indirect costs too: of those of each year, or of what is declared for all.
            (years(10_000_000, 0, 0, 0, indirect=500), {"total": 10_001_000}, "budget-sum"),
            (years(*[10_000_000] * 4), {"indirect": 11_999_500, "total": 52_000_000}, "budget-sum"),
            (years(*[10_000_000] * 4), {"indirect": 11_999_000, "total": 52_000_000}, "budget-sum-rounding"),
            (years(*[10_000_000] * 4), {"indirect": 0, "total": 40_001_000}, "budget-sum-rounding"),
        ],
    )
    def test_not_where_an_amount_is_no_whole_thousand(self, entries, declared, rule):
        assert rules_of(budget("rising", years=entries, **declared)) == [rule]

    def test_the_own_sum_of_a_year_has_nothing_to_round(self):
        entries = years(*[10_000] * 4)
        entries[0]["goods"] = 10_001
        assert rules_of(budget("rising", unit="thousand_yen", years=entries)) == ["budget-sum"]

    def test_of_indirect_costs_and_of_the_total(self):
        entries = years(*[10_000] * 4, indirect=3_000)
        text = budget("rising", unit="thousand_yen", years=entries, indirect=12_001, total=51_999)
        found = findings_of("budget-sum-rounding", text)
        assert [one.message_variant for one in found] == ["indirect", "total"]
        assert {one.severity for one in found} == {"note"}
        assert len(rules_of(text)) == 2


class TestUnstatedRate:
    @each(("percent", "rule"), [(Plain("30.00001"), "budget-indirect-unstated"), (30, None)])
    def test_a_joint_call_that_states_none(self, percent, rule):
        text = inline(("budget", {"years": years(*[10_000_000] * 6), "indirect_rate": percent}), indirect_percent=None)
        assert rules_of(text) == [*[rule] * bool(rule), "call-incomplete"]

    @each(("percent", "rule"), [(21, "budget-indirect-rate"), (20, None)])
    def test_the_call_s_own_rate(self, percent, rule):
        text = inline(("budget", {"years": years(*[10_000_000] * 6), "indirect_rate": percent}), indirect_percent=20)
        assert rules_of(text) == [rule] * bool(rule)

    def test_without_a_call_neither(self):
        entries = {"years": years(*[10_000_000] * 6), "indirect_rate": 40}
        assert rules_of(proposal("joint", call=None, budget=entries)) == ["call-missing"]

    def test_without_a_scheme_neither(self):
        entries = {"years": years(*[10_000_000] * 6), "indirect_rate": 40}
        assert rules_of(proposal(scheme="gold", budget=entries)) == ["schema-bad-value"]


def by_institution(indirect):
    """Return entries of two institutions; the second writes those indirect costs."""
    first = years(*[6_000_000] * 4, indirect=1_700_000, institution="The University of Tokyo")
    second = years(*[4_000_000] * 4, institution="RIKEN")
    for entry, amount in zip(second, indirect, strict=True):
        entry["indirect"] = amount
    return [*first, *second]


class TestInstitutions:
    @each(("over", "speaks"), [(39_999, False), (40_000, True), (40_001, True)])
    def test_of_its_own_direct_costs(self, over, speaks):
        text = budget("rising", years=by_institution([1_200_000 + over, *[1_200_000] * 3]))
        assert rules_of(text) == ["budget-indirect-institution"] * speaks
        if speaks:
            found = the_finding("budget-indirect-institution", text)
            assert (found.values["institution"], found.values["over"]) == ("RIKEN", over)
            assert (found.pointer, found.severity, found.clause) == ("/budget", "note", None)

    def test_it_is_named_as_it_is_written_first(self):
        entries = by_institution([2_000_000, *[1_200_000] * 3])
        for entry, name in zip(entries[5:], ["riken", "Riken", "ＲＩＫＥＮ"], strict=True):
            entry["institution"] = name
        found = the_finding("budget-indirect-institution", budget("rising", years=entries))
        assert found.values["institution"] == "RIKEN"

    def test_behind_one_whose_direct_costs_are_not_known_the_others_are_looked_at(self):
        entries = by_institution([2_000_000, *[1_200_000] * 3])
        del entries[0]["direct"]
        found = the_finding("budget-indirect-institution", budget("rising", years=entries))
        assert found.values["institution"] == "RIKEN"

    @each(
        ("declared", "rules"),
        [
            ({"indirect": 13_000_000}, ["budget-indirect-rate"]),
            ({"total": 52_060_000}, []),
            ({"indirect_rate": 31}, ["budget-indirect-rate", *["budget-indirect-institution"] * 2]),
            ({"indirect_rate": 30}, []),
        ],
    )
    def test_a_share_of_one_sum_is_not_held_against_it(self, declared, rules):
        entries = by_institution([0] * 4)
        for entry in entries:
            del entry["indirect"]
        assert rules_of(budget("rising", years=entries, **declared)) == rules

    def test_not_where_an_amount_cannot_be_read(self):
        entries = by_institution(["much", *[2_000_000] * 3])
        assert rules_of(budget("rising", years=entries)) == ["schema-bad-value"]

    def test_not_where_one_entry_names_none(self):
        entries = by_institution([2_000_000] * 4)
        del entries[0]["institution"]
        assert "budget-indirect-institution" not in rules_of(budget("rising", years=entries))


class TestShareForPercent:
    @each(
        ("rate", "percent"),
        [("0.3", "30"), ("0.30", "30"), ("0.285", "28.5"), ("0.99", "99"), ("1", None), ("0", None), ("1.5", None)],
    )
    def test_between_nothing_and_one(self, rate, percent):
        text = budget(years=years(*[10_000_000] * 6), indirect_rate=Plain(rate))
        assert rules_of(text) == ["budget-unit-suspect"] * bool(percent)
        if percent:
            found = the_finding("budget-unit-suspect", text)
            assert (found.pointer, found.message_variant) == ("/budget/indirect_rate", "share")
            assert found.values["line"] == f"indirect_rate: {percent}"
            assert (str(would_write(found)), found.mend.safe) == (percent, False)

    def test_without_any_year(self):
        text = budget(indirect_rate=Plain("0.3"))
        assert rules_of(text) == ["schema-missing-key", "budget-unit-suspect"]


class TestDrafts:
    def test_totals_declared_and_one_year_entered(self):
        text = proposal(
            stage="draft",
            budget={"years": years("2,500万円"), "direct": "3.8億円", "indirect": "1.14億円", "total": "4.94億円"},
        )
        assert rules_of(text) == ["budget-year-missing"]

    @each(("direct", "speaks"), [(10_000_000, False), (9_999_999, True)])
    def test_a_declared_sum_that_is_exceeded_already(self, direct, speaks):
        text = proposal(stage="draft", budget={"years": years(10_000_000), "direct": direct})
        assert rules_of(text) == [*["budget-sum"] * speaks, "budget-year-missing"]
        if speaks:
            found = the_finding("budget-sum", text)
            assert "so far" in found.message
            assert "これまでの合計" in found.message_in("ja")

    @each("stage", ["draft", "final"])
    def test_the_own_sum_of_a_year_rests_on_that_year_alone(self, stage):
        entries = [{**years(10_000_000)[0], "goods": 1}]
        assert "budget-sum" in rules_of(proposal(stage=stage, budget={"years": entries}))
        entries[0]["travel"] = "未定"
        assert "budget-sum" not in rules_of(proposal(stage=stage, budget={"years": entries}))

    @each(("direct", "speaks"), [(33_300_001, False), (33_300_000, True)])
    def test_a_declared_rate_is_judged_against_declared_direct_costs(self, direct, speaks):
        # Half of what is entered is no share of what is declared for all years: the allowance is that of one entry.
        indirect = 10_000_000 if not speaks else 10_000_001
        text = proposal(stage="draft", budget={"years": years(5_000_000), "direct": direct, "indirect": indirect})
        assert ("budget-indirect-rate" in rules_of(text)) == speaks

    @each("budget", [{"years": years(5_000_000, indirect=1_510_000)}, {"years": years(5_000_000), "indirect_rate": 31}])
    def test_what_is_entered_is_judged_against_what_is_entered(self, budget):
        text = proposal(stage="draft", budget={**budget, "direct": "3.8億円"})
        assert rules_of(text) == ["budget-indirect-rate", "budget-year-missing"]

    @each(
        ("indirect", "speaks"),
        [*((1_980_000, True), (1_990_000, True), (1_990_001, False)), (2_010_000, False), ("1億円", False)],
    )
    def test_a_declared_sum_beside_a_rate_is_off_only_where_it_is_exceeded(self, indirect, speaks):
        text = proposal(stage="draft", budget={"years": years(10_000_000), "indirect": indirect, "indirect_rate": 20})
        assert rules_of(text) == [*["budget-sum"] * speaks, "budget-year-missing"]

    def test_not_against_what_is_entered_so_far(self):
        text = proposal(stage="draft", budget={"years": years(5_000_000), "indirect": "1億円"})
        assert rules_of(text) == ["budget-year-missing"]

    def test_a_cap_that_is_exceeded_already(self):
        text = proposal(stage="draft", budget={"years": years(400_000_000)})
        found = the_finding("budget-direct-cap", text)
        assert found.values["so_far"] == Text(" so far", "これまでの")
        assert found.message.startswith("Direct costs so far come to ¥400,000,000;")
        assert found.message_in("ja").startswith("直接経費のこれまでの合計は4億円です。")

    @each("key", ["goods", "travel", "personnel", "other", "indirect"])
    def test_a_placeholder_beside_a_written_amount(self, key):
        entries = years(*[10_000_000] * 6)
        entries[1] = {"fiscal_year": 2027, "goods": 1, "travel": 1, key: "未定"}
        found = the_finding("text-placeholder", budget(years=entries))
        assert (found.pointer, found.message_variant) == (f"/budget/years/1/{key}", "amount")
        assert rules_of(budget(years=entries)) == ["text-placeholder"]
        entries[1][key] = None
        assert rules_of(budget(years=entries)) == []

"""No finding hides another that does not hang on it: each rule needs only what it is about."""

from tests.helpers import REMOVED, Plain, each, inline, proposal, rules_of, years


def told(text, **options):
    """Return the rules that speak, each as often as it does, in no order."""
    return sorted(rules_of(text, **options))


class TestMisspeltKeys:
    @each("key", ["period", "title", "field", "counterparts", "activities"])
    @each("misspelt", ["good", "personnell", "travell"])
    def test_one_of_a_year_hides_no_missing_key_of_the_proposal(self, key, misspelt):
        text = proposal(**{key: REMOVED, f"budget.years.0.{misspelt}": 5})
        assert told(text) == ["schema-missing-key", "schema-unknown-key"]

    def test_nor_the_missing_fiscal_year_of_its_own(self):
        text = proposal(**{"budget.years.0": {"personnell": 5, "direct": 5}})
        assert told(text) == ["schema-missing-key", "schema-unknown-key"]

    @each("misspelt", ["good", "travell", "directt"])
    def test_it_explains_why_its_year_has_no_amount(self, misspelt):
        text = proposal(**{"budget.years.0": {"fiscal_year": 2026, misspelt: 5}})
        assert told(text) == ["schema-unknown-key"]

    def test_not_why_another_year_has_none(self):
        entries = years(*[10_000_000] * 6)
        entries[0] = {"fiscal_year": 2026, "good": 5}
        entries[1] = {"fiscal_year": 2027}
        assert told(proposal(**{"budget.years": entries})) == ["schema-missing-key", "schema-unknown-key"]

    @each("key", ["joint_call", "cal"])
    def test_it_explains_the_rule_that_asks_for_it(self, key):
        text = proposal("joint", call=REMOVED, **{key: "jp-uk-human-centred-ai-2025"})
        assert told(text) == ["schema-unknown-key"]

    def test_of_a_call_the_one_key_alone(self):
        assert told(inline(countries=REMOVED, countrys=["DE"])) == ["schema-unknown-key"]
        text = inline(countries=REMOVED, countrys=["DE"], indirect_percent=REMOVED)
        assert told(text) == ["call-incomplete", "schema-unknown-key"]


class TestWhatARuleNeeds:
    @each("end", [REMOVED, [1], "soon"])
    def test_support_that_ended_needs_no_end_of_the_period(self, end):
        support = {"agency": "ANR", "status": "receiving", "until": "2026-11-30"}
        text = proposal(**{"period.end": end, "counterparts.0.support": support})
        assert "counterpart-support-ended" in rules_of(text)

    @each("end", [REMOVED, [1], "soon"])
    def test_nor_do_funds_that_ended(self, end):
        text = proposal(**{"period.end": end, "principal_investigator.other_funding.0.until": "2026-11-30"})
        assert "investigator-funding-ended" in rules_of(text)

    def test_a_period_that_runs_backwards_is_none(self):
        text = proposal(**{"period.end": "2026-11-01", "principal_investigator.other_funding.0.until": "2026-11-30"})
        assert told(text) == ["period-order"]

    @each("scheme", ["gold", REMOVED])
    def test_other_funding_is_asked_for_whatever_the_scheme(self, scheme):
        text = proposal(scheme=scheme, **{"principal_investigator.other_funding": REMOVED})
        assert "investigator-funding" in rules_of(text)

    @each("rate", ["much", [30], 101, Plain(".nan")])
    def test_a_direct_cap_needs_no_rate(self, rate):
        text = proposal(budget={"years": years(*[70_000_000] * 6), "indirect_rate": rate})
        assert "budget-direct-cap" in rules_of(text)

    def test_a_sum_of_direct_costs_needs_no_indirect_ones(self):
        entries = years(*[10_000_000] * 6)
        entries[2]["indirect"] = "much"
        text = proposal(budget={"years": entries, "direct": 1, "total": 1})
        assert told(text) == ["budget-sum", "schema-bad-value"]

    def test_the_sum_of_a_year_needs_no_other_year(self):
        entries = years(*[10_000_000] * 6)
        entries[0]["direct"] = [[1]]
        entries[1]["goods"] = 1
        entries[2] = {"fiscal_year": 2028}
        for stage in ("final", "draft"):
            text = proposal(stage=stage, budget={"years": entries})
            assert told(text) == ["budget-sum", "schema-missing-key", "schema-wrong-type"]

"""Budgets by fiscal year: exact sums, inside the limits, and clean when they are pasted into a proposal."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aspire_cli import fiscal
from aspire_cli.checking.checker import Options
from aspire_cli.fiscal import Period
from aspire_cli.money import CATEGORIES
from aspire_cli.planning import plan
from aspire_cli.planning import sheet as budget_sheet
from aspire_cli.planning.plan import Headroom, Spread, Sums, Terms
from aspire_cli.programme.load import known_call, load_programme
from aspire_cli.reports import View, yaml_report
from tests.helpers import REMOVED, TODAY, check, each, proposal_data, to_yaml

EDITION = load_programme()
UK_CALL = "jp-uk-human-centred-ai-2025"
TERMS = {
    "top": Terms(380_000_000, 500_000_000, 30),
    "rising": Terms(69_000_000, 90_000_000, 30),
    "joint": Terms(None, 500_000_000, 30),
    UK_CALL: Terms(None, 280_000_000, 30),
}
FIVE_YEARS = Period(date(2026, 12, 1), date(2031, 11, 30))

days = st.dates(date(fiscal.FIRST_FISCAL_YEAR, 4, 1), date(fiscal.LAST_FISCAL_YEAR - 10, 12, 31))
steps = st.sampled_from([1, 1_000, 10_000])
numbers = st.one_of(st.integers(0, 1_000), st.decimals(0, 100, places=2))
positive = st.one_of(st.integers(1, 1_000), st.decimals(Decimal("0.01"), 100, places=2))


@st.composite
def periods(draw, years):
    start = draw(days)
    return Period(start, fiscal.last_day(start, years))


@st.composite
def any_shares(draw):
    cuts = sorted(draw(st.lists(st.decimals(0, 100, places=1), min_size=3, max_size=3)))
    edges = [Decimal(0), *cuts, Decimal(100)]
    return dict(zip(CATEGORIES, (high - low for low, high in pairwise(edges)), strict=True))


def limits(name, step=1):
    scheme = EDITION.schemes.get(name, EDITION.schemes["joint"])
    return budget_sheet.of_limits(EDITION, scheme, known_call(name, EDITION) if name == UK_CALL else None, step)


def planned(name, sums, period, by):
    return budget_sheet.of_plan(EDITION, limits(name), sums, period, by, Options(TODAY))


def in_full(name, sums, step=1):
    """Return a plan over the longest term, spread by months."""
    period = Period(date(2026, 12, 1), fiscal.last_day(date(2026, 12, 1), limits(name).bounds.max_years))
    return planned(name, sums, period, Spread(plan.weights("months", period), {}, step))


def view(unit="yen"):
    return View(("en",), "0", EDITION.edition, EDITION.page_date, "", unit=unit)


def rules_of(sheet):
    return [finding.rule for finding in sheet.findings]


class TestSpread:
    @given(st.integers(0, 10**12), st.lists(numbers, min_size=1, max_size=8), steps)
    def test_nothing_is_lost(self, units, weights, step):
        assume(any(weights))
        parts = plan.spread(units * step, weights, step)
        assert sum(parts) == units * step
        assert all(part % step == 0 for part in parts)
        whole = sum(map(Decimal, weights))
        assert all(
            abs(part - units * step * Decimal(weight) / whole) < step
            for part, weight in zip(parts, weights, strict=True)
        )

    def test_what_is_left_goes_to_the_largest_remainders_then_to_the_first(self):
        assert plan.spread(10, (1, 1, 1)) == (4, 3, 3)
        assert plan.spread(11, (1, 1, 1)) == (4, 4, 3)
        assert plan.spread(10, (1, 2, 4)) == (1, 3, 6)
        assert plan.spread(5_000, (1, 1, 1), 1_000) == (2_000, 2_000, 1_000)

    def test_nothing_among_nobody(self):
        assert plan.spread(0, (0, 0)) == (0, 0)
        with pytest.raises(ValueError, match="nothing"):
            plan.spread(1, (0, 0))

    def test_a_part_of_a_step_cannot_be_spread(self):
        with pytest.raises(ValueError, match="nothing"):
            plan.spread(1_500, (1, 1), 1_000)


class TestFiscalYears:
    @given(days, st.integers(0, 3_000))
    def test_their_months_are_those_of_the_period(self, start, length):
        period = Period(start, start + timedelta(days=length))
        assert list(plan.months(period)) == list(fiscal.fiscal_years(period))
        assert sum(plan.months(period).values()) == fiscal.months_touched(period)

    @each(
        ("start", "end", "months"),
        [
            ("2026-03-31", "2031-03-30", {2025: 1, 2026: 12, 2027: 12, 2028: 12, 2029: 12, 2030: 12}),
            ("2026-04-01", "2031-03-31", {2026: 12, 2027: 12, 2028: 12, 2029: 12, 2030: 12}),
            ("2028-02-29", "2031-02-28", {2027: 2, 2028: 12, 2029: 12, 2030: 11}),
            ("2026-06-01", "2026-08-31", {2026: 3}),
            ("2024-02-01", "2029-03-31", {2023: 2, 2024: 12, 2025: 12, 2026: 12, 2027: 12, 2028: 12}),
        ],
    )
    def test_months_of_each(self, start, end, months):
        found = plan.months(Period(date.fromisoformat(start), date.fromisoformat(end)))
        assert found == months

    def test_a_funded_project_of_62_months_touches_six_fiscal_years(self):
        months = plan.months(Period(date(2024, 2, 1), date(2029, 3, 31)))
        assert (len(months), sum(months.values())) == (6, 62)


class TestProfiles:
    @each(
        ("profile", "weights"),
        [
            ("months", (4, 12, 12, 12, 12, 8)),
            ("flat", (1, 1, 1, 1, 1, 1)),
            ("front", (40, 108, 96, 84, 72, 40)),
            ("back", (20, 72, 84, 96, 108, 80)),
        ],
    )
    def test_weights(self, profile, weights):
        assert plan.weights(profile, FIVE_YEARS) == weights

    @each("profile", plan.PROFILES)
    def test_a_period_inside_one_year_has_one_weight(self, profile):
        (weight,) = plan.weights(profile, Period(date(2026, 6, 1), date(2026, 8, 31)))
        assert weight > 0


class TestLargest:
    @each(
        ("name", "direct", "indirect", "by_total", "left"),
        [
            ("top", 380_000_000, 114_000_000, 384_615_384, 6_000_000),
            ("rising", 69_000_000, 20_700_000, 69_230_769, 300_000),
            ("joint", 384_615_384, 115_384_615, 384_615_384, 1),
            (UK_CALL, 215_384_615, 64_615_384, 215_384_615, 1),
        ],
    )
    def test_of_each_scheme(self, name, direct, indirect, by_total, left):
        sheet = limits(name)
        assert sheet.bounds.terms == TERMS[name]
        assert sheet.largest == sheet.sums == (direct, indirect)
        assert sheet.bounds.terms.direct_by_total == by_total
        assert sheet.headroom == (0, left)

    @each("name", TERMS)
    @each("step", [1, 1_000, 10_000])
    def test_gets_no_finding(self, name, step):
        assert rules_of(in_full(name, plan.largest(TERMS[name], step), step)) == []

    @each("name", ["top", "rising"])
    def test_one_yen_more_gets_a_warning(self, name):
        more = plan.of_direct(plan.largest(TERMS[name]).direct + 1, TERMS[name])
        assert rules_of(in_full(name, more)) == ["budget-direct-rounding"]

    def test_in_thousands(self):
        assert plan.largest(TERMS[UK_CALL], 1_000) == (215_384_000, 64_615_000)


class TestSums:
    def test_a_total_is_kept_to_the_yen_with_the_highest_indirect_costs(self):
        assert plan.of_total(90_000_000, TERMS["rising"]) == (69_230_770, 20_769_230)
        assert plan.of_total(90_000_000, TERMS["rising"], 1_000) == (69_231_000, 20_769_000)

    def test_the_total_cap_holds_indirect_costs_down(self):
        assert plan.of_direct(400_000_000, TERMS["top"]) == (400_000_000, 100_000_000)
        assert plan.of_direct(600_000_000, TERMS["top"]) == (600_000_000, 0)

    @given(st.integers(0, 10**9), steps, st.sampled_from(list(TERMS)))
    def test_indirect_costs_never_pass_their_share(self, units, step, name):
        for sums in (
            plan.of_direct(units * step, TERMS[name], step),
            plan.of_total(units * step, TERMS[name], step),
        ):
            assert 0 <= sums.indirect * 100 <= sums.direct * 30
            assert sums.direct % step == sums.indirect % step == 0
        assert sums.total == units * step

    @given(st.integers(0, 10**9), st.sampled_from(list(TERMS)))
    def test_with_what_is_free_every_limit_is_reached_and_none_passed(self, direct, name):
        terms = TERMS[name]
        room = plan.headroom(Sums(direct, direct * 30 // 100), terms)
        then = direct + room.direct
        assume(then >= 0)
        total = then + then * 30 // 100
        assert total <= terms.total_cap
        assert terms.direct_cap is None or then <= terms.direct_cap
        one_more = then + 2
        assert one_more * 130 > terms.total_cap * 100 or one_more > (terms.direct_cap or 10**12)

    @given(st.integers(0, 10**9), st.integers(0, 100), st.sampled_from(list(TERMS)), steps)
    def test_the_advice_obeyed_leaves_nothing_over(self, units, rate, name, step):
        terms, direct = TERMS[name], units * step
        sums = Sums(direct, direct * rate // 100 // step * step)
        cut = plan.cut(sums, terms, step)
        if cut is None:
            assert sums.total <= terms.total_cap
            assert terms.direct_cap is None or direct <= terms.direct_cap
            return
        kept = getattr(sums, cut.costs)
        assert (cut.by > 0, cut.to) == (True, kept - cut.by)
        then = Sums(cut.to, cut.to * 30 // 100) if cut.costs == "direct" else Sums(direct, cut.to)
        assert then.total == cut.total <= terms.total_cap
        assert then.indirect * 100 <= then.direct * 30
        assert plan.cut(then, terms, step) is None

    @each(
        ("name", "sums", "cut"),
        [
            ("joint", Sums(600_000_000, 0), ("direct", 215_384_616, 384_615_384, 499_999_999)),
            (UK_CALL, Sums(300_000_000, 0), ("direct", 84_615_385, 215_384_615, 279_999_999)),
            (UK_CALL, Sums(300_000_000, 30_000_000), ("direct", 84_615_385, 215_384_615, 279_999_999)),
            ("top", Sums(350_000_000, 160_000_000), ("indirect", 55_000_000, 105_000_000, 455_000_000)),
            ("top", Sums(381_000_000, 114_300_000), ("direct", 1_000_000, 380_000_000, 494_000_000)),
        ],
    )
    def test_what_would_bring_it_inside(self, name, sums, cut):
        assert plan.cut(sums, TERMS[name]) == cut
        assert plan.headroom(sums, TERMS[name]).direct == (-cut[1] if cut[0] == "direct" else 0)

    def test_less_than_a_step_is_not_free(self):
        for terms in TERMS.values():
            assert plan.headroom(plan.largest(terms, 1_000), terms, 1_000).direct == 0

    def test_the_funded_project_is_full_but_above_the_printed_figure(self):
        assert plan.headroom(Sums(69_230_000, 20_770_000), TERMS["rising"]) == Headroom(-230_000, 0)


class TestPlans:
    @given(data=st.data(), name=st.sampled_from(list(TERMS)), step=steps, split=st.booleans())
    def test_any_inside_the_limits_checks_clean(self, data, name, step, split):
        bounds = limits(name).bounds
        period = data.draw(periods(data.draw(st.integers(bounds.min_years, bounds.max_years))))
        touched = len(fiscal.fiscal_years(period))
        weights = data.draw(
            st.one_of(
                st.sampled_from(plan.PROFILES).map(lambda profile: plan.weights(profile, period)),
                st.lists(positive, min_size=touched, max_size=touched),
            )
        )
        by = Spread(weights, data.draw(any_shares()) if split else {}, step)
        most = plan.largest(bounds.terms, step)
        sums = data.draw(
            st.one_of(
                st.integers(1_000_000 // step, most.direct // step).map(
                    lambda units: plan.of_direct(units * step, bounds.terms, step)
                ),
                st.integers(2_000_000 // step, most.total // step).map(
                    lambda units: plan.of_total(units * step, bounds.terms, step)
                ),
            )
        )
        sheet = planned(name, sums, period, by)

        assert [year.fiscal_year for year in sheet.years] == list(fiscal.fiscal_years(period))
        assert sum(year.direct for year in sheet.years) == sums.direct
        assert sum(year.indirect for year in sheet.years) == sums.indirect
        assert all(sum(year.categories.values()) == year.direct for year in sheet.years if split)
        assert sums.total <= bounds.terms.total_cap
        assert sums.direct <= bounds.terms.most_direct
        assert sums.indirect * 100 <= sums.direct * 30
        assert sheet.findings == ()
        assert findings_when_pasted(sheet, name, step) == []

    @each("name", ["top", "rising"])
    @given(data=st.data())
    def test_any_above_the_limits_is_shown_with_what_is_over(self, name, data):
        direct = data.draw(st.integers(TERMS[name].most_direct + 1, 10**12))
        sheet = planned(name, plan.of_direct(direct, TERMS[name]), None, Spread((), {}, 1))
        assert any(rule.startswith("budget-direct") for rule in rules_of(sheet))
        assert sheet.headroom.direct < 0

    def test_of_another_length_is_shown_with_the_finding(self):
        short = Period(date(2026, 12, 1), date(2030, 11, 30))
        sheet = planned("top", Sums(100_000_000, 30_000_000), short, Spread(plan.weights("flat", short), {}, 1))
        assert rules_of(sheet) == ["period-length"]

    def test_without_a_period_there_are_sums_alone(self):
        sheet = planned("top", Sums(400_000_000, 100_000_000), None, Spread((), {}, 1))
        assert (sheet.years, rules_of(sheet)) == ((), ["budget-direct-cap"])


def findings_when_pasted(sheet, name, step):
    """Return the rules that speak of budget, period or shape once the plan's own YAML stands in a proposal."""
    scheme = sheet.bounds.scheme.id
    dates = {"start": sheet.period.start.isoformat(), "end": sheet.period.end.isoformat()}
    changes = {"period": dates, "budget": REMOVED}
    if name == "joint":
        changes["call"] = {"agency": "EPSRC", "field": "ai", "countries": ["GB"], "total_cap": 500_000_000}
    block = "".join(yaml_report.budget(sheet, view("yen" if step == 1 else "thousand_yen")))
    report = check(to_yaml(proposal_data(scheme, **changes)) + block)
    return [one.rule for one in report.findings if one.topic in ("budget", "period", "schema", "yaml")]

"""From a document's data to the budget: units, sums, shares of indirect costs, and amounts that cannot be taken."""

from decimal import Decimal

import pytest

from aspire_cli import money
from aspire_cli.proposal.budget import indirect_costs, year_of
from tests.helpers import Plain, changed, untaken, would_write, years


class TestBudget:
    def test_sums(self):
        budget = changed().budget
        assert (budget.direct, budget.indirect, budget.total) == (360_000_000, 108_000_000, 468_000_000)
        assert budget.indirect_rate == 30
        assert budget.complete
        assert budget.written_indirect == 0
        assert isinstance(budget.direct, money.Yen)
        assert isinstance(budget.indirect, money.Yen)

    def test_categories_count_before_a_declared_sum(self):
        entry = {"fiscal_year": 2026, "goods": "1万円", "travel": 2, "personnel": "3", "other": None, "direct": 5}
        (year,) = changed(**{"budget.years": [entry]}).years
        assert year.categories == {"goods": 10_000, "travel": 2, "personnel": 3}
        assert year.declared_direct == 5
        assert year.direct == 10_005

    def test_no_amount_at_all(self):
        found = changed(**{"budget.years": [{"fiscal_year": 2026}, {"fiscal_year": 2027, "direct": 7}]})
        assert found.years[0].direct is None
        assert found.budget.direct == 7
        assert not found.budget.complete

    def test_nothing_is_an_amount(self):
        (year,) = changed(**{"budget.years": [{"fiscal_year": 2026, "direct": 0}]}).years
        assert year.direct == 0

    @pytest.mark.parametrize(
        ("unit", "value", "yen"),
        [
            ("yen", 5, 5),
            (None, 5, 5),
            ("thousand_yen", 5, 5_000),
            ("million_yen", "1.5", 1_500_000),
            ("thousand_yen", "5円", 5),
        ],
    )
    def test_unit(self, unit, value, yen):
        found = changed(
            **{"budget.unit": unit, "budget.years": [{"fiscal_year": 2026, "direct": value}], "budget.total": 7}
        )
        assert found.budget.direct == yen
        assert found.budget.declared == {"total": 7 * money.UNITS[unit or "yen"]}

    def test_an_unknown_unit(self):
        found = changed(**{"budget.unit": "oku"})
        assert found.budget is None
        assert found.years is not None

    @pytest.mark.parametrize(
        ("rate", "indirect"), [(0, 0), (10, 36_000_000), (Plain("12.5"), 45_000_000), (100, 360_000_000)]
    )
    def test_rate(self, rate, indirect):
        assert changed(**{"budget.indirect_rate": rate}).budget.indirect == indirect

    @pytest.mark.parametrize(
        "rate", [-1, 101, Plain("100.01"), Plain(".nan"), Plain(".inf"), "30", True, [30], Plain("-0.01")]
    )
    def test_a_rate_that_cannot_be_taken(self, rate):
        budget = changed(**{"budget.indirect_rate": rate}).budget
        assert (budget.indirect_rate, budget.direct, budget.indirect, budget.total) == (None, 360_000_000, None, None)

    @pytest.mark.parametrize("rate", [None, "TBD", ""])
    def test_a_rate_that_is_not_written(self, rate):
        assert changed(**{"budget.indirect_rate": rate}).budget.indirect_rate == 30

    @pytest.mark.parametrize(
        ("value", "variant"),
        [
            ("much", "amount-unreadable"),
            (-1, "amount-negative"),
            ("▲5", "amount-negative"),
            (Plain("0.5"), "amount-fraction"),
            ("10000兆円", "amount-too-large"),
        ],
    )
    def test_an_amount_that_cannot_be_taken(self, value, variant):
        for key in ["goods", "travel", "personnel", "other", "direct", "indirect"]:
            found = changed(**{f"budget.years.1.{key}": value})
            (problem,) = untaken(**{f"budget.years.1.{key}": value})
            assert (problem.path, problem.message, problem.mend) == (("budget", "years", 1, key), variant, variant)
            assert problem.values == {"key": key, "text": str(value)}
            of_direct = key != "indirect" and (key == "direct" or key in found.years[1].unreadable)
            assert (found.budget.direct is None) == of_direct
            assert found.budget.total is None
            assert found.years[1].unreadable == {key}

    @pytest.mark.parametrize(
        ("written", "mend", "line"),
        [
            ("“2500万円”", "curly-quotes", "direct: 2500万円"),
            ("‘25,000,000’", "curly-quotes", "direct: 25,000,000"),
            ("\\25,000,000", "backslash", "direct: 25,000,000円"),
            ("3 800万円", "spaces", "direct: 3,800万円"),
            ("25\u202f000\u00a0000 円", "spaces", "direct: 25,000,000 円"),
            ("2500万円\u3000# 初年度", "comment", "direct: 2500万円"),
            ("2500万円 ＃初年度", "comment", "direct: 2500万円"),
            ("2500万円＃", "comment", "direct: 2500万円"),
            ("“much”", "unreadable", None),
            ("\\much", "unreadable", None),
            ("“▲5”", "unreadable", None),
            ("much\u3000# 5", "unreadable", None),
            ("\u3000# 2500万円", "unreadable", None),
        ],
    )
    def test_what_a_word_processor_or_a_keyboard_made_of_it(self, written, mend, line):
        (problem,) = untaken(**{"budget.years.1.direct": written})
        assert (problem.message, problem.mend) == ("amount-unreadable", f"amount-{mend}")
        # A mend takes away what stands around an amount, and changes none.
        assert would_write(problem) == (line.removeprefix("direct: ") if mend in ("curly-quotes", "comment") else None)
        assert problem.values.get("line") == line

    @pytest.mark.parametrize("key", ["direct", "indirect", "total"])
    def test_a_declared_sum_that_cannot_be_taken(self, key):
        found = changed(**{f"budget.{key}": "much"})
        assert [problem.path for problem in untaken(**{f"budget.{key}": "much"})] == [("budget", key)]
        assert (found.budget.declared, found.budget.direct) == ({}, 360_000_000)
        assert (found.budget.total is None) == (key == "indirect")

    @pytest.mark.parametrize("value", [True, [5], {"yen": 5}])
    def test_an_ill_typed_amount_is_left_to_the_shape(self, value):
        found = changed(**{"budget.years.1.direct": value})
        assert untaken(**{"budget.years.1.direct": value}) == ()
        assert found.budget.direct is None

    @pytest.mark.parametrize("entry", ["x", 5, ["x"]])
    def test_an_entry_that_is_no_mapping(self, entry):
        found = changed(**{"budget.years": [entry, *years(5)]})
        assert found.budget.total is None
        assert [(year.path[-1], year.fiscal_year) for year in found.years] == [(0, None), (1, 2026)]

    def test_an_empty_entry_hides_nothing(self):
        assert changed(**{"budget.years": [None, *years(5)]}).budget.direct == 5

    @pytest.mark.parametrize("value", [None, [], "x", {}, 5])
    def test_no_years(self, value):
        found = changed(**{"budget.years": value})
        assert found.years is found.budget is None

    @pytest.mark.parametrize("value", [2026, "2026年度", "令和8年度", "FY2026"])
    def test_fiscal_year(self, value):
        assert changed(**{"budget.years.0.fiscal_year": value}).years[0].fiscal_year == 2026

    @pytest.mark.parametrize("value", ["令和", 26, "2026-27", 0])
    def test_a_fiscal_year_that_cannot_be_taken(self, value):
        found = changed(**{"budget.years.0.fiscal_year": value})
        (problem,) = untaken(**{"budget.years.0.fiscal_year": value})
        assert (problem.path, problem.message) == (("budget", "years", 0, "fiscal_year"), "fiscal-year")
        assert found.years[0].fiscal_year is None
        assert found.budget is not None

    @pytest.mark.parametrize(
        ("value", "year"),
        [("2026/04/01", 2026), ("2027-03-31", 2026), ("令和9年3月31日", 2026), ("R9.4.1", 2027), ("1999/4/1", None)],
    )
    def test_a_date_for_a_fiscal_year_says_which_it_is_of(self, value, year):
        (problem,) = untaken(**{"budget.years.0.fiscal_year": value})
        assert problem.message == "fiscal-year"
        assert problem.mend == ("date-written" if year else "fiscal-year")
        assert would_write(problem) == year
        assert not year or not problem.fix.safe
        assert not year or problem.values["line"] == f"fiscal_year: {year}"

    def test_institution(self):
        found = changed(**{"budget.years.0.institution": "RIKEN"})
        assert [year.institution for year in found.years] == ["RIKEN", None, None, None, None, None]


def year(direct, indirect=None):
    return year_of((), 2026, None, direct, {}, indirect)


class TestIndirectCosts:
    @pytest.mark.parametrize(
        ("entries", "rate", "shares"),
        [
            ([year(100), year(100)], 30, (30, 30)),
            ([year(1), year(1), year(1), year(1)], 30, (0, 0, 0, 1)),
            ([year(5), year(5)], 30, (1, 2)),
            ([year(100, 7), year(100)], 30, (7, 30)),
            ([year(1), year(1, 9), year(1), year(1), year(1)], 30, (0, 9, 0, 0, 1)),
            ([year(None), year(10)], 30, (0, 3)),
            ([year(100)], Decimal("12.5"), (12,)),
            ([year(100, 0)], 30, (0,)),
            ([], 30, ()),
        ],
    )
    def test_shares(self, entries, rate, shares):
        assert indirect_costs(entries, rate) == shares

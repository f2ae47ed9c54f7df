"""Which fiscal years have an entry: outside the period, twice, or none."""

from aspire_cli.words.text import Text
from tests.helpers import REMOVED, each, findings_of, proposal, rules_of, the_finding, years


def budget(**keys):
    """Return a fitting proposal with another budget."""
    return proposal(budget=keys)


class TestFiscalYears:
    @each("year", [2025, 2032, 2100])
    def test_outside(self, year):
        entries = [*years(*[10_000_000] * 6), *years(10_000_000, first=year)]
        found = the_finding("budget-fiscal-years", budget(years=entries))
        assert (found.pointer, found.message_variant) == ("/budget/years/6/fiscal_year", "outside")
        assert found.values == {"year": year, "years": Text("fiscal years 2026 to 2031", "2026〜2031年度")}
        assert found.message.endswith("which touches only fiscal years 2026 to 2031.")
        assert found.clause == "period.top"
        assert rules_of(budget(years=entries)) == ["budget-fiscal-years"]

    def test_twice(self):
        entries = [*years(*[10_000_000] * 6), *years(5, first=2028)]
        found = the_finding("budget-fiscal-years", budget(years=entries))
        assert (found.pointer, found.message_variant) == ("/budget/years/6/fiscal_year", "twice")
        assert [related.pointer for related in found.related] == ["/budget/years/2/fiscal_year"]
        assert found.values == {"year": 2028, "institution": ""}

    def test_three_times(self):
        entries = [*years(*[10_000_000] * 6), *years(5, first=2028), *years(5, first=2028)]
        found = findings_of("budget-fiscal-years", budget(years=entries))
        assert [one.pointer for one in found] == ["/budget/years/6/fiscal_year", "/budget/years/7/fiscal_year"]

    @each(
        ("one", "other", "variant"),
        [
            ("RIKEN", "AIST", None),
            ("RIKEN", "riken", "twice-institution"),
            ("RIKEN", " \uff32iken ", "twice-institution"),
            ("RIKEN", REMOVED, "twice"),
            (REMOVED, "RIKEN", "twice"),
            ("RIKEN", "TBD", "twice"),
            (REMOVED, REMOVED, "twice"),
        ],
    )
    def test_one_entry_for_each_institution(self, one, other, variant):
        entries = [*years(*[10_000_000] * 6), *years(5, first=2026)]
        for entry, institution in ((entries[0], one), (entries[6], other)):
            if institution is not REMOVED:
                entry["institution"] = institution
        found = findings_of("budget-fiscal-years", budget(years=entries))
        assert [problem.message_variant for problem in found] == ([variant] if variant else [])

    @each("names", [("A", "B"), ("B", "A")])
    def test_two_institutions_in_either_order(self, names):
        entries = [entry for name in names for entry in years(5_000_000, institution=name)]
        assert rules_of(proposal(**{"budget.years": [*entries, *years(*[5_000_000] * 5, first=2027)]})) == []

    def test_behind_a_year_that_cannot_be_read_the_others_are_still_looked_at(self):
        entries = [*years(5_000_000), {"fiscal_year": "soon", "direct": 1}, *years(1, 1, first=2040), *years(1)]
        found = findings_of("budget-fiscal-years", proposal(**{"budget.years": entries}))
        assert [one.values["year"] for one in found] == [2040, 2041, 2026]

    @each(
        ("end", "named"),
        [
            ("2027-03-31", Text("fiscal year 2026", "2026年度")),
            ("2028-03-31", Text("fiscal years 2026 to 2027", "2026〜2027年度")),
        ],
    )
    def test_a_period_of_one_or_two_of_them(self, end, named):
        text = proposal(budget={"years": years(1, first=2040)}, **{"period.end": end})
        assert the_finding("budget-fiscal-years", text).values["years"] == named

    def test_one_institution_in_two_years(self):
        assert rules_of(budget(years=years(*[10_000_000] * 6, institution="RIKEN"))) == []

    def test_without_a_period_none_is_outside(self):
        text = proposal(budget={"years": years(5_000_000, first=2040)}, **{"period.end": REMOVED})
        assert rules_of(text) == ["schema-missing-key"]
        twice = proposal(budget={"years": [*years(5_000_000), *years(5_000_000)]}, **{"period.end": REMOVED})
        assert rules_of(twice) == ["schema-missing-key", "budget-fiscal-years"]

    def test_outside_and_twice(self):
        entries = [*years(*[10_000_000] * 6), *years(5, first=2040), *years(5, first=2040)]
        found = findings_of("budget-fiscal-years", budget(years=entries))
        assert [one.message_variant for one in found] == ["outside", "outside", "twice"]


class TestYearMissing:
    def test_one(self):
        entries = years(*[10_000_000] * 6)
        del entries[3]
        found = the_finding("budget-year-missing", budget(years=entries))
        assert found.values == {"years": (Text("2029", "2029年度"),), "count": 1}
        assert (found.pointer, found.severity, found.clause) == ("/budget/years", "warning", "period.top")

    def test_several_in_one_finding(self):
        found = the_finding("budget-year-missing", budget(years=years(10_000_000, 10_000_000, first=2028)))
        assert [year.en for year in found.values["years"]] == ["2026", "2027", "2030", "2031"]
        assert found.values["count"] == 4

    @each(
        ("written", "missing"),
        [
            ([2026, 2031], ["2027", "2028", "2029", "2030"]),
            ([2026], ["2027 to 2031"]),
            ([2028, 2035], ["2026", "2027", "2029 to 2034", "2036"]),
        ],
    )
    def test_five_or_more_in_a_row_are_named_as_one(self, written, missing):
        entries = [entry for year in written for entry in years(1_000_000, first=year)]
        end = "2036-11-30" if 2035 in written else "2031-11-30"
        found = the_finding("budget-year-missing", proposal(budget={"years": entries}, **{"period.end": end}))
        assert [year.en for year in found.values["years"]] == missing

    def test_a_year_of_nothing_is_an_entry(self):
        assert rules_of(budget(years=years(10_000_000, 0, 0, 0, 0, 0))) == []

    def test_an_entry_for_some_institution_is_one(self):
        assert rules_of(budget(years=years(*[10_000_000] * 6, institution="RIKEN"))) == []

    def test_eased_in_a_draft(self):
        text = budget(years=years(10_000_000))
        assert the_finding("budget-year-missing", text, stage="draft").severity == "note"

    def test_silent_while_a_fiscal_year_cannot_be_read(self):
        entries = years(*[10_000_000] * 5)
        entries[0]["fiscal_year"] = "soon"
        assert rules_of(budget(years=entries)) == ["schema-bad-value"]

    def test_only_one_finding_where_a_period_ends_before_it_starts(self):
        assert rules_of(proposal(**{"period.end": "2020-11-30"})) == ["period-order"]

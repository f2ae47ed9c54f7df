"""The bounds of the period rules, to the day."""

from datetime import date, timedelta

from aspire_cli.fiscal import Span
from tests.helpers import JOINT_CALL, each, proposal, rules_of, the_finding, would_write

PERIOD = frozenset({"period-order", "period-length", "period-fiscal-year-end"})


def of(scheme, start, end, **changes):
    """Return the period rules that speak of a support period."""
    text = proposal(scheme, **{"period.start": start, "period.end": end, **changes})
    return rules_of(text, rules=PERIOD)


def finding(rule, scheme, start, end, **changes):
    return the_finding(rule, proposal(scheme, **{"period.start": start, "period.end": end, **changes}))


ERROR, WARNING = ["period-length"], ["period-fiscal-year-end"]


class TestOrder:
    @each(("end", "rules"), [("2026-11-30", ["period-order"]), ("2026-12-01", ERROR), ("1990-01-01", ["period-order"])])
    def test_end_before_start(self, end, rules):
        assert of("top", "2026-12-01", end) == rules

    def test_nothing_else_is_said_of_its_dates(self):
        text = proposal(
            **{
                "period.end": "2020-11-30",
                "budget.years.0.fiscal_year": 2050,
                "counterparts.0.support.until": "2000-01-01",
                "principal_investigator.other_funding.0.until": "2000-01-01",
            }
        )
        assert rules_of(text) == ["period-order"]

    def test_what_is_said(self):
        found = finding("period-order", "rising", "2026-12-01", "2026-11-30")
        assert {key: str(value) for key, value in found.values.items()} == {"start": "2026-12-01", "end": "2026-11-30"}
        assert (found.pointer, found.clause) == ("/period/end", "period.rising")
        assert [related.pointer for related in found.related] == ["/period/start"]


class TestLength:
    @each(
        ("scheme", "start", "end"),
        [
            ("top", "2026-12-01", "2031-11-30"),
            ("top", "2026-04-01", "2031-03-31"),
            ("top", "2027-03-31", "2032-03-30"),
            ("top", "2027-01-01", "2031-12-31"),
            ("top", "2027-03-01", "2032-02-29"),
            ("top", "2028-02-29", "2033-02-28"),
            ("top", "2028-03-01", "2033-02-28"),
            ("rising", "2026-12-01", "2029-11-30"),
            ("rising", "2028-02-29", "2031-02-28"),
            ("rising", "2025-03-01", "2028-02-29"),
        ],
    )
    def test_to_the_day(self, scheme, start, end):
        assert of(scheme, start, end) == []
        shorter, longer = (date.fromisoformat(end) + timedelta(days=days) for days in (-1, 1))
        expected = WARNING if (shorter.month, shorter.day) == (3, 31) else ERROR
        assert of(scheme, start, str(shorter)) == expected
        expected = WARNING if (longer.month, longer.day) == (3, 31) else ERROR
        assert of(scheme, start, str(longer)) == expected

    @each(
        ("scheme", "start", "end"),
        [
            ("top", "2026-12-01", "2029-11-30"),
            ("rising", "2026-12-01", "2031-11-30"),
            ("top", "2026-12-01", "2036-11-30"),
            ("rising", "2026-12-01", "2026-12-01"),
        ],
    )
    def test_of_another_scheme(self, scheme, start, end):
        assert of(scheme, start, end) == ERROR

    def test_a_day_too_long_and_the_mend(self):
        found = finding("period-length", "top", "2026-12-01", "2031-12-01")
        assert found.values["span"] == Span(5, 0, 1)
        assert (found.values["min"], found.values["max"]) == (5, 5)
        assert (str(found.values["start"]), str(found.values["end"])) == ("2026-12-01", "2031-12-01")
        assert found.values["mended"] == "end: 2031-11-30"
        assert would_write(found) == "2031-11-30"
        assert (found.message_variant, found.mend_variant) == ("exact", "default")
        assert (found.pointer, found.clause) == ("/period/end", "period.top")
        assert [related.pointer for related in found.related] == ["/period/start"]

    def test_only_a_day_too_long_is_mended(self):
        for end in ("2027-11-30", "2029-11-29", "2029-12-02"):
            assert would_write(finding("period-length", "rising", "2026-12-01", end)) is None
        assert would_write(finding("period-length", "rising", "2028-02-29", "2031-03-01")) == "2031-02-28"


class TestFiscalYearEnd:
    @each(
        ("scheme", "start", "end", "rules"),
        [
            # Five years run on to the end of a fiscal year by less than six months.
            ("top", "2024-02-01", "2029-03-31", WARNING),
            ("top", "2026-10-02", "2032-03-31", WARNING),
            ("top", "2026-10-01", "2032-03-31", ERROR),
            ("top", "2026-09-30", "2032-03-31", ERROR),
            ("top", "2027-03-31", "2032-03-31", WARNING),
            ("top", "2027-03-30", "2032-03-31", WARNING),
            ("top", "2026-12-01", "2032-03-31", WARNING),
            ("top", "2026-12-01", "2032-03-30", ERROR),
            ("top", "2026-12-01", "2032-04-01", ERROR),
            ("top", "2026-12-01", "2033-03-31", ERROR),
            ("rising", "2026-10-02", "2030-03-31", WARNING),
            ("rising", "2026-10-01", "2030-03-31", ERROR),
            # It touches exactly five fiscal years.
            ("top", "2026-12-01", "2031-03-31", WARNING),
            ("top", "2026-04-02", "2031-03-31", WARNING),
            ("top", "2027-03-31", "2031-03-31", WARNING),
            ("top", "2027-04-01", "2031-03-31", ERROR),
            ("top", "2026-12-01", "2030-03-31", ERROR),
            ("top", "2026-12-01", "2031-03-30", ERROR),
            ("rising", "2026-12-01", "2029-03-31", WARNING),
            ("rising", "2027-03-31", "2029-03-31", WARNING),
            ("rising", "2027-04-01", "2029-03-31", ERROR),
            # Exactly five years that end with a fiscal year.
            ("top", "2026-04-01", "2031-03-31", []),
            ("rising", "2026-04-01", "2029-03-31", []),
        ],
    )
    def test_band(self, scheme, start, end, rules):
        assert of(scheme, start, end) == rules

    @each(
        ("end", "variant", "span", "mended"),
        [
            ("2032-03-31", "long", (5, 4, 0), "end: 2031-11-30"),
            ("2031-03-31", "short", (4, 4, 0), "end: 2031-11-30"),
        ],
    )
    def test_what_is_said(self, end, variant, span, mended):
        found = finding("period-fiscal-year-end", "top", "2026-12-01", end)
        assert found.message_variant == variant
        assert found.values["span"] == span
        assert (found.values["years"], found.values["mended"], str(found.values["end"])) == (5, mended, end)
        assert (found.pointer, found.severity, found.clause) == ("/period/end", "warning", "period.top")
        assert [related.pointer for related in found.related] == ["/period/start"]


class TestJointCalls:
    RANGE = "jp-nsf-global-centers-2024"  # 4 to 5 years
    INFERRED = "jp-de-quantum-2024"  # 5 years, of a funded project

    @each(
        ("end", "rules"),
        [
            ("2029-11-29", ERROR),
            ("2029-11-30", []),
            ("2029-12-01", []),
            ("2031-03-31", []),
            ("2031-11-29", []),
            ("2031-11-30", []),
            ("2031-12-01", ERROR),
            ("2032-03-31", WARNING),
            ("2029-03-31", WARNING),
            ("2028-03-31", ERROR),
        ],
    )
    @each("call", [None, {"agency": "DFG"}, "jp-uk-engineering-biology-2024"])
    def test_three_to_five_years_where_the_call_does_not_say(self, call, end, rules):
        assert of("joint", "2026-12-01", end, call=call) == rules

    @each(
        ("end", "rules"),
        [
            ("2030-11-29", ERROR),
            ("2030-11-30", []),
            ("2031-11-30", []),
            ("2031-12-01", ERROR),
            ("2030-03-31", WARNING),
            ("2029-03-31", ERROR),
            ("2032-03-31", WARNING),
        ],
    )
    def test_the_call_s_own_range(self, end, rules):
        assert of("joint", "2026-12-01", end, call=self.RANGE) == rules
        assert of("joint", "2026-12-01", end, call={"min_years": 4, "max_years": 5}) == rules

    def test_the_call_s_own_length(self):
        assert of("joint", "2026-12-01", "2029-11-30", call=JOINT_CALL) == ERROR
        assert of("joint", "2026-12-01", "2031-11-30", call=JOINT_CALL) == []

    @each(
        ("call", "variant", "shortest", "longest"),
        [
            (JOINT_CALL, "exact-stated", 5, 5),
            (INFERRED, "range", 3, 5),  # what is only inferred binds nobody
            (RANGE, "range-stated", 4, 5),
            (None, "range", 3, 5),
            ({"min_years": 4}, "range", 4, 5),
            ({"min_years": 3, "max_years": 3}, "exact-stated", 3, 3),
            ({"min_years": 2, "max_years": 5}, "range", 3, 5),  # beyond the programme's, the programme's is in force
            ({"min_years": 3, "max_years": 6}, "range", 3, 5),
        ],
    )
    def test_what_is_said(self, call, variant, shortest, longest):
        found = finding("period-length", "joint", "2026-12-01", "2027-11-30", call=call)
        assert found.message_variant == variant
        assert (found.values["min"], found.values["max"]) == (shortest, longest)
        assert found.values["mended"] == f"end: {2026 + shortest}-11-30"
        assert found.clause == "period.joint"
        too_long = finding("period-length", "joint", "2026-12-01", "2040-11-30", call=call)
        assert (too_long.values["mended"], would_write(too_long)) == (f"end: {2026 + longest}-11-30", None)
        a_day = finding("period-length", "joint", "2026-12-01", f"{2026 + longest}-12-01", call=call)
        assert would_write(a_day) == f"{2026 + longest}-11-30"

    def test_the_end_of_a_fiscal_year_in_a_range(self):
        long = finding("period-fiscal-year-end", "joint", "2026-12-01", "2032-03-31", call=self.RANGE)
        assert (long.message_variant, long.values["years"]) == ("long-stated", 5)
        assert long.values["mended"] == "end: 2031-11-30"
        short = finding("period-fiscal-year-end", "joint", "2026-12-01", "2030-03-31", call=self.RANGE)
        assert (short.message_variant, short.values["years"]) == ("short-stated", 4)
        assert short.values["mended"] == "end: 2030-11-30"

    @each("end", ["2029-11-30", "2030-11-30", "2031-11-30"])
    def test_a_length_that_is_only_inferred_binds_nobody(self, end):
        assert of("joint", "2026-12-01", end, call=self.INFERRED) == []


class TestFundedProjects:
    """Facts of funded projects: none of them may get an error."""

    @each(
        ("scheme", "start", "end"),
        [
            ("top", "2024-02-01", "2029-03-31"),  # February 2024 to March 2029
            ("top", "2024-12-01", "2030-03-31"),  # five years to the end of fiscal year 2029
            ("rising", "2024-04-01", "2027-03-31"),
            ("rising", "2024-12-01", "2028-03-31"),  # listed as 2024 to 2028
            ("rising", "2024-12-01", "2027-11-30"),
        ],
    )
    def test_no_error(self, scheme, start, end):
        assert ERROR[0] not in of(scheme, start, end)

"""From a document's data to the typed proposal: every part, and what becomes of a part that cannot be taken."""

from datetime import date
from decimal import Decimal

import pytest

from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.read import read_proposal
from aspire_cli.words.text import Text
from tests.helpers import Plain, changed, check, proposal, proposal_data, read, untaken, would_write

TODAY = date(2026, 11, 1)


class TestWhole:
    @pytest.mark.parametrize("scheme", ["top", "rising", "joint"])
    def test_a_fitting_proposal_has_every_part(self, scheme):
        found = read(proposal(scheme))
        assert found.scheme.id == scheme
        parts = found._asdict()
        absent = {name for name, part in parts.items() if part is None}
        assert absent == ({"rate"} if scheme == "joint" else {"rate", "call_text", "call"})

    @pytest.mark.parametrize("data", [None, [], "text", 5, {}, {"scheme": None}])
    def test_of_nothing(self, data):
        found = read_proposal(data, load_programme(), TODAY).proposal
        assert found.scheme is found.title is found.field is found.period is found.investigator is found.budget is None
        assert found.counterparts == found.team == found.placeholders == found.agencies == ()
        assert found.stage == "final"
        assert found.call_text is None

    @pytest.mark.parametrize("value", [5, "x", [], ["x"], {"y": 1}, True, None, Plain("1.5"), [[]], {"years": "x"}])
    def test_ill_typed_parts_never_raise(self, value):
        for key in [*proposal_data("joint"), "x-own"]:
            read(proposal("joint", **{key: value}))

    PATHS = (
        *("title.en", "period.start", "period.end", "team.0", "team.0.name", "team.0.country"),
        *(
            "principal_investigator.name",
            "principal_investigator.researcher_number",
            "principal_investigator.orcid",
        ),
        *("principal_investigator.other_funding", "principal_investigator.other_funding.0.until"),
        *("counterparts.0", "counterparts.0.country", "counterparts.0.lead", "counterparts.0.support"),
        *("counterparts.0.support.agency", "counterparts.0.support.until", "activities.exchange.0"),
        *("budget.unit", "budget.indirect_rate", "budget.total", "budget.years.0", "budget.years.0.fiscal_year"),
        *("budget.years.0.direct", "budget.years.0.goods", "budget.years.0.institution", "keywords.0"),
    )

    @pytest.mark.parametrize(
        "value", [5, "x", [], ["x"], {"y": 1}, True, None, Plain("1.5"), Plain(".nan"), [{}], [[5]]]
    )
    def test_ill_typed_values_never_raise(self, value):
        for path in self.PATHS:
            read(proposal("top", **{path: value}))


class TestSchemeAndStage:
    @pytest.mark.parametrize(
        "text", ["top", "TOP", "トップ", "トップのためのASPIRE", "ASPIRE for Top Scientists", "top(トップ)"]
    )
    def test_scheme(self, text):
        assert changed("rising", scheme=text).scheme.id == "top"

    def test_no_scheme(self):
        found = changed(scheme="topp")
        assert found.scheme is found.limits is None
        (problem,) = untaken(scheme="topp")
        assert (problem.path, problem.message, problem.mend, would_write(problem)) == (
            ("scheme",),
            "scheme",
            "scheme-nearest",
            "top",
        )
        (both,) = untaken(scheme="top 次世代")
        assert (both.message, both.mend, both.values["known"]) == ("scheme-several",) * 2 + (("`top`", "`rising`"),)
        (far,) = untaken(scheme="zzzzzz")
        assert (far.mend, would_write(far)) == ("scheme", None)

    @pytest.mark.parametrize(
        ("written", "stage"), [("draft", "draft"), ("final", "final"), ("x", "final"), (None, "final")]
    )
    def test_stage(self, written, stage):
        text = proposal(stage=written)
        assert read(text).stage == stage
        assert read(text, stage="draft").stage == "draft"
        assert read(text, stage="final").stage == "final"


class TestTexts:
    @pytest.mark.parametrize(
        ("title", "text"),
        [
            ("One", Text("One", "One")),
            ({"en": "One", "ja": "一"}, Text("One", "一")),
            ({"en": "One"}, Text("One", "One")),
            ({"ja": "一"}, Text("一", "一")),
            ({"en": "TBD", "ja": "一"}, Text("一", "一")),
            ({"en": 5, "ja": "一"}, Text("一", "一")),
            ({"en": 5}, None),
            ({"en": "", "ja": None}, None),
            ("TBD", None),
            (5, None),
            (["One"], None),
        ],
    )
    def test_title(self, title, text):
        assert changed(title=title).title == text

    def test_placeholders_of_titles_names_and_institutions(self):
        changes = {"title.ja": "未定", "principal_investigator.name": {"en": "TBD", "ja": "x"}, "keywords": ["TBD"]}
        changes |= {"team": [{"name": "○○", "position": "TBD"}], "counterparts.0.institution": "xxx"}
        assert changed().placeholders == ()
        assert {mention.path for mention in changed(**changes).placeholders} == {
            ("title", "ja"),
            ("principal_investigator", "name", "en"),
            ("team", 0, "name"),
            ("counterparts", 0, "institution"),
        }

    def test_where_an_agency_may_be_named(self):
        assert {mention.path for mention in changed().agencies} == {
            ("title", "en"),
            ("title", "ja"),
            *(("counterparts", 0, "support", key) for key in ("agency", "status", "from", "until")),
        }

    def test_a_call_s_id_names_no_agency_but_an_inline_call_does(self):
        assert ("call",) not in {mention.path for mention in changed("joint").agencies}
        found = changed("joint", call={"agency": "DFG", "countries": ["DE"]})
        paths = {mention.path for mention in found.agencies}
        assert {("call", "agency"), ("call", "countries", 0)} <= paths


class TestPeriod:
    def test_dates(self):
        found = changed()
        assert found.dates == found.period == (date(2026, 12, 1), date(2031, 11, 30))

    def test_end_before_start_is_no_period(self):
        found = changed(**{"period.end": "2026-11-30"})
        assert found.dates == (date(2026, 12, 1), date(2026, 11, 30))
        assert found.period is None

    def test_one_day(self):
        assert changed(**{"period.end": "2026-12-01"}).period is not None

    @pytest.mark.parametrize(
        ("text", "variant", "mend", "line"),  # the line of a first day, and of a last one
        [
            ("2026/12/01", "date-spelling", "date-written", ["2026-12-01"] * 2),
            ("令和8年12月1日", "date-spelling", "date-written", ["2026-12-01"] * 2),
            ("2026-02-30", "date-no-such-day", "date", ["2026-02-28"] * 2),
            ("2028-2-31", "date-no-such-day", "date", ["2028-02-29"] * 2),
            ("2026-13-01", "date-no-such-day", "date", ["2031-03-31"] * 2),
            ("2026-12", "date-year-month", "date-year-month", ["2026-12-01", "2026-12-31"]),
            ("2028年2月", "date-year-month", "date-year-month", ["2028-02-01", "2028-02-29"]),
            ("令和8年4月", "date-year-month", "date-year-month", ["2026-04-01", "2026-04-30"]),
            ("2026-13", "date-year-month", "date-year-month", ["2031-03-31"] * 2),
            ("2026-12-01T09:00", "date-timestamp", "date-in-japan", ["2026-12-01"] * 2),
            ("3026-12-01", "date-range", "date", ["2031-03-31"] * 2),
            ("soon", "date-unreadable", "date", ["2031-03-31"] * 2),
        ],
    )
    def test_refused(self, text, variant, mend, line):
        for key in ["start", "end"]:
            fix = line[0] if mend in ("date-written", "date-in-japan") else None
            found = changed(**{f"period.{key}": text})
            (problem,) = untaken(**{f"period.{key}": text})
            assert (problem.path, problem.message, would_write(problem)) == (("period", key), variant, fix)
            assert problem.mend == mend
            assert str(problem.values["line"]) == f"{key}: {line[key == 'end']}"
            assert found.dates is found.period is None

    @pytest.mark.parametrize(
        ("value", "variant", "fix"),
        [
            (20261201, "date-spelling", "2026-12-01"),
            (2026, "date-unreadable", None),
            (Plain("2026.12"), "date-year-month", None),
        ],
    )
    def test_a_number_is_a_date_badly_written(self, value, variant, fix):
        (problem,) = untaken(**{"period.start": value})
        assert (problem.message, would_write(problem)) == (variant, fix)

    @pytest.mark.parametrize("value", [None, "", "TBD", True, [20261201]])
    def test_not_written_or_ill_typed_is_not_refused_here(self, value):
        assert untaken(**{"period.start": value}) == ()
        assert changed(**{"period.start": value}).period is None


class TestActivities:
    @pytest.mark.parametrize(
        ("value", "planned"),
        [
            ("x", True),
            (["x"], True),
            ([{"what": "x"}], True),
            ([None, "x"], True),
            ({"what": "x"}, True),
            (5, True),
            ("TBD", False),
            (["未定", {"what": "TBD"}], False),
            ([{"who": "x"}], False),
            ({"who": "x"}, True),
            ([["x"]], True),
            ([], False),
            ("", False),
            (None, False),
        ],
    )
    def test_planned(self, value, planned):
        for key in ("research", "exchange", "training"):
            activities = changed(**{f"activities.{key}": value}).activities
            assert activities == {"research": True, "exchange": True, "training": True} | {key: planned}

    def test_none_of_them(self):
        assert changed(activities={}).activities == {"research": False, "exchange": False, "training": False}

    @pytest.mark.parametrize("value", [None, "x", ["x"], "TBD"])
    def test_no_activities(self, value):
        assert changed(activities=value).activities is None


class TestOtherWords:
    """What the reader understands is not refused."""

    def test_of_a_choice(self):
        for changes in [
            {"stage": "下書き"},
            {"stage": "Draft"},
            {"stage": "完成版"},
            {"counterparts.0.support.status": "受給中"},
            {"counterparts.0.support.status": "予定"},
            {"budget.unit": "円"},
            {"scheme": "トップ型"},
        ]:
            assert not [one for one in check(proposal(**changes)).findings if one.topic == "schema"], changes
        assert changed(stage="下書き").stage == "draft"
        assert changed(**{"counterparts.0.support.status": "受給中"}).counterparts[0].support[0].status == "receiving"
        in_thousands = {"budget.unit": "千円", "budget.years.0.direct": Plain("5")}
        assert changed(**in_thousands).years[0].direct == 5_000

    def test_of_a_percentage(self):
        for text, rate in [
            ("30%", 30),
            ("30 %", 30),
            ("３０％", 30),
            ("12.5%", Decimal("12.5")),
            ("0%", 0),
            ("100%", 100),
        ]:
            assert changed(**{"budget.indirect_rate": text}).budget.indirect_rate == rate
            found = check(proposal(**{"budget.indirect_rate": text, "keywords": "a"})).findings
            assert [one.rule for one in found if one.topic == "schema"] == ["schema-wrong-type"]  # of the keywords
        for text in ["101%", "100.5%", "30", "30パーセント", "%"]:
            (finding,) = [
                one for one in check(proposal(**{"budget.indirect_rate": text})).findings if one.topic == "schema"
            ]
            assert finding.pointer == "/budget/indirect_rate", text

"""One proposal against every scheme and joint call: the order, the verdicts, and what would have to change."""

from datetime import date, datetime
from pathlib import Path

from aspire_cli import limits
from aspire_cli.checking.checker import Options, check_document
from aspire_cli.document.document import read_document
from aspire_cli.fiscal import JAPAN
from aspire_cli.pages import fit as fit_page
from aspire_cli.planning.comparison import compare
from aspire_cli.problem import Severity
from aspire_cli.programme.load import known_calls, load_programme
from aspire_cli.proposal.model import OF_SCHEME_AND_CALL, Proposal
from aspire_cli.proposal.read import read_proposal
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Ways
from tests.helpers import JOINT_CALL, REMOVED, TODAY, each, inline, proposal, years

EXAMPLES = Path(__file__).parents[2] / "examples"
EDITION = load_programme()
VIEW = View(("en",), "0", EDITION.edition, EDITION.page_date, "")


def compared(text, **options):
    return compare(read_document(text.encode()), "", EDITION, Options(TODAY, **options))


def compared_with(text, scheme=None, call=None):
    return compare(read_document(text.encode()), "", EDITION, Options(TODAY), (scheme, call))


def date_of(day):
    """Return the comparison of a fitting proposal on another day."""
    return compare(read_document(proposal("top").encode()), "", EDITION, Options(date.fromisoformat(day)))


def written_for(document, scheme, call):
    """Return the document as it would be with that scheme, and joint call, written in it; places stay the same."""
    others = {key: value for key, value in document.data.items() if key not in ("scheme", "call")}
    named = {"call": call.id} if call is not None else {}
    return document._replace(data={"scheme": scheme.id, **named, **others})


def named(comparison):
    return {(one.scheme, one.call): one for one in comparison.alternatives}


def changes(comparison, scheme, call=None):
    """Return by kind the changes that an alternative asks for, each as its rules and figures."""
    found = {}
    for change in named(comparison)[scheme, call].changes:
        found.setdefault(change.kind, []).append(([one.rule for one in change.findings], dict(change.figures)))
    return found


CALLS = [(call.scheme, call.id) for call in known_calls(EDITION).values()]


class TestAlternatives:
    def test_every_scheme_and_every_call_once(self):
        found = compared(proposal("top"))
        asked = {("top", None), ("rising", None), ("joint", None), *CALLS}
        assert len(found.alternatives) == len(asked)
        assert set(named(found)) == asked

    @each(("scheme", "own"), [("top", None), ("rising", None), ("joint", JOINT_CALL)])
    def test_the_own_one_is_as_the_check_says(self, scheme, own):
        found = compared(proposal(scheme))
        assert [(one.scheme, one.call) for one in found.alternatives if one.own] == [(scheme, own)]
        assert named(found)[scheme, own].report == found.report
        assert found.report.verdict == "fits"

    def test_fewest_errors_first_then_fewest_warnings(self):
        found = compared(proposal("top"))
        counts = [(one.report.count(Severity.ERROR), one.report.count(Severity.WARNING)) for one in found.alternatives]
        assert counts == sorted(counts)
        assert counts[0] == (0, 0)
        assert counts[-1][0] > 0

    def test_each_is_as_a_check_of_the_changed_proposal_says(self):
        options = Options(TODAY)
        for file in (one for one in sorted(EXAMPLES.rglob("*.yaml")) if one.parent.name != "calls"):
            document = read_document(file.read_bytes())
            for one in compare(document, "", EDITION, options).alternatives:
                if not one.own and one.call in (None, JOINT_CALL):
                    changed = written_for(document, EDITION.schemes[one.scheme], known_calls(EDITION).get(one.call))
                    said = check_document(changed, "", EDITION, options._replace(waivers=False))
                    assert one.report == said, file

    @each("file", sorted(EXAMPLES.rglob("*.yaml")))
    def test_a_proposal_moved_is_as_one_written_for_it(self, file):
        """In what its scheme and call tell; the rest stays, so that no rule that needs nothing of them runs again."""
        document = read_document(file.read_bytes())
        if document.problems:
            return
        own = read_proposal(document.data, EDITION, TODAY).proposal
        joint = EDITION.schemes["joint"]
        for scheme, call in [
            *((one, None) for one in EDITION.schemes.values()),
            (joint, known_calls(EDITION)[JOINT_CALL]),
        ]:
            moved = own.moved_to(scheme, call)
            written = read_proposal(written_for(document, scheme, call).data, EDITION, TODAY).proposal
            assert all(getattr(moved, part) == getattr(written, part) for part in OF_SCHEME_AND_CALL)
            same = set(Proposal._fields) - OF_SCHEME_AND_CALL
            assert all(getattr(moved, part) is getattr(own, part) for part in same)

    def test_an_inline_call_stands_beside_the_known_ones(self):
        inline = {"agency": "EPSRC", "field": "ai", "countries": ["GB"], "total_cap": 300_000_000}
        found = compared(proposal("joint", call=inline))
        (own,) = [one for one in found.alternatives if one.own]
        assert (own.scheme, own.call, own.report.verdict) == ("joint", None, "fits")
        assert len(found.alternatives) == 3 + len(CALLS) + 1

    def test_a_joint_call_does_not_stand_in_the_way_of_a_single_one(self):
        found = compared(proposal("joint"))
        assert "call-scheme" not in {one.rule for one in named(found)["top", None].report.findings}

    def test_a_call_that_is_over_says_when_it_closed(self):
        found = named(compared(proposal("top")))
        assert found["joint", "jp-uk-engineering-biology-2024"].closed == "2024-04-16"
        assert found["joint", JOINT_CALL].closed is None

    def test_a_call_whose_closing_is_not_known_is_not_taken_for_open(self):
        found = compared(proposal("top"))
        assert named(found)["joint", JOINT_CALL].closing_unknown
        assert not named(found)["joint", "jp-uk-engineering-biology-2024"].closing_unknown
        assert not named(found)["top", None].closing_unknown
        said = fit_page.marked_name(named(found)["joint", JOINT_CALL], VIEW)
        assert said.en.endswith("(closing not known)")
        assert said.ja.endswith("【締切は確認できていません】")

    @each(
        ("now", "is_told"),
        [
            (date(2025, 3, 2), False),
            (date(2025, 3, 3), True),
            (datetime(2025, 5, 12, 12, tzinfo=JAPAN), True),
            (datetime(2025, 5, 12, 12, 0, 1, tzinfo=JAPAN), False),
        ],
    )
    def test_people_are_told_of_a_call_while_it_is_open_and_where_they_ask_of_every_other(self, now, is_told):
        document = read_document(proposal("top").encode())
        told = {(one.scheme, one.call) for one in compare(document, "", EDITION, Options(now)).told}
        assert (("top", "top-2025") in told) == is_told
        every = compare(document, "", EDITION, Options(now), names_closed=True).told
        assert {*CALLS} < {(one.scheme, one.call) for one in every}

    def test_a_proposal_for_a_single_call_stands_beside_the_page_alone(self):
        found = named(compared(proposal("top", call="top-2025")))
        assert found["top", "top-2025"].own
        assert found["top", "top-2025"].closed == "2025-05-12"
        assert not found["top", None].own

    def test_places_are_those_of_the_text(self):
        text = proposal("top")
        finding = named(compared(text))["rising", None].report.findings[0]
        assert finding.place.line > 1
        assert finding.excerpt in text

    def test_a_waiver_holds_for_its_own_scheme_alone(self):
        text = proposal("rising").replace(
            "budget:", "budget:  # aspire: ignore[budget-direct-rounding, budget-total-cap] ok"
        )
        text = text.replace("direct: 17000000", "direct: 17300000")
        found = compared(text)
        assert [one.rule for one in found.report.waived] == ["budget-direct-rounding"]
        others = [one for one in found.alternatives if not one.own]
        assert not any(one.topic == "waiver" for other in others for one in other.report.findings)
        assert not any(other.report.waived for other in others)

    def test_switched_off_rules_stay_off(self):
        rules = Options(TODAY).rules - {"period-length"}
        assert "years" not in changes(compared(proposal("top"), rules=rules), "rising")


class TestNarrowed:
    SCHEMES = EDITION.schemes

    def test_to_a_scheme_and_its_calls(self):
        found = compared_with(proposal("top"), scheme=self.SCHEMES["joint"])
        assert {(one.scheme, one.call) for one in found.alternatives} == {
            ("joint", None),
            *(one for one in CALLS if one[0] == "joint"),
        }
        assert [one.call for one in found.told] == [None]

    def test_to_a_call_be_it_closed_or_not(self):
        for call in ("top-2023", JOINT_CALL):
            (one,) = compared_with(proposal("top"), call=known_calls(EDITION)[call]).told
            assert one.call == call

    def test_what_stands_everywhere_is_what_stood_before(self):
        text = proposal("top", field="alchemy")
        narrowed, whole = compared_with(text, scheme=self.SCHEMES["rising"]), compared(text)
        assert narrowed.everywhere == whole.everywhere
        assert narrowed.alternatives == tuple(one for one in whole.alternatives if one.scheme == "rising")

    def test_people_are_told_of_open_calls_and_the_own_one_alone_unless_they_want_all(self):
        for scheme, own in (("top", set()), ("joint", {JOINT_CALL})):
            found = compared(proposal(scheme))
            assert {one.call for one in found.told if one.call} == own
            assert found._replace(names_closed=True).told == found.alternatives
        opened = [*date_of("2024-03-01").told]
        assert "jp-uk-engineering-biology-2024" in {one.call for one in opened}


class TestChanges:
    def test_of_amount_and_years_and_the_rest(self):
        text = proposal("top", **{"principal_investigator.independent_environment": REMOVED})
        found = changes(compared(text), "rising")
        assert found["amount"] == [
            (["budget-direct-cap", "budget-total-cap"], {"cut": 291_000_000, "direct": 69_000_000, "total": 89_700_000})
        ]
        assert found["years"] == [
            (
                ["period-length"],
                {"min_years": 3, "max_years": 3, "end": "2029-11-30", "fiscal_years": [2026, 2027, 2028, 2029]},
            )
        ]
        assert found["other"] == [(["investigator-independence"], {})]
        assert found.keys() == {"amount", "years", "other"}

    def test_of_an_amount_with_low_indirect_costs_counts_them_in_full(self):
        found = changes(compared(proposal("top", **{"budget.indirect_rate": 10})), "joint", JOINT_CALL)
        assert found["amount"][0][1] == {"cut": 144_620_000, "direct": 215_380_000, "total": 279_994_000}

    def test_an_amount_to_aim_at_is_round_and_inside(self):
        for direct in (63_333_334, 76_923_077, 99_999_999, 123_456_789):
            for one in compared(proposal("top", **{"budget.years": years(*[direct] * 6)})).alternatives:
                for figures in (dict(change.figures) for change in one.changes if "cut" in change.figures):
                    assert figures["direct"] % 10_000 == 0
                    assert figures["direct"] + figures["cut"] == 6 * direct
                    assert figures["total"] == figures["direct"] + figures["direct"] * 30 // 100

    def test_an_amount_below_the_least_round_one_stays(self):
        found = compared(inline(total_cap=1_000, indirect_percent=30))
        (own,) = [one for one in found.alternatives if one.own]
        assert next(dict(change.figures) for change in own.changes if "cut" in change.figures)["direct"] == 769

    def test_of_indirect_costs_where_those_alone_are_over(self):
        split = [{"fiscal_year": 2026 + n, "direct": 50_000_000, "indirect": 25_000_000} for n in range(6)]
        split[0] |= {"direct": 100_000_000, "indirect": 35_000_000}
        found = changes(compared(proposal("top", budget={"years": split})), "top")
        assert found == {
            "amount": [
                (
                    ["budget-total-cap", "budget-indirect-rate"],
                    {"cut": 55_000_000, "indirect": 105_000_000, "total": 455_000_000},
                )
            ]
        }

    def test_of_a_probable_slip_in_the_unit_is_left_to_its_finding(self):
        found = compared(proposal("top", **{"budget.unit": "thousand_yen"}))
        (change,) = [one for one in named(found)["top", None].changes if one.kind == "amount"]
        assert change.sentence is None
        assert [one.rule for one in change.findings[:2]] == ["budget-direct-cap", "budget-total-cap"]
        assert change.figures["direct"] == 380_000_000

    def test_of_a_limit_in_the_proposal_that_is_far_too_small_too(self):
        found = compared(inline(total_cap=300))
        (own,) = [one for one in found.alternatives if one.own]
        (change,) = [one for one in own.changes if one.kind == "amount"]
        assert (change.sentence, change.findings[0].mend_variant) == (None, "call-unit")

    def test_of_country_and_field(self):
        found = changes(compared(proposal("top")), "joint", JOINT_CALL)
        assert found["country"] == [(["call-country"], {"now": "FR", "countries": ["GB"]})]
        assert found["field"] == [(["call-field"], {"now": "quantum", "fields": ["ai"]})]
        assert found["amount"][0][1]["direct"] == 215_380_000
        assert found["other"] == [(["call-agency"], {})]

    def test_a_change_made_leaves_nothing_to_change(self):
        text = proposal("top", **{"period.end": "2029-11-30", "budget.years": years(*[17_250_000] * 4)})
        assert changes(compared(text), "rising") == {}

    def test_a_country_that_no_scheme_takes(self):
        found = compared(proposal("top", **{"counterparts.0.country": "SG"}))
        ((rules, figures),) = changes(found, "top")["country"]
        assert rules == ["country-not-listed"]
        assert figures["now"] == "SG"
        assert figures["countries"] == list(EDITION.countries)

    def test_a_country_beside_the_lead_is_left_to_its_finding(self):
        extra = {
            "name": "Tan",
            "institution": "NUS",
            "country": "SG",
            "support": {"agency": "NRF", "status": "planned"},
        }
        text = proposal("top", **{"counterparts.1": extra, "counterparts.0.lead": True})
        assert changes(compared(text), "top") == {"country": [(["country-extra-not-listed"], {})]}

    def test_too_short_a_period_is_lengthened_to_the_shortest(self):
        text = proposal("rising", **{"period.end": "2028-11-30", "budget.years": years(1, 1, 1)})
        found = compared(text)
        assert changes(found, "rising")["years"][0][1]["end"] == "2029-11-30"
        assert changes(found, "joint", "jp-nsf-global-centers-2024")["years"][0][1]["end"] == "2030-11-30"

    @each(
        ("change", "kind"),
        [
            ({"budget": REMOVED}, "amount"),
            ({"budget.years.0.direct": "much"}, "amount"),
            ({"budget.years.5": REMOVED}, "amount"),  # as in the check, where the row of the budget tells it
            ({"period": REMOVED}, "years"),
            ({"period.end": "soon"}, "years"),
            ({"counterparts": REMOVED}, "country"),
            ({"counterparts.0.country": REMOVED}, "country"),
            ({"counterparts.0.name": REMOVED}, "other"),
            ({"field": REMOVED}, "field"),
            ({"activities": REMOVED}, "other"),
        ],
    )
    def test_what_is_not_written_counts_where_it_is_missed(self, change, kind):
        found = compared(proposal("top", **change))
        assert set(changes(found, "top")) == {kind}


class TestMoves:
    def test_a_call_that_narrows_the_field_says_so_even_where_every_field_is_wrong(self):
        found = compared(proposal("top", field="alchemy", **{"counterparts.0.country": "SG"}))
        (page,) = fit_page.pages(found._replace(names_closed=True), VIEW)
        (ways,) = [block for block in page.blocks if isinstance(block, Ways)]
        kinds = {way.name.en: {step.kind.en for step in way.steps} for way in ways.ways}
        names = {(one.scheme, one.call): fit_page.marked_name(one, VIEW).en for one in found.alternatives if one.name}
        assert {"Country", "Field"} <= kinds[names["joint", JOINT_CALL]]
        assert not [name for name in kinds if name.startswith(names["top", None])]


class TestEverywhere:
    def test_what_stands_whatever_the_scheme(self):
        found = compared(proposal("top", activities={"research": "a", "exchange": "b"}, field="alchemy"))
        assert {one.rule for one in found.everywhere} == {"activity-missing", "field-not-listed"}

    def test_notes_do_not(self):
        found = compared(proposal("top", **{"counterparts.0.country": "IE"}))
        assert [one.rule for one in found.report.findings] == ["country-through-eu"]
        assert found.everywhere == ()

    @each(("scheme", "rule"), [(REMOVED, "schema-missing-key"), ("summit", "schema-bad-value")])
    def test_a_scheme_that_there_is_not_is_one(self, scheme, rule):
        found = compared(proposal("top", scheme=scheme))
        assert [one.rule for one in found.everywhere] == [rule]
        assert not any(one.own for one in found.alternatives)
        assert named(found)["top", None].report.verdict == "fits"

    def test_a_call_not_named_is_not(self):
        found = compared(proposal("joint", call=REMOVED))
        assert found.everywhere == ()
        assert [one.scheme for one in found.alternatives if one.own] == ["joint"]

    @each("text", ["scheme: top\nbudget: [", "- a\n", ""])
    def test_of_what_cannot_be_read_that_is_all(self, text):
        found = compared(text)
        assert found.alternatives == ()
        assert found.everywhere == found.report.findings != ()


def test_what_is_shown_of_all_alternatives_together_is_bounded():
    text = proposal() + "".join(f"feild{number}: 1\n" for number in range(300))
    reports = [one.report for one in compared(text).alternatives]
    assert sum(len(report.findings) for report in reports) <= limits.MOST_COMPARED
    assert min(report.count(Severity.ERROR) for report in reports) >= 300

"""The shape of a proposal: each fault once, in plain words, at its place."""

import json
from datetime import date

import pytest

from aspire_cli import fiscal, shipped_files
from aspire_cli.programme.load import load_programme
from aspire_cli.proposal.read import read_proposal
from aspire_cli.shape.check import check as check_shape
from aspire_cli.words.text import Text
from tests.helpers import Plain, check, proposal, proposal_data, rules_of, to_yaml, would_write


def only(text, **options):
    """Return the one finding on a text."""
    (found,) = check(text, **options).findings
    return found


class TestWrongType:
    @pytest.mark.parametrize(
        ("path", "value", "found_kind", "wanted"),
        [
            ("title", 5, "a whole number", ["text", "a group of keys"]),
            ("title", ["x"], "a list", ["text", "a group of keys"]),
            ("field", True, "`true`, a yes or no", ["text"]),
            ("keywords", "x", "text", ["a list"]),
            ("period", "2026", "text", ["a group of keys"]),
            ("counterparts", {"name": "x"}, "a group of keys", ["a list"]),
            ("counterparts.0", "x", "text", ["a group of keys"]),
            ("counterparts.0.lead", "yes", "text", ["true or false"]),
            ("principal_investigator.position", Plain("1.5"), "a number", ["text"]),
            ("budget.years", "x", "text", ["a list"]),
        ],
    )
    def test_what_is_said(self, path, value, found_kind, wanted):
        found = only(proposal(**{path: value}))
        assert (found.rule, found.pointer) == ("schema-wrong-type", "/" + path.replace(".", "/"))
        assert found.values["found"].en == found_kind
        assert [kind.en for kind in found.values["wanted"]] == wanted

    @pytest.mark.parametrize(
        ("path", "value", "mend", "line"),
        [
            ("principal_investigator.position", Plain("5"), "quotes", 'position: "5"'),
            ("principal_investigator.orcid", Plain("0000000218250097"), "quotes", 'orcid: "0000000218250097"'),
            ("keywords.0", Plain("007"), "quotes", '"007"'),
            ("keywords", "x", "list-of-one", "keywords: [x]"),
            ("keywords", "quantum spin", "list-of-one", "keywords: [quantum spin]"),
            ("keywords", "量子", "list-of-one", "keywords: [量子]"),
            ("keywords", "量子, スピン", "list", None),
            ("keywords", "量子、スピン", "list", None),
            ("keywords", "no: one", "list", None),
            ("keywords", "true", "list", None),
            ("counterparts", {"name": "x"}, "list", None),
            ("counterparts.0.lead", "yes", "boolean", None),
            ("period", "x", "default", None),
        ],
    )
    def test_mend(self, path, value, mend, line):
        found = only(proposal(**{path: value}))
        assert found.mend_variant == mend
        assert found.values.get("line") == line

    @pytest.mark.parametrize("text", ["5", "text", "- a", "true"])
    def test_of_the_whole_file(self, text):
        found = only(text)
        assert (found.rule, found.message_variant, found.mend_variant, found.pointer) == (
            "schema-wrong-type",
            "root",
            "root",
            "",
        )

    @pytest.mark.parametrize("path", ["period.start", "counterparts.0.support.until"])
    @pytest.mark.parametrize("value", [True, ["x"], {"y": 1}])
    def test_of_a_date(self, path, value):
        assert rules_of(proposal(**{path: value})) == ["schema-wrong-type"]

    @pytest.mark.parametrize("value", [Plain(".nan"), Plain(".inf"), Plain("-.INF")])
    def test_of_no_finite_number(self, value):
        for path in ["scheme", "field", "title", "counterparts.0.name", "budget.indirect_rate"]:
            found = only(proposal(**{path: value}))
            assert (found.rule, found.mend_variant) == ("schema-wrong-type", "default")
            assert "a number that is not finite" in found.message

    @pytest.mark.parametrize("value", ["1e7", "0x1F", "007", "3.10", "1.50"])
    def test_a_number_is_put_in_quotation_marks_as_it_is_written(self, value):
        found = only(proposal(**{"counterparts.0.name": Plain(value)}))
        assert f'`name: "{value}"`' in found.hint

    @pytest.mark.parametrize("value", [Plain(".nan"), Plain("-.inf"), Plain("1e50"), Plain("1.5"), Plain("0x7ea")])
    def test_odd_numbers_are_one_finding_or_understood(self, value):
        for path in ["period.start", "budget.years.0.fiscal_year", "budget.years.0.direct", "stage", "field"]:
            assert len(rules_of(proposal(**{path: value}))) <= 1


class TestBadValue:
    @pytest.mark.parametrize(
        ("path", "value", "near"),
        [
            ("stage", "finale", "final"),
            ("stage", "zzzz", None),
            ("budget.unit", "thousand yen", "thousand_yen"),
            ("counterparts.0.support.status", "recieving", "receiving"),
        ],
    )
    def test_one_of_a_few_words(self, path, value, near):
        found = only(proposal(**{path: value}))
        assert (found.rule, found.message_variant) == ("schema-bad-value", "enum")
        assert (would_write(found), found.mend_variant) == (near, "nearest" if near else "enum")
        assert found.values["text"] == value
        assert all(one.en.startswith("`") for one in found.values["known"])
        assert len(found.values["known"]) in (2, 3)

    @pytest.mark.parametrize(
        ("path", "value", "near"),
        [
            ("counterparts.0.support.status", "申請中", "planned"),
            ("counterparts.0.support.status", "Pending", "planned"),
            ("counterparts.0.support.status", "採択済み", "receiving"),
            ("counterparts.0.support.status", "awarded", "receiving"),
            ("stage", "執筆中", "draft"),
            ("stage", "提出版", "final"),
            ("budget.unit", "千円単位", "thousand_yen"),
            ("budget.unit", "kyen", "thousand_yen"),
            ("budget.unit", "Ｍｙｅｎ", "million_yen"),
        ],
    )
    def test_the_word_of_another_form_gets_the_likely_one(self, path, value, near):
        found = only(proposal(**{path: value}))
        assert (would_write(found), found.mend.safe, found.mend_variant) == (near, False, "nearest")
        assert found.values["nearest"] == (near,)

    @pytest.mark.parametrize("value", ["万円", "億円", "万yen", "10000yen", "dollar", "soon"])
    def test_a_unit_that_is_none_is_not_taken_for_another(self, value):
        found = only(proposal(**{"budget.unit": value}))
        assert would_write(found) is None
        assert found.values["known"] == (
            Text("`yen`", "`yen`(円)"),
            Text("`thousand_yen` (thousands of yen)", "`thousand_yen`(千円)"),
            Text("`million_yen` (millions of yen)", "`million_yen`(百万円)"),
        )

    @pytest.mark.parametrize("value", ["受給", "current", "受給中 (receiving)", "予定", "planned(予定)"])
    def test_what_says_the_same_is_understood(self, value):
        assert rules_of(proposal(**{"counterparts.0.support.status": value})) == []

    def test_a_yes_in_the_place_of_a_word(self):
        found = only(proposal(**{"counterparts.0.support.status": Plain("true")}))
        assert (found.rule, found.mend_variant) == ("schema-wrong-type", "enum")
        assert found.values["known"][0] == Text("`receiving` (already received)", "`receiving`(受給中)")

    @pytest.mark.parametrize("path", ["counterparts", "budget.years"])
    def test_an_empty_list(self, path):
        found = only(proposal(**{path: []}))
        assert (found.rule, found.values["key"]) == ("schema-missing-key", path.rpartition(".")[2])
        assert found.pointer == "/" + path.replace(".", "/")

    @pytest.mark.parametrize(("rate", "variant", "limit"), [(-1, "minimum", "0"), (101, "maximum", "100")])
    def test_a_number_out_of_bounds(self, rate, variant, limit):
        found = only(proposal(**{"budget.indirect_rate": rate}))
        assert (found.rule, found.message_variant) == ("schema-bad-value", variant)
        assert (found.values["text"], found.values["limit"]) == (str(rate), limit)

    @pytest.mark.parametrize(
        ("path", "value", "variant", "fix"),
        [
            ("period.start", "2026/12/01", "date-spelling", "2026-12-01"),
            ("period.end", "2031-11-31", "date-no-such-day", None),
            ("counterparts.0.support.until", "soon", "date-unreadable", None),
            ("budget.years.0.direct", "much", "amount-unreadable", None),
            ("budget.years.0.direct", -5, "amount-negative", None),
            ("budget.years.0.direct", "0.5円", "amount-fraction", None),
            ("budget.total", "10000兆円", "amount-too-large", None),
            ("budget.years.0.fiscal_year", "soon", "fiscal-year", None),
            ("scheme", "topp", "scheme", "top"),
        ],
    )
    def test_what_cannot_be_taken(self, path, value, variant, fix):
        found = only(proposal(**{path: value}))
        assert (found.rule, found.message_variant, would_write(found)) == ("schema-bad-value", variant, fix)
        assert found.pointer == "/" + path.replace(".", "/")

    @pytest.mark.parametrize("year", [1900, 1999, 2101, 2199])
    def test_a_fiscal_year_of_another_age(self, year):
        found = only(proposal(**{"budget.years.0.fiscal_year": year}))
        assert (found.rule, found.message_variant) == ("schema-bad-value", "fiscal-year")

    def test_the_bounds_of_a_fiscal_year_are_the_schema_s(self):
        bounds = json.loads(shipped_files.schema("proposal"))["$defs"]["fiscalYear"]
        assert (bounds["minimum"], bounds["maximum"]) == (fiscal.FIRST_FISCAL_YEAR, fiscal.LAST_FISCAL_YEAR)


class TestNothingWritten:
    PATHS = (
        *(
            "stage",
            "keywords",
            "team",
            "principal_investigator.country",
            "principal_investigator.orcid",
        ),
        *("principal_investigator.position", "counterparts.0.support.until", "counterparts.0.lead", "budget.unit"),
        *(
            "budget.total",
            "budget.years.0.institution",
            "budget.years.0.goods",
            "budget.indirect_rate",
            "call",
        ),
    )

    @pytest.mark.parametrize("value", [None, "", " ", "TBD", [], [None]])
    def test_where_nothing_must_be(self, value):
        for path in self.PATHS:
            # Of a placeholder in the place of an amount it is told that it counts for nothing.
            rules = ["text-placeholder"] if path.endswith("goods") and value == "TBD" else []
            assert rules_of(proposal(**{path: value})) == rules, path


@pytest.mark.parametrize("dash", ["－", "―", "なし", None])
def test_of_a_year_without_an_amount_the_mend_names_nothing_too(dash):
    found = only(proposal(**{"budget.years.0": {"fiscal_year": 2026, "direct": dash}}))
    assert found.rule == "schema-missing-key"
    assert all("`direct: 0`" in found.hint_in(lang) for lang in ("en", "ja"))


class TestFittingProposals:
    @pytest.mark.parametrize("scheme", ["top", "rising", "joint"])
    def test_have_no_finding(self, scheme):
        report = check(proposal(scheme))
        assert (report.findings, report.verdict) == ((), "fits")

    @pytest.mark.parametrize("scheme", ["top", "rising", "joint"])
    def test_nor_in_flow_style(self, scheme):
        assert rules_of(json.dumps(proposal_data(scheme), ensure_ascii=False)) == []

    def test_nor_with_the_keys_in_another_order(self):
        data = proposal_data("joint")
        assert rules_of(to_yaml(dict(reversed(data.items())))) == []


def test_names_of_ones_own_data_are_no_fault_beside_another():
    edition = load_programme()
    space = edition.fields["ai"]._replace(id="space", name=Text("Space science", "宇宙科学"), aliases=())
    home = edition.home_country._replace(code="QZ", name=Text("Elsewhere", "別の国"), aliases=())
    own = edition._replace(fields={"space": space}, home="QZ", home_country=home)
    data = proposal_data(field="space", **{"counterparts.0.lead": "yes"})
    found = list(check_shape(data, read_proposal(data, own, date(2026, 11, 23)), lambda _path, value: str(value)))
    assert [problem.path for problem in found] == [("counterparts", 0, "lead")]


def test_amounts_in_a_larger_unit_are_no_fault_beside_another():
    changes = {"budget.unit": "thousand_yen", "budget.years.0": {"fiscal_year": 2026, "direct": Plain("76000.01")}}
    (found,) = [one for one in check(proposal(keywords="x", **changes)).findings if one.topic == "schema"]
    assert found.pointer == "/keywords"


def test_years_in_the_place_of_keys_get_the_line_to_write():
    for key in ("2026年度", "令和8年度"):
        found = check(proposal(**{"budget.years": {key: {"direct": 5}}})).findings
        (finding,) = [one for one in found if one.rule == "schema-wrong-type"]
        assert "`- fiscal_year: 2026`" in finding.hint_in("en")

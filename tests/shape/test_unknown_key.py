"""Keys that are missing, and keys that no proposal has."""

import re

import pytest

from aspire_cli.document.document import read_document
from aspire_cli.problem import Part
from aspire_cli.proposal.table import PROPOSAL
from aspire_cli.words.spelling import fold
from tests.helpers import (
    DATA,
    REMOVED,
    Plain,
    at,
    check,
    findings_of,
    proposal,
    proposal_data,
    rules_of,
    the_finding,
    would_write,
)


def only(text, **options):
    """Return the one finding on a text."""
    (found,) = check(text, **options).findings
    return found


class TestMissingKey:
    @pytest.mark.parametrize(
        "key",
        ["scheme", "title", "field", "period", "principal_investigator", "counterparts", "activities", "budget"],
    )
    def test_of_the_proposal(self, key):
        for value in [REMOVED, None, ""]:
            found = only(proposal(**{key: value}))
            where = "" if value is REMOVED else f"/{key}"
            assert (found.rule, found.pointer, found.message_variant) == ("schema-missing-key", where, "default")
            assert found.values["key"] == key
            assert (found.severity, found.clause, would_write(found)) == ("error", None, None)

    @pytest.mark.parametrize(
        ("parent", "key", "name"),
        [
            ("period", "start", "支援期間の開始日"),
            ("period", "end", "支援期間の終了日"),
            ("principal_investigator", "name", "研究代表者の氏名"),
            ("principal_investigator", "institution", "研究代表者の所属機関"),
            ("counterparts.0", "name", "1人目の相手側研究者の氏名"),
            ("counterparts.0", "institution", "1人目の相手側研究者の所属機関"),
            ("counterparts.0", "country", "1人目の相手側研究者の国・地域"),
            ("counterparts.0.support", "status", "1人目の相手側研究者の支援の受給状況"),
            ("budget", "years", "予算の年度ごとの内訳"),
            ("budget.years.2", "fiscal_year", "予算の3件目の年度"),
        ],
    )
    def test_of_a_part(self, parent, key, name):
        for value in [REMOVED, None]:
            text = proposal(**{f"{parent}.{key}": value})
            found = the_finding("schema-missing-key", text)
            where = parent if value is REMOVED else f"{parent}.{key}"
            assert (found.pointer, found.message_variant) == ("/" + where.replace(".", "/"), "inside")
            assert found.values["key"] == key
            assert found.message_in("ja") == f"{name}(`{key}`)が未記入です。"
            assert rules_of(text) == ["schema-missing-key"]

    def test_it_stands_at_its_parent(self):
        text = proposal(**{"period.end": REMOVED})
        assert at(text, only(text).place) == "period"

    @pytest.mark.parametrize(("value", "marked"), [(None, "field"), ("TBD", "TBD"), ("未定", "未定")])
    def test_where_the_key_is_written_it_stands_there(self, value, marked):
        text = proposal(field=value)
        assert at(text, only(text).place) == marked

    def test_where_the_key_is_written_it_is_waived_there(self):
        text = re.sub(r"(?m)^field:.*$", "field: TBD  # aspire: ignore[schema-missing-key] to be agreed", proposal())
        report = check(text)
        assert [one.rule for one in report.waived] == ["schema-missing-key"]
        assert not report.findings

    def test_an_amount_of_a_year(self):
        found = only(proposal(**{"budget.years.1.direct": REMOVED}))
        assert (found.pointer, found.message_variant, found.mend_variant) == ("/budget/years/1", "amount", "amount")

    @pytest.mark.parametrize("value", [{}, {"en": ""}, {"ja": None}, {"en": None, "ja": "  "}])
    def test_a_language(self, value):
        for path in ["title", "counterparts.0.name", "principal_investigator.institution"]:
            found = only(proposal(**{path: value}))
            assert (found.rule, found.message_variant) == ("schema-missing-key", "language")
            assert (found.pointer, found.values["key"]) == ("/" + path.replace(".", "/"), path.split(".")[-1])

    def test_eased_in_a_draft_but_for_the_scheme(self):
        text = proposal(stage="draft", field=REMOVED, scheme=REMOVED, **{"period.end": None})
        found = {one.values["key"]: one.severity for one in check(text).findings}
        assert found == {"scheme": "error", "field": "note", "end": "note"}

    @pytest.mark.parametrize("value", [REMOVED, None, "TBD"])
    def test_the_scheme_is_no_matter_of_a_draft(self, value):
        assert only(proposal(stage="draft", scheme=value)).severity == "error"

    def test_all_of_them(self):
        found = check("x-own: 1").findings
        assert [one.rule for one in found] == ["schema-missing-key"] * 8
        assert found[0].place == (1, 1, 1, 6)


class TestUnknownKey:
    @pytest.mark.parametrize(
        ("path", "near"),
        [
            ("feild", "field"),
            ("Keywords", "keywords"),
            ("period.begin", "start"),
            ("period.zzzz", None),
            ("period.ends", "end"),
            ("principal_investigator.trackrecord", "track_record"),
            ("counterparts.0.leader", "lead"),
            ("counterparts.0.support.programm", "programme"),
            ("activities.trainings", "training"),
            ("activities.exchange.0.whom", "who"),
            ("budget.years.0.good", "goods"),
            ("budget.rate", None),
            ("zzzz", None),
            ("title.jp", "ja"),
        ],
    )
    def test_anywhere(self, path, near):
        meant = ".".join((*path.split(".")[:-1], near or ""))
        written = near in ("field", "keywords", "start", "end", "track_record", "training", "ja")
        found = only(proposal(**{path: "x"}, **({meant: REMOVED} if written else {})))
        assert (found.rule, found.pointer) == ("schema-unknown-key", "/" + path.replace(".", "/"))
        assert would_write(found) == near
        assert found.values["nearest"] == ((near,) if near else ())
        assert found.values["key"] == path.split(".")[-1]
        said = {(0, 0): "default", (0, 1): "nearest", (1, 0): "inside", (1, 1): "inside-nearest"}
        assert found.message_variant == said["." in path, near is not None]
        assert found.mend_variant == ("nearest" if near else "default")

    def test_of_a_key_that_is_there_already_no_second_one_is_made(self):
        found = only(proposal(feild="quantum"))
        assert (found.message_variant, found.mend_variant, would_write(found)) == ("nearest", "nearest-taken", None)
        assert "Did you mean `field`?" in found.message
        assert only(proposal(subfield="spin")).message_variant == "default"

    @pytest.mark.parametrize(
        ("path", "meant"),
        [
            ("分野", "field"),
            ("研究代表者", "principal_investigator"),
            ("支援期間", "period"),
            ("period.開始日", "start"),
            ("principal_investigator.所属機関", "institution"),
            ("counterparts.0.support.相手側FA", "agency"),
            ("budget.years.0.年度", "fiscal_year"),
            ("budget.years.0.直接経費", "direct"),
            ("budget.years.0.year", "fiscal_year"),
            ("activities.人材育成", "training"),
        ],
    )
    def test_by_its_name_on_the_forms(self, path, meant):
        right = ".".join((*path.split(".")[:-1], meant))
        found = next(iter(findings_of("schema-unknown-key", proposal(**{right: REMOVED, path: "x"}))))
        assert (would_write(found), found.mend_variant) == (meant, "nearest")

    def test_the_names_of_the_forms_are_one_fault_each(self):
        year = {"年度": 2026, "物品費": "1000万円", "旅費": "200万円"}
        found = check(proposal(field=REMOVED, 分野="量子", **{"budget.years.0": year})).findings
        assert {one.rule for one in found if one.severity == "error"} == {"schema-unknown-key"}
        assert len([one for one in found if one.rule == "schema-unknown-key"]) == 4

    @pytest.mark.parametrize(
        ("heading", "amount", "line"),
        [
            ("direct（万円）", 2500, "direct: 2500万円"),
            ("direct (千円)", "25,000", "direct: 25,000千円"),
            ("直接経費（単位：百万円）", 25, "direct: 25百万円"),
            ("旅費[円]", 250, "travel: 250円"),
        ],
    )
    def test_a_unit_in_it_goes_to_the_amount(self, heading, amount, line):
        text = proposal(**{"budget.years.0.direct": REMOVED, f"budget.years.0.{heading}": amount})
        found = only(text)
        assert (found.message_variant, found.mend_variant, would_write(found)) == ("inside-nearest", "unit", None)
        assert str(found.values["line"]) == line

    @pytest.mark.parametrize(
        ("key", "parent", "meant"),
        [
            ("end", "period", "end"),
            ("終了日", "period", "end"),
            ("unit", "budget", "unit"),
            ("lead", "counterparts", "lead"),
        ],
    )
    def test_at_the_top_in_place_of_below(self, key, parent, meant):
        removed = {"period.end": REMOVED} if meant == "end" else {}
        found = only(proposal(**{key: "x", **removed}))
        assert (found.message_variant, found.mend_variant, would_write(found)) == ("elsewhere", "elsewhere", None)
        assert (found.values["parent"], found.values["nearest"]) == (Part((parent,)), (meant,))

    def test_its_part_is_named_in_message_and_mend(self):
        found = only(proposal(**{"counterparts.0.institution": REMOVED, "counterparts.0.所属": "CNRS"}))
        assert found.message == "`所属` is not a key of the first counterpart. Did you mean `institution`?"
        assert "In the first counterpart, write `institution` in place of `所属`" in found.hint
        assert found.message_in("ja").startswith("1人目の相手側研究者に `所属` という項目はありません。")
        assert found.hint_in("ja").startswith("1人目の相手側研究者の `所属` を `institution` に直してください。")
        told = only(proposal(**{"period.end": REMOVED, "end": "2031-11-30"}))
        assert told.message.endswith("`end` is a key of `period`.")
        assert "支援期間(`period`)の下に字下げして" in told.hint_in("ja")

    def test_of_a_key_of_several_places_none_is_named(self):
        assert only(proposal(agency="x")).message_variant == "default"

    def test_every_name_leads_to_a_key(self):
        names = read_document((DATA / "key_names.yaml").read_bytes()).data
        assert set(names) == {key for _, key in PROPOSAL.places()}
        for key, called in names.items():
            assert len(set(map(fold, called))) == len(called), key
            assert key not in map(fold, called)

    def test_it_stands_at_the_key(self):
        text = proposal(feild="quantum")
        assert at(text, only(text).place) == "feild"

    def test_with_nothing_in_it(self):
        for value in [None, "", "TBD", []]:
            assert rules_of(proposal(feild=value)) == ["schema-unknown-key"]

    @pytest.mark.parametrize("value", ["x", None, 5, {"a": [1]}, Plain(".nan")])
    def test_the_users_own(self, value):
        for path in ["x-own", "period.x-own", "counterparts.0.x-own", "budget.years.0.x-", "title.x-fr"]:
            assert rules_of(proposal(**{path: value})) == []

    def test_each_of_several(self):
        text = proposal(aaaa=1, bbbb=2, **{"period.cccc": 3})
        assert [one.values["key"] for one in findings_of("schema-unknown-key", text)] == ["cccc", "aaaa", "bbbb"]

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("field", "feild"),
            ("counterparts", "counterpart"),
            ("budget", "bugdet"),
            ("  end", "  ends"),
            ("scheme", "scheem"),
            ("    country", "    contry"),
        ],
    )
    def test_a_misspelt_key_is_not_missing_besides(self, right, wrong):
        found = only(
            proposal(scheme="top", team=REMOVED, **{"principal_investigator.country": REMOVED}).replace(
                f"{right}:", f"{wrong}:"
            )
        )
        assert found.rule == "schema-unknown-key"
        assert would_write(found) == right.strip()

    def test_a_misspelt_language_is_not_missing_besides(self):
        assert only(proposal(title={"jp": "量子"})).rule == "schema-unknown-key"

    def test_what_else_is_missing_is_told(self):
        text = proposal(field=REMOVED, feild="quantum", **{"period.end": REMOVED})
        assert sorted(rules_of(text)) == ["schema-missing-key", "schema-unknown-key"]

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("    support", "    suport"),
            ("  track_record", "  trackrecord"),
            ("  other_funding", "  other_fundings"),
            ("  research", "  reserch"),
            ("  exchange", "  exchanges"),
        ],
    )
    def test_nor_do_the_rules_ask_for_it(self, right, wrong):
        text = proposal().replace(f"{right}:", f"{wrong}:")
        assert would_write(only(text)) == right.strip()
        assert would_write(check(text, stage="draft").findings[0]) == right.strip()

    def test_nor_those_of_the_other_schemes(self):
        text = proposal("rising").replace("independent_environment:", "independent_enviroment:")
        assert would_write(only(text)) == "independent_environment"
        assert would_write(only(proposal("joint").replace("call:", "cal:"))) == "call"

    def test_what_another_part_lacks_is_asked_for(self):
        person = proposal_data()["counterparts"][0]
        misspelt = {"suport" if key == "support" else key: value for key, value in person.items()}
        unsupported = {key: value for key, value in person.items() if key != "support"}
        text = proposal(counterparts=[{**misspelt, "lead": True}, unsupported])
        assert rules_of(text) == ["schema-unknown-key", "counterpart-extra-support-missing"]
        text = proposal(activities={"reserch": "x", "exchange": "x"})
        assert sorted(rules_of(text)) == ["activity-missing", "schema-unknown-key"]

    def test_a_waived_unknown_key_hides_nothing(self):
        text = proposal().replace("field: quantum", "feild: quantum  # aspire: ignore[schema-unknown-key] later")
        assert rules_of(text) == ["schema-missing-key"]
        text = proposal().replace("  track_record:", "  trackrecord:  # aspire: ignore[schema-unknown-key] later")
        assert rules_of(text) == ["investigator-track-record"]

    def test_where_unknown_keys_are_not_asked_for_the_missing_one_is(self):
        text = proposal().replace("field: quantum", "feild: quantum")
        assert rules_of(text, rules=["schema-missing-key"]) == ["schema-missing-key"]


def test_what_a_comma_cuts_off_between_braces_is_told_once_with_the_line():
    text = proposal()
    person = "{name: A, institution: University of California, Los Angeles, Berkeley, country: FR, lead: true}"
    text = re.sub(r"(?ms)^counterparts:.*?(?=^\S)", f"counterparts: [{person}]\n", text)
    (finding,) = [one for one in check(text).findings if one.topic == "schema"]
    assert finding.rule == "schema-unknown-key"
    assert 'institution: "University of California, Los Angeles, Berkeley"' in finding.hint_in("en")

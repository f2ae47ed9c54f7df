"""The principal investigator: evidence, funds, numbers."""

from datetime import date

import pytest

from aspire_cli.programme.load import load_programme
from aspire_cli.rules.investigator import number_not_well_formed
from aspire_cli.words.text import Text
from tests.helpers import (
    REMOVED,
    Plain,
    changed,
    check,
    each,
    findings_of,
    proposal,
    rules_of,
    said_by,
    the_finding,
    would_write,
)

PERSON = "principal_investigator"
NOT_WRITTEN = [REMOVED, None, "", "TBD", "未定"]
NAMES = {scheme.id: scheme.name for scheme in load_programme().schemes.values()}


def person(scheme="top", /, **changes):
    return proposal(scheme, **{f"{PERSON}.{key}": value for key, value in changes.items()})


class TestTheJapaneseSide:
    def test_the_investigator(self):
        text = proposal(**{"principal_investigator.country": "France"})
        found = the_finding("investigator-not-in-japan", text)
        assert found.values == {"country": Text("France", "フランス"), "code": "FR"}
        assert (found.pointer, found.severity) == ("/principal_investigator/country", "error")
        assert rules_of(text) == ["investigator-not-in-japan"]

    def test_a_team_member(self):
        text = proposal(**{"team.1": {"name": "Tan Wei", "institution": "NUS", "country": "Singapore"}})
        found = the_finding("team-not-in-japan", text)
        assert (found.pointer, found.severity, found.values["code"]) == ("/team/1/country", "warning", "SG")
        assert rules_of(text) == ["team-not-in-japan"]

    @each(
        ("country", "said"),
        [
            ("US", "is in the United States (US);"),
            ("英国", "is in the United Kingdom (GB);"),
            ("NL", "is in the Netherlands (NL);"),
            ("Czech Republic", "is in Czechia (CZ);"),
            ("EU", "is in the European Union (EU);"),
            ("Philippines", "is in the Philippines (PH);"),
            ("FR", "is in France (FR);"),
        ],
    )
    def test_a_name_has_its_article(self, country, said):
        team = [{"name": "Tan Wei", "institution": "NUS", "country": country}]
        report = check(proposal(team=team, **{"principal_investigator.country": country}))
        assert all(said in finding.message for finding in report.findings)
        assert len(report.findings) == 2

    @each("country", ["JP", "Japan", "日本", "JPN", REMOVED, None, ""])
    @each("path", ["principal_investigator.country", "team.0.country"])
    def test_japan_is_understood(self, path, country):
        assert rules_of(proposal(**{path: country})) == []


class TestTrackRecord:
    @each(("scheme", "clause"), [("top", "eligibility.top"), ("joint", "eligibility.joint")])
    @each("value", [*NOT_WRITTEN, [], ["", None, "TBD"]])
    def test_top_and_joint(self, scheme, clause, value):
        text = person(scheme, track_record=value)
        found = the_finding("investigator-track-record", text)
        assert (found.pointer, found.severity, found.clause) == (f"/{PERSON}", "error", clause)
        assert found.values == {"scheme": NAMES[scheme], "key": "track_record"}
        assert rules_of(text) == ["investigator-track-record"]
        assert the_finding("investigator-track-record", text, stage="draft").severity == "note"

    def test_not_asked_of_the_rising(self):
        assert rules_of(person("rising", track_record=REMOVED)) == []

    @each("value", ["A prize", ["A prize"], ["", "A prize"]])
    def test_written(self, value):
        assert rules_of(person(track_record=value)) == []


class TestIndependence:
    @each("value", [*NOT_WRITTEN, [], ["TBD"]])
    def test_rising(self, value):
        text = person("rising", independent_environment=value)
        found = the_finding("investigator-independence", text)
        assert (found.pointer, found.severity, found.clause) == (f"/{PERSON}", "error", "eligibility.rising")
        assert found.values == {"scheme": NAMES["rising"], "key": "independent_environment"}
        assert rules_of(text) == ["investigator-independence"]
        assert the_finding("investigator-independence", text, stage="draft").severity == "note"

    @each("scheme", ["top", "joint"])
    def test_not_asked_of_the_others(self, scheme):
        assert rules_of(person(scheme, independent_environment=REMOVED)) == []


class TestFunding:
    @each("scheme", ["top", "rising", "joint"])
    @each("value", [REMOVED, None, [], [None], ["TBD"], [{"agency": None, "amount": ""}]])
    def test_none(self, scheme, value):
        text = person(scheme, other_funding=value)
        found = the_finding("investigator-funding", text)
        assert (found.pointer, found.severity, found.clause) == (f"/{PERSON}", "error", f"eligibility.{scheme}")
        assert found.values == {"key": "other_funding"}
        assert rules_of(text) == ["investigator-funding"]
        assert the_finding("investigator-funding", text, stage="draft").severity == "note"

    @each("value", [["KAKENHI"], [{"agency": "JSPS"}], [{"amount": "1億円"}]])
    def test_some(self, value):
        assert rules_of(person(other_funding=value)) == []


class TestFundingEnded:
    @each(
        ("until", "rules"),
        [("2026-11-30", ["investigator-funding-ended"]), ("2026-12-01", []), ("2030-03-31", []), (None, [])],
    )
    @each("scheme", ["top", "rising", "joint"])
    def test_edges(self, scheme, until, rules):
        assert rules_of(person(scheme, other_funding=[{"agency": "JSPS", "until": until}])) == rules

    def test_all_of_it(self):
        over, older = {"agency": "JST", "until": "2026-03-31"}, {"agency": "JSPS", "until": "2024-03-31"}
        found = the_finding("investigator-funding-ended", person(other_funding=[older, over, older]))
        assert found.pointer == f"/{PERSON}/other_funding/1/until"
        assert found.values == {"until": date(2026, 3, 31), "start": date(2026, 12, 1)}
        assert (found.severity, found.clause) == ("warning", "eligibility.top")
        assert rules_of(person(other_funding=[over, {"agency": "JSPS"}])) == []
        assert rules_of(person(other_funding=[over, "KAKENHI"])) == []
        assert rules_of(person(other_funding=[over, {"agency": "JSPS", "until": "2026-12-01"}])) == []

    def test_without_a_period_nothing(self):
        funding = [{"agency": "JST", "until": "2020-03-31"}]
        text = proposal(**{f"{PERSON}.other_funding": funding, "period.start": REMOVED})
        assert rules_of(text) == ["schema-missing-key"]

    def test_a_day_that_cannot_be_read_is_one_finding(self):
        over = {"agency": "JST", "until": "2026-03-31"}
        assert rules_of(person(other_funding=[over, {"agency": "JSPS", "until": "soon"}])) == ["schema-bad-value"]


RIGHT_ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0002-9079-593X"]


class TestOrcid:
    @each("orcid", RIGHT_ORCIDS)
    def test_right(self, orcid):
        assert rules_of(person(orcid=orcid)) == []
        assert rules_of(person(orcid=f"https://orcid.org/{orcid}")) == []
        assert rules_of(person(orcid=f"http://orcid.org/{orcid}")) == []
        assert rules_of(person(orcid=f" {orcid} ")) == []
        assert rules_of(person(orcid=Plain(orcid))) == []
        assert rules_of(person(orcid=orcid.replace("-", ""))) == []
        assert rules_of(person(orcid=orcid.lower())) == []

    @each("hyphen", "‐‑‒–—−－")
    @each("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
    def test_as_word_processors_set_it(self, hyphen, space):
        for orcid in RIGHT_ORCIDS:
            assert rules_of(person(orcid=f"{space}{orcid.replace('-', hyphen)}{space}")) == []

    @each("orcid", RIGHT_ORCIDS)
    def test_any_other_digit_is_wrong(self, orcid):
        others = [orcid[:-1] + last for last in set("0123456789X") - {orcid[-1]}]
        for place, digit in enumerate(orcid[:-1]):
            if digit.isdigit():
                others.append(f"{orcid[:place]}{(int(digit) + 1) % 10}{orcid[place + 1 :]}")
        someone = changed().investigator
        assert said_by(number_not_well_formed, investigator=someone._replace(orcid=orcid)) == []
        for other in others:
            (problem,) = said_by(number_not_well_formed, investigator=someone._replace(orcid=other))
            assert (problem.message, problem.values) == ("orcid", {"text": other})

    @each(
        "orcid",
        [
            "0000-0002-1825-009",
            "0000-0002-1825-00970",
            "0000-0002-1825-0098 (TY)",
            "0000 0002 1825 0098",
            "X000-0002-1825-0097",
            "yes",
        ],
    )
    def test_ill_formed(self, orcid):
        found = the_finding("investigator-number", person(orcid=orcid))
        assert (found.message_variant, found.mend_variant) == ("orcid", "orcid")
        assert found.values == {"text": orcid}
        assert (found.pointer, found.severity, found.clause) == (f"/{PERSON}/orcid", "error", None)

    @each("orcid", NOT_WRITTEN)
    def test_not_written(self, orcid):
        assert rules_of(person(orcid=orcid)) == []

    def test_unquoted_without_hyphens_it_is_a_number(self):
        assert rules_of(person(orcid=Plain("0000000218250097"))) == ["schema-wrong-type"]


class TestResearcherNumber:
    @each(
        "number",
        [
            "00123456",
            "00897100",
            "12345678",
            Plain("12345678"),
            " 12345678 ",
            "\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16",
        ],
    )
    def test_right(self, number):
        assert rules_of(person(researcher_number=number)) == []

    @each(
        ("number", "mend"),
        [
            ("00123456", '"00123456"'),
            ("123456", '"00123456"'),
            ("897100", '"00897100"'),
            ("00897100", '"00897100"'),
            ("0123456", '"00123456"'),
            ("0", '"00000000"'),
            ("1", '"00000001"'),
        ],
    )
    def test_unquoted_its_zeros_are_lost(self, number, mend):
        text = person(researcher_number=Plain(number))
        found = the_finding("investigator-number", text)
        assert (found.message_variant, found.mend_variant) == ("lost-zeros", "lost-zeros")
        assert found.values == {"text": number, "line": f"researcher_number: {mend}"}
        assert (would_write(found), found.mend.safe) == (mend.strip('"'), len(number) == 8)
        assert (found.pointer, found.severity) == (f"/{PERSON}/researcher_number", "error")
        assert rules_of(text) == ["investigator-number"]
        assert rules_of(person(researcher_number=would_write(found))) == []

    @each("number", ["“00123456”", "”００１２３４５６”", "‘00123456’", "“00123456"])
    def test_in_the_quotation_marks_of_a_word_processor(self, number):
        found = the_finding("investigator-number", person(researcher_number=number))
        assert (found.message_variant, found.mend_variant) == ("curly-quotes", "curly-quotes")
        assert (found.values["line"], would_write(found)) == ('researcher_number: "00123456"', "00123456")
        assert rules_of(person(researcher_number=would_write(found))) == []

    @each(
        ("number", "count"),
        [
            ("123456", 6),
            ("1234567", 7),
            ("123456789", 9),
            (Plain("123456789"), 9),
            (Plain("000123456"), 9),
            (Plain("-1234567"), 8),
            ("1234567a", 8),
            ("1234-5678", 9),
            ("一二三四五六七八", 8),
            ("\u0661" * 8, 8),
        ],
    )
    def test_not_eight_digits(self, number, count):
        text = person(researcher_number=number)
        found = the_finding("investigator-number", text)
        assert (found.message_variant, found.mend_variant, would_write(found)) == ("default", "default", None)
        assert found.values == {"text": str(number), "count": count}
        assert rules_of(text) == ["investigator-number"]

    @each("number", NOT_WRITTEN)
    def test_not_written(self, number):
        assert rules_of(person(researcher_number=number)) == []

    @each("number", [True, [5], Plain("1.5"), {"e-rad": 5}])
    def test_ill_typed(self, number):
        assert rules_of(person(researcher_number=number)) == ["schema-wrong-type"]

    @each("scheme", ["top", "rising", "joint"])
    def test_both_numbers_in_every_scheme(self, scheme):
        found = findings_of("investigator-number", person(scheme, researcher_number="5", orcid="5"))
        assert [one.pointer for one in found] == [f"/{PERSON}/researcher_number", f"/{PERSON}/orcid"]
        assert {one.clause for one in found} == {None}


class TestNobody:
    @each("value", [REMOVED, None])
    def test_not_written(self, value):
        assert rules_of(proposal(**{PERSON: value})) == ["schema-missing-key"]

    @each("value", ["Taro Yamada", ["Taro"], 5])
    def test_ill_typed(self, value):
        assert rules_of(proposal(**{PERSON: value})) == ["schema-wrong-type"]


class TestNumbersInsideOtherText:
    @pytest.mark.parametrize(
        ("key", "text", "line"),
        [
            ("researcher_number", "e-Rad 00123456", 'researcher_number: "00123456"'),
            ("researcher_number", "研究者番号：００１２３４５６", 'researcher_number: "00123456"'),
            ("researcher_number", "00123456(e-Rad)", 'researcher_number: "00123456"'),
            ("orcid", "ORCID: 0000-0002-1825-0097", "orcid: 0000-0002-1825-0097"),
            ("orcid", "0000 0002 1825 0097", "orcid: 0000-0002-1825-0097"),
            ("orcid", "0000ー0002ー1825ー0097", "orcid: 0000-0002-1825-0097"),
            ("orcid", "0000-0002-1694-233x(ORCID)", "orcid: 0000-0002-1694-233X"),
        ],
    )
    def test_the_line_to_write_is_told(self, key, text, line):
        (finding,) = check(proposal(**{f"principal_investigator.{key}": text})).findings
        assert finding.rule == "investigator-number"
        assert f"{key}: {would_write(finding)}" == line.replace('"', "")
        assert not finding.mend.safe  # the number of somebody else, perhaps
        assert f"`{line}`" in finding.hint_in("en")
        assert f"`{line}`" in finding.hint_in("ja")

    @pytest.mark.parametrize(
        ("key", "text"),
        [
            ("researcher_number", "00123456 or 00123457"),
            ("researcher_number", "tel 0312345678"),
            ("researcher_number", "0000-0002-1825-0097"),
            ("orcid", "ORCID: 0000-0002-1825-0098"),
            ("orcid", "0000-0002-1825-0097 and 0000-0002-1694-233X"),
        ],
    )
    def test_what_is_not_sure_gets_no_line(self, key, text):
        (finding,) = check(proposal(**{f"principal_investigator.{key}": text})).findings
        assert finding.rule == "investigator-number"
        assert would_write(finding) is None

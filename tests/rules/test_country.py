"""Countries through the whole check: each of the list by every official spelling, and what is near it."""

from aspire_cli.programme.load import load_programme
from aspire_cli.words.text import Text
from tests.helpers import (
    REMOVED,
    check,
    each,
    findings_of,
    mended,
    proposal,
    proposal_data,
    rules_of,
    the_finding,
    would_write,
)

EDITION = load_programme()
LISTED = [
    *("AU", "AT", "BE", "CA", "CZ", "DK", "EU", "FI", "FR", "DE", "IT", "NL", "NO", "PL", "PT", "KR", "ES", "SE", "CH"),
    *("GB", "US"),
]
OF_COUNTRIES = frozenset(
    {"country-unknown", "country-not-listed", "country-extra-not-listed", "country-through-eu", "country-japan"}
)


def with_country(text, scheme="top"):
    return proposal(scheme, **{"counterparts.0.country": text})


def with_two(lead, other, marked=0):
    """Return a proposal with two counterparts, the one of that number marked as the lead."""
    one = proposal_data()["counterparts"][0]
    people = [{**one, "country": lead}, {**one, "country": other}]
    people[marked]["lead"] = True
    return proposal(counterparts=people)


class TestListed:
    def test_the_list_is_the_page_s(self):
        assert list(EDITION.countries) == LISTED

    @each("code", LISTED)
    def test_by_every_official_spelling(self, code):
        country = EDITION.countries[code]
        for spelling in (code, code.lower(), country.name.en, country.name.ja):
            report = check(with_country(spelling))
            assert report.findings == ()
            (fit,) = report.fits.countries
            assert (fit.code, fit.listed, fit.through_eu) == (code, True, False)

    def test_five_partner_countries_of_a_funded_project(self):
        one = proposal_data()["counterparts"][0]
        countries = ["Belgium", "Finland", "ドイツ", "AT", "United States"]
        people = [{**one, "country": country} for country in countries]
        people[0]["lead"] = True
        report = check(proposal(counterparts=people))
        assert report.findings == ()
        assert [fit.code for fit in report.fits.countries] == ["BE", "FI", "DE", "AT", "US"]

    @each("scheme", ["rising", "joint"])
    def test_the_same_for_every_scheme(self, scheme):
        assert "country-not-listed" in rules_of(with_country("Singapore", scheme))


class TestNearMisses:
    @each(
        ("text", "code"),
        [
            ("Korea", "KR"),
            ("Republic of Korea", "KR"),
            ("Austria", "AT"),
            ("Australia", "AU"),
            ("Northern Ireland", "GB"),
            ("北アイルランド", "GB"),
            ("Scotland", "GB"),
            ("England", "GB"),
            ("Wales", "GB"),
            ("UK", "GB"),
            ("no", "NO"),
            ("EU", "EU"),
            ("欧州連合", "EU"),
        ],
    )
    def test_listed(self, text, code):
        report = check(with_country(text))
        assert report.findings == ()
        assert report.fits.countries[0].code == code

    @each(
        ("text", "code"),
        [
            ("KP", "KP"),
            ("北朝鮮", "KP"),
            ("Democratic People's Republic of Korea", "KP"),
            ("Georgia", "GE"),
            ("Singapore", "SG"),
            ("China", "CN"),
            ("Taiwan", "TW"),
            ("Iceland", "IS"),
            ("Israel", "IL"),
            ("New Zealand", "NZ"),
            ("Liechtenstein", "LI"),
        ],
    )
    def test_not_listed(self, text, code):
        assert rules_of(with_country(text)) == ["country-not-listed"]
        found = the_finding("country-not-listed", with_country(text))
        assert found.values["code"] == code
        assert (found.severity, found.clause, found.pointer) == ("error", "countries", "/counterparts/0/country")

    def test_what_is_said(self):
        found = the_finding("country-not-listed", with_country("SG"))
        assert found.values == {"country": Text("Singapore", "シンガポール"), "code": "SG"}
        found = the_finding("country-not-listed", with_country("AE"))
        assert found.message.startswith("The United Arab Emirates (AE) is not among")


class TestUnknown:
    @each("text", ["Atlantis", "XX", "Europe", "Congo", "Paris", "フランソ"])
    def test_one_finding(self, text):
        assert rules_of(with_country(text)) == ["country-unknown"]

    def test_the_nearest_are_suggested(self):
        found = the_finding("country-unknown", with_country("Swizerland"))
        assert found.values["text"] == "Swizerland"
        assert found.values["nearest"][0] == Text("Switzerland", "スイス")
        assert (would_write(found), found.mend_variant, found.clause) == ("CH", "nearest", "countries")

    def test_its_mend_may_bring_to_light_that_the_country_is_not_listed(self):
        report = mended(with_country("Singapor"), unsafe=True).report
        assert [one.rule for one in report.findings] == ["country-not-listed"]

    def test_of_several_none_is_meant(self):
        found = the_finding("country-unknown", with_country("Austrlia"))
        assert ([one.en for one in found.values["nearest"]], would_write(found)) == (["Australia", "Austria"], None)

    def test_nothing_is_near(self):
        found = the_finding("country-unknown", with_country("@@@@"))
        assert (found.values["nearest"], would_write(found), found.mend_variant) == ((), None, "default")

    @each("text", ["FR ドイツ", "フランス(DE)", "フランス・ドイツ"])
    def test_several_countries_are_all_named_and_none_is_chosen(self, text):
        found = the_finding("country-unknown", with_country(text))
        assert found.values["named"] == (Text("France (FR)", "フランス(FR)"), Text("Germany (DE)", "ドイツ(DE)"))
        assert (found.values["codes"], would_write(found)) == (("`FR`", "`DE`"), None)

    @each("path", ["principal_investigator.country", "team.0.country"])
    def test_of_whomever(self, path):
        text = proposal(**{path: "Jappan"})
        found = the_finding("country-unknown", text)
        assert found.pointer == "/" + path.replace(".", "/")
        assert rules_of(text) == ["country-unknown"]
        assert would_write(found) == "JP"


class TestThroughTheEU:
    @each("code", ["BG", "CY", "EE", "GR", "HR", "HU", "IE", "LT", "LU", "LV", "MT", "RO", "SI", "SK"])
    def test_a_member_that_the_page_does_not_name(self, code):
        report = check(with_country(code))
        assert [finding.rule for finding in report.findings] == ["country-through-eu"]
        (found,) = report.findings
        assert (found.severity, found.values["code"], found.clause) == ("note", code, "countries")
        assert "eu-entry" in {point.item for point in report.confirm}
        assert report.fits.countries[0].through_eu
        assert report.verdict == "fits"

    def test_every_other_member_is_named(self):
        unnamed = [code for code in EDITION.eu_members if code not in LISTED]
        assert len(EDITION.eu_members) == 27
        assert len(unnamed) == 14

    def test_no_need_to_confirm_where_all_are_named(self):
        assert "eu-entry" not in {point.item for point in check(proposal()).confirm}

    def test_of_another_counterpart(self):
        text = with_two("FR", "Ireland")
        assert rules_of(text) == ["country-through-eu"]
        assert "eu-entry" in {point.item for point in check(text).confirm}


class TestJapan:
    @each("text", ["JP", "Japan", "日本", "JPN"])
    def test_no_counterpart_is_in_japan(self, text):
        assert rules_of(with_country(text)) == ["country-japan"]

    def test_nor_is_another(self):
        text = with_two("FR", "Japan")
        found = the_finding("country-japan", text)
        assert (found.pointer, found.severity, found.clause) == ("/counterparts/1/country", "error", "countries")
        assert rules_of(text) == ["country-japan"]


class TestLeadAndOthers:
    @each(
        ("lead", "other", "marked", "rules"),
        [
            ("FR", "SG", 0, ["country-extra-not-listed"]),
            ("FR", "SG", 1, ["country-not-listed"]),
            ("SG", "FR", 0, ["country-not-listed"]),
            ("SG", "FR", 1, ["country-extra-not-listed"]),
            ("SG", "SG", 0, ["country-not-listed", "country-extra-not-listed"]),
            ("SG", "IE", 0, ["country-not-listed", "country-through-eu"]),
            ("Atlantis", "SG", 0, ["country-unknown", "country-extra-not-listed"]),
            ("JP", "SG", 0, ["country-japan", "country-extra-not-listed"]),
        ],
    )
    def test_who_counts(self, lead, other, marked, rules):
        assert rules_of(with_two(lead, other, marked)) == rules

    def test_what_is_said(self):
        found = the_finding("country-extra-not-listed", with_two("FR", "SG"))
        assert (found.pointer, found.severity, found.clause) == ("/counterparts/1/country", "warning", "countries")
        assert found.values["code"] == "SG"

    def test_each_of_several(self):
        one = proposal_data()["counterparts"][0]
        people = [{**one, "lead": True}, {**one, "country": "SG"}, one, {**one, "country": "CN"}]
        found = findings_of("country-extra-not-listed", proposal(counterparts=people))
        assert [finding.values["code"] for finding in found] == ["SG", "CN"]


class TestNotWritten:
    @each("value", [REMOVED, None, "", "TBD"])
    def test_is_a_missing_key(self, value):
        assert rules_of(with_country(value)) == ["schema-missing-key"]

    @each("value", [5, True, ["FR"]])
    def test_ill_typed_is_one_finding(self, value):
        assert rules_of(with_country(value)) == ["schema-wrong-type"]


class TestTerritory:
    @each(("code", "state"), [("RE", "FR"), ("PF", "FR"), ("PR", "US"), ("GU", "US"), ("AX", "FI"), ("AW", "NL")])
    def test_of_a_listed_country(self, code, state):
        text = proposal(**{"counterparts.0.country": code})
        found = the_finding("country-territory", text)
        assert (found.pointer, found.severity, found.clause) == ("/counterparts/0/country", "note", "countries")
        assert found.values["state"] == load_programme().countries[state].in_a_sentence
        assert rules_of(text) == ["country-territory"]

    @each("code", ["HK", "MO", "SG"])
    def test_of_no_listed_country(self, code):
        assert rules_of(proposal(**{"counterparts.0.country": code})) == ["country-not-listed"]

    def test_it_alone_speaks_of_the_counterpart(self):
        assert rules_of(proposal("joint", **{"counterparts.0.country": "PR"})) == ["country-territory"]

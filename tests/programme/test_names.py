"""Names as people write them: every listed spelling, near misses and suggestions."""

from aspire_cli.programme import load, names, shipped
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Country, spellings
from aspire_cli.programme.names import find, find_country
from aspire_cli.words.spelling import fold, nearest
from aspire_cli.words.text import Text

EDITION = load_programme()


def full_width(text):
    return "".join(
        "\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text
    )


def ways(text):
    return (text, full_width(text), text.swapcase(), f"  {text.upper()}\t", text.replace(" ", " \u3000 "))


def every_spelling(items):
    return [(item, spelling) for item in items for spelling in spellings(item)]


class TestUnique:
    def test_folding_twice_changes_nothing(self):
        for country in shipped.countries().values():
            for spelling in spellings(country):
                assert fold(fold(spelling)) == fold(spelling)

    def test_no_spelling_stands_for_two_countries(self):
        owner = {}
        for country in shipped.countries().values():
            for spelling in spellings(country):
                assert owner.setdefault(fold(spelling), country.code) == country.code, spelling

    def test_no_alias_repeats_another_spelling(self):
        for country in shipped.countries().values():
            folded = [fold(alias) for alias in country.aliases]
            assert len(set(folded)) == len(folded), country
            assert not {fold(country.code), fold(country.name.en), fold(country.name.ja)} & set(folded), country

    def test_no_spelling_stands_for_two(self):
        for part in ["fields", "schemes"]:
            owner = {}
            for item in getattr(EDITION, part).values():
                for spelling in spellings(item):
                    assert owner.setdefault(fold(spelling), item.id) == item.id, spelling

    def test_the_world_is_complete(self):
        known = shipped.countries()
        assert len(known) == 249 + 2  # ISO 3166-1, the EU and Kosovo
        assert set(EDITION.eu_members) < set(known)
        for code, country in known.items():
            letters = {alias for alias in country.aliases if len(alias) == 3 and alias.isascii() and alias.isupper()}
            assert letters or code == "EU", code


class TestCountries:
    def test_listed(self):
        for country, spelling in every_spelling(EDITION.countries.values()):
            for way in ways(spelling):
                assert find_country(EDITION, way) == country
            assert EDITION.lists(country)

    def test_every_other_spelling_of_the_world(self):
        for country in shipped.countries().values():
            for spelling in spellings(country):
                assert find_country(EDITION, full_width(spelling)).code == country.code

    def test_near_misses(self):
        for text, code in [
            ("Korea", "KR"),
            ("Republic of Korea", "KR"),
            ("KP", "KP"),
            ("北朝鮮", "KP"),
            ("DPRK", "KP"),
            ("Democratic People's Republic of Korea", "KP"),
            ("North Korea", "KP"),
            ("N. Korea", "KP"),
            ("N.Korea", "KP"),
            ("Korea, North", "KP"),
            ("Korea, Rep.", "KR"),
            ("Korea (North)", "KP"),
            ("Korea DPR", "KP"),
            ("Korea, DPR", "KP"),
            ("Korea, D.P.R.", "KP"),
            ("D.P.R. Korea", "KP"),
            ("Korea (DPRK)", "KP"),
            ("Korea, Democratic People's Republic of", "KP"),
            ("Korea (the Democratic People’s Republic of)", "KP"),
            ("Austria", "AT"),
            ("Australia", "AU"),
            ("Northern Ireland", "GB"),
            ("北アイルランド", "GB"),
            ("England", "GB"),
            ("Wales", "GB"),
            ("UK", "GB"),
            ("イギリス", "GB"),
            ("Ireland", "IE"),
            ("アイルランド", "IE"),
            ("Iceland", "IS"),
            ("Georgia", "GE"),
            ("グルジア", "GE"),
            ("Slovakia", "SK"),
            ("Slovenia", "SI"),
            ("Switzerland", "CH"),
            ("China", "CN"),
            ("中華人民共和国", "CN"),
            ("Taiwan", "TW"),
            ("香港", "HK"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("no", "NO"),
            ("Holland", "NL"),
            ("European Union", "EU"),
            ("欧州連合", "EU"),
            ("Japan", "JP"),
            ("日本", "JP"),
            ("JPN", "JP"),
            ("Singapore", "SG"),
        ]:
            assert find_country(EDITION, text).code == code

    def test_named_twice(self):
        for text, code in [
            ("FR フランス", "FR"),
            ("フランスFR", "FR"),
            ("フランス(FR)", "FR"),
            ("ＦＲ（フランス）", "FR"),
            ("【FR】フランス", "FR"),
            ("France フランス", "FR"),
            ("FR: France", "FR"),
            ("FR - France", "FR"),
            ("FR－フランス", "FR"),
            ("フランス, France, FR", "FR"),
            ("US USA", "US"),
            ("Korea (South)", "KR"),
            ("Korea (South) 韓国", "KR"),
            ("South Korea (KR)", "KR"),
            ("Republic of Korea/韓国", "KR"),
            ("韓国 / Korea, Republic of", "KR"),
            ("北朝鮮 Korea (North)", "KP"),
            ("GW Guinea-Bissau", "GW"),
            ("GB England", "GB"),
            ("(FR)", "FR"),
        ]:
            assert find_country(EDITION, text).code == code, text

    def test_several_countries(self):
        for text, codes in [
            ("FR ドイツ", ["FR", "DE"]),
            ("フランス(DE)", ["FR", "DE"]),
            ("フランスDE", ["FR", "DE"]),
            ("Georgia (US)", ["GE", "US"]),
            ("KP Korea", ["KP", "KR"]),
            ("France (EU)", ["FR", "EU"]),
            ("FR, DE, IT", ["FR", "DE", "IT"]),
            ("FR France DE", ["FR", "DE"]),
        ]:
            assert find_country(EDITION, text) is None, text
            assert [one.code for one in names.countries_named(EDITION, text)] == codes, text

    def test_what_holds_more_than_names_names_nothing(self):
        for text in ["Paris, France", "FR (probably)", "FRフランスの", "FR DE IT ES", "Guinea Bissau", ",", "()", "-"]:
            assert names.countries_named(EDITION, text) == (), text

    def test_unknown(self):
        for text in ["", " ", "XX", "Atlantis", "Europe", "ヨーロッパ", "Congo", "Paris", "EUU"]:
            assert find_country(EDITION, text) is None

    def test_listed_only_the_page_s(self):
        listed = {code for code in shipped.countries() if EDITION.lists(find_country(EDITION, code))}
        assert listed == set(EDITION.countries)

    def test_members_of_the_eu(self):
        unlisted = {code for code in EDITION.eu_members if EDITION.lists_through_eu(find_country(EDITION, code))}
        assert unlisted == {*EDITION.eu_members} - {*EDITION.countries}
        assert "IE" in unlisted
        assert not EDITION.lists(find_country(EDITION, "Ireland"))
        union = find_country(EDITION, "EU")
        assert EDITION.lists(union)
        assert not EDITION.lists_through_eu(union)


SINGAPORE = Country("SG", Text("Lion City", "獅子の都"))
# It lists Singapore, no longer Switzerland, and its investigators are in Korea.
OWN_EDITION = EDITION._replace(
    countries={code: item for code, item in EDITION.countries.items() if code not in ("CH", "KR")} | {"SG": SINGAPORE},
    home="KR",
    home_country=EDITION.countries["KR"],
    eu_members=("FR",),
)


class TestOwnEdition:
    def test_added(self):
        for text in ["SG", "lion city", "獅子の都", "シンガポール"]:
            assert find_country(OWN_EDITION, text) == SINGAPORE

    def test_taken_away(self):
        assert find_country(OWN_EDITION, "スイス") == EDITION.countries["CH"]
        assert not OWN_EDITION.lists(EDITION.countries["CH"])

    def test_home(self):
        assert find_country(OWN_EDITION, "Korea") == OWN_EDITION.home_country
        assert find_country(OWN_EDITION, "日本").code == "JP"

    def test_members(self):
        assert not OWN_EDITION.lists_through_eu(find_country(OWN_EDITION, "Ireland"))

    def test_the_shipped_edition_is_not_touched(self):
        assert find_country(EDITION, "lion city") is None
        assert not EDITION.lists(find_country(EDITION, "SG"))


class TestFieldsAndSchemes:
    def test_field(self):
        for field, spelling in every_spelling(EDITION.fields.values()):
            for way in ways(spelling):
                assert find(EDITION.fields, way) is field

    def test_spellings_people_use(self):
        for text, field in [
            ("人工知能", "ai"),
            ("情報", "ai"),
            ("バイオテクノロジー", "bio"),
            ("life sciences", "bio"),
            ("Quantum Technologies", "quantum"),
            ("半導体", "semiconductors"),
            ("AI・情報", "ai"),
            ("エネルギー", "energy"),
            ("材料", "materials"),
            ("Telecoms", "telecommunications"),
        ]:
            assert find(EDITION.fields, text).id == field

    def test_a_field_or_scheme_named_twice(self):
        for text in ["quantum 量子", "量子(quantum)", "量子 / Quantum", "quantum: 量子技術", "量子quantum"]:
            assert find(EDITION.fields, text).id == "quantum", text
        for text in ["AI AI・情報", "AI・情報 (ai)"]:
            assert find(EDITION.fields, text).id == "ai", text
        for text in ["top トップ", "トップ(top)", "top: ASPIRE for Top Scientists", "トップのためのASPIRE top"]:
            assert find(EDITION.schemes, text).id == "top", text

    def test_several_fields_or_schemes(self):
        for text in ["quantum 材料", "量子(materials)", "量子・マテリアル"]:
            assert find(EDITION.fields, text) is None
            assert [one.id for one in names.named(EDITION.fields, text)] == ["quantum", "materials"]
        assert find(EDITION.schemes, "top 次世代") is None
        assert [one.id for one in names.named(EDITION.schemes, "top 次世代")] == ["top", "rising"]

    def test_no_field(self):
        for text in ["", "medicine", "医療", "feild"]:
            assert find(EDITION.fields, text) is None

    def test_scheme(self):
        for scheme, spelling in every_spelling(EDITION.schemes.values()):
            for way in ways(spelling):
                assert find(EDITION.schemes, way) is scheme

    def test_scheme_spellings(self):
        for text, scheme in [("next", "rising"), ("トップ", "top"), ("次世代", "rising"), ("共同公募", "joint")]:
            assert find(EDITION.schemes, text).id == scheme

    def test_no_scheme(self):
        for text in ["single", "単独公募", "", "topp"]:
            assert find(EDITION.schemes, text) is None


class TestSuggestions:
    def test_countries(self):
        for text, code in [
            ("Swizerland", "CH"),
            ("Untied Kingdom", "GB"),
            ("Irland", "IE"),
            ("オーストラリヤ", "AU"),
            ("ghermany", "DE"),
        ]:
            suggested = names.country_suggestions(EDITION, text)
            assert suggested[0].code == code
            assert len({country.code for country in suggested}) == len(suggested) <= 3

    def test_a_slip_in_the_name_of_the_north_does_not_lead_to_the_south(self):
        for text in ["Korea DRP", "Korea-North", "Nort Korea", "Korea(DPR)", "DPR of Koria", "北朝鮮国"]:
            assert [country.code for country in names.country_suggestions(EDITION, text)][:1] == ["KP"]

    def test_a_suggestion_is_the_country_as_found(self):
        assert names.country_suggestions(EDITION, "Swizerland")[0] is EDITION.countries["CH"]
        assert names.country_suggestions(EDITION, "Irland")[0] == find_country(EDITION, "IE")

    def test_the_form_of_a_state_is_no_likeness(self):
        for text in ["Republic of Qwxyz", "the Republic of Qwxyz", "Kingdom of Qwxyz", "どこか共和国"]:
            assert names.country_suggestions(EDITION, text) == ()
        for text, code in [("Republic of Polland", "PL"), ("Kingdom of Denmrk", "DK"), ("オランタ王国", "NL")]:
            assert names.country_suggestions(EDITION, text)[0].code == code

    def test_nothing_is_offered_between_two_fields(self):
        for text in ["量子マテリアル", "quantum materials", "バイオマテリアル", "AI・量子", "半導体材料", "情報通信"]:
            assert names.field_suggestions(EDITION, text) == ()
        assert names.find(EDITION.fields, "ナノテクノロジー・材料").id == "materials"
        assert [one.id for one in names.field_suggestions(EDITION, "semiconductor science")] == ["semiconductors"]

    def test_fields(self):
        for text, field in [
            ("quantam", "quantum"),
            ("半導", "semiconductors"),
            ("Bio Technology", "bio"),
            ("エネルギ", "energy"),
        ]:
            assert names.field_suggestions(EDITION, text)[0].id == field

    def test_calls(self):
        assert "jp-uk-quantum-technologies-2025" in nearest("jp-uk-quantum-2025", load.call_ids(EDITION))
        assert nearest("JP-DE-Quantum-2025", load.call_ids(EDITION))[0] == "jp-de-quantum-2024"

    def test_nothing_is_near(self):
        assert names.country_suggestions(EDITION, "@@@@") == ()
        assert names.field_suggestions(EDITION, "@@@@") == ()
        assert nearest("@@@@", load.call_ids(EDITION)) == ()

"""The shipped data against the programme page."""

import subprocess
import sys
from datetime import date, datetime

from aspire_cli.fiscal import JAPAN
from aspire_cli.programme import edition, load
from aspire_cli.programme.load import load_programme
from aspire_cli.programme.model import Days, Figure, binding
from aspire_cli.programme.names import find_country, territories
from aspire_cli.programme.page_texts import texts_of
from tests.helpers import DATA, OWN_PROGRAMME, unmeasured

SHIPPED = load_programme()
PAGE = texts_of(SHIPPED)
CLAUSES = (
    "purpose designation call-forms fields countries scale.top scale.rising scale.joint period.top period.rising "
    "period.joint single.support joint.theme joint.selection activities eligibility.top eligibility.joint "
    "eligibility.rising"
)
JAPANESE_POLITE_END = ("です。", "ます。", "ません。", "ください。")


class TestPage:
    """Every figure, name and condition of the page, as read there."""

    def test_figures(self):
        for scheme, direct, total, years, form in [
            ("top", 380_000_000, 500_000_000, (5, 5), "single"),
            ("rising", 69_000_000, 90_000_000, (3, 3), "single"),
            ("joint", None, 500_000_000, (3, 5), "joint"),
        ]:
            found = SHIPPED.schemes[scheme]
            assert (found.direct_cap, found.total_cap) == (direct, total)
            assert (found.min_years, found.max_years) == years
            assert found.form == form

    def test_indirect_costs(self):
        assert SHIPPED.indirect_percent == 30
        assert SHIPPED.rounding == 10_000

    def test_figures_in_words(self):
        for clause, english, japanese in [
            ("scale.top", ["¥380,000,000", "¥500,000,000", "30 %"], ["3.8億円", "5億円", "30%"]),
            ("scale.rising", ["¥69,000,000", "¥90,000,000", "30 %"], ["6,900万円", "9,000万円", "30%"]),
            ("scale.joint", ["¥500,000,000"], ["5億円"]),
            ("period.top", ["5 years"], ["5年間"]),
            ("period.rising", ["3 years"], ["3年間"]),
            ("period.joint", ["3 to 5 years"], ["3年間", "5年間"]),
            ("fields", ["seven"], ["7分野"]),
            ("countries", ["21"], ["21"]),
        ]:
            text = PAGE.clauses[clause].text
            assert all(figure in text.en for figure in english)
            assert all(figure in text.ja for figure in japanese)

    def test_fields(self):
        assert [(field.id, field.name.ja) for field in SHIPPED.fields.values()] == [
            ("ai", "AI・情報"),
            ("bio", "バイオ"),
            ("energy", "エネルギー"),
            ("materials", "マテリアル"),
            ("quantum", "量子"),
            ("semiconductors", "半導体"),
            ("telecommunications", "通信"),
        ]

    def test_countries(self):
        named = (
            "オーストラリア、オーストリア、ベルギー、カナダ、チェコ、デンマーク、EU、フィンランド、フランス、ドイツ、イタリア、"
            "オランダ、ノルウェー、ポーランド、ポルトガル、韓国、スペイン、スウェーデン、スイス、英国、米国"
        )
        codes = "AU AT BE CA CZ DK EU FI FR DE IT NL NO PL PT KR ES SE CH GB US"
        assert "、".join(country.name.ja for country in SHIPPED.countries.values()) == named
        assert " ".join(SHIPPED.countries) == codes
        assert len(SHIPPED.countries) == 21
        assert all(map(SHIPPED.lists, SHIPPED.countries.values()))
        assert named in PAGE.clauses["countries"].text.ja

    def test_clause_texts_name_every_field_and_country(self):
        for part in ("fields", "countries"):
            text = PAGE.clauses[part].text
            for item in getattr(SHIPPED, part).values():
                assert item.name.ja in text.ja
                assert item.name.en.casefold() in text.en.casefold() or item[0] in text.en

    def test_eu_members(self):
        members = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
        assert SHIPPED.eu_members == tuple(members.split())
        named = [country.code for country in SHIPPED.countries.values() if country.code in SHIPPED.eu_members]
        assert " ".join(named) == "AT BE CZ DK FI FR DE IT NL PL PT ES SE"

    def test_territories_of_listed_states(self):
        found = {one.code: one.belongs_to for one in territories(SHIPPED)}
        states = {"RE": "FR", "PF": "FR", "PR": "US", "GU": "US", "AX": "FI", "SJ": "NO", "AW": "NL", "GL": "DK"}
        assert states.items() <= found.items()
        assert not {"HK", "MO", "TW", "KP", "IE", "JP", *SHIPPED.countries} & found.keys()
        assert {find_country(SHIPPED, name).belongs_to for name in ("Réunion", "仏領ポリネシア")} == {"FR"}
        assert set(found.values()) <= set(SHIPPED.countries)

    def test_edition(self):
        assert SHIPPED.page == "https://www.jst.go.jp/aspire/about.html"
        assert SHIPPED.page_date == "2026-11-23"
        assert SHIPPED.edition
        assert SHIPPED.name.ja.startswith("先端国際共同研究推進事業")
        assert SHIPPED.name.en.startswith("Adopting Sustainable Partnerships for Innovative Research Ecosystem")

    def test_home_and_other_agency(self):
        assert SHIPPED.home == SHIPPED.home_country.code == "JP"
        assert SHIPPED.home not in SHIPPED.countries
        assert SHIPPED.other_agency == (
            "AMED",
            "日本医療研究開発機構",
            "Japan Agency for Medical Research and Development",
        )

    def test_clauses(self):
        assert " ".join(PAGE.clauses) == CLAUSES
        for scheme in SHIPPED.schemes.values():
            for topic in ("scale", "period"):
                assert PAGE.clauses[f"{topic}.{scheme.id}"].column == scheme.name
        assert PAGE.clauses["scale.top"].row.ja == "支援規模"
        assert PAGE.clauses["period.joint"].row.ja == "支援期間"
        assert PAGE.clauses["single.support"].heading.ja == "単独公募と共同公募の違い"
        assert PAGE.clauses["purpose"].row is None

    def test_facts(self):
        names = {fact.id: fact.name.ja for fact in PAGE.facts}
        assert names["pd"] == "運営統括(PD)"
        assert names["po"] == "研究主幹(PO)"
        assert names["ad"] == "アドバイザー(AD)"
        assert sum(fact.id.startswith("aim-") for fact in PAGE.facts) == 3
        assert {fact.clause for fact in PAGE.facts} == {"designation", "purpose"}

    def test_points_for_a_person(self):
        asked = {item.id: set(item.clauses) for item in PAGE.confirm}
        every, top = {"top", "rising", "joint"}, {"top", "joint"}
        assert asked == {
            "purpose-fit": every,
            "leads-collaboration": every,
            "investigator-standing": top,
            "funds-ample": top,
            "future-top-researcher": {"rising"},
            "funds-sufficient": {"rising"},
            "environment-independent": {"rising"},
            "joint-proposal": {"joint"},
            "theme-fits-call": {"joint"},
            "agreed-limit": {"joint"},
            "eu-entry": every,
            "territory": every,
            "activities-serve-purpose": every,
            "research-area": every,
            "counterpart-top": every,
        }
        entry = next(item for item in PAGE.confirm if item.id == "eu-entry")
        assert set(entry.clauses.values()) == {"countries"}

    def test_sentences_are_whole_in_both_languages(self):
        for item in (*PAGE.clauses.values(), *PAGE.facts, *PAGE.confirm):
            end = "こと" if item in PAGE.confirm else JAPANESE_POLITE_END  # a point to confirm is not yet a fact
            assert item.text.en.endswith("."), item.id
            assert item.text.ja.endswith(end), item.id
            assert "\n" not in item.text.en + item.text.ja


def test_edition_and_digest_told_without_yaml_are_those_of_the_programme():
    """A new edition is written into `edition.txt` too, which is read where YAML would take too long to import."""
    assert edition.stated() == (SHIPPED.edition, edition.sha256_of(SHIPPED))
    assert edition.sha256_of(SHIPPED) == edition.sha256(OWN_PROGRAMME.encode())


class TestCalls:
    def test_ids(self):
        assert load.call_ids(SHIPPED) == (
            "jp-de-quantum-2024",
            "jp-nsf-global-centers-2024",
            "jp-uk-engineering-biology-2024",
            "jp-uk-human-centred-ai-2025",
            "jp-uk-quantum-technologies-2025",
            "rising-2023",
            "rising-2025",
            "top-2023",
            "top-2024",
            "top-2025",
        )
        assert tuple(load.known_calls(SHIPPED)) == load.call_ids(SHIPPED)

    def test_stated_figures(self):
        call = load.known_call(" JP-UK-Human-Centred-AI-2025 ", SHIPPED)
        assert call.total_cap == Figure(280_000_000, "stated")
        assert call.min_years == call.max_years == Figure(5, "stated")
        assert (call.countries, call.fields, call.origin) == (Figure(("GB",)), Figure(("ai",)), "shipped")
        assert call.indirect_percent == Figure(30)

    def test_inferred_figures(self):
        call = load.known_call("jp-de-quantum-2024", SHIPPED)
        assert call.min_years == call.max_years == Figure(5, "inferred")
        assert call.total_cap is None

    def test_several_countries(self):
        call = load.known_call("jp-nsf-global-centers-2024", SHIPPED)
        assert (call.min_years, call.max_years) == (Figure(4, "stated"), Figure(5, "stated"))
        assert set(call.countries.value) == {"US", "CA", "FI", "KR", "GB"}
        agencies = {"nsf", "neh", "nserc", "sshrc", "rcf", "business-finland", "nrf", "msit", "bbsrc"}
        assert {agency.id for agency in call.agencies.value} == agencies
        # At 17:00 by the submitter's own clock, wherever that is.
        assert call.closes.isoformat() == "2024-06-11T17:00:00-12:00"

    def test_years_not_seen(self):
        call = load.known_call("jp-uk-engineering-biology-2024", SHIPPED)
        assert (call.min_years, call.max_years, call.total_cap) == (None, None, None)
        assert call.opens.isoformat() == "2024-01-15T00:00:00+09:00"
        assert call.closes.isoformat() == "2024-04-16T23:59:59+09:00"
        assert (call.revision, call.published) == (2, date(2024, 2, 2))

    def test_single_calls(self):
        for scheme, cap, years in [("top", 500_000_000, 5), ("rising", 90_000_000, 3)]:
            call = load.known_call(f"{scheme}-2025", SHIPPED)
            assert call.scheme == scheme
            assert call.closes.isoformat() == "2025-05-12T12:00:00+09:00"
            assert (call.total_cap, call.min_years, call.max_years) == (Figure(cap), Figure(years), Figure(years))
            # A funded project's direct costs are above the page's printed limit, which is the total rounded down.
            assert call.direct_cap is None
            assert call.support_starts == Figure(Days(date(2025, 12, 1), date(2025, 12, 31)), "inferred")
            assert binding(call.support_starts) is None

    def test_open(self):
        call = load.known_call("top-2025", SHIPPED)
        for text, is_open in [
            ("2025-03-02T23:59+09:00", False),
            ("2025-03-03T00:00+09:00", True),
            ("2025-05-12T12:00+09:00", True),
            ("2025-05-12T03:01Z", False),
        ]:
            assert call.is_open(datetime.fromisoformat(text)) == is_open
        assert not load.known_call("top-2024", SHIPPED).is_open(datetime(2024, 6, 1, tzinfo=JAPAN))

    def test_unknown(self):
        assert load.known_call("../programme", SHIPPED) is None

    def test_calls_keep_inside_the_programme(self):
        for call in load.known_calls(SHIPPED).values():
            assert call.scheme in SHIPPED.schemes
            assert call.countries is None or set(call.countries.value) <= set(SHIPPED.countries)
            assert call.fields is None or set(call.fields.value) <= set(SHIPPED.fields)
            assert list(call.beyond(SHIPPED.schemes[call.scheme])) == []
            assert call.source.startswith("https://")


def test_a_clean_start_loads_little():
    code = (
        "import sys; from aspire_cli.programme import load, names, shipped;"
        "edition = load.load_programme();"
        "[names.find_country(edition, code) for code in ('FR', 'UK', 'JP', '日本')];"
        "names.find(edition.fields, '量子'); names.find(edition.schemes, 'top');"
        "assert not shipped.countries.cache_info().currsize;"
        "print(sorted({'jsonschema', 'difflib', 'json'} & set(sys.modules)))"
    )
    root = DATA.parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, env=unmeasured()
    )
    assert run.stdout.strip() == "[]"

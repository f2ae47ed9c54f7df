"""`aspire list`: everything that the programme page lays down, and every rule, as tables and as data."""

import json
import re
from datetime import datetime

import pytest
from rich.cells import cell_len

from aspire_cli import shipped_files
from aspire_cli.cli.app import run
from aspire_cli.pages.list import CALLS, LISTINGS
from aspire_cli.pages.list import entries as listed
from aspire_cli.programme import shipped
from aspire_cli.programme.load import known_calls, load_programme
from aspire_cli.programme.page_texts import texts_of
from aspire_cli.rules import ALL, BY_NAME
from tests.helpers import DATA, OWN_PROGRAMME, each

PROGRAMME = load_programme()
WHAT = (*LISTINGS, CALLS)


def output(capsys, *arguments):
    assert run(["list", *arguments]) == 0
    return capsys.readouterr().out


def entries(capsys, what):
    return json.loads(output(capsys, what, "--format", "json"))


def squeezed(text):
    return re.sub(r"\s", "", text)


def squeezed_spaces(text):
    return " ".join(text.split())


class TestRules:
    def test_json_is_what_others_build_on(self, capsys):
        said = entries(capsys, "rules")
        assert [one["rule"] for one in said] == list(BY_NAME)
        assert said[ALL.index(next(rule for rule in ALL if rule.name == "budget-direct-cap"))] == {
            "rule": "budget-direct-cap",
            "topic": "budget",
            "severity": "error",
            "draft": "error",
            "clause": "scale.top",
            "clauses": ["scale.top", "scale.rising"],
            "title": {"en": "Direct costs above the limit", "ja": "直接経費が上限を超過"},
        }

    def test_without_a_clause_it_is_null(self, capsys):
        (one,) = [one for one in entries(capsys, "rules") if one["rule"] == "yaml-syntax"]
        assert (one["clause"], one["clauses"]) == (None, [])

    def test_in_a_draft(self, capsys):
        drafts = {one["rule"]: one["draft"] for one in entries(capsys, "rules") if one["draft"] != one["severity"]}
        assert drafts == {rule.name: "note" for rule in ALL if rule.eased_in_draft}

    def test_each_has_a_line(self, capsys):
        lines = output(capsys, "rules", "--lang", "en").splitlines()
        for rule in ALL:
            (line,) = [line for line in lines if line.startswith(f"{rule.name} ")]
            assert line.split()[1] == rule.severity

    def test_a_clause_of_all_schemes_is_named_as_one(self, capsys):
        said = output(capsys, "rules", "--lang", "en")
        assert re.search(r"^period-length +error +period\.\* ", said, re.MULTILINE)
        assert re.search(r"^budget-direct-cap +error +scale\.top, scale\.rising ", said, re.MULTILINE)

    def test_a_narrow_terminal_shows_no_clause_but_the_rest(self, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "80")
        said = output(capsys, "rules", "--lang", "ja")
        assert "scale" not in said
        assert "直接経費が上限を超過" in said


class TestSchemes:
    def test_the_comparison_of_the_page(self, capsys):
        lines = output(capsys, "schemes", "--lang", "en").splitlines()
        rows = {re.split(r"  +", line)[0]: re.split(r"  +", line)[1:] for line in lines if "  " in line}
        assert rows["Direct costs, at most"][:2] == ["¥380,000,000", "¥69,000,000"]
        assert rows["Total with indirect"] == ["¥500,000,000", "¥90,000,000", "¥500,000,000"]
        assert rows["Support period"] == ["5 years", "3 years", "3 to 5 years"]
        assert rows["Indirect costs"] == ["30 % of direct costs", "30 % of direct costs", "the page gives no rate"]
        assert rows["In the file"] == ["top", "rising", "joint"]
        assert rows["Form of call"] == ["single call", "single call", "joint call"]

    def test_in_japanese(self, capsys):
        said = output(capsys, "schemes", "--lang", "ja")
        assert re.search("^直接経費の上限 +3.8億円 +6,900万円 +相手側資金配分機関との", said, re.MULTILINE)
        assert re.search("^支援期間 +5年間 +3年間 +3年間〜5年間$", said, re.MULTILINE)

    @each(("lang", "row"), [("en", "^Support period +5 years +3 "), ("ja", "^支援期間 +5年間 +3年間")])
    def test_is_a_table_on_80_columns(self, lang, row, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "80")
        assert re.search(row, output(capsys, "schemes", "--lang", lang), re.MULTILINE)

    @each("lang", ["en", "ja"])
    def test_leaves_nothing_of_the_page_out(self, lang, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "40")
        said = squeezed(output(capsys, "schemes", "--lang", lang))
        texts = [
            *(one.name for one in (*PROGRAMME.fields.values(), *PROGRAMME.countries.values())),
            *(one.text for one in texts_of(PROGRAMME).facts),
            *(one.name for one in texts_of(PROGRAMME).facts),
        ]
        assert [text for text in texts if squeezed(text.lang(lang)) not in said] == []

    def test_json(self, capsys):
        top, rising, joint = entries(capsys, "schemes")
        assert (top["id"], top["name"]["ja"], top["form"]) == ("top", "トップのためのASPIRE", "single")
        assert (rising["direct_cap"], rising["total_cap"], rising["min_years"]) == (69_000_000, 90_000_000, 3)
        assert (joint["direct_cap"], joint["total_cap"], joint["min_years"], joint["max_years"]) == (
            None,
            500_000_000,
            3,
            5,
        )
        assert [one["indirect_percent"] for one in (top, rising, joint)] == [30, 30, None]
        assert len(top["countries"]) == 21
        assert len(joint["fields"]) == 7


class TestCountries:
    def test_each_with_every_spelling(self, capsys):
        said = squeezed(output(capsys, "countries", "--lang", "ja"))
        for country in PROGRAMME.countries.values():
            assert all(squeezed(text) in said for text in (country.code, country.name.ja, *country.aliases))

    def test_says_what_is_left_to_a_person(self, capsys):
        assert "Ireland (IE)" in squeezed_spaces(output(capsys, "countries", "--lang", "en").split("does not name:")[1])
        assert "アイルランド(IE)" in squeezed(output(capsys, "countries", "--lang", "ja"))

    @each(("lang", "last"), [("en", "Mayotte (YT)"), ("ja", "マヨット(YT)")])
    def test_names_every_territory(self, lang, last, capsys):
        assert last in squeezed_spaces(output(capsys, "countries", "--lang", lang, "--format", "markdown"))

    @each("what", ["countries", "fields"])
    def test_aliases_stand_there_once_whatever_the_languages(self, what, capsys):
        lines = output(capsys, what, "--lang", "both", "--format", "markdown").splitlines()
        rows = [line.split("|") for line in lines if line.startswith("|")][2:]
        assert not [row for row in rows if "<br>" in row[3]]

    def test_json(self, capsys):
        said = {one["id"]: one for one in entries(capsys, "countries")}
        assert len(said) == 21
        assert said["GB"]["name"] == {"en": "United Kingdom", "ja": "英国"}
        assert "UK" in said["GB"]["aliases"]
        assert [said["GB"]["eu_member"], said["FR"]["eu_member"]] == [False, True]


class TestFields:
    def test_json(self, capsys):
        said = entries(capsys, "fields")
        assert [one["id"] for one in said] == list(PROGRAMME.fields)
        assert said[4]["name"] == {"en": "Quantum", "ja": "量子"}

    def test_each_has_a_line(self, capsys):
        lines = output(capsys, "fields", "--lang", "en").splitlines()
        assert all(any(line.startswith(f"{field} ") for line in lines) for field in PROGRAMME.fields)


class TestCalls:
    def test_says_what_is_not_known_and_what_is_inferred(self, capsys):
        said = output(capsys, "calls", "--lang", "en")
        german = said[said.index("jp-de-quantum-2024") : said.index("jp-uk-human")]
        assert "5 years (inferred from a funded project)" in german
        assert "closing not known: not taken for open" in german
        assert re.search(r"not known here +Theme, Total with indirect costs, at most, Indirect costs, Opens", german)

    def test_open_ones_first_by_their_closing_and_those_not_known_last(self):
        def told(text):
            return [(one["id"], one["state"]) for one in listed("calls", PROGRAMME, datetime.fromisoformat(text))]

        assert told("2025-05-12T12:00+09:00")[:3] == [
            ("rising-2025", "open"),
            ("top-2025", "open"),
            ("jp-nsf-global-centers-2024", "closed"),
        ]
        assert told("2025-05-12T12:00:01+09:00")[:2] == [("rising-2025", "closed"), ("top-2025", "closed")]
        assert told("2024-04-01T00:00Z")[:4] == [
            ("jp-uk-engineering-biology-2024", "open"),
            ("jp-nsf-global-centers-2024", "open"),
            ("rising-2025", "to-open"),
            ("top-2025", "to-open"),
        ]
        unknown = [name for name, state in told("2024-04-01T00:00Z") if state == "closing-unknown"]
        assert unknown == [name for name, _ in told("2024-04-01T00:00Z")[-len(unknown) :]]
        assert "top-2024" in unknown

    def test_steps_documents_and_points_are_shown_with_their_days(self, capsys):
        said = squeezed_spaces(output(capsys, "calls", "--lang", "en"))
        assert "To do Give notice to JST before applying; 2025-04-24" in said
        assert "To hand in The application to UKRI and JST's form in one file; PDF" in said
        assert "To confirm The US side asks for at most 5 million US dollars" in said
        assert "Revision 2 2024-02-02" in said

    def test_of_a_document_its_pages_are_told_too(self, capsys, tmp_path):
        papers = "[{name: Form 1, max_pages: 10, format: PDF}, {name: Form 2, max_pages: 1}]"
        call = tmp_path / "own.yaml"
        call.write_text(f"{{id: own, scheme: top, name: Own, documents: {papers}}}\n", encoding="utf-8")
        said = squeezed_spaces(output(capsys, "calls", "--calls", str(call), "--lang", "en"))
        assert "To hand in Form 1; at most 10 pages; PDF To hand in Form 2; at most 1 page" in said

    def test_on_a_narrow_terminal_each_call_is_a_list(self, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "50")
        lines = output(capsys, "calls", "--lang", "ja").splitlines()
        start = lines.index("jp-de-quantum-2024")
        assert lines[start : start + 6] == [
            "jp-de-quantum-2024",
            "公募:日独共同公募「量子」(2024年)",
            "状況:締切不明(公募中とはみなしません)",
            "公募形態:共同公募",
            "相手側資金配分機関:ドイツ研究振興協会(DFG)",
            "対象国・地域:ドイツ",
        ]

    def test_stated_figures(self, capsys):
        said = output(capsys, "calls", "--lang", "ja")
        assert re.search("間接経費を含む総額の上限 +2.8億円", said)
        assert re.search("支援期間 +4年間〜5年間", said)
        assert "米国、カナダ、フィンランド、韓国、英国" in said

    def test_a_long_list_that_is_inferred_stands_there_whole(self, capsys, tmp_path):
        names = [f"Council number {number} of a country" for number in range(20)]
        agencies = ", ".join(f"{{name: {name}, country: GB}}" for name in names)
        own = f"id: ours\nscheme: joint\nname: Ours\nagencies: {{value: [{agencies}], basis: inferred}}\n"
        (tmp_path / "ours.yaml").write_text(own, encoding="utf-8")
        said = output(capsys, "calls", "--calls", str(tmp_path / "ours.yaml"), "--format", "markdown")
        assert f"{', '.join(names)} (inferred" in said

    def test_an_own_call_may_name_what_the_edition_does_not(self, capsys, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("COLUMNS", "200")
        own = (DATA / "calls" / "jp-de-quantum-2024.yaml").read_text(encoding="utf-8")
        own = own.replace("countries: [DE]", "countries: [SG, DE]").replace("fields: [quantum]", "fields: [alchemy]")
        (tmp_path / "ours.yaml").write_text(own, encoding="utf-8")
        (tmp_path / "aspire.toml").write_text('calls = ["ours.yaml"]\n', encoding="utf-8")
        said = output(capsys, "calls", "--lang", "en")
        assert "SG, Germany" in said
        assert "alchemy" in said

    def test_a_single_call_of_one_s_own_that_names_countries(self, capsys, tmp_path):
        path = tmp_path / "ours.yaml"
        path.write_text("{id: ours, scheme: top, name: Ours, countries: [フランス], direct_cap: 3}", encoding="utf-8")
        said = output(capsys, "calls", "--calls", str(path), "--lang", "en")
        ours = said[said.index("ours\n") :].partition("\n\n")[0]
        assert re.search(r"Countries and regions +France", ours)
        assert re.search(r"Direct costs, at most +¥3", ours)
        assert "Theme" not in ours

    def test_json(self, capsys):
        said = {one["id"]: one for one in entries(capsys, "calls")}
        assert set(said) == set(known_calls(PROGRAMME))
        assert said["jp-uk-human-centred-ai-2025"]["total_cap"] == {
            "value": 280_000_000,
            "basis": "stated",
            "place": None,
        }
        assert said["jp-de-quantum-2024"]["max_years"] == {"value": 5, "basis": "inferred", "place": None}
        assert said["jp-de-quantum-2024"]["theme"] is None
        assert said["jp-de-quantum-2024"]["agencies"]["value"][0]["id"] == "dfg"
        assert said["top-2025"]["closes"] == "2025-05-12T12:00:00+09:00"


class TestAgencies:
    def test_by_country_with_the_parent(self, capsys):
        said = {one["id"]: one for one in entries(capsys, "agencies")}
        assert set(said) == set(shipped.agencies())
        assert (said["epsrc"]["country"], said["epsrc"]["parent"]) == ("GB", "ukri")
        page = squeezed_spaces(output(capsys, "agencies", "--format", "markdown", "--lang", "en"))
        assert "| United Kingdom | epsrc | Engineering and Physical Sciences Research Council (EPSRC) |" in page
        assert "| UK Research and Innovation (UKRI) |" in page


def test_calls_have_the_keys_of_their_files():
    entries = {one["id"]: one for one in listed("calls", PROGRAMME, datetime.fromisoformat("2026-11-26T00:00+09:00"))}
    starts = {"value": {"from": "2025-12-01", "to": "2025-12-31"}, "basis": "inferred", "place": None}
    assert entries["top-2025"]["support_starts"] == starts
    known = set(json.loads(shipped_files.schema("call"))["properties"])
    for entry in entries.values():
        assert set(entry) - {"state"} <= known


def test_no_list_shows_a_rate_of_indirect_costs_for_joint_calls(capsys):
    """The programme page gives none; one call states its own."""
    for what in set(WHAT) - {"calls"}:
        for one in entries(capsys, what):
            if str(one.get("id", "")).startswith(("joint", "scale.joint")):
                assert one.get("indirect_percent") is None
                assert "30" not in str(one.get("text", ""))
    rates = {one["id"]: one["indirect_percent"] for one in entries(capsys, "calls") if one["scheme"] == "joint"}
    assert {name for name, rate in rates.items() if rate} == {"jp-uk-human-centred-ai-2025"}


class TestClausesAndFacts:
    @each("lang", ["en", "ja"])
    def test_every_clause_with_its_place(self, lang, capsys):
        said = squeezed(output(capsys, "clauses", "--lang", lang))
        for name, clause in texts_of(PROGRAMME).clauses.items():
            assert squeezed(f"{name} · {clause.place.lang(lang)} {clause.text.lang(lang)}") in said

    @each("width", [80, 120])
    def test_they_use_the_width(self, width, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", str(width))
        for lang in ("en", "ja"):
            told = sum(cell_len(clause.text.lang(lang)) for clause in texts_of(PROGRAMME).clauses.values())
            lines = [line for line in output(capsys, "clauses", "--lang", lang).splitlines() if line.startswith("  ")]
            assert max(map(cell_len, lines)) <= width
            assert 10 * told >= 7 * sum(width for _ in lines)  # the last line of each is not full

    def test_clauses_as_json(self, capsys):
        said = {one["id"]: one for one in entries(capsys, "clauses")}
        assert list(said) == list(texts_of(PROGRAMME).clauses)
        assert said["scale.top"]["column"] == {"en": "ASPIRE for Top Scientists", "ja": "トップのためのASPIRE"}
        assert said["activities"]["row"] is None

    def test_facts_as_json(self, capsys):
        said = {one["id"]: one["clause"] for one in entries(capsys, "facts")}
        assert {"mext", "jst", "pd", "po", "ad"} <= {name for name, clause in said.items() if clause == "designation"}


class TestAll:
    @each("what", WHAT)
    @each("lang, width", [("ja", 40), ("both", 40), ("en", 80), ("both", 100)])
    def test_fits_the_terminal(self, what, lang, width, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = output(capsys, what, "--lang", lang).splitlines()
        assert [line for line in lines if cell_len(line) > width or line != line.rstrip()] == []

    @each("what", WHAT)
    def test_json_has_both_languages_whatever_is_asked(self, what, capsys):
        said = [output(capsys, what, "--format", "json", "--lang", lang) for lang in ("en", "ja")]
        assert said[0] == said[1]
        assert all(
            {"en", "ja"} == set(one.get("name") or one.get("title") or one["text"]) for one in json.loads(said[0])
        )

    @each("what", WHAT)
    def test_markdown_tables_are_regular(self, what, capsys):
        said = output(capsys, what, "--format", "markdown", "--lang", "both")
        rows = [line for line in said.splitlines() if line.startswith("|")]
        assert bool(rows) == (what != "clauses")  # each is a paragraph
        for table in said.split("\n\n"):
            counts = {len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines() if line.startswith("|")}
            assert len(counts) <= 1

    def test_colour_is_for_those_who_ask(self, capsys):
        assert "\x1b[" in output(capsys, "fields", "--color", "always")
        assert "\x1b[" not in output(capsys, "fields")

    def test_wrong_use(self, capsys):
        assert run(["list", "nonsense"]) == 2
        assert "countries" in capsys.readouterr().err


class TestOwnData:
    @pytest.fixture
    def settings(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        shipped = OWN_PROGRAMME
        own = shipped.replace("direct_cap: 69000000", "direct_cap: 68000000")
        (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
        call = (DATA / "calls" / "jp-de-quantum-2024.yaml").read_text(encoding="utf-8")
        (tmp_path / "call.yaml").write_text(call.replace("jp-de-quantum-2024", "jp-de-own"), encoding="utf-8")
        (tmp_path / "aspire.toml").write_text(
            'language = "ja"\nprogramme-data = "own.yaml"\ncalls = ["call.yaml"]\n', encoding="utf-8"
        )

    def test_is_what_is_shown(self, settings, capsys):
        assert [one["direct_cap"] for one in entries(capsys, "schemes")] == [380_000_000, 68_000_000, None]
        assert "jp-de-own" in {one["id"] for one in entries(capsys, "calls")}
        assert "6,800万円" in output(capsys, "schemes")

    def test_unless_the_settings_are_left_out(self, settings, capsys):
        assert "¥69,000,000" in output(capsys, "schemes", "--isolated", "--lang", "en")

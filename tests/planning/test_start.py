"""What `aspire init` writes: it is explained, is a draft without an error, and fits once what is to be written is."""

import json
import re
from datetime import date

import pytest
import yaml
from rich.cells import cell_len

from aspire_cli import fiscal, shipped_files
from aspire_cli.fiscal import Period
from aspire_cli.planning import start as starting
from aspire_cli.planning.start import Start
from aspire_cli.problem import Severity
from aspire_cli.programme.load import known_calls, load_programme
from aspire_cli.programme.model import Days, Figure
from aspire_cli.proposal.model import limits_of
from aspire_cli.words.text import Text
from tests.helpers import DATA, OWN_PROGRAMME, check, each

TODO = {"en": "TBD", "ja": "未定"}
JOINT = {call.id: call for call in known_calls(load_programme()).values() if call.scheme == "joint"}
STARTS = [
    ("top", None),
    ("rising", None),
    ("joint", None),
    *((call.scheme, call.id) for call in known_calls(load_programme()).values()),
]
in_both_languages = pytest.mark.parametrize("lang", ["en", "ja"])
# What a person might write in the place of each "TBD".
WRITTEN = {
    "en": "Spin currents",
    "ja": "スピン流",
    "field": "quantum",
    "call": "jp-de-quantum-2024",
    "name": "Lucie Martin",
    "institution": "CNRS",
    "country": "FR",
    "agency": "ANR",
    "programme": "PEPR",
    "status": "receiving",
    "independent_environment": "Own laboratory",
    "research": "Experiments",
    "what": "Visits",
    "goods": "100万円",
    "travel": "1,000,000",
    "personnel": "2M",
    "other": "0",
}


def text_of(scheme, call=None, lang="en", start=date(2027, 4, 1), programme=None):
    programme = programme or load_programme()
    chosen = programme.schemes[scheme], known_calls(load_programme())[call] if call else None
    period = Period(start, fiscal.last_day(start, limits_of(programme, *chosen).max_years))
    return starting.proposal_text(Start(*chosen, period), programme, lang, "proposal.yaml", "proposal.schema.json")


def data_of(text):
    return yaml.load(text, yaml.BaseLoader)


def in_call(call, key, default):
    """What a person writes for a joint call where it leaves more than one open."""
    if call is None:
        return {"country": "DE", "agency": "DFG"}.get(key, default)
    found = known_calls(load_programme())[call]
    return {"country": found.countries.value[0], "agency": found.agencies.value[0].name.en}.get(key, default)


def filled(text, scheme, call):
    """The text with every placeholder written."""
    written = {key: in_call(call, key, value) for key, value in WRITTEN.items()} if scheme == "joint" else WRITTEN
    text = re.sub(r"(\w+): (?:TBD|未定)", lambda match: f"{match[1]}: {written[match[1]]}", text)
    text = re.sub(r"- (?:TBD|未定)", "- Plenary lecture 2024", text)
    assert not re.search(r"^[^#\n]*(?:TBD|未定)", text, re.MULTILINE)
    return text


def uncommented(text):
    """The text with every optional key in force: each that stands behind `# `."""
    text = re.sub(r"^( *)# ([a-z_]+:(?: |$))", r"\1\2", text, flags=re.MULTILINE)
    return re.sub(r"^#   (- \{)", r"  \1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "ja"])
class TestEveryStart:
    def test_is_a_draft_without_error_or_warning(self, lang):
        for scheme, call in STARTS:
            report = check(text_of(scheme, call, lang), stage="draft")
            assert report.count(Severity.ERROR) == report.count(Severity.WARNING) == 0, (scheme, call)
            assert report.open > 0, (scheme, call)
            assert check(text_of(scheme, call, lang)).stage == "draft", (scheme, call)

    def test_lets_nothing_that_is_to_be_written_slip_through(self, lang):
        always = {"text-placeholder", "activity-missing", "investigator-funding", "schema-missing-key"}
        for scheme, call in STARTS:
            rules = {finding.rule for finding in check(text_of(scheme, call, lang), stage="final").findings}
            single = {"counterpart-support-missing"} if scheme != "joint" else set()
            own = {"investigator-independence"} if scheme == "rising" else {"investigator-track-record"}
            assert rules >= always | single | own, (scheme, call)
            assert ("call-missing" in rules) == (scheme == "joint" and call is None), (scheme, call)

    @pytest.mark.parametrize("optional", [False, True], ids=["as it is", "with every optional key"])
    def test_fits_once_all_is_written(self, lang, optional):
        for scheme, call in STARTS:
            text = filled(text_of(scheme, call, lang), scheme, call)
            report = check(uncommented(text) if optional else text, stage="final")
            found = {finding.rule for finding in report.findings if finding.severity is not Severity.NOTE}
            assert found <= {"call-limit-unknown"}, (scheme, call)
            assert report.verdict in ("fits", "fits-with-warnings"), (scheme, call)

    def test_is_no_wider_than_a_page(self, lang):
        for scheme, call in STARTS:
            wide = [line for line in text_of(scheme, call, lang).splitlines() if cell_len(line) > 100]
            assert [line for line in wide if "https://" not in line] == [], (scheme, call)


def test_shows_every_key_of_a_proposal():
    found = {**data_of(uncommented(text_of("top"))), **data_of(text_of("joint"))}
    found["principal_investigator"] = {
        **data_of(uncommented(text_of("top")))["principal_investigator"],
        **data_of(uncommented(text_of("rising")))["principal_investigator"],
    }
    schema = json.loads(shipped_files.schema("proposal"))
    counterpart = data_of(uncommented(text_of("top")))["counterparts"][0]

    def keys(name):
        return set(schema["$defs"][name]["properties"])

    assert set(data_of(uncommented(text_of("top")))) | set(found) == set(schema["properties"])
    assert set(found["principal_investigator"]) == keys("principalInvestigator")
    assert set(counterpart) == keys("counterpart") - {"position"}
    assert set(counterpart["support"]) == keys("supportEntry")
    assert set(data_of(text_of("top"))["activities"]) == keys("activities")


@in_both_languages
def test_each_part_is_explained(lang):
    lines = text_of("top", lang=lang).splitlines()
    tops = [number for number, line in enumerate(lines) if re.match("[a-z]", line) and not line.startswith("stage")]
    assert [lines[number] for number in tops if not lines[number - 1].startswith("#")] == ["scheme: top"]


def test_comments_are_in_the_language_asked_for():
    english = [line for line in text_of("top").splitlines() if re.search("[ぁ-ん]", line)]
    assert english == []
    japanese = re.findall("^#.*", text_of("top", lang="ja"), re.MULTILINE)
    assert [line for line in japanese if re.search("[A-Za-z]{3,} [a-z]{2,} ", line) and "aspire " not in line] == []


@pytest.mark.parametrize(
    ("today", "start"),
    [
        ("2026-11-01", "2027-04-01"),
        ("2027-01-01", "2027-04-01"),
        ("2027-03-31", "2027-04-01"),
        ("2027-04-01", "2028-04-01"),
    ],
)
def test_starts_on_the_next_first_of_april(today, start):
    assert str(starting.next_start(date.fromisoformat(today))) == start


@each(
    ("first", "last", "basis", "start"),
    [
        ("2026-12-01", "2027-03-31", "stated", "2026-12-01"),
        ("2026-12-01", "2027-04-01", "stated", "2027-04-01"),
        ("2027-04-01", "2027-05-31", "stated", "2027-04-01"),
        ("2027-04-02", "2027-05-31", "stated", "2027-04-02"),
        ("2026-12-01", "2026-12-31", "inferred", "2027-04-01"),
    ],
)
def test_the_first_day_that_is_offered_is_one_that_the_call_states(first, last, basis, start):
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    call = known_calls(load_programme())["top-2025"]._replace(support_starts=Figure(days, basis))
    assert str(starting.next_start(date(2026, 11, 23), call)) == start


@pytest.mark.parametrize(
    ("scheme", "call", "end", "years"),
    [
        ("top", None, "2033-02-28", range(2027, 2033)),
        ("rising", None, "2031-02-28", range(2027, 2031)),
        ("joint", "jp-nsf-global-centers-2024", "2033-02-28", range(2027, 2033)),
    ],
)
def test_the_end_is_exact_to_the_day_and_every_fiscal_year_has_its_entry(scheme, call, end, years):
    text = text_of(scheme, call, start=date(2028, 2, 29))
    data = data_of(text)
    assert data["period"] == {"start": "2028-02-29", "end": end}
    assert [entry["fiscal_year"] for entry in data["budget"]["years"]] == [str(year) for year in years]
    assert re.findall("# ([0-9]+ months)", text)[:2] == ["2 months", "12 months"]


@in_both_languages
def test_a_joint_call_fills_in_what_it_leaves_no_choice_of(lang):
    for call, found in JOINT.items():
        data = data_of(text_of("joint", call, lang))
        counterpart = data["counterparts"][0]
        agencies = [agency.name.lang(lang) for agency in found.agencies.value]
        assert data["call"] == call
        assert data["field"] == only(found.fields.value, lang)
        assert counterpart["country"] == only(found.countries.value, lang)
        assert counterpart["support"]["agency"] == only(agencies, lang)
        assert counterpart["support"]["status"] == "planned"


def only(values, lang):
    """The one value that there is; of several, what is written in their place."""
    return values[0] if len(values) == 1 else TODO[lang]


def test_says_what_the_call_says():
    text = text_of("joint", "jp-uk-human-centred-ai-2025")
    assert "# This call pays at most ¥280,000,000 in total." in text
    assert "# This call: 5 years." in text
    assert "4 to 5 years" in text_of("joint", "jp-nsf-global-centers-2024")
    assert "limit of this call is not known" in text_of("joint", "jp-nsf-global-centers-2024")
    assert "この公募の総額の上限は2.8億円です。" in text_of("joint", "jp-uk-human-centred-ai-2025", "ja")


@in_both_languages
def test_a_single_call_is_named_and_leaves_the_rest_to_be_written(lang):
    text = text_of("top", "top-2025", lang)
    data = data_of(text)
    assert (data["scheme"], data["call"], data["field"]) == ("top", "top-2025", TODO[lang])
    assert data["counterparts"][0]["support"] == {"agency": TODO[lang], "status": TODO[lang]}
    assert "2025-05-12 12:00" in text


def test_a_single_call_need_not_be_named():
    assert "call" not in data_of(text_of("rising"))
    assert "# call: rising-2025" in text_of("rising")


def test_of_a_single_call_that_says_nothing_nothing_is_said():
    text = text_of("rising", "rising-2023")
    assert "limit of this call" not in text
    assert "This call" not in text


def test_names_of_an_own_call_are_written_as_yaml_takes_them():
    call = known_calls(load_programme())["jp-de-quantum-2024"]
    odd = "Agency: for #1 {things}"
    own = call._replace(agencies=Figure((call.agencies.value[0]._replace(name=Text(odd, odd)),)))
    programme = load_programme()
    start = Start(programme.schemes["joint"], own, Period(date(2027, 4, 1), date(2032, 3, 31)))
    data = data_of(starting.proposal_text(start, programme, "en", "proposal.yaml", "proposal.schema.json"))
    assert data["counterparts"][0]["support"]["agency"] == odd


def test_figures_and_names_come_from_the_programme_in_force(tmp_path):
    own = tmp_path / "programme.yaml"
    text = OWN_PROGRAMME
    changes = {
        "Direct costs are at most ¥380,000,000.": "Direct costs are at most ¥370,000,000.",
        "indirect_percent: 30": "indirect_percent: 25",
        'page_date: "2026-11-23"': 'page_date: "2027-11-23"',
        "      en: Biotechnology": "      en: Life itself",
    }
    for before, after in changes.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    own.write_text(text, encoding="utf-8")
    changed = text_of("top", programme=load_programme(own))
    assert "at most ¥370,000,000" in changed
    assert data_of(changed)["budget"]["indirect_rate"] == "25"
    assert "as of 2027-11-23" in changed
    assert re.search(r"^#   bio +Life itself$", changed, re.MULTILINE)


def test_the_template_holds_no_figure_of_the_programme():
    template = (DATA / "templates" / "start.yaml").read_text(encoding="utf-8")
    programme = load_programme()
    for scheme in programme.schemes.values():
        for cap in filter(None, (scheme.direct_cap, scheme.total_cap)):
            assert not {str(cap), f"{cap:,}", f"{cap // 10**8}億円", f"{cap // 10**4:,}万円"} & set(template.split())
    assert not re.search(rf"\b{programme.indirect_percent}\b", template)
    assert programme.page_date not in template


def test_writes_what_the_editor_needs_first():
    assert text_of("top").splitlines()[0] == "# yaml-language-server: $schema=./proposal.schema.json"

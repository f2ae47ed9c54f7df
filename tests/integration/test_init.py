"""`aspire init`: what it writes is explained, is a draft without an error, and fits once what is to be written is."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from datetime import date

import pytest
import yaml
from helpers import check
from rich.cells import cell_len

from aspire_cli import fiscal, shipped_files
from aspire_cli.fiscal import Period
from aspire_cli.planning import start as starting
from aspire_cli.planning.start import Start
from aspire_cli.problem import Severity
from aspire_cli.programme.load import joint_call_ids, joint_calls, load_programme
from aspire_cli.words.text import Text
from tests.helpers import DATA, OWN_PROGRAMME

TODO = {"en": "TBD", "ja": "未定"}
STARTS = [("top", None), ("rising", None), ("joint", None), *(("joint", call) for call in joint_call_ids())]
every_start = pytest.mark.parametrize(("scheme", "call"), STARTS)
in_both_languages = pytest.mark.parametrize("lang", ["en", "ja"])
# What a person might write in the place of each "TBD".
WRITTEN = {
    "en": "Spin currents",
    "ja": "スピン流",
    "field": "quantum",
    "joint_call": "jp-de-quantum-2024",
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
    chosen = programme.schemes[scheme], joint_calls()[call] if call else None
    period = Period(start, fiscal.last_day(start, starting.longest_years(*chosen)))
    return starting.proposal_text(Start(*chosen, period), programme, lang, "proposal.yaml")


def data_of(text):
    return yaml.load(text, yaml.BaseLoader)


def in_call(call, key, default):
    """What a person writes for a joint call where it leaves more than one open."""
    if call is None:
        return {"country": "DE", "agency": "DFG"}.get(key, default)
    found = joint_calls()[call]
    return {"country": found.countries[0], "agency": found.agencies[0].name.en}.get(key, default)


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


@every_start
@in_both_languages
def test_is_a_draft_without_error_or_warning(scheme, call, lang):
    report = check(text_of(scheme, call, lang), stage="draft")
    assert report.count(Severity.ERROR) == report.count(Severity.WARNING) == 0
    assert report.open > 0
    assert check(text_of(scheme, call, lang)).stage == "draft"


@every_start
@in_both_languages
def test_nothing_that_is_to_be_written_slips_through(scheme, call, lang):
    report = check(text_of(scheme, call, lang), stage="final")
    rules = {finding.rule for finding in report.findings}
    single = {"counterpart-support-missing"} if scheme != "joint" else set()
    own = {"investigator-independence"} if scheme == "rising" else {"investigator-track-record"}
    assert (
        rules >= {"text-placeholder", "activity-missing", "investigator-funding", "schema-missing-key"} | single | own
    )
    assert ("joint-call-missing" in rules) == (scheme == "joint" and call is None)


@every_start
@in_both_languages
@pytest.mark.parametrize("optional", [False, True], ids=["as it is", "with every optional key"])
def test_fits_once_all_is_written(scheme, call, lang, optional):
    text = filled(text_of(scheme, call, lang), scheme, call)
    report = check(uncommented(text) if optional else text, stage="final")
    found = {finding.rule for finding in report.findings if finding.severity is not Severity.NOTE}
    assert found <= {"joint-limit-unknown"}
    assert report.verdict in ("fits", "fits-with-warnings")


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


@every_start
@in_both_languages
def test_fits_a_page(scheme, call, lang):
    wide = [line for line in text_of(scheme, call, lang).splitlines() if cell_len(line) > 100]
    assert [line for line in wide if "https://" not in line] == []


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


@pytest.mark.parametrize("call", joint_call_ids())
@in_both_languages
def test_a_joint_call_fills_in_what_it_leaves_no_choice_of(call, lang):
    found, todo = joint_calls()[call], TODO[lang]
    data = data_of(text_of("joint", call, lang))
    counterpart = data["counterparts"][0]
    agencies = [agency.name.lang(lang) for agency in found.agencies]
    assert data["joint_call"] == call
    assert data["field"] == (found.fields[0] if len(found.fields) == 1 else todo)
    assert counterpart["country"] == (found.countries[0] if len(found.countries) == 1 else todo)
    assert counterpart["support"]["agency"] == (agencies[0] if len(agencies) == 1 else todo)
    assert counterpart["support"]["status"] == "planned"


def test_says_what_the_call_says():
    text = text_of("joint", "jp-uk-human-centred-ai-2025")
    assert "# This call pays at most ¥280,000,000 in total." in text
    assert "# This call: 5 years." in text
    assert "4 to 5 years" in text_of("joint", "jp-nsf-global-centers-2024")
    assert "limit of this call is not known" in text_of("joint", "jp-nsf-global-centers-2024")
    assert "この公募の総額の上限は2.8億円です。" in text_of("joint", "jp-uk-human-centred-ai-2025", "ja")


def test_names_of_an_own_call_are_written_as_yaml_takes_them():
    call = joint_calls()["jp-de-quantum-2024"]
    odd = "Agency: for #1 {things}"
    own = call._replace(agencies=(call.agencies[0]._replace(name=Text(odd, odd)),))
    programme = load_programme()
    start = Start(programme.schemes["joint"], own, Period(date(2027, 4, 1), date(2032, 3, 31)))
    data = data_of(starting.proposal_text(start, programme, "en", "proposal.yaml"))
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


# The command


def test_writes_the_file_and_says_how_to_go_on(aspire, tmp_path):
    ran = aspire("init", "--scheme", "top", "--start", "2026-12-01")
    assert (ran.status, ran.err) == (0, "")
    assert "proposal.yaml: written" in ran.out
    text = (tmp_path / "proposal.yaml").read_text(encoding="utf-8")
    assert text == text_of("top", start=date(2026, 12, 1))
    commands = [*re.findall("^#   (aspire .*)", text, re.MULTILINE), *re.findall("`(aspire .*?)`", ran.out)]
    statuses = {command: aspire(*shlex.split(command)[1:]).status for command in commands}
    assert statuses == {
        "aspire check proposal.yaml": 0,
        "aspire check --stage final proposal.yaml": 1,
        "aspire schema --write": 0,
        "aspire budget --scheme top --start 2026-12-01": 0,
    }
    assert (tmp_path / text.splitlines()[0].partition("$schema=")[2]).is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--scheme", "joint", "--call", "jp-uk-human-centred-ai-2025"),
        ("--call", "jp-uk-human-centred-ai-2025"),
        ("--scheme", "共同公募", "--call", "JP-UK-human-centred-AI-2025"),
    ],
)
def test_a_call_brings_its_scheme_with_it(aspire, arguments):
    ran = aspire("init", "-", "--start", "2027-04-01", *arguments)
    assert ran.out == text_of("joint", "jp-uk-human-centred-ai-2025")


@pytest.mark.parametrize(
    ("environment", "arguments", "lang"),
    [
        ({}, (), "en"),
        ({}, ("--lang", "ja"), "ja"),
        ({"ASPIRE_LANG": "ja"}, (), "ja"),
        ({"ASPIRE_LANG": "ja"}, ("--lang", "en"), "en"),
        ({"LANG": "ja_JP.UTF-8"}, (), "ja"),
    ],
)
def test_comments_in_the_language_of_the_reader(aspire, monkeypatch, environment, arguments, lang):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ran = aspire("init", "-", "--scheme", "rising", "--start", "2027-04-01", *arguments)
    assert ran.out == text_of("rising", lang=lang)


def test_into_a_folder(aspire, tmp_path):
    (tmp_path / "our proposal").mkdir()
    ran = aspire("init", "our proposal", "--scheme", "top")
    assert (tmp_path / "our proposal" / "proposal.yaml").is_file()
    assert "`aspire check 'our proposal/proposal.yaml'`" in ran.out
    assert "`aspire schema --write 'our proposal'`" in ran.out


def test_a_name_that_nobody_looks_for_is_said_to_be_one(aspire, tmp_path):
    ran = aspire("init", "plan.yaml", "--scheme", "top")
    assert ran.status == 0
    assert "plan.yaml: written" in ran.out
    assert ran.err.startswith("aspire: plan.yaml: ")
    assert "`*.proposal.yaml`" in ran.err
    assert aspire("init", "plan.proposal.yaml", "--scheme", "top").err == ""
    (tmp_path / "aspire.toml").write_text('include = ["p*.yaml"]\n')
    assert aspire("init", "plan.yaml", "--scheme", "top", "--force").err == ""


def test_a_windows_path_is_a_file_name_here(aspire, tmp_path):
    ran = aspire("init", r"plans\proposal.yaml", "--scheme", "top")
    assert ran.status == 0
    assert [path.name for path in tmp_path.iterdir()] == [r"plans\proposal.yaml"]
    assert aspire("check", r"plans\proposal.yaml").status == 0


@pytest.mark.parametrize("kind", ["file", "link to nothing"])
def test_never_over_another_file_unless_told_to(aspire, tmp_path, kind):
    target = tmp_path / "proposal.yaml"
    if kind == "file":
        target.write_text("mine")
    else:
        target.symlink_to("elsewhere.yaml")
    ran = aspire("init", "--scheme", "top")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "aspire: proposal.yaml: something of that name already exists; `--force` replaces it.\n"
    assert not (tmp_path / "elsewhere.yaml").exists()
    assert kind != "file" or target.read_text() == "mine"
    assert aspire("init", "--scheme", "top", "--force").status == 0
    assert target.read_text(encoding="utf-8").startswith("# yaml-language-server")


def test_not_over_a_file_that_appears_meanwhile(aspire, tmp_path, monkeypatch):
    (tmp_path / "proposal.yaml").write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    ran = aspire("init", "--scheme", "top")
    assert (ran.status, ran.err.count("`--force` replaces it")) == (2, 1)
    assert (tmp_path / "proposal.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--scheme", "topp"), "There is no scheme `topp`. Did you mean `top`?"),
        (("--scheme", "zebra"), "There is no scheme `zebra`; write one of `top`, `rising`, `joint`."),
        (
            ("--call", "jp-de-quantum-2042"),
            "There is no known joint call `jp-de-quantum-2042`. Did you mean `jp-de-quantum-2024`?",
        ),
        (("--scheme", "top", "--call", "jp-de-quantum-2024"), "ASPIRE for Top Scientists is a single call"),
        (("--scheme", "top", "--start", "soon"), "`--start soon` is not a date; write year-month-day"),
        (("--scheme", "top", "--start", "2027-02-29"), "`--start 2027-02-29` is not a date"),
        (("--scheme", "top", "--start", "2027/4/1"), "write `--start 2027-04-01`"),
        (("--scheme", "top", "--start", "2197-01-01"), "goes beyond the fiscal years"),
        (("nowhere/proposal.yaml", "--scheme", "top"), "nowhere/proposal.yaml: cannot be written"),
        ((), "Name the scheme with `--scheme`: `top`, `rising`, `joint`."),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(aspire, tmp_path, arguments, sentence):
    ran = aspire("init", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_that_cannot_be_written_to(aspire, tmp_path, force):
    (tmp_path / "file").touch()
    ran = aspire("init", "file/proposal.yaml", "--scheme", "top", *force)
    assert ran.status == 2
    assert ran.err.startswith("aspire: file/proposal.yaml: cannot be written (")
    assert ran.err.count("\n") == 1


def at_a_terminal(folder, *answers, arguments=()):
    """Run `aspire init` at a terminal of its own, give the answers, and return status and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "aspire_cli", "init", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("ASPIRE_LANG", "LC_ALL")}
    process = subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "LANG": "C.UTF-8"}
    )
    os.close(theirs)
    os.write(ours, "".join(answers).encode())
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # the other side has been closed
        pass
    os.close(ours)
    return process.wait(30), shown.decode()


def test_asks_at_a_terminal_until_the_answers_can_be_taken(tmp_path):
    status, shown = at_a_terminal(tmp_path, "topp\n", "top\n", "tomorrow\n", "2026-12-01\n")
    assert status == 0
    assert shown.count("Which scheme?") == 2
    assert "Did you mean `top`?" in shown
    assert "ASPIRE for Rising Scientists" in shown
    assert shown.count("First day of support") == 2
    assert (tmp_path / "proposal.yaml").read_text(encoding="utf-8") == text_of("top", start=date(2026, 12, 1))


def test_asks_for_the_joint_call_and_takes_none_for_an_answer(tmp_path):
    status, shown = at_a_terminal(tmp_path, "joint\n", "\n", arguments=["--start", "2027-04-01"])
    assert status == 0
    assert "jp-uk-human-centred-ai-2025" in shown
    assert "First day" not in shown
    assert (tmp_path / "proposal.yaml").read_text(encoding="utf-8") == text_of("joint")


def test_asks_nothing_where_the_scheme_is_given(tmp_path):
    status, shown = at_a_terminal(tmp_path, arguments=["--scheme", "top", "--start", "2027-04-01"])
    assert (status, shown.count("?")) == (0, 0)


def test_leaving_without_an_answer_writes_nothing(tmp_path):
    end_of_input = "\x04"
    status, _ = at_a_terminal(tmp_path, end_of_input)
    assert status == 130
    assert list(tmp_path.iterdir()) == []

"""`aspire init`: where it writes, what it says, what it asks at a terminal; it never writes over another file."""

import errno
import os
import pty
import re
import shlex
import sys
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import yaml

from aspire_cli import fiscal, shipped_files
from aspire_cli.cli import app
from aspire_cli.fiscal import Period
from aspire_cli.planning import start as starting
from aspire_cli.planning.start import Start
from aspire_cli.programme.load import known_calls, load_programme
from aspire_cli.proposal.model import limits_of
from tests.helpers import OWN_PROGRAMME

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


def text_of(scheme, call=None, lang="en", start=date(2027, 4, 1)):
    """Return what a start is, as the room that writes it says."""
    programme = load_programme()
    chosen = programme.schemes[scheme], known_calls(load_programme())[call] if call else None
    period = Period(start, fiscal.last_day(start, limits_of(programme, *chosen).max_years))
    return starting.proposal_text(Start(*chosen, period), programme, lang, "proposal.yaml", "proposal.schema.json")


def written(folder):
    """Return the names of what was written into a folder."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".git")


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
    assert "our proposal/proposal.schema.json beside it" in ran.out
    assert (tmp_path / "our proposal" / "proposal.schema.json").read_text("utf-8") == shipped_files.schema("proposal")


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
    assert written(tmp_path) == [r"plans\proposal.yaml", "proposal.schema.json"]
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


def test_what_cannot_be_written_whole_is_taken_away(aspire, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert aspire("init", "--scheme", "top").status == 2
    assert written(tmp_path) == []


def test_wrong_use_is_one_sentence_and_writes_nothing(aspire, tmp_path):
    for arguments, sentence in [
        (("--scheme", "topp"), "There is no scheme `topp`. Did you mean `top`?"),
        (("--scheme", "zebra"), "There is no scheme `zebra`; write one of `top`, `rising`, `joint`."),
        (
            ("--call", "jp-de-quantum-2042"),
            "There is no known call `jp-de-quantum-2042`. Did you mean `jp-de-quantum-2024`?",
        ),
        (("--scheme", "top", "--call", "jp-de-quantum-2024"), "`jp-de-quantum-2024` is a call of Joint call"),
        (("--scheme", "top", "--start", "soon"), "`--start soon` is not a date; write year-month-day"),
        (("--scheme", "top", "--start", "2027-02-29"), "`--start 2027-02-29` is not a date"),
        (("--scheme", "top", "--start", "2027/4/1"), "write `--start 2027-04-01`"),
        (("--scheme", "top", "--start", "2197-01-01"), "goes beyond the fiscal years"),
        (("nowhere/proposal.yaml", "--scheme", "top"), "nowhere/proposal.yaml: cannot be written"),
        ((), "Name the scheme with `--scheme`: `top`, `rising`, `joint`."),
    ]:
        ran = aspire("init", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert sentence in ran.err
        assert ran.err.count("\n") == 1
        assert written(tmp_path) == []


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_that_cannot_be_written_to(aspire, tmp_path, force):
    (tmp_path / "file").touch()
    ran = aspire("init", "file/proposal.yaml", "--scheme", "top", *force)
    assert ran.status == 2
    assert ran.err.startswith("aspire: file/proposal.yaml: cannot be written (")
    assert ran.err.count("\n") == 1


@pytest.fixture
def at_a_terminal(monkeypatch):
    """Return a function that runs `aspire init` at a terminal and gives the answers; it returns status and screen."""

    def run(*answers, arguments=()):
        ours, theirs = pty.openpty()
        os.write(ours, "".join(answers).encode())
        shown = []
        # Somebody has to read while the command writes: a terminal keeps only so much.
        reader = Thread(target=lambda: shown.extend(iter(lambda: read(ours), b"")))
        reader.start()
        with monkeypatch.context() as patch, open(theirs, "w", encoding="utf-8") as screen:  # noqa: PTH123
            patch.setattr(sys, "stdin", open(theirs, encoding="utf-8", closefd=False))  # noqa: SIM115
            patch.setattr(sys, "stdout", screen)
            patch.setattr(sys, "stderr", screen)
            status = app.run(["init", *arguments])
        reader.join()
        os.close(ours)
        return status, b"".join(shown).decode()

    def read(terminal):
        try:
            return os.read(terminal, 4096)
        except OSError:  # the other side has been closed
            return b""

    return run


def test_asks_at_a_terminal_until_the_answers_can_be_taken(at_a_terminal, tmp_path):
    status, shown = at_a_terminal("topp\n", "top\n", "tomorrow\n", "2026-12-01\n")
    assert status == 0
    assert shown.count("Which scheme?") == 2
    assert "Did you mean `top`?" in shown
    assert "ASPIRE for Rising Scientists" in shown
    assert shown.count("First day of support") == 2
    assert (tmp_path / "proposal.yaml").read_text(encoding="utf-8") == text_of("top", start=date(2026, 12, 1))


def test_asks_for_the_joint_call_and_takes_none_for_an_answer(at_a_terminal, tmp_path):
    status, shown = at_a_terminal("joint\n", "\n", arguments=["--start", "2027-04-01"])
    assert status == 0
    assert "jp-uk-human-centred-ai-2025" in shown
    assert "First day" not in shown
    assert (tmp_path / "proposal.yaml").read_text(encoding="utf-8") == text_of("joint")


def test_takes_no_call_of_another_scheme_for_an_answer(at_a_terminal, tmp_path):
    status, shown = at_a_terminal("joint\n", "top-2025\n", "\n", arguments=["--start", "2027-04-01"])
    assert status == 0
    assert "`top-2025` is a call of ASPIRE for Top Scientists" in shown
    assert "top-2025" not in (tmp_path / "proposal.yaml").read_text(encoding="utf-8")


def test_asks_nothing_where_the_scheme_is_given(at_a_terminal, tmp_path):
    status, shown = at_a_terminal(arguments=["--scheme", "top", "--start", "2027-04-01"])
    assert (status, re.findall(r"\?[ )]", shown)) == (0, [])


def test_leaving_without_an_answer_writes_nothing(at_a_terminal, tmp_path):
    end_of_input = "\x04"
    status, _ = at_a_terminal(end_of_input)
    assert status == 130
    assert written(tmp_path) == []


class TestSchema:
    def test_none_where_none_is_wanted(self, aspire, tmp_path):
        ran = aspire("init", "--scheme", "top", "--no-schema")
        assert written(tmp_path) == ["proposal.yaml"]
        assert "`aspire schema --write` lets the editor help" in ran.out
        assert "$schema" not in (tmp_path / "proposal.yaml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("target", ["-", os.devnull, "/dev/stdout"])
    def test_none_beside_a_stream_or_a_device(self, aspire, tmp_path, target):
        arguments = ("--force",) if target == os.devnull else ()
        assert aspire("init", target, "--scheme", "top", *arguments).status == (2 if target == "/dev/stdout" else 0)
        assert written(tmp_path) == []

    def test_never_over_another_file_unless_told_to(self, aspire, tmp_path):
        schema = tmp_path / "proposal.schema.json"
        schema.write_text("mine")
        ran = aspire("init", "--scheme", "top")
        assert ran.status == 0
        assert "proposal.schema.json: a different file" in ran.err
        assert "`aspire schema --write --force` replaces it" in ran.err
        assert "beside it" not in ran.out
        assert schema.read_text() == "mine"
        assert aspire("init", "--scheme", "top", "--force").status == 0
        assert schema.read_text(encoding="utf-8") == shipped_files.schema("proposal")

    def test_one_that_is_there_already_is_as_good_as_new(self, aspire, tmp_path):
        assert aspire("schema", "--write").status == 0
        ran = aspire("init", "--scheme", "top")
        assert (ran.status, ran.err) == (0, "")

    def test_the_two_or_neither(self, aspire, tmp_path):
        (tmp_path / "proposal.schema.json").mkdir()
        ran = aspire("init", "--scheme", "top")
        assert ran.status == 2
        assert ran.err.startswith("aspire: proposal.schema.json: cannot be written (")
        assert written(tmp_path) == ["proposal.schema.json"]

    def test_with_the_names_of_own_data(self, aspire, tmp_path):
        (tmp_path / "own.yaml").write_text(OWN_PROGRAMME.replace("en: Quantum\n", "en: Quanta\n"), encoding="utf-8")
        (tmp_path / "aspire.toml").write_text('programme-data = "own.yaml"\n')
        assert aspire("init", "--scheme", "top").status == 0
        assert "Quanta" in (tmp_path / "proposal.schema.json").read_text(encoding="utf-8")


class TestHook:
    def test_is_offered_at_a_terminal(self, at_a_terminal):
        _, shown = at_a_terminal(arguments=["--scheme", "top"])
        said = shown.replace("\r\n", "\n")
        assert "put this into .pre-commit-config.yaml, and run `pre-commit install` once:\n\nrepos:\n" in said
        (hook,) = yaml.safe_load(said[said.index("repos:") :])["repos"][0]["hooks"]
        (offered,) = [one for one in yaml.safe_load(HOOKS.read_text()) if one["id"] == hook["id"]]
        assert {**offered, **hook, "language": "python"} == offered

    def test_is_not_where_the_repository_has_it(self, at_a_terminal, tmp_path):
        (tmp_path / ".pre-commit-config.yaml").write_text("repos: [{repo: x, hooks: [{id: aspire-check-all}]}]")
        assert "repos:" not in at_a_terminal(arguments=["--scheme", "top"])[1]

    def test_is_in_no_output_for_programs(self, aspire):
        assert "pre-commit" not in aspire("init", "--scheme", "top").out

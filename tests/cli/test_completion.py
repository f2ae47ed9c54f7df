"""What the shell offers while a command is typed: asked as bash, zsh and fish ask, and in a real bash."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aspire_cli import __version__
from aspire_cli.cli.app import COMMANDS
from aspire_cli.programme.edition import sha256_of
from aspire_cli.programme.load import call_ids, load_programme
from aspire_cli.reports import formats
from aspire_cli.rules import BY_NAME
from tests.helpers import DATA


@pytest.fixture
def asked(aspire, monkeypatch):
    """Return a function that gives what `aspire` answers to a shell that asks by these variables."""

    def answer(**variables):
        with monkeypatch.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            ran = aspire()
        assert ran.err == ""
        return ran.out

    return answer


@pytest.fixture
def tab(asked):
    """Return a function that gives what bash is told to offer for the words typed so far."""

    def offered(*words):
        typed = shlex.join(["aspire", *words[:-1]]) + " " + words[-1]
        return asked(_ASPIRE_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words))).split()

    return offered


class TestOffered:
    def test_commands(self, tab):
        assert tab("") == list(COMMANDS)
        assert tab("ex") == ["explain"]

    def test_options(self, tab):
        assert tab("--ver") == ["--version"]
        assert tab("init", "--sch") == ["--scheme"]
        assert not [option for option in tab("check", "--") if "completion" in option]

    @pytest.mark.parametrize("command", ["init", "budget"])
    def test_schemes_and_calls(self, tab, command):
        assert tab(command, "--scheme", "") == list(load_programme().schemes)
        assert tab(command, "--scheme", "r") == ["rising"]
        assert tab(command, "--call", "") == list(call_ids(load_programme()))
        assert tab(command, "--call", "jp-uk-h") == ["jp-uk-human-centred-ai-2025"]

    def test_rules_and_topics(self, tab):
        offered = tab("check", "--select", "budget")
        assert offered == ["budget", *(rule for rule in BY_NAME if rule.startswith("budget-"))]
        assert tab("check", "--select", "field,period-o") == ["field,period-order"]

    def test_what_can_be_explained(self, tab):
        assert tab("explain", "period-o") == ["period-order"]
        assert tab("explain", "scale.") == ["scale.top", "scale.rising", "scale.joint"]
        assert "country" in tab("explain", "coun")

    def test_formats(self, tab):
        assert tab("check", "--format", "") == list(formats("check"))
        assert "csv" in tab("budget", "--format", "")

    def test_fixed_values(self, tab):
        assert tab("check", "--fail-on", "") == ["error", "warning", "note", "never"]
        assert "countries" in tab("list", "c")
        assert tab("schema", "pro") == ["proposal", "programme"]

    def test_files_are_left_to_the_shell(self, tab, asked):
        assert tab("check", "") == []
        assert "-o default" in asked(_ASPIRE_COMPLETE="source_bash")

    def test_calls_of_the_settings_are_offered_too(self, tab, tmp_path):
        call = (DATA / "calls" / "jp-de-quantum-2024.yaml").read_text(encoding="utf-8")
        (tmp_path / "call.yaml").write_text(
            call.replace("id: jp-de-quantum-2024", "id: our-own-call"), encoding="utf-8"
        )
        (tmp_path / "aspire.toml").write_text('calls = ["call.yaml"]\n')
        assert tab("init", "--call", "our") == ["our-own-call"]
        (tmp_path / "aspire.toml").write_text("calls = 3\n")
        assert tab("init", "--call", "jp-de") == ["jp-de-quantum-2024"]


def test_zsh_is_told_what_each_stands_for(asked):
    assert "compdef _aspire_completion aspire" in asked(_ASPIRE_COMPLETE="source_zsh")
    told = asked(_ASPIRE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="aspire init --scheme ")
    assert '"top":"ASPIRE for Top Scientists"' in told
    told = asked(_ASPIRE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="aspire init --scheme ", ASPIRE_LANG="ja")
    assert '"top":"トップのためのASPIRE"' in told


def test_each_is_told_in_the_reader_s_language(asked):
    for lang, command, option in (
        ("en", "Compare one proposal with every scheme and call.", "Read no settings file."),
        ("ja", "1つの提案書をすべての公募形態・公募と比べます。", "設定ファイルを読み込みません。"),
    ):
        commands = asked(_ASPIRE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="aspire fi", ASPIRE_LANG=lang)
        assert f'"fit":"{command}"' in commands
        options = asked(_ASPIRE_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="aspire fit --isol", ASPIRE_LANG=lang)
        assert f'"--isolated":"{option}"' in options


def test_fish_is_told_what_each_stands_for(asked):
    assert "complete --command aspire" in asked(_ASPIRE_COMPLETE="source_fish")
    told = asked(
        _ASPIRE_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="aspire explain period-or",
    )
    assert told.split("\t")[0] == "period-order"
    assert len(told.split("\t")[1]) > len("period-order")


_MODULES_AFTER = """
import json, sys
from aspire_cli.cli.app import run
try:
    run({arguments!r})
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def modules_after(*arguments, **environment):
    found = subprocess.run(
        [sys.executable, "-c", _MODULES_AFTER.format(arguments=list(arguments))],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return set(json.loads(found.stdout.splitlines()[-1]))


def test_costs_nothing_while_nobody_asks():
    loaded = modules_after("--version")
    assert not {name for name in loaded if name.startswith("aspire_cli.cli.commands.")}
    assert "aspire_cli.rules" not in loaded
    assert "aspire_cli.cli.completing" not in loaded


def test_offering_the_commands_imports_none_of_them():
    loaded = modules_after(_ASPIRE_COMPLETE="complete_bash", COMP_WORDS="aspire\n", COMP_CWORD="1")
    assert not {name for name in loaded if name.startswith("aspire_cli.cli.commands.")}


def test_version_names_edition_and_data(aspire):
    programme = load_programme()
    shown = f"aspire {__version__} (programme {programme.edition}, data {sha256_of(programme)[:12]})\n"
    assert aspire("--version") == aspire("-V") == (0, shown, "")


# Asks as the shell does when the Tab key is pressed with the caret after the last word.
_PRESS_TAB = """
source completion.sh
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_aspire_completion aspire "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
_BASH = shutil.which("bash")


@pytest.mark.slow
@pytest.mark.skipif(_BASH is None, reason="there is no bash on this machine")
class TestInBash:
    @pytest.fixture
    def command(self, tmp_path, monkeypatch):
        """A folder with a command `aspire` of its own, first on the path."""
        folder = tmp_path / "bin"
        folder.mkdir()
        script = folder / "aspire"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aspire_cli "$@"\n')
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    def test_offers_what_is_told(self, command, asked):
        (command / "completion.sh").write_text(asked(_ASPIRE_COMPLETE="source_bash"))

        def tab(*words):
            found = subprocess.run(
                [_BASH, "--norc", "-c", _PRESS_TAB, "bash", "aspire", *words],
                cwd=command,
                capture_output=True,
                text=True,
                check=True,
            )
            assert found.stderr == ""
            return found.stdout.split()

        assert tab("") == list(COMMANDS)
        assert tab("check", "--select", "field,period-o") == ["field,period-order"]
        assert tab("init", "--scheme", "") == list(load_programme().schemes)
        assert tab("check", "") == []

    def test_installs_itself(self, command, monkeypatch):
        monkeypatch.setenv("HOME", str(command))
        found = subprocess.run(
            ["aspire", "--install-completion", "bash"],
            env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "bash completion installed" in found.stdout
        written = Path(command / ".bash_completions" / "aspire.sh").read_text()
        assert "_aspire_completion" in written
        assert "aspire.sh" in (command / ".bashrc").read_text()

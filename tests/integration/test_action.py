"""The GitHub Action: its steps, run as the plain shell they are, with the variables that GitHub would set."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.helpers import proposal
from tests.integration.repositories import ROOT, blocks

GOOD = proposal("top")
BAD = proposal("top", field="cooking")
WARNING = proposal("top", **{"counterparts.0.support.until": "2025-01-31"})
_BASH = shutil.which("bash")
# What Python would import in place of its own, were it to look in the folder it is started in.
SHADOWS = [
    "shlex.py",
    "types.py",
    "venv.py",
    "pip/__main__.py",
    "pip/__init__.py",
    "sitecustomize.py",
    "logging.py",
    "yaml.py",
]
_EXPRESSION = r"\$\{\{ ([\w.-]+) \}\}"


def loaded(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


ACTION = loaded("action.yml")
INSTALL, CHECK = ACTION["runs"]["steps"]


class Runner:
    """A machine that runs the steps of the action in a folder."""

    def __init__(self, folder, environment):
        self.folder = folder / "workspace"
        self.folder.mkdir()
        self.temp = folder / "runner temp"
        self.home = self.temp / "aspire"
        self.environment = environment
        self.source = ROOT

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def programs(self, folder="bin"):
        """Put the commands of an environment where the first step would have put them."""
        programs = self.home / folder
        programs.mkdir(parents=True)
        for name, run in (("python", ""), ("aspire", " -P -m aspire_cli")):  # a command looks in no folder for modules
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{run} "$@"\n')
            (programs / name).chmod(0o755)

    def run(self, step, **inputs):
        """Run a step as GitHub does, with these inputs (`_` for `-`) and the defaults of the others."""
        values = {f"inputs.{name}": entry["default"] for name, entry in ACTION["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        values |= {"runner.temp": str(self.temp), "github.action_path": str(self.source)}
        variables = {
            name: re.sub(_EXPRESSION, lambda match: values[match[1]], text) for name, text in step["env"].items()
        }
        script = self.folder.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        return subprocess.run(
            [_BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def runner(tmp_path, environment):
    return Runner(tmp_path, environment)


@pytest.fixture
def checking(runner):
    """A machine on which the first step has run."""
    runner.programs()
    return runner


def commands(ran):
    """The workflow commands that a step wrote: severity and properties."""
    found = re.findall(r"^::(error|warning|notice) ([^:]*)::", ran.stdout, re.MULTILINE)
    return [(severity, dict(part.split("=", 1) for part in rest.split(","))) for severity, rest in found]


class TestDefinition:
    def test_has_the_inputs_that_are_promised(self):
        assert set(ACTION["inputs"]) == {"paths", "version", "args", "language", "fail-on"}
        assert all(entry["description"] for entry in ACTION["inputs"].values())

    def test_inputs_reach_the_scripts_as_variables_only(self):
        for step in ACTION["runs"]["steps"]:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
            for text in step["env"].values():
                assert "${{" not in re.sub(_EXPRESSION, "", text)
        used = {
            name for step in (INSTALL, CHECK) for text in step["env"].values() for name in re.findall(_EXPRESSION, text)
        }
        assert {name.removeprefix("inputs.") for name in used if name.startswith("inputs.")} == set(ACTION["inputs"])

    def test_uses_no_other_action(self):
        assert not [step for step in ACTION["runs"]["steps"] if "uses" in step]

    def test_the_example_workflow_names_inputs_that_there_are(self):
        workflow = loaded("examples/github-workflow.yml")
        (job,) = workflow["jobs"].values()
        *others, ours = job["steps"]
        assert set(ours["with"]) <= set(ACTION["inputs"])
        assert job["permissions"] == {"contents": "read"}
        assert workflow["permissions"] == {}
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in others)

    @pytest.mark.parametrize("page", ["ci.md", "ci.ja.md"])
    def test_the_documentation_names_every_input(self, page):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert set(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)) == set(ACTION["inputs"])
        for block in blocks(page, "yaml"):
            (step,) = yaml.safe_load(block)
            assert set(step["with"]) <= set(ACTION["inputs"])


@pytest.mark.slow
@pytest.mark.skipif(_BASH is None, reason="there is no bash on this machine")
class TestCheck:
    def test_a_good_proposal_passes(self, checking):
        checking.write("proposals/proposal.yaml", GOOD)
        ran = checking.run(CHECK)
        assert (ran.returncode, ran.stderr, commands(ran)) == (0, "", [])

    def test_a_bad_one_fails_with_the_finding_at_its_line(self, checking):
        checking.write("proposals/spin.proposal.yaml", BAD)
        ran = checking.run(CHECK)
        ((severity, where),) = commands(ran)
        assert (ran.returncode, severity, where["file"]) == (1, "error", "proposals/spin.proposal.yaml")
        assert BAD.splitlines()[int(where["line"]) - 1].startswith("field: cooking")

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_paths_stand_one_a_line(self, checking, end):
        for name in ("a b.yaml", "-c.yaml", "in/proposal.yaml", "out/proposal.yaml"):
            checking.write(name, BAD)
        ran = checking.run(CHECK, paths=end.join(["a b.yaml", "", "-c.yaml", "in", ""]))
        assert sorted(where["file"] for _, where in commands(ran)) == ["-c.yaml", "a b.yaml", "in/proposal.yaml"]

    def test_arguments_are_quoted_as_in_a_shell(self, checking):
        checking.write("proposal.yaml", BAD)
        ran = checking.run(CHECK, args="--select field\n--format 'json=the report.json'")
        assert ran.returncode == 1
        report = json.loads((checking.folder / "the report.json").read_text(encoding="utf-8"))
        assert report["summary"]["errors"] == len(commands(ran)) == 1

    def test_arguments_that_cannot_be_split_are_wrong_use(self, checking):
        ran = checking.run(CHECK, args="--select 'field")
        assert ran.returncode == 2
        assert ran.stderr == "::error::args: No closing quotation\n"

    def test_wrong_use_is_shown_with_the_run(self, checking):
        ran = checking.run(CHECK, paths="100%\nnowhere.yaml")
        assert ran.returncode == 2
        assert ran.stderr.splitlines() == [
            "aspire: 100%: cannot be read (no such file or folder)",
            "aspire: nowhere.yaml: cannot be read (no such file or folder)",
        ]
        told = "%0A".join(ran.stderr.replace("%", "%25").splitlines())
        assert ran.stdout.splitlines()[-1] == f"::error::{told}"

    @pytest.mark.parametrize(("language", "word"), [("ja", "分野に含まれていません"), ("en", "Does not fit")])
    def test_language(self, checking, language, word):
        checking.write("proposal.yaml", BAD)
        assert word in checking.run(CHECK, language=language).stdout

    @pytest.mark.parametrize(("fail_on", "status"), [("", 0), ("error", 0), ("warning", 1), ("never", 0), ("oops", 2)])
    def test_fails_from_a_severity_on(self, checking, fail_on, status):
        checking.write("proposal.yaml", WARNING)
        assert checking.run(CHECK, fail_on=fail_on).returncode == status

    def test_without_an_input_the_settings_decide(self, checking):
        checking.write("proposal.yaml", BAD)
        checking.write("aspire.toml", 'fail-on = "never"\nlanguage = "ja"\n')
        ran = checking.run(CHECK)
        assert ran.returncode == 0
        assert "含まれていません" in ran.stdout

    def test_on_windows_programs_are_elsewhere(self, runner):
        runner.programs("Scripts")
        runner.write("proposal.yaml", BAD)
        assert len(commands(runner.run(CHECK))) == 1

    @pytest.mark.parametrize("page", ["ci.md", "ci.ja.md"])
    def test_a_pull_request_changes_nothing_of_the_strict_recipe(self, checking, page):
        """Holds "A file cannot choose what is checked" of SECURITY.md."""
        *_, ((strict,),) = ([yaml.safe_load(block)] for block in blocks(page, "yaml"))
        settings = 'fail-on = "never"\nexclude = ["*"]\nstage = "draft"\n[rules-off]\nfield-not-listed = "no"\n'
        checking.write("aspire.toml", settings)
        checking.write(".gitignore", "*\n")
        waived = BAD.replace("field: cooking", "stage: draft\nfield: cooking  # aspire: ignore[field-not-listed] no")
        checking.write("proposals/proposal.yaml", waived)
        assert checking.run(CHECK).returncode == 0
        ran = checking.run(CHECK, **strict["with"])
        assert (ran.returncode, [severity for severity, _ in commands(ran)]) == (1, ["error"])

    @pytest.mark.parametrize("name", SHADOWS)
    def test_a_file_called_like_a_module_is_data(self, checking, name):
        """Holds "Nothing is run" of SECURITY.md."""
        checking.write(name, "open('ran', 'w')\nraise SystemExit(7)\n")
        checking.write("proposal.yaml", GOOD)
        ran = checking.run(CHECK, args="--select field")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert not (checking.folder / "ran").exists()

    @pytest.mark.parametrize("names", [["paths"], ["args", "language", "fail_on"]])
    @pytest.mark.parametrize(
        "text",
        ["$(touch harm)", "`touch harm`", "; touch harm", '" ; touch harm #', "' && touch harm '", "x\ntouch harm"],
    )
    def test_nothing_that_an_input_says_is_run(self, checking, names, text):
        checking.run(CHECK, **dict.fromkeys(names, text))
        assert not (checking.folder / "harm").exists()


_FAKE_PYTHON = """#!/bin/sh
echo "$@" >> "$LOG"
case "$*" in
  *sys.version_info*) exit "$TOO_OLD";;
  *"-m venv"*)
    mkdir -p "$4/bin"
    cp "$0" "$4/bin/python"
    cp "$0" "$4/bin/aspire";;
esac
"""


@pytest.mark.slow
@pytest.mark.skipif(_BASH is None, reason="there is no bash on this machine")
class TestInstall:
    @pytest.fixture
    def pretending(self, runner, tmp_path):
        """A machine whose Python does nothing but note down what it is asked."""
        folder = tmp_path / "python"
        folder.mkdir()
        (folder / "python3").write_text(_FAKE_PYTHON)
        (folder / "python3").chmod(0o755)
        runner.log = tmp_path / "log"
        path = f"{folder}{os.pathsep}{runner.environment['PATH']}"
        runner.environment |= {"PATH": path, "LOG": str(runner.log), "TOO_OLD": "0"}
        return runner

    def asked(self, runner):
        return [line for line in runner.log.read_text().splitlines() if "-m pip" in line]

    def test_its_own_code_where_no_version_is_asked_for(self, pretending):
        assert pretending.run(INSTALL).returncode == 0
        assert self.asked(pretending) == [f"-I -m pip install --quiet --disable-pip-version-check {ROOT}"]

    def test_the_version_asked_for(self, pretending):
        assert pretending.run(INSTALL, version="1.2.3").returncode == 0
        assert self.asked(pretending) == ["-I -m pip install --quiet --disable-pip-version-check aspire-cli==1.2.3"]

    @pytest.mark.parametrize("text", ["$(touch harm)", "1; touch harm", "`touch harm`", "--index-url evil"])
    def test_nothing_that_a_version_says_is_run(self, pretending, text):
        pretending.run(INSTALL, version=text)
        assert not (pretending.folder / "harm").exists()
        assert self.asked(pretending)[0].endswith(f"aspire-cli=={text}")

    def test_says_which_python_it_needs(self, pretending):
        pretending.environment["TOO_OLD"] = "1"
        ran = pretending.run(INSTALL)
        assert ran.returncode == 2
        assert ran.stdout.startswith("::error::aspire needs Python 3.11 or newer")
        assert self.asked(pretending) == []

    @pytest.mark.parametrize("name", SHADOWS)
    def test_looks_for_no_module_in_the_repository(self, pretending, name):
        pretending.write(name, "raise SystemExit(7)\n")
        assert pretending.run(INSTALL).returncode == 0
        asked = pretending.log.read_text().splitlines()
        assert len(asked) == 4  # its version, an environment, the installing, and what is installed
        assert all(line.startswith("-I ") for line in asked[:3])

    def test_installs_and_checks(self, runner, copied_project, package_index):
        runner.source = copied_project
        installed = runner.run(INSTALL)
        assert installed.returncode == 0, installed.stdout + installed.stderr
        assert installed.stdout.startswith("aspire ")
        runner.write("proposal.yaml", BAD)
        ran = runner.run(CHECK)
        assert (ran.returncode, len(commands(ran))) == (1, 1)
        for name in SHADOWS:
            runner.write(name, "open('ran', 'w')\nraise SystemExit(7)\n")
        assert runner.run(INSTALL).returncode == 0
        assert (runner.run(CHECK).returncode, (runner.folder / "ran").exists()) == (1, False)
        # What is installed is whole: templates and schemas are in it too.
        for arguments in (["init", "-", "--scheme", "top"], ["schema", "proposal"]):
            subprocess.run([runner.home / "bin" / "aspire", *arguments], capture_output=True, check=True)

"""What runs on GitHub for this project, and for those who copy its examples: pinned, of few rights, and sound."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = [*sorted(GITHUB.glob("workflows/*.yml")), ROOT / "examples" / "github-workflow.yml"]
FORMS = sorted(GITHUB.glob("ISSUE_TEMPLATE/[0-9]*.yml"))
SHOWN = [*WORKFLOWS, ROOT / "docs" / "guide.md", ROOT / "docs" / "guide.ja.md"]

if not GITHUB.is_dir():
    pytest.skip("this is no checkout of the whole project", allow_module_level=True)


def named(paths):
    return [pytest.param(path, id=path.name) for path in paths]


def program(name):
    """Return where a program is, in the environment of the tests or on the path; skip without it."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize("path", named(WORKFLOWS))
def test_a_job_has_the_rights_it_needs_and_no_more(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == ({"id-token": "write"} if name == "publish" else {"contents": "read"})


@pytest.mark.parametrize("path", named(SHOWN))
def test_what_others_have_written_is_pinned(path):
    used = re.findall(r"uses: (\S+)@(.*)", path.read_text(encoding="utf-8"))
    assert used
    for action, version in used:
        assert action == "example/aspire-cli" or re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", version), action


def test_one_action_has_one_version():
    used = {use for path in SHOWN for use in re.findall(r"uses: (\S+)@(\S+)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("path", named(FORMS))
def test_a_form_asks_in_both_languages(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    labels = [form["name"], form["description"], *(part["attributes"]["label"] for part in asked)]
    assert all(re.fullmatch(r".*[\u3040-\u30ff\u4e00-\u9fff].* / [ -~]+", label) for label in labels)
    assert len({part["id"] for part in asked}) == len(asked)


def test_there_are_forms():
    assert len(FORMS) == 3


@pytest.mark.slow
def test_zizmor_finds_nothing():
    command = [program("zizmor"), "--offline", "--quiet", "action.yml", "examples/github-workflow.yml", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_actionlint_finds_nothing():
    done = subprocess.run([program("actionlint"), *WORKFLOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

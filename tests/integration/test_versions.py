"""The lowest and the newest dependencies we allow: with both the command answers as with those here."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
COMMANDS = [
    *(["check", "--format", form, "--lang", "both", *EXAMPLES] for form in ("full", "concise", "json", "markdown")),
    ["check", "--format", "full", "--color", "always", "faults"],
    *(["fit", "--lang", lang, EXAMPLES[0]] for lang in ("en", "ja")),
    ["budget", "--scheme", "top", "--start", "2026-12-01"],
    ["list", "schemes", "--lang", "ja"],
    ["explain", "budget-total-cap"],
    *([command, "--help"] for command in ("check", "budget", "init", "schema")),
    ["check", "--lang", "ja", "--help"],
    [],
    ["chekc"],
    ["fit"],
    ["list"],
    ["check", "--nope"],
    ["check", "--format"],
    ["check", "--jobs", "x"],
    ["check", "--fail-on", "x"],
]
# Run in one process: what is compared is the answers of the libraries, not how they start.
RUN_ALL = """
import contextlib, io, json, sys
from aspire_cli.cli.app import run
for arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run([*arguments])
    print(json.dumps([arguments, status, out.getvalue(), err.getvalue()], ensure_ascii=True))
"""

pytestmark = pytest.mark.slow


def answers(python):
    """Return what each command answers with the libraries of an interpreter."""
    hidden = ("ASPIRE_", "COVERAGE", "COV_", "GITHUB_ACTIONS", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "LC_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [python, "-c", RUN_ALL],
        input=json.dumps(COMMANDS),
        cwd=ROOT / "examples",
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def here():
    return answers(sys.executable)


@pytest.mark.parametrize("which", ["lowest", "newest"])
def test_does_the_same(which, here, tmp_path):
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lowest = [re.match(r"([\w-]+)>=([\d.]+)", one).expand(r"\1==\2") for one in wanted]
    venv.create(tmp_path, with_pip=True)
    python = tmp_path / ("Scripts" if os.name == "nt" else "bin") / "python"
    if which == "lowest" and sys.version_info >= (3, 13):
        pytest.skip("the lowest PyYAML has no wheel for this Python")
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--only-binary", ":all:"]
    done = subprocess.run(
        [*install, *(lowest if which == "lowest" else wanted)], capture_output=True, text=True, check=False
    )
    if "No matching distribution" in done.stderr and "Retrying" in done.stderr:
        pytest.skip("pip reaches no package index")
    assert done.returncode == 0, done.stderr
    assert answers(python) == here

"""A package that was packed without its data, or may not read them: one line, and the status of an internal failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import aspire_cli
from tests.helpers import proposal, unmeasured

pytestmark = pytest.mark.slow
PACKAGE = Path(aspire_cli.__file__).parent
COMMANDS = (
    ["check", "p.yaml"],
    ["check", "-j", "2", "p.yaml", "q.yaml"],
    ["fit", "p.yaml", "--lang", "ja"],
    ["--help"],
)


@pytest.fixture
def packed(tmp_path):
    """Return the folder of a copy of the package, and a function that runs it."""
    shutil.copytree(PACKAGE, tmp_path / "there" / "aspire_cli", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("p.yaml", "q.yaml"):
        (tmp_path / name).write_text(proposal("top", field="quantm"), encoding="utf-8")
    environment = unmeasured() | {"PYTHONPATH": str(tmp_path / "there"), "ASPIRE_LANG": "en"}

    def run(*arguments):
        command = [sys.executable, "-P", "-m", "aspire_cli", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return tmp_path / "there" / "aspire_cli", run


def one_line(done):
    return (done.returncode, done.stdout, done.stderr.count("\n"), "Traceback" in done.stderr) == (3, "", 1, False)


def test_as_it_is_it_runs(packed):
    assert packed[1]("check", "p.yaml").returncode == 1


@pytest.mark.parametrize("arguments", COMMANDS)
def test_without_any_data(packed, arguments):
    folder, run = packed
    shutil.rmtree(folder / "data")
    done = run(*arguments)
    assert one_line(done)
    assert "FileNotFoundError" in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS[:3])
def test_without_the_programme(packed, arguments):
    folder, run = packed
    (folder / "data" / "programme.yaml").unlink()
    done = run(*arguments)
    assert one_line(done)
    assert "internal failure" in done.stderr or "内部エラー" in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user to whom a file can be closed")
def test_without_permission(packed):
    folder, run = packed
    (folder / "data").chmod(0)
    done = run("check", "p.yaml")
    (folder / "data").chmod(0o755)
    assert one_line(done)

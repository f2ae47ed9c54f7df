"""The command as a person runs it: in a folder of its own, in English, with nothing of the machine's settings."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest
from integration.repositories import ROOT, isolated, must_git, tracked_files

from aspire_cli.cli import app


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def aspire(tmp_path, monkeypatch, capsys):
    """Return a function that runs `aspire` with arguments in a fresh folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("ASPIRE_LANG", "GITHUB_ACTIONS", "LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["aspire", *arguments])
        capsys.readouterr()
        status = app.run([*arguments])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def downloads(tmp_path_factory):
    """A folder in which pip keeps what it has downloaded."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture
def environment(tmp_path_factory, downloads):
    """The variables of a process that knows nothing of who runs the tests, with `aspire` on its path."""
    commands, home = tmp_path_factory.mktemp("commands"), tmp_path_factory.mktemp("home")
    script = commands / "aspire"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aspire_cli "$@"\n')
    script.chmod(0o755)
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    return {**isolated(home, path), "PIP_CACHE_DIR": str(downloads)}


@pytest.fixture(scope="session")
def package_index(tmp_path_factory):
    """Skip where no package index can be reached."""
    folder = tmp_path_factory.mktemp("reached")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "hatchling"]
    if subprocess.run(command, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("no package index can be reached")


@pytest.fixture(scope="session")
def copied_project(tmp_path_factory):
    """A git repository that holds this project as it stands."""
    copy = tmp_path_factory.mktemp("project")
    for name in tracked_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    environment = isolated(tmp_path_factory.mktemp("home"))
    for arguments in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "The project")):
        must_git(copy, environment, *arguments)
    return copy

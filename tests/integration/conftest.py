"""The command in other programs: on the path of a process, in a package that is installed, in a repository."""

import os
import subprocess
import sys

import pytest

from tests.integration.repositories import ROOT, isolated, must_git, tracked_files


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

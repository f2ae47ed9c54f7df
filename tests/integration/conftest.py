"""The command in other programs: on the path of a process, in a package that is installed, in a repository."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.integration.repositories import ROOT, isolated, must_git, tracked_files

_HERE = Path(__file__).parent


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


@pytest.fixture(scope="session")
def node():
    """The command that runs JavaScript."""
    command = shutil.which("node")
    if command is None:
        pytest.skip("there is no node on this machine")
    return command


@pytest.fixture(scope="session")
def node_modules(request):
    """The folder of what `package-lock.json` names: downloaded once and kept beside pytest's own cache."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm on this machine")
    lock = (_HERE / "package-lock.json").read_bytes()
    kept = request.config.cache.mkdir("language-server") / hashlib.sha256(lock).hexdigest()[:16]
    if not kept.exists():
        _download(npm, kept)
    return kept / "node_modules"


def _download(npm, folder):
    """Install what the lock file names into a folder, as a whole or not at all: others may be about it too."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name) / "made"
        made.mkdir()
        for file in ("package.json", "package-lock.json"):
            shutil.copy(_HERE / file, made)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        found = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        if found.returncode:
            reached = subprocess.run([npm, "ping"], cwd=made, capture_output=True, check=False).returncode == 0
            assert not reached, found.stderr
            pytest.skip("npm cannot be reached")
        with suppress(OSError):  # another was quicker
            made.rename(folder)

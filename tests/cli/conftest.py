"""The command in a repository of its own, in English, with nothing of the machine's settings."""

import sys
from typing import NamedTuple

import pytest

from aspire_cli.cli import app


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def repository(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("ASPIRE_LANG", "GITHUB_ACTIONS", "LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


@pytest.fixture
def aspire(repository, monkeypatch, capsys):
    """Return a function that runs `aspire` with arguments."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["aspire", *arguments])
        capsys.readouterr()
        status = app.run([*arguments])
        return Ran(status, *capsys.readouterr())

    return run

"""Processes that cannot start, or are killed at work: all files are checked nevertheless, and the report is whole."""

import json
import os
import subprocess
import sys

import pytest

from aspire_cli import many
from tests.helpers import unmeasured
from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's signals", allow_module_level=True)

ENVIRONMENT = unmeasured() | {"ASPIRE_LANG": "en"}
# Kills the process that checks a file of this name: once, or whenever it is checked.
KILLED = """
import os, signal, sys
from aspire_cli import __main__, api, workers

before, here = api.outcome, os.getpid()

def outcome(source, *rest):
    if os.getpid() != here and source.path.endswith("deadly.proposal.yaml"):
        os.kill(os.getpid(), signal.SIGKILL)
    if source.path.endswith("once.proposal.yaml") and not os.path.exists("../once"):
        open("../once", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return before(source, *rest)

workers.START = "fork"
api.outcome = outcome
__main__.main()
"""
WITHOUT_SEMAPHORES = """
import _multiprocessing

class SemLock:
    SEM_VALUE_MAX = 32767

    def __init__(self, *_, **__):
        raise OSError(38, "Function not implemented")

_multiprocessing.SemLock = SemLock
from aspire_cli import __main__, workers
workers.START = "spawn"
__main__.main()
"""
WITHOUT_THEM_AT_ALL = """
import sys
sys.modules["_multiprocessing"] = None
from aspire_cli import __main__, workers
workers.START = "spawn"
__main__.main()
"""
NO_FORK = """
import os, sys
from aspire_cli import __main__, workers

def fork():
    raise BlockingIOError(11, "Resource temporarily unavailable")

workers.START, os.fork = "fork", fork
__main__.main()
"""


@pytest.fixture
def here(tmp_path):
    (tmp_path / "here").mkdir()
    return tmp_path / "here"


def write(folder, count, *more):
    for name in (*(f"{number:05}" for number in range(count)), *more):
        (folder / f"{name}.proposal.yaml").write_text(BASE, encoding="utf-8")


def run(code, folder):
    command = [sys.executable, "-c", code, "check", "-j", "2", "-f", "json", "."]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=120, check=False)
    return done.returncode, json.loads(done.stdout)["files"], done.stderr.decode()


@pytest.mark.parametrize("code", [WITHOUT_SEMAPHORES, WITHOUT_THEM_AT_ALL, NO_FORK])
def test_without_processes_all_is_checked_in_one(here, code):
    write(here, 2 * many.BATCH)
    status, files, said = run(code, here)
    assert (status, len(files), said) == (0, 2 * many.BATCH, "")


def test_what_a_killed_process_had_is_checked_again(here):
    write(here, 3 * many.BATCH, "00020.once")
    status, files, said = run(KILLED, here)
    assert (status, len(files), said) == (0, 3 * many.BATCH + 1, "")
    assert [one["path"] for one in files] == sorted(one["path"] for one in files)


def test_a_file_that_kills_twice_is_named_and_the_rest_reported(here):
    write(here, 3 * many.BATCH, "00020.deadly", "00040.deadly", "00030.once")
    status, files, said = run(KILLED, here)
    assert (status, len(files)) == (3, 3 * many.BATCH + 3)
    assert [one["path"] for one in files if one["failures"]] == [f"000{n}.deadly.proposal.yaml" for n in (20, 40)]
    assert {one["verdict"] for one in files if not one["failures"]} == {"fits"}
    assert said.count("\n") == 2
    assert "killed, twice" in said


@pytest.mark.slow
def test_one_of_two_killed_from_outside_while_many_files_are_checked(here):
    write(here, 1500)
    command = [sys.executable, "-m", "aspire_cli", "check", "-j", "2", "-f", "jsonl", "."]
    with subprocess.Popen(command, cwd=here, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        lines = [process.stdout.readline() for _ in range(3)]
        children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False)
        os.kill(int(children.stdout.split()[0]), 9)
        lines += process.stdout.readlines()
    files = [one for one in map(json.loads, lines) if one["kind"] == "file"]
    assert process.returncode == 0
    assert [one["path"] for one in files] == [f"{number:05}.proposal.yaml" for number in range(1500)]

"""The processes that check many files side by side: how many there are at most, and that none stays behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from aspire_cli import limits, many
from tests.helpers import unmeasured
from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's signals", allow_module_level=True)

ENVIRONMENT = unmeasured() | {"ASPIRE_LANG": "en"}
# Whoever starts the tests in the background has them ignore Ctrl-C.
POOL = """
import multiprocessing, signal, time
from aspire_cli import many

signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    with many.processes(3):
        print(*(one.pid for one in multiprocessing.active_children()), flush=True)
        time.sleep(60)
"""


def is_there(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{number}/stat", encoding="utf-8") as file:  # noqa: PTH123
        return file.read().rpartition(")")[2].split()[0] != "Z"


def all_gone(numbers):
    for _ in range(200):
        if not any(map(is_there, numbers)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="this system has no /proc")  # noqa: PTH110
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_none_stays_behind(name, tmp_path):
    process = subprocess.Popen([sys.executable, "-c", POOL], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    numbers = [int(number) for number in process.stdout.readline().split()]
    assert len(numbers) == 3
    process.send_signal(getattr(signal, name))
    assert process.wait(timeout=60) != 0
    process.stdout.close()
    assert all_gone(numbers)


def test_whoever_breaks_off_waits_for_none_of_them():
    with pytest.raises(KeyboardInterrupt), many.processes(2):  # noqa: PT012
        numbers = [one.pid for one in multiprocessing.active_children()]
        raise KeyboardInterrupt
    assert numbers
    assert all_gone(numbers)


def test_afterwards_a_signal_does_what_it_did():
    before = signal.getsignal(signal.SIGTERM)
    with many.processes(1):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("jobs", ["1000000", "99999999999999999999999"])
def test_there_are_no_more_than_there_is_work_for(jobs, tmp_path, aspire, monkeypatch):
    asked = []
    before = many.processes
    monkeypatch.setattr(many, "processes", lambda workers: asked.append(workers) or before(workers))
    for number in range(many.BATCH + 1):
        (tmp_path / f"{number}.proposal.yaml").write_text(BASE, encoding="utf-8")
    assert aspire("check", "--jobs", jobs, ".").status == 0
    assert asked == [2]
    monkeypatch.setattr(limits, "MOST_PROCESSES", 1)
    assert aspire("check", "--jobs", jobs, ".").status == 0
    assert asked == [2]

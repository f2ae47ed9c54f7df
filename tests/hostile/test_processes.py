"""The processes that check many files side by side: how many there are at most, and that none stays behind."""

import os
import select
import signal
import subprocess
import sys
import time

import pytest

from aspire_cli import limits, many, workers
from tests.helpers import unmeasured
from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's signals", allow_module_level=True)
import fcntl
import termios

ENVIRONMENT = unmeasured() | {"ASPIRE_LANG": "en"}
# Whoever starts the tests in the background has them ignore Ctrl-C.
POOL = """
import signal, time
from aspire_cli import workers

signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    with workers.started(3, len) as there:
        print(*(one.number for one in there), flush=True)
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


def at_ctrl_c(command, seen, environment):
    """Return the exit status of a command that gets Ctrl-C in a terminal, its output and the processes it had.

    The key is pressed when `seen` is on the screen. The last value says whether the terminal is as it was.
    """
    controller, terminal = os.openpty()
    before, output, pressed, processes = termios.tcgetattr(terminal), b"", False, []
    process = subprocess.Popen(
        command,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: (signal.signal(signal.SIGINT, signal.SIG_DFL), fcntl.ioctl(0, termios.TIOCSCTTY, 0)),
    )
    while process.poll() is None or select.select([controller], [], [], 0)[0]:
        if select.select([controller], [], [], 0.1)[0]:
            output += os.read(controller, 65_536)
        if seen in output and not pressed:
            pressed = True
            with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:  # noqa: PTH123
                processes = [process.pid, *map(int, file.read().split())]
            os.write(controller, b"\x03")
    after = termios.tcgetattr(terminal)
    os.close(controller)
    os.close(terminal)
    return process.returncode, output, processes, after == before


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="this system has no /proc")  # noqa: PTH110
@pytest.mark.parametrize("form", ["full", "concise"])
def test_ctrl_c_in_a_long_run(form, tmp_path):
    for number in range(3_000):
        (tmp_path / f"{number}.proposal.yaml").write_text(BASE, encoding="utf-8")
    environment = {**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "400"}  # so that no path is broken into lines
    command = [sys.executable, "-m", "aspire_cli", "check", str(tmp_path), "--jobs", "2", "--format", form]
    status, output, processes, same = at_ctrl_c(command, b"100.proposal.yaml", environment)
    assert (status, same) == (130, True)
    assert len(processes) > 2
    assert all_gone(processes)
    assert b"Traceback" not in output
    assert output.endswith(b"\x1b[0m")  # no line that was broken off colours what follows
    assert b"\x1b" not in at_ctrl_c(command, b"100.proposal.yaml", {**environment, "NO_COLOR": "1"})[1]


def test_whoever_breaks_off_waits_for_none_of_them():
    with pytest.raises(KeyboardInterrupt), workers.started(2, len) as there:  # noqa: PT012
        numbers = [one.number for one in there]
        raise KeyboardInterrupt
    assert numbers
    assert all_gone(numbers)


def test_afterwards_a_signal_does_what_it_did():
    before = signal.getsignal(signal.SIGTERM)
    with workers.started(1, len):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("jobs", ["1000000", "99999999999999999999999"])
def test_there_are_no_more_than_there_is_work_for(jobs, tmp_path, aspire, monkeypatch):
    asked = []
    before = workers.started
    monkeypatch.setattr(workers, "started", lambda count, task: asked.append(count) or before(count, task))
    for number in range(many.BATCH + 1):
        (tmp_path / f"{number}.proposal.yaml").write_text(BASE, encoding="utf-8")
    assert aspire("check", "--jobs", jobs, ".").status == 0
    assert asked == [2]
    monkeypatch.setattr(limits, "MOST_PROCESSES", 1)
    assert aspire("check", "--jobs", jobs, ".").status == 0
    assert asked == [2]

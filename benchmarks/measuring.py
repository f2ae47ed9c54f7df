"""What a command takes, told of it alone: its time and its memory.

What a process took before another program replaced it counts as that one's: so one that is hardly larger than Python
itself starts the command. A system without `posix_spawn`, such as Windows, does not tell.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_STARTER = """
import os, sys, time
nowhere = os.open(os.devnull, os.O_WRONLY)
begun = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - begun, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


class Taken(NamedTuple):
    """What a command has taken: seconds, and at its height kilobytes."""

    seconds: float
    kilobytes: int


def taken(command: Sequence[str], folder: Path, environment: Mapping[str, str] = os.environ) -> Taken:
    """Run a command in a folder and return what it takes; its program is named by its whole path.

    What it says goes nowhere. Other exits than 0 and 1 are errors, and so is a traceback.
    """
    starter = [sys.executable, "-I", "-S", "-c", _STARTER, *command]
    done = subprocess.run(starter, cwd=folder, env=environment, capture_output=True, check=True)
    seconds, peak, status = done.stdout.split()
    if int(status) not in (0, 1) or b"Traceback" in done.stderr:
        raise RuntimeError(f"{command[:4]}: {done.stderr.decode(errors='replace')}")
    return Taken(float(seconds), int(peak) // (1024 if sys.platform == "darwin" else 1))

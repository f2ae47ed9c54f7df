"""What hostile files cost: every case of the tests' catalogue, each by a process for each command that reads one.

    python -m benchmarks.hostile [--all]

Prints the costliest, with the seconds of the processor and the peak of memory, and ends with 1 where one is over
2 seconds or 256 MB. Without `--all` the small cases are left out, which take longer to start than to read.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.run import timed

MOST_SECONDS = 2.0
MOST_KILOBYTES = 256 * 1024
SHOWN = 10
COMMANDS = (["check"], ["fit"], ["budget"])


class Cost(NamedTuple):
    """What one case cost: seconds and kilobytes."""

    seconds: float
    kilobytes: int
    name: str

    @property
    def is_too_much(self) -> bool:
        """Say whether this is over what is promised."""
        return self.seconds > MOST_SECONDS or self.kilobytes > MOST_KILOBYTES


def costs(folder: Path, with_small: bool) -> Iterator[Cost]:
    """Yield what each case costs."""
    from tests.hostile import catalogue

    cases = {**catalogue.LARGE, **(catalogue.SMALL if with_small else {})}
    for name, case in cases.items():
        file = folder / "p.yaml"
        file.write_bytes(case.data)
        for asked in COMMANDS:
            command = [sys.executable, "-m", "aspire_cli", *asked, "--format", "full", "--lang", "both", str(file)]
            yield Cost(*timed(command, folder), f"{asked[0]} {name}")


def main() -> int:
    """Print the costliest cases; return 1 where one costs too much."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--all", action="store_true", help="the small cases too")
    with_small = asked.parse_args().all
    with tempfile.TemporaryDirectory() as folder:
        found = sorted(costs(Path(folder), with_small), reverse=True)
    for cost in found[:SHOWN]:
        print(f"{cost.seconds:6.2f} s {cost.kilobytes / 1024:6.0f} MB  {cost.name}{'  too much' * cost.is_too_much}")
    print(f"{len(found)} runs; at most {MOST_SECONDS:g} s and {MOST_KILOBYTES // 1024} MB are promised")
    return int(any(cost.is_too_much for cost in found))


if __name__ == "__main__":
    sys.exit(main())

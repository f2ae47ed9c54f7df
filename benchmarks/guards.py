"""What the guards of reading cost: a normal proposal read with all of them, and with none.

    python -m benchmarks.guards [--rounds 30]

Prints the median of both in milliseconds and the share that the guards take, and ends with 1 where it is over 10 %.
Both read in turn, many times over: what disturbs one disturbs both. The guards are the search for control characters
and marks of conflicts, the bounds on nesting, number and length of values, and the count of aliases. That a key stands
twice shows while the data are built, and costs nothing that could be taken away.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from aspire_cli.document import compose, construct, document
from aspire_cli.document.document import read_document
from benchmarks import proposals

MOST = 0.10  # of the time to read a normal file
READS = 20  # in one round


@contextmanager
def without_guards() -> Iterator[None]:
    """Read as if every file were well meant."""

    def nothing(*_arguments: Any) -> None:
        return None

    with (
        mock.patch.object(document, "_refuse_control_characters", nothing),
        mock.patch.object(document, "_refuse_conflicts", nothing),
        mock.patch.object(compose, "_may_be_too_much", nothing),
        mock.patch.object(construct, "_bound_texts", nothing),
        mock.patch.object(construct, "_bound_aliases", nothing),
    ):
        yield


def seconds(read: Callable[[], object]) -> float:
    """Return how long a read takes, on the clock of the process."""
    begun = time.process_time()
    for _ in range(READS):
        read()
    return (time.process_time() - begun) / READS


def measured(data: bytes, rounds: int) -> tuple[float, float]:
    """Return the medians with and without the guards, in seconds."""
    with_them: list[float] = []
    without_them: list[float] = []
    for _ in range(rounds):
        with_them.append(seconds(lambda: read_document(data)))
        with without_guards():
            without_them.append(seconds(lambda: read_document(data)))
    return statistics.median(with_them), statistics.median(without_them)


def main() -> int:
    """Print the medians and the share of the guards; return 1 where it is too large."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rounds", type=int, default=30)
    rounds = asked.parse_args().rounds
    guarded, bare = measured(proposals.clean().encode(), rounds)
    share = guarded / bare - 1
    print(
        f"guarded {guarded * 1000:.3f} ms, bare {bare * 1000:.3f} ms: the guards take {share:.1%} (at most {MOST:.0%})"
    )
    return int(share > MOST)


if __name__ == "__main__":
    sys.exit(main())

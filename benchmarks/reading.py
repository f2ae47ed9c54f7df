"""Times one whole check beside what libyaml alone takes to compose the same file: the limit of how fast it can be.

    python -m benchmarks.reading [--rounds 200] [--file FILE]

Prints the medians in milliseconds of processor time, which what else the machine does hardly changes, and their ratio.
Both take turns, so that what disturbs one disturbs the other; each round checks other bytes, so that nothing kept from
one check can serve the next.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

import aspire_cli

FILE = Path(__file__).parent.parent / "examples" / "top-terahertz.proposal.yaml"
TODAY = date(2026, 1, 15)


def compose(text: bytes) -> object:
    """Return libyaml's nodes of a text."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def check(text: bytes) -> object:
    """Return the report on a text."""
    return aspire_cli.check(text, today=TODAY)


def measured(text: bytes, rounds: int) -> tuple[float, float]:
    """Return the medians of both in seconds."""
    taken: dict[Callable[[bytes], object], list[float]] = {compose: [], check: []}
    for round_ in range(-rounds // 10, rounds):  # the first ones only warm up
        fresh = text + b"# %d\n" % round_
        for work, times in taken.items():
            start = time.process_time()
            work(fresh)
            if round_ >= 0:
                times.append(time.process_time() - start)
    return statistics.median(taken[compose]), statistics.median(taken[check])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--file", type=Path, default=FILE)
    options = parser.parse_args()
    floor, whole = measured(options.file.read_bytes(), options.rounds)
    print(f"compose {floor * 1000:.3f} ms, check {whole * 1000:.3f} ms, ratio {whole / floor:.2f}")


if __name__ == "__main__":
    main()

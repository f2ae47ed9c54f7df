"""Times a proposal's comparison over all schemes and joint calls beside one check of the same document.

    python -m benchmarks.comparison [--rounds 100] [--file FILE]

Prints the medians in milliseconds and their ratio: what the comparison costs beyond one check is what depends on the
scheme or the call. Both take turns, so that what disturbs one disturbs the other.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from aspire_cli.checking.checker import Options, check_document
from aspire_cli.document.document import Document, read_document
from aspire_cli.planning.comparison import compare
from aspire_cli.programme.load import load_programme
from benchmarks import proposals

FILE = proposals.ROOT / "examples" / "top-terahertz.proposal.yaml"
OPTIONS = Options(date(2026, 1, 15), detail=False)  # as `aspire fit` asks


def check_once(document: Document) -> object:
    """Return the report on a document."""
    return check_document(document, "", load_programme(), OPTIONS)


def compare_all(document: Document) -> object:
    """Return the document beside every scheme and joint call."""
    return compare(document, "", load_programme(), OPTIONS)


def measured(document: Document, rounds: int) -> tuple[float, float]:
    """Return the medians of both in seconds."""
    taken: dict[Callable[[Document], object], list[float]] = {check_once: [], compare_all: []}
    for round_ in range(-rounds // 10, rounds):  # the first ones only warm up
        for work, times in taken.items():
            start = time.perf_counter()
            work(document)
            if round_ >= 0:
                times.append(time.perf_counter() - start)
    return statistics.median(taken[check_once]), statistics.median(taken[compare_all])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--file", type=Path, default=FILE)
    options = parser.parse_args()
    once, all_ = measured(read_document(options.file.read_bytes()), options.rounds)
    print(f"check {once * 1000:.3f} ms, comparison {all_ * 1000:.3f} ms, ratio {all_ / once:.2f}")


if __name__ == "__main__":
    main()

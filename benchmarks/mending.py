"""Times the check of a proposal that has mends, without the edits of its text and with them.

    python -m benchmarks.mending [--rounds 200]

Prints the medians in milliseconds of processor time: a check makes no edits where nobody is shown them.
"""

import argparse
import re
import statistics
import time
from datetime import date
from pathlib import Path

from aspire_cli.checking.checker import Options, check_bytes
from aspire_cli.programme.load import load_programme

FILE = Path(__file__).parent.parent / "examples" / "top-terahertz.proposal.yaml"
OPTIONS = Options(date(2026, 1, 15), detail=False, edits=False)


def with_mends() -> str:
    """Return a proposal with slashes in its dates, and a misspelt field."""
    text = re.sub("([0-9]{4})-([0-9]{2})-([0-9]{2})", r"\1/\2/\3", FILE.read_text(encoding="utf-8"))
    return re.sub("^field:.*\n", "field: quantm\n", text, flags=re.MULTILINE)


def measured(text: bytes, rounds: int) -> tuple[float, float]:
    """Return the medians of both in seconds."""
    programme = load_programme()
    taken: dict[bool, list[float]] = {False: [], True: []}
    for round_ in range(-rounds // 10, rounds):  # the first ones only warm up
        for edits, times in taken.items():
            start = time.process_time()
            check_bytes(text + b"# %d\n" % round_, "p.yaml", programme, OPTIONS._replace(edits=edits))
            if round_ >= 0:
                times.append(time.process_time() - start)
    return statistics.median(taken[False]), statistics.median(taken[True])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    without, with_edits = measured(with_mends().encode(), parser.parse_args().rounds)
    print(f"without edits {without * 1000:.3f} ms, with them {with_edits * 1000:.3f} ms")


if __name__ == "__main__":
    main()

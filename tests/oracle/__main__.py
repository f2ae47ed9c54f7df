"""Holds any number of generated proposals against the product: `python -m tests.oracle --count 45000 --seed 7`."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.oracle.compare import Mismatch, compare
from tests.oracle.generate import generate

BATCH = 250


def batch(
    numbers: range, seed: int, without: tuple[str, ...], changes: tuple[str, ...]
) -> tuple[list[Mismatch], Counter[str]]:
    """The mismatches of some numbers, and how often each rule was expected."""
    mismatches, rules = [], Counter()
    for number in numbers:
        case = generate(seed, number, changes)
        rules.update({one.rule for one in case.expected})
        if mismatch := compare(case, without):
            mismatches.append(mismatch)
    return mismatches, rules


def batches(count: int) -> Iterator[range]:
    """The numbers in batches."""
    for first in range(0, count, BATCH):
        yield range(first, min(count, first + BATCH))


def main() -> int:
    """Runs the comparison, prints each mismatch and the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one case alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--without", action="append", default=[], metavar="RULE", help="a rule or topic to leave out")
    parser.add_argument("--without-change", action="append", default=[], metavar="CHANGE", help="a change or its topic")
    parser.add_argument("--rules", action="store_true", help="how often each rule was expected")
    options = parser.parse_args()
    work = partial(
        batch,
        seed=options.seed,
        without=tuple(options.without),
        changes=tuple(options.without_change),
    )
    numbers = [range(options.only, options.only + 1)] if options.only is not None else list(batches(options.count))
    different, rules, sides = 0, Counter(), Counter()
    with ProcessPoolExecutor(min(options.jobs, len(numbers)) or 1) as pool:
        for mismatches, counted in pool.map(work, numbers):
            rules += counted
            different += len(mismatches)
            for mismatch in mismatches:
                print(mismatch, end="\n\n")
                sides.update(f"the oracle alone:  {' '.join(one.split()[:2])}" for one in mismatch.missing)
                sides.update(f"the product alone: {' '.join(one.split()[:2])}" for one in mismatch.surplus)
    if options.rules:
        for rule, times in sorted(rules.items()):
            print(f"{times:7,}  {rule}")
    for side, times in sides.most_common():
        print(f"{times:7,}  {side}")
    total = sum(len(one) for one in numbers)
    print(f"{total:,} proposals, {different:,} mismatches, {len(rules)} rules expected (seed {options.seed})")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

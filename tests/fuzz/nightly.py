"""The long run of the fuzzing: `python tests/fuzz/nightly.py --inputs 200000`.

Half of the inputs are drawn by hypothesis, near to proposals; the other half are bytes that atheris leads into every
corner of the code (where it is not installed, hypothesis draws them all). A counterexample is written to `corpus`,
from where every run of the tests takes it, and the run ends with 1. `--keep` also keeps there what atheris found to
reach something new.
"""

import argparse
import hashlib
import importlib.util
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.properties import hold
from tests.fuzz.strategies import CORPUS, INPUTS, seeds

HERE = Path(__file__).parent
CHUNK = 5_000  # inputs in one search: a longer one looks ever closer at what it has seen
MOST_KEPT = 100  # new inputs of one run, the smallest first
DICTIONARY = HERE / "yaml.dict"


def drawn(inputs, start):
    """Hold the properties of inputs that hypothesis draws; return a counterexample, as small as it can be, or None."""
    tried = b""

    def hold_and_note(data):
        nonlocal tried
        tried = data
        hold(data)

    for number, begun in enumerate(range(0, inputs, CHUNK)):
        settled = settings(
            max_examples=min(CHUNK, inputs - begun),
            deadline=None,
            database=None,
            derandomize=False,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        try:
            seed(start + number)(settled(given(INPUTS)(hold_and_note)))()
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return tried
        print(f"{min(begun + CHUNK, inputs):,} of {inputs:,} drawn inputs", flush=True)
    return None


def led(inputs, start, keep):
    """Have atheris try so many inputs; return a counterexample or None."""
    with tempfile.TemporaryDirectory() as scratch:
        begun_with, found, failing = (Path(scratch, name) for name in ("seeds", "found", "failing"))
        for room in (begun_with, found, failing):
            room.mkdir()
        for number, data in enumerate(seeds()):
            (begun_with / f"seed-{number}").write_bytes(data)
        program = Path(scratch, "target")
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE / "target.py"}" "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        environment = os.environ | {"FUZZ_PROGRAM": str(program)}
        limits = [f"-artifact_prefix={failing}/", "-max_len=4096", "-timeout=10"]
        options = [f"-runs={inputs}", f"-seed={start}", f"-dict={DICTIONARY}", "-print_final_stats=1", "-verbosity=0"]
        command = [str(program), *limits, *options, str(found), str(begun_with)]
        if subprocess.run(command, env=environment, check=False).returncode:
            return next((path.read_bytes() for path in failing.iterdir()), b"")
        if keep:
            merge = [str(program), *limits, "-merge=1", str(begun_with), str(found)]
            subprocess.run(merge, env=environment, check=True, stderr=subprocess.DEVNULL)
            new = [path for path in begun_with.iterdir() if not path.name.startswith("seed-")]
            for path in sorted(new, key=lambda one: one.stat().st_size)[:MOST_KEPT]:
                kept(path.read_bytes())
    return None


def kept(data):
    """Write an input to the corpus under the name of its content; return the path."""
    path = CORPUS / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def main():
    """Run the fuzzing as the command line asks, and return the exit status."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--inputs", type=int, default=200_000, help="how many inputs to try (default: 200000)")
    asked.add_argument("--seed", type=int, default=random.randrange(2**31), help="what the search begins with")
    asked.add_argument("--keep", action="store_true", help="keep what reaches something new")
    chosen = asked.parse_args()
    has_atheris = importlib.util.find_spec("atheris") is not None
    if not has_atheris:
        print("atheris is not installed: hypothesis draws every input", flush=True)
    print(f"seed {chosen.seed}, {os.cpu_count()} processors", flush=True)
    by_atheris = chosen.inputs // 2 if has_atheris else 0
    counterexample = drawn(chosen.inputs - by_atheris, chosen.seed)
    if counterexample is None and by_atheris:
        counterexample = led(by_atheris, chosen.seed or 1, chosen.keep)
    if counterexample is None:
        print(f"{chosen.inputs:,} inputs, no counterexample")
        return 0
    print(f"a counterexample: {kept(counterexample)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

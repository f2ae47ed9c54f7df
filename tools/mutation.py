"""Changes the code one operator at a time, in a copy, and tells which changes no test notices.

    python -m tools.mutation                 every room that pyproject.toml names under [tool.mutation]
    python -m tools.mutation rules/budget    these alone

Needs cosmic-ray (`pip install -e ".[mutation]"`). Each room is tried with the tests that mirror it. A change that
survives is shown with its line: either a test is missing, or the change means the same.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
CONFIG = """\
[cosmic-ray]
module-path = "aspire_cli/{room}.py"
timeout = {timeout}
excluded-modules = []
test-command = "{command}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = {excluded}
"""
# Types are joined with `|`, and what a test says of `+` for `-` it says of `<<` for `-`: these only take time. Of small
# numbers and short texts, which is all that is compared here, `is` says what `==` says.
EXCLUDED = [
    "core/ReplaceComparisonOperator_(Eq_Is|NotEq_IsNot)$",
    "core/ReplaceBinaryOperator_BitOr_",
    "core/ReplaceBinaryOperator_.*_(RShift|LShift|BitOr|BitAnd|BitXor|Pow|Div|Mod)$",
]
STEPS = (
    "cosmic-ray baseline cosmic.toml",
    "cosmic-ray init cosmic.toml changes.sqlite",
    "cr-filter-operators changes.sqlite cosmic.toml",
    "cosmic-ray exec cosmic.toml changes.sqlite",
)
COPIED = ("aspire_cli", "schemas", "tests", "tools", "examples", "pyproject.toml")


class Outcome(NamedTuple):
    room: str
    tried: int
    survived: tuple[str, ...]


def settings() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        found: dict[str, Any] = tomllib.load(stream)["tool"]["mutation"]
    return found


def outcome(room: str, tests: list[str], timeout: int) -> Outcome:
    """Try every change of one room in a copy of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            if source.exists():
                copy(source, Path(folder, name))
        command = f"{sys.executable} -m pytest -x -q -p no:cacheprovider {' '.join(tests)}"
        config = CONFIG.format(room=room, timeout=timeout, command=command, excluded=json.dumps(EXCLUDED))
        Path(folder, "cosmic.toml").write_text(config, encoding="utf-8")
        for step in STEPS:
            _run(step, folder)
        entries = [json.loads(line) for line in _run("cosmic-ray dump changes.sqlite", folder).splitlines()]
    tried = [result for _, result in entries if result is not None and result["worker_outcome"] == "normal"]
    return Outcome(room, len(tried), tuple(_survivors(tried)))


def _run(step: str, folder: str) -> str:
    program, *arguments = step.split()
    programs = Path(sys.executable).parent
    environment = {"PYTHONPATH": folder, "PATH": str(programs)}
    run = subprocess.run(
        [programs / program, *arguments], cwd=folder, capture_output=True, text=True, env=environment, check=False
    )
    if run.returncode:
        sys.exit(f"{step} failed:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    return run.stdout


def _survivors(tried: list[Any]) -> Iterator[str]:
    for result in tried:
        if result["test_outcome"] == "survived":
            yield "\n".join(line for line in result["diff"].splitlines() if not line.startswith(("---", "+++")))


def main() -> None:
    found = settings()
    rooms = sys.argv[1:] or list(found["rooms"])
    tried = survived = 0
    with ThreadPoolExecutor(cpu_count()) as workers:
        for one in workers.map(lambda room: outcome(room, found["rooms"][room], found["timeout"]), rooms):
            for change in one.survived:
                print(f"aspire_cli/{one.room}.py\n{change}\n")
            print(f"{one.room}: {one.tried - len(one.survived)} of {one.tried} noticed\n", flush=True)
            tried, survived = tried + one.tried, survived + len(one.survived)
    print(f"together: {tried - survived} of {tried}, {100 * (tried - survived) / max(tried, 1):.1f} %")


if __name__ == "__main__":
    main()

"""Changes the code one operator at a time, in a copy, and tells which changes no test notices.

    python -m tools.mutation                 every room that pyproject.toml names under [tool.mutation]
    python -m tools.mutation rules/budget    these alone
    python -m tools.mutation --document      and writes what was measured into the table of CONTRIBUTING.md

Needs cosmic-ray (`pip install -e ".[mutation]"`), and Linux or macOS. Each room is tried with the tests that mirror it.
A change that survives is shown with its line: either a test is missing, or the change means the same.
"""

import gc
import os
import re
import resource
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from difflib import unified_diff
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "CONTRIBUTING.md"
# Types are joined with `|`, and what a test says of `+` for `-` it says of `<<` for `-`: these only take time. Of small
# numbers and short texts, which is all that is compared here, `is` says what `==` says.
EXCLUDED = (
    r"ReplaceComparisonOperator_(Eq_Is|NotEq_IsNot)$",
    r"ReplaceBinaryOperator_BitOr_",
    r"ReplaceBinaryOperator_.*_(RShift|LShift|BitOr|BitAnd|BitXor|Pow|Div|Mod)$",
)
COPIED = ("aspire_cli", "schemas", "tests", "tools", "examples", "pyproject.toml")
# Read once, before the processes part: each tries one change, and would read them anew.
LIBRARIES = ("hypothesis", "jsonschema", "pytest", "rich.console", "typer", "yaml")
MOST_MEMORY = 4 * 2**30  # bytes, for a change by which a list grows for ever


class Outcome(NamedTuple):
    room: str
    tried: int
    survived: tuple[str, ...]

    @property
    def row(self) -> str:
        """The row of the table: room, changes that were noticed, all, the share of them in percent, and the day."""
        noticed = self.tried - len(self.survived)
        percent = 100 * noticed / max(self.tried, 1)
        return f"| `{self.room}` | {noticed} | {self.tried} | {percent:.1f} | {date.today()} |"


def settings() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        found: dict[str, Any] = tomllib.load(stream)["tool"]["mutation"]
    return found


def changes(code: str) -> Iterator[str]:
    """Yield the code with one operator, number or keyword of it changed."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = list(ast_nodes(get_ast(code)))
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments() or any(re.search(one, name) for one in EXCLUDED):
            continue
        for occurrence in range(sum(1 for node in nodes for _ in kind().mutation_positions(node))):
            yield mutate_code(code, kind(), occurrence)


def outcome(room: str, tests: list[str], seconds: int) -> Outcome:
    """Try every change of one room in a copy of its own."""
    for library in LIBRARIES:
        import_module(library)
    gc.freeze()  # so that no process looks through them again for what nobody needs
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, Path(folder, name))
        file = Path(folder, "aspire_cli", f"{room}.py")
        code = file.read_text(encoding="utf-8")
        if not _pass(folder, tests, seconds):
            sys.exit(f"{room}: its tests do not pass as they are")
        tried, survived = 0, []
        for changed in changes(code):
            tried += 1
            file.write_text(changed, encoding="utf-8")
            os.utime(file, (tried, tried))  # what Python keeps compiled is told apart by this
            if _pass(folder, tests, seconds):
                survived.append(_difference(code, changed))
    return Outcome(room, tried, tuple(survived))


def _pass(folder: str, tests: list[str], seconds: int) -> bool:
    """Say whether the tests pass, in a process that has read nothing of ours; one that takes too long is ended."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        os.chdir(folder)
        sys.path.insert(0, folder)
        sys.modules.pop("tools", None)  # from here on it is that of the folder
        sys.dont_write_bytecode = False  # whoever compiles a file first does it for all
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the tests need none, and each takes time
        import pytest

        status = int(pytest.main(["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", *tests]))
    finally:
        os._exit(status)


def _difference(code: str, changed: str) -> str:
    lines = unified_diff(code.splitlines(), changed.splitlines(), lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def document(outcomes: list[Outcome]) -> None:
    """Write what was measured into the rows of the table that stand there."""
    page = TABLE.read_text(encoding="utf-8")
    for one in outcomes:
        page = re.sub(rf"^\| `{one.room}` \|.*$", one.row, page, flags=re.MULTILINE)
    TABLE.write_text(page, encoding="utf-8")


def main(arguments: list[str]) -> None:
    found = settings()
    rooms = [name for name in arguments if name != "--document"] or list(found["rooms"])
    unknown = [name for name in rooms if name not in found["rooms"]]
    if unknown:
        sys.exit(f"no such room: {', '.join(unknown)} (there are: {', '.join(found['rooms'])})")
    outcomes = []
    with ProcessPoolExecutor() as workers:
        for one in workers.map(outcome, rooms, (found["rooms"][room] for room in rooms), repeat(found["seconds"])):
            for change in one.survived:
                print(f"aspire_cli/{one.room}.py\n{change}\n")
            print(one.row, flush=True)
            outcomes.append(one)
    if "--document" in arguments:
        document(outcomes)


if __name__ == "__main__":
    main(sys.argv[1:])

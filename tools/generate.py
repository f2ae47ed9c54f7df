"""Brings all that follows from the data, the words and the rules up to date: schemas, tables, examples, docs.

python -m tools.generate                          write what has changed, and take away what is left over
python -m tools.generate --check                  only say what would change; exit with 1 where anything would
python -m tools.generate [--check] generate_docs  the same of one step alone
"""

import difflib
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

# In this order: the later ones read what the earlier ones write, each in a process that has read nothing before. Each
# has a function `files`: what is to stand in which file. One that has `present` says which files there are of its kind.
STEPS = (
    "generate_schema",
    "generate_table",
    "generate_config_schema",
    "update_expected",
    "update_reports",
    "generate_docs",
)
_SOURCE = re.compile(r"<!-- source (\w+) -->")  # of a picture: the hash of what it shows


def bring_up_to_date(files: Mapping[Path, str], present: Iterable[Path] = (), *, only_check: bool = False) -> int:
    """Write what has changed, and take away what is present and no file of ours; or only say so, and return 1."""
    stale = [path for path, fresh in files.items() if is_stale(path, fresh)]
    strays = sorted({*present} - files.keys())
    for path in (*stale, *strays):
        print(f"{path}: stale, run python -m tools.generate" if only_check else path)
    if only_check:
        for path in stale:
            print(_changes(path, files[path]))
        return int(bool(stale or strays))
    for path in strays:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    return 0


def is_stale(path: Path, fresh: str) -> bool:
    """Say whether a file is not what it should be; of a picture, whether it shows another report."""
    if not path.exists():
        return True
    present = path.read_text(encoding="utf-8")
    if path.suffix == ".svg":
        return _SOURCE.findall(present) != _SOURCE.findall(fresh)
    return present != fresh


def _changes(path: Path, fresh: str) -> str:
    """Return what would change in a file, as a diff; of a picture nothing, since nobody can read it so."""
    if path.suffix == ".svg" or not path.exists():
        return ""
    present = path.read_text(encoding="utf-8")
    lines = difflib.unified_diff(present.splitlines(), fresh.splitlines(), str(path), f"{path} (fresh)", lineterm="")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    options = [one for one in arguments if one == "--check"]
    steps = [one for one in arguments if one != "--check"]
    if not {*steps} <= {*STEPS}:
        print(__doc__, file=sys.stderr)
        return 2
    if len(steps) == 1:
        step = import_module(f"tools.{steps[0]}")
        return bring_up_to_date(step.files(), getattr(step, "present", tuple)(), only_check=bool(options))
    command = [sys.executable, "-m", "tools.generate", *options]
    ended = [subprocess.run([*command, step], check=False).returncode for step in steps or STEPS]
    return int(any(ended))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

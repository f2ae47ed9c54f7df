"""How long a folder is searched that is a git repository, against the same folder without one.

usage: python -m benchmarks.search [FILES] [--folders N] [--rounds N] [--most RATIO]

Makes a folder of so many small proposals, all of them tracked, half of them in folders that a pattern matches, and
prints the median of the ratios of the rounds; ends with 1 where it is above `--most`. It needs git to make the folder.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from aspire_cli.files import find
from aspire_cli.files.gitignore import ignored

PATTERNS = ["*.pyc", "*.log", "*~", "build/", "/dist", ".venv/", "**/cache/**", "draft*/", "!keep", "[Tt]humbs.db"]


def make(folder: Path, files: int, folders: int) -> None:
    """Write the folder, and add all that is in it to an index."""
    for number in range(folders):
        (folder / f"{('draft', 'call')[number % 2]}{number}").mkdir()
    names = sorted(path.name for path in folder.iterdir())
    for number in range(files):
        (folder / names[number % folders] / f"{number:06}.proposal.yaml").touch()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "add", "--all"], check=True)
    (folder / ".gitignore").write_text("\n".join(PATTERNS), encoding="utf-8")


def searched(folder: Path, *, gitignore: bool) -> tuple[float, int]:
    """Return how many seconds a search takes, and how many files it finds."""
    started = time.perf_counter()
    known: set[str] | None = set() if gitignore else None
    found = [one.path for one in find.listed([str(folder)], known_to_git=known) if isinstance(one, find.Target)]
    passed_over = ignored(found, [str(folder)], known).paths if gitignore else frozenset()
    left = [path for path in found if path not in passed_over]
    return time.perf_counter() - started, len(left)


def ratio(folder: Path, files: int, rounds: int) -> float:
    """Return the median ratio of a search that heeds git to one that does not."""
    ratios = []
    for _ in range(rounds):
        heeding, found = searched(folder, gitignore=True)
        assert found == files, "git tracks all of them, whatever the patterns say"
        ratios.append(heeding / searched(folder, gitignore=False)[0])
    return statistics.median(ratios)


def main() -> int:
    """Measure, print, and say by the exit status whether it is quick enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="?", type=int, default=2_000)
    parser.add_argument("--folders", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=float, default=2.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        make(Path(scratch), asked.files, asked.folders)
        measured = ratio(Path(scratch), asked.files, asked.rounds)
        seconds = searched(Path(scratch), gitignore=True)[0]
    print(f"{asked.files:,} tracked files: {seconds:.2f} s, {measured:.2f} times as long as without a repository")
    return int(measured > asked.most)


if __name__ == "__main__":
    raise SystemExit(main())

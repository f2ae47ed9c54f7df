"""What git ignores: of the files that a search has found, those that nobody would commit."""

import os
import shutil
import subprocess
from collections.abc import Iterable

from aspire_cli.files.repository import folders, is_root

# What a repository may have git do is for its owner to say: whoever checks files in it runs none of its commands. A
# folder among the files that only looks like a repository is none.
_RUN_NOTHING = ("-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")


def ignored(paths: Iterable[str]) -> frozenset[str]:
    """Return those of the paths that git ignores; none outside a repository, or where there is no git."""
    asked = [path for path in paths if "\0" not in path]
    above = folders()
    git = _git() if asked and above and is_root(above[-1]) else None
    if git is None:
        return frozenset()
    names = "\0".join(asked).encode("utf-8", "surrogateescape")
    try:
        told = subprocess.run(
            [git, *_RUN_NOTHING, "check-ignore", "-z", "--stdin"], input=names, capture_output=True, check=False
        )
    except OSError:
        return frozenset()
    return frozenset(filter(None, os.fsdecode(told.stdout).split("\0")))


def _git() -> str | None:
    """Return where git is, looked for on PATH alone: one that lies in the folder being checked is never run."""
    places = (folder for folder in os.get_exec_path() if os.path.isabs(folder))  # noqa: PTH117
    found = shutil.which("git", path=os.pathsep.join(places))
    return found if found and os.path.isabs(found) else None  # noqa: PTH117

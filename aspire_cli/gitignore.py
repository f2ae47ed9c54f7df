"""What git ignores: of the files that a search has found, those that nobody would commit."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path


def ignored(paths: Iterable[str]) -> frozenset[str]:
    """Return those of the paths that git ignores; none outside a repository, or where there is no git."""
    asked = [path for path in paths if "\0" not in path]
    if not asked or not any((folder / ".git").exists() for folder in (Path.cwd(), *Path.cwd().parents)):
        return frozenset()
    command = ["git", "check-ignore", "-z", "--stdin"]
    try:
        told = subprocess.run(
            command, input="\0".join(asked).encode("utf-8", "surrogateescape"), capture_output=True, check=False
        )
    except OSError:
        return frozenset()
    return frozenset(filter(None, os.fsdecode(told.stdout).split("\0")))

"""The folders from the working directory up to the root of its repository."""

import os
from pathlib import Path


def folders() -> list[Path]:
    """Return the working directory and those above it, up to the root of the repository; outside one, it alone."""
    try:
        start = Path.cwd()
    except OSError:  # it has been removed
        return []
    upward = [start, *start.parents]
    roots = (number for number, folder in enumerate(upward) if is_root(folder))
    return upward[: next(roots, 0) + 1]


def is_root(folder: Path) -> bool:
    """Say whether a folder is the root of a repository; not, where it may not be entered, for which pathlib raises."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def as_seen(path: str | Path) -> str:
    """Return a path as the working directory sees it, with forward slashes on every system."""
    try:
        seen = os.path.relpath(path)
    except (OSError, ValueError):  # the working directory is gone; another drive
        seen = str(path)
    return seen.replace(os.sep, "/")

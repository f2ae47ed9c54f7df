"""The folders from the working directory up to the root of its repository, and how paths are shown there."""

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


def root_of_reports(upward: list[Path]) -> str:
    """Return the folder to which the paths in a report for other programs are relative; `upward` is from `folders`.

    That is the root of the repository. A checkout without git has no root: then it is the folder that GitHub says it
    checked out into, else the working directory.
    """
    if not upward:
        return ""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and not is_root(upward[-1]):
        checked_out = os.path.realpath(workspace)
        if upward[0].is_relative_to(checked_out):
            return checked_out
    return str(upward[-1])


def is_root(folder: Path) -> bool:
    """Say whether a folder is the root of a repository; one that may not be entered is not (pathlib would raise)."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def as_seen(path: str | Path) -> str:
    """Return a path as the working directory sees it, with forward slashes on every system."""
    try:
        seen = os.path.relpath(path)
    except (OSError, ValueError):  # the working directory is gone; another drive
        seen = str(path)
    return seen.replace(os.sep, "/")

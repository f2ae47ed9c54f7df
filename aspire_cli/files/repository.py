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


def root_of_reports(upward: list[Path]) -> str:
    """Return the folder from which other programs look up the paths of a report, of the folders above.

    That is the root of the repository; where nothing marks one, as in a checkout without git, the folder that GitHub
    says it checked out into; else the working directory.
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
    """Say whether a folder is the root of a repository; not, where it may not be entered, for which pathlib raises."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def as_seen(path: str | Path) -> str:
    """Return a path as the working directory sees it, with forward slashes on every system."""
    try:
        seen = os.path.relpath(path)
    except (OSError, ValueError):  # the working directory is gone; another drive
        seen = str(path)
    return seen.replace(os.sep, "/")

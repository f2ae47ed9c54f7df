"""Paths of files as other tools look them up: from the root of the repository, with forward slashes."""

import os
from contextlib import suppress

from aspire_cli.files.find import STANDARD_INPUT
from aspire_cli.reports import View


def in_repository(path: str, view: View) -> str:
    """Return the path of a checked file from the root of the repository, so far as the view knows where that is."""
    if path == STANDARD_INPUT:
        return path
    full = os.path.normpath(os.path.join(view.folder, path))  # noqa: PTH118  # works on text, asks no disk
    if view.root and os.path.isabs(full):  # noqa: PTH117
        with suppress(ValueError):  # another drive: there is no way from the root to it
            full = os.path.relpath(full, view.root)
    return full.replace(os.sep, "/")

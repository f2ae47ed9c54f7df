"""Where a repository begins, and where it keeps its index and its patterns: read as files, without git."""

import os
from contextlib import suppress

from aspire_cli.files.find import FileError, read_whole
from aspire_cli.records import NamedTuple

_POINTER = b"gitdir: "
_LONGEST_POINTER = 8_192  # bytes of a file that says where a folder is


class Repository(NamedTuple):
    """A repository: its topmost folder, the folder of its index, and the one that all its working trees share.

    `shared` is None where what stands in place of a folder `.git` leads to none. `folds` says that its file system
    takes upper and lower case for one.
    """

    top: str
    folder: str
    shared: str | None
    folds: bool


def repository_at(top: str) -> Repository | None:
    """Return the repository of which a folder is the topmost, if it is one.

    A folder that only is called `.git` makes none; a file of that name does, wherever it points, as git has it.
    """
    place = os.path.join(top, ".git")
    if os.path.isdir(place):
        shared = _shared(place)
        return Repository(top, place, shared, _folds(place)) if shared else None
    pointer = _read(place)
    if pointer is None or not pointer.startswith(_POINTER):
        return None
    folder = _told(pointer.removeprefix(_POINTER), top)
    shared = _shared(folder) if folder else None
    return Repository(top, folder, shared, _folds(folder)) if folder and shared else Repository(top, place, None, False)


def _told(pointer: bytes, start: str) -> str | None:
    """Return the folder that a file names, from the folder `start`; none on another computer."""
    named = os.fsdecode(pointer.rstrip(b"\r\n"))
    with suppress(ValueError):
        # Windows would ask the network, and show the other side who asks.
        if named and not (os.name == "nt" and named.replace("/", "\\").startswith("\\\\")):
            return os.path.normpath(os.path.join(start, named))
    return None


def _shared(folder: str) -> str | None:
    """Return the folder that holds what all working trees share, if a folder is one of a repository."""
    pointer = _read(os.path.join(folder, "commondir"))
    shared = folder if pointer is None else _told(pointer, folder)
    if shared is None or not os.path.lexists(os.path.join(folder, "HEAD")):
        return None
    whole = all(os.path.isdir(os.path.join(shared, name)) for name in ("objects", "refs"))
    return shared if whole else None


def _folds(folder: str) -> bool:
    """Say whether upper and lower case are one there, as git finds out when it makes a repository."""
    return os.path.lexists(os.path.join(folder, "hEaD"))


def _read(path: str) -> bytes | None:
    """Return what is in an ordinary file; None where there is none."""
    with suppress(FileError):
        return read_whole(path, _LONGEST_POINTER)
    return None

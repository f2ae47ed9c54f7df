"""The index of a repository: which of some paths does git track? Read as the bytes it is; git is not asked."""

import struct
from collections.abc import Iterator, Set
from itertools import accumulate

from aspire_cli.limits import LONGEST_TRACKED

_HEADER = struct.Struct(">4sII")  # signature, version, number of entries
_EXTENSION = struct.Struct(">4sI")  # signature, size
# Of an entry the mode and the flags: before them times and device, between them owner, size and the name of the object,
# a SHA-1 or a SHA-256: which of the two, the index does not say.
_ENTRIES = {20: struct.Struct(">24xI32xH"), 32: struct.Struct(">24xI44xH")}
_SUBMODULE, _FOLDER = 0o160000, 0o040000  # modes; a sparse index has a folder in place of all that is in it
_EXTENDED = 0x4000  # in the flags: two more bytes of flags follow
_LENGTH = 0x0FFF  # in the flags: how long the path is; all of them where it is as long or longer
_BLOCK = 8  # bytes: an entry is filled up with NULs, one at least, to whole blocks; not so in version 4
_READ_ON_WITHOUT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # first letters of extensions that may be left unread
_KNOWN = (b"sdir",)


class UnknownIndexError(ValueError):
    """The index is of no kind that is known here: of another version, split over two files, or broken."""


def tracked(index: bytes, asked: Set[bytes], *, fold: bool = False) -> set[bytes]:
    """Return those of the paths that are in an index, by themselves or inside of a submodule.

    Args:
        index: the content of the file.
        asked: paths from the top of the repository, with `/` between their steps; in lower case where `fold` is set.
        fold: whether upper and lower case are one.

    Raises:
        UnknownIndexError: it cannot be read.
    """
    for size in _ENTRIES:
        found: set[bytes] = set()
        whole: set[bytes] = set()
        try:
            for mode, written in _entries(index, size):
                path = written.lower() if fold else written
                if path in asked:
                    found.add(path)
                elif mode in (_SUBMODULE, _FOLDER):
                    whole.add(path.removesuffix(b"/"))
        except (UnknownIndexError, struct.error, IndexError):
            continue
        return found | {path for path in asked if whole and not whole.isdisjoint(_above(path))}
    raise UnknownIndexError


def _above(path: bytes) -> Iterator[bytes]:
    """Yield the folders that a path lies in."""
    *folders, _ = path.split(b"/")
    return accumulate(folders, lambda upper, step: upper + b"/" + step)


def _entries(index: bytes, hash_size: int) -> Iterator[tuple[int, bytes]]:
    """Yield mode and path of all entries; they must be as the header says, up to the end of the file.

    Raises:
        UnknownIndexError, struct.error, IndexError: they are not, if names of objects have this size.
    """
    signature, version, count = _HEADER.unpack_from(index)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise UnknownIndexError
    unpack, fixed = _ENTRIES[hash_size].unpack_from, _ENTRIES[hash_size].size
    place, path, kept = _HEADER.size, b"", 0
    for _ in range(count):
        mode, flags = unpack(index, place)
        start = place + fixed
        if flags & _EXTENDED:
            start += 2
        if version == 4:
            kept, start = _kept(index, start, len(path))
        end = index.find(b"\0", start, start + LONGEST_TRACKED + 1)
        path = path[:kept] + index[start:end] if kept else index[start:end]
        length, told = len(path), flags & _LENGTH
        # Of version 4 each path costs as much as it is long, however few bytes write it: hence the bound.
        if end < 0 or length > LONGEST_TRACKED or (length != told and (told != _LENGTH or length < told)):
            raise UnknownIndexError
        yield mode, path
        place = end + 1 if version == 4 else end + _BLOCK - (end - place) % _BLOCK
    _check_rest(index, place, len(index) - hash_size)


def _kept(index: bytes, place: int, length: int) -> tuple[int, int]:
    """Return how much of the path before a path of version 4 keeps, and where what it adds to that begins."""
    cut = index[place] & 0x7F
    while index[place] & 0x80 and cut <= length:
        place += 1
        cut = (cut + 1 << 7) + (index[place] & 0x7F)
    if cut > length:
        raise UnknownIndexError
    return length - cut, place + 1


def _check_rest(index: bytes, place: int, end: int) -> None:
    """Go through the extensions: one without which the entries mean something else ends the reading."""
    while place < end:
        name, size = _EXTENSION.unpack_from(index, place)
        if name[0] not in _READ_ON_WITHOUT and name not in _KNOWN:
            raise UnknownIndexError
        place += _EXTENSION.size + size
    if place != end:
        raise UnknownIndexError

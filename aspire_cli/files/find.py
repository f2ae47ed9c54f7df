"""Files and folders to bytes: which proposals are there, and what stands in the way of reading one."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from aspire_cli import limits
from aspire_cli.words import sentences as words
from aspire_cli.words.text import Text

STANDARD_INPUT = "-"
_PROPOSAL_NAME = r"(?:.+\.)?proposal\.ya?ml"
# Reasons of our own why a file is not read, and their words.
NOT_ORDINARY, TOO_LARGE, UNKNOWN_FORM = "Not an ordinary file", "Too large", "Of an unknown form"
_OUR_REASONS = {NOT_ORDINARY: "not-ordinary", TOO_LARGE: "too-large", UNKNOWN_FORM: "unknown-form"}
_MOST = limits.LARGEST_FILE + 1  # bytes that are read: one more than is taken
_PASSED_OVER = frozenset({"node_modules", "__pycache__"})
_OF_GIT = frozenset({".git", ".gitignore"})
Takes = Callable[[str, bool], bool]  # a path, and whether it is a folder: does a search take it, or enter it?


class Target(NamedTuple):
    """A file to check; `named` says that the user named it, instead of a search having found it.

    A link that leads out of the folder searched is no file to check: whoever commits it does not choose what is read.
    """

    path: str
    named: bool
    leads_out: bool = False


class FileError(Exception):
    """A path that cannot be read; `reason` is the system's own word for why, `errno` its number where it has one."""

    def __init__(self, path: str, reason: str, errno: int | None = None) -> None:
        super().__init__(path, reason, errno)
        self.path = path
        self.reason = reason
        self.errno = errno


def reason(error: Exception) -> Text | str:
    """Return why the system refuses a file, in both languages; where it is a rare reason, the system's own word."""
    name = errno.errorcode.get(getattr(error, "errno", None) or 0)
    ours = _OUR_REASONS.get(getattr(error, "reason", ""))
    known = words.topic_words("report").get(ours or f"errno-{name}")
    if known:
        return Text(**known)
    return getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)


def takes_proposals(path: str, is_folder: bool) -> bool:
    """Say whether a search takes a file, by its name; it enters every folder."""
    name = os.path.basename(path)  # noqa: PTH119
    return is_folder or re.fullmatch(_PROPOSAL_NAME, name, re.IGNORECASE) is not None


def targets(
    path: str, takes: Takes = takes_proposals, known_to_git: set[str] | None = None
) -> Iterator[Target | FileError]:
    """Yield the file that a path names, or the proposals found in the folder that it names, in order.

    In place of a folder that cannot be listed stands the error; the search goes on behind it. Folders with a `.git` or
    a `.gitignore` in them are added to `known_to_git`.
    """
    if path == STANDARD_INPUT or not os.path.isdir(path):  # noqa: PTH112  # pathlib costs time at every start
        yield Target(path, named=True)
        return
    # A stack instead of recursion: folders may be nested deeper than Python calls itself.
    waiting: list[str | Target] = [path]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Target):
            yield one
            continue
        try:
            waiting.extend(reversed(_entries(one, takes, path, known_to_git)))
        except OSError as error:
            yield FileError(one, error.strerror or str(error), error.errno)


def _entries(folder: str, takes: Takes, root: str, known_to_git: set[str] | None) -> list[str | Target]:
    """Return the folders to enter and the files to check in a folder, in order."""
    found: list[str | Target] = []
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if known_to_git is not None and entry.name.lower() in _OF_GIT:
            known_to_git.add(folder)
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith(".") and entry.name not in _PASSED_OVER and takes(entry.path, True):
                found.append(entry.path)
        elif takes(entry.path, False):
            leads_out = entry.is_symlink() and _leads_out(entry.path, root)
            found.append(Target(tidy(entry.path), named=False, leads_out=leads_out))
    return found


def _leads_out(link: str, root: str) -> bool:
    """Say whether a link leads to something outside a folder; one that leads nowhere does not."""
    inside, target = os.path.realpath(root), os.path.realpath(link)
    if not os.path.lexists(target):
        return False
    try:
        return os.path.commonpath((inside, target)) != inside
    except ValueError:  # another drive
        return True


def tidy(path: str) -> str:
    """Return a path without a `./` before it, where it means the same without."""
    bare = path[2:] if path.startswith(f".{os.sep}") else path
    # A file of the name of the stream is none, and `.//a` does not begin at the root.
    return path if bare == STANDARD_INPUT or bare.startswith(os.sep) else bare


def read(path: str) -> bytes:
    """Return the bytes of a file, or of standard input; of one that is too large, one byte more than is taken.

    Raises:
        FileError: the file is not there, is no ordinary file, or cannot be read.
    """
    return _refusing(_standard_input if path == STANDARD_INPUT else _ordinary_file, path)


def read_file(path: str) -> bytes:
    """Return the same of what can only be a file: one that is called `-` is no stream here.

    Raises:
        FileError: the file is not there, is no ordinary file, or cannot be read.
    """
    return _refusing(_ordinary_file, path)


def read_whole(path: str, largest: int, *, follow: bool = True) -> bytes:
    """Return the bytes of a file of no more than so many; without `follow`, a link is no file.

    Raises:
        FileError: the same, or that it is larger.
    """
    content = _refusing(lambda one: _ordinary_file(one, largest + 1, follow=follow), path)
    if len(content) > largest:
        raise FileError(path, TOO_LARGE)
    return content


def _refusing(reading: Callable[[str], bytes], path: str) -> bytes:
    try:
        return reading(path)
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        raise FileError(path, getattr(error, "strerror", None) or str(error), number) from None


def _ordinary_file(path: str, most: int = _MOST, *, follow: bool = True) -> bytes:
    # Without waiting: opening a named pipe would wait for somebody to write to it.
    how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        how |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, how)
    except OSError as error:
        if not follow and error.errno in (errno.ELOOP, errno.EMLINK):  # it is a link
            raise FileError(path, NOT_ORDINARY) from None
        raise
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise FileError(path, "Is a directory", errno.EISDIR)
        if not stat.S_ISREG(mode):
            raise FileError(path, NOT_ORDINARY)
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(most)
    finally:
        os.close(descriptor)


def _standard_input(_path: str) -> bytes:
    # Python has none where it was closed before the start.
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(_MOST)


def _whole(path: str) -> str:
    """Return a path by which a file is known again; where the working directory is gone, as it is written."""
    try:
        return path if path == STANDARD_INPUT else os.path.abspath(path)  # noqa: PTH100
    except OSError:
        return path


def listed(
    paths: Sequence[str], takes: Takes = takes_proposals, known_to_git: set[str] | None = None
) -> Iterator[Target | FileError]:
    """Yield every file of the paths once, in order, or what stood in the way of listing one; see `targets`."""
    seen: set[str] = set()
    for path in paths:
        for target in targets(path, takes, known_to_git):
            key = _whole(target.path)
            if key not in seen:
                if not (isinstance(target, Target) and target.leads_out):  # it may yet be named
                    seen.add(key)
                yield target

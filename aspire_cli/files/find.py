"""Finding proposals in folders, and reading files within bounds."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from aspire_cli import limits
from aspire_cli.characters import skeleton
from aspire_cli.records import NamedTuple
from aspire_cli.words.sentences import topic_words
from aspire_cli.words.text import Text

STANDARD_INPUT = "-"
OF_YAML = (".yaml", ".yml")  # how the name of a file of YAML ends
_PROPOSAL_NAME = r"(?:.+\.)?proposal\.ya?ml"
# Reasons, besides those of the system, why a file is not read, and the keys of their words.
NOT_ORDINARY, TOO_LARGE, UNKNOWN_FORM = "Not an ordinary file", "Too large", "Of an unknown form"
LEADS_OUT = "A link that leads out of its folder"
_OUR_REASONS = {
    NOT_ORDINARY: "not-ordinary",
    TOO_LARGE: "too-large",
    UNKNOWN_FORM: "unknown-form",
    LEADS_OUT: "output-leads-out",
}
_MOST = limits.LARGEST_FILE + 1  # bytes that are read: the one too many shows that the file is too large
_NEVER_ENTERED = frozenset({"node_modules", "__pycache__"})
_SIDE_FILES = ("._", ".#")  # how the names begin of what macOS and Emacs put beside a file
_OF_GIT = frozenset({".git", ".gitignore"})
_LEFT_OUT = ("", "link", "side-file", "settings")  # why a file is: see `Target`
Takes = Callable[[str, bool], bool]  # for a path, and whether it is a folder: does a search take it, or enter it?


class Target(NamedTuple):
    """A file to check; `named` says that the user named it, and no search has found it.

    What is `left_out` is not checked, for one of three reasons. A `link` leads out of the folder searched: whoever
    sends a folder with such a link must not choose which other files of this machine are read. A `side-file` is what a
    program puts beside a file, or a link to nothing. And by the `settings` a file named like a proposal, or a folder,
    is left out.
    """

    path: str
    named: bool
    left_out: str = ""


class Found:
    """The files that paths have led to, in order; there may be very many, so each is kept as few bytes."""

    _LENGTH = 4  # bytes that say how long a path is

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, target: Target) -> None:
        """Add a file behind those before it."""
        path = target.path.encode("utf-8", "surrogatepass")
        self._bytes.append(_LEFT_OUT.index(target.left_out) * 2 + target.named)
        self._bytes += len(path).to_bytes(self._LENGTH, "big") + path

    def __iter__(self) -> Iterator[Target]:
        """Yield the files."""
        at = 0
        while at < len(self._bytes):
            (why, named), start = divmod(self._bytes[at], 2), at + 1 + self._LENGTH
            at = start + int.from_bytes(self._bytes[at + 1 : start], "big")
            path = self._bytes[start:at].decode("utf-8", "surrogatepass")
            yield Target(path, bool(named), _LEFT_OUT[why])


class FileError(Exception):
    """A path that cannot be read; `reason` is the system's own word for why, `errno` its number where it has one."""

    def __init__(self, path: str, reason: str, errno: int | None = None) -> None:
        super().__init__(path, reason, errno)
        self.path = path
        self.reason = reason
        self.errno = errno


def reason(error: Exception) -> Text | str:
    """Return why a file cannot be read or written, in both languages; for a rare reason, in the system's own words."""
    name = errno.errorcode.get(getattr(error, "errno", None) or 0)
    ours = _OUR_REASONS.get(getattr(error, "reason", ""))
    known = topic_words("complaints").get(ours or f"errno-{name}")
    if known:
        return Text(**known)
    return getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)


def takes_proposals(path: str, is_folder: bool) -> bool:
    """Say whether a search takes a file, by its name or one that looks like it; it enters every folder."""
    return is_folder or re.fullmatch(_PROPOSAL_NAME, skeleton(os.path.basename(path))) is not None  # noqa: PTH119


def targets(
    path: str, takes: Takes = takes_proposals, known_to_git: set[str] | None = None
) -> Iterator[Target | FileError]:
    """Yield the file that a path names, or the proposals found in the folder that it names, in order.

    For a folder that cannot be listed the error is yielded, and the search goes on. Folders with a `.git` or a
    `.gitignore` in them are added to `known_to_git`.
    """
    if path == STANDARD_INPUT or not os.path.isdir(path):  # noqa: PTH112  # pathlib costs time at every start
        yield Target(path, named=True)
        return
    # A stack instead of recursion: folders may be nested deeper than Python allows calls to be.
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
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and (entry.name.startswith(".") or entry.name in _NEVER_ENTERED):
            continue
        if not takes(entry.path, is_folder):
            if is_folder or (takes is not takes_proposals and takes_proposals(entry.path, False)):
                found.append(Target(tidy(entry.path), named=False, left_out="settings"))
        elif is_folder:
            found.append(entry.path)
        else:
            found.append(Target(tidy(entry.path), named=False, left_out=_left_out(entry, root)))
    return found


def _left_out(entry: "os.DirEntry[str]", root: str) -> str:
    """Return why a file is not checked that a search in a folder takes, if it is not; see `Target`."""
    is_link = entry.is_symlink()
    if entry.name.startswith(_SIDE_FILES) or (is_link and not os.path.exists(entry.path)):  # noqa: PTH110
        return "side-file"
    return "link" if is_link and _leads_out(entry.path, root) else ""


def _leads_out(link: str, root: str) -> bool:
    """Say whether a link leads to something that exists outside a folder."""
    inside, target = os.path.realpath(root), os.path.realpath(link)
    try:
        return os.path.lexists(target) and os.path.commonpath((inside, target)) != inside
    except ValueError:  # another drive
        return True


def tidy(path: str) -> str:
    """Return a path without a `./` before it, where it means the same without."""
    bare = path[2:] if path.startswith(f".{os.sep}") else path
    # `./-` names a file, `-` is standard input; and `.//a` must not become the absolute path `/a`.
    return path if bare == STANDARD_INPUT or bare.startswith(os.sep) else bare


def read(path: str, most: int = _MOST) -> bytes:
    """Return the first `most` bytes of a file, or of standard input: by default one byte more than is allowed.

    Raises:
        FileError: the file is not there, is no ordinary file, or cannot be read.
    """
    if path != STANDARD_INPUT:
        return read_file(path, most)
    with _as_file_error(path):
        if sys.stdin is None:  # it was closed before the start
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return sys.stdin.buffer.read(most)


def read_file(path: str, most: int = _MOST, *, follow: bool = True) -> bytes:
    """Return the first `most` bytes of a file, even of one that is called `-`; without `follow`, a link is no file.

    Raises:
        FileError: the file is not there, is no ordinary file, or cannot be read.
    """
    # O_NONBLOCK: opening a named pipe would else wait until another program writes to it.
    how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    how |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
    with _as_file_error(path):
        try:
            with open(path, "rb", opener=lambda name, _: os.open(name, how)) as stream:
                state = os.fstat(stream.fileno())
                if stat.S_ISREG(state.st_mode):
                    # Not `most` at once: Python would first ask the system for so much memory, for each file anew.
                    content = stream.read(min(state.st_size + 1, most))
                    has_grown = len(content) > state.st_size
                    return content + stream.read(most - len(content)) if has_grown else content
        except OSError as error:
            if follow or error.errno not in (errno.ELOOP, errno.EMLINK):  # else it is a link
                raise
        raise FileError(path, NOT_ORDINARY)


def read_whole(path: str, largest: int, *, follow: bool = True) -> bytes:
    """Return the bytes of a file that has at most `largest`; see `read_file`.

    Raises:
        FileError: it is larger, or `read_file` cannot read it.
    """
    content = read_file(path, largest + 1, follow=follow)
    if len(content) > largest:
        raise FileError(path, TOO_LARGE)
    return content


@contextmanager
def _as_file_error(path: str) -> Iterator[None]:
    """Turn an error of the system into a `FileError`; a ValueError means that no file can have that name."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise FileError(path, getattr(error, "strerror", None) or str(error), getattr(error, "errno", None)) from None


def listed(
    paths: Sequence[str], takes: Takes = takes_proposals, known_to_git: set[str] | None = None
) -> Iterator[Target | FileError]:
    """Yield every file of the paths once, in order, or the error for a folder that cannot be listed; see `targets`."""
    if len(paths) == 1:  # one search meets no file twice
        yield from targets(paths[0], takes, known_to_git)
        return
    seen: set[str] = set()
    for path in paths:
        for target in targets(path, takes, known_to_git):
            key = target.path
            if key != STANDARD_INPUT:
                with suppress(OSError):  # where the working directory is gone, a file is known by its path as written
                    key = os.path.abspath(key)  # noqa: PTH100
            if key not in seen:
                if not (isinstance(target, Target) and target.left_out):  # it may still be named
                    seen.add(key)
                yield target

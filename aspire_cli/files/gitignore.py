"""What git ignores: of the files that a search has found, those that nobody would commit.

Git itself is not asked. It would run what the settings of the repository name, wait for pipes, take paths for patterns
and be busy for ever with some patterns. Here its files are data, read within bounds and matched in time that grows with
them. What the user's own settings of git ignore (`core.excludesFile`) lies outside of the repository and has no part.

A repository ignores the same files wherever one stands. A file of a repository within another is passed over where its
own ignores it, or where the outer one ignores the whole of it and was searched from a folder of its own.
"""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from aspire_cli import limits
from aspire_cli.files.find import TOO_LARGE, UNKNOWN_FORM, FileError, read_whole, tidy
from aspire_cli.files.git_folder import Repository, repository_at
from aspire_cli.files.git_index import UnknownIndexError, tracked
from aspire_cli.files.git_patterns import Patterns, lines_of, weight
from aspire_cli.records import NamedTuple

_SEPARATORS = os.sep + (os.altsep or "")
_ABSENT = (errno.ENOENT, errno.ENOTDIR)


class Ignored(NamedTuple):
    """The files that git ignores; and the files of patterns, and the indexes, that could not be read."""

    paths: frozenset[str]
    patterns_unread: tuple[FileError, ...]
    indexes_unread: tuple[FileError, ...]


class _Tree:
    """A repository on the way, perhaps with the one around it and its path in there.

    `asked` are the paths that its patterns ignore, `tracked` those of them that it tracks all the same; it is `hidden`
    where the one around it ignores the whole of it.
    """

    def __init__(self, repository: Repository, outer: "_Tree | None" = None, path: bytes = b"") -> None:
        self.repository = repository
        self.outer = outer
        self.path = path
        self.asked: set[bytes] = set()
        self.tracked: set[bytes] = set()
        self.hidden = False

    def ignores(self, path: bytes) -> bool:
        return self.hidden or (path in self.asked and path not in self.tracked)


class _Folder(NamedTuple):
    """A folder on the way.

    `path` is its path in its repository, with a `/` at its end; `patterns` bear on what is in it, the nearest first,
    each with the length of the path from which they count; `is_ignored` says that they ignore the folder itself.
    """

    place: str
    tree: _Tree | None
    path: bytes = b""
    patterns: tuple[tuple[int, Patterns], ...] = ()
    is_ignored: bool = False


def ignored(paths: Iterable[str], searched: Iterable[str], known_to_git: Iterable[str] | None = None) -> Ignored:
    """Return which files git ignores.

    Args:
        paths: the files, as a search has found them.
        searched: the folders that were named.
        known_to_git: those folders below them that have a `.git` or a `.gitignore`; without it, each is asked for both.
    """
    return _Search(searched, known_to_git).ignored(paths)


class _Search:
    """The way through the folders in which files were found, and what could not be read on it."""

    def __init__(self, searched: Iterable[str], known_to_git: Iterable[str] | None) -> None:
        self._unread: dict[str, FileError] = {}
        self._trees: list[_Tree] = []  # outer ones first
        self._real: dict[str, str] = {}  # a folder as it is written -> its path without links
        for folder in searched:
            real = _without_links(folder)
            self._real |= dict.fromkeys((folder, tidy(folder), folder.rstrip(f"/{os.sep}") or folder), real)
        self._known = None  # the folders below them to look into; above them, each
        self._starts = {real: self._start(real) for real in self._real.values()}
        if known_to_git is not None:
            self._known = frozenset(self._real_path(folder) for folder in known_to_git)
        self._way: list[_Folder] = []  # only the folders that lead to the one at hand: many may have many patterns

    def ignored(self, paths: Iterable[str]) -> Ignored:
        suspects: list[tuple[str, _Tree, bytes]] = []
        # Files of one folder come one after the other.
        for written, paths_there in groupby(paths, os.path.dirname):
            folder = self._folder(self._real_path(written))
            tree = folder.tree
            if tree is None:
                continue
            for path in paths_there:
                inside = folder.path + _encoded(path[len(written) :].lstrip(_SEPARATORS), tree)
                is_asked = folder.is_ignored or _match(folder, inside, is_folder=False)
                if is_asked:
                    tree.asked.add(inside)
                if is_asked or tree.outer:
                    suspects.append((path, tree, inside))
        indexes_unread = [error for tree in self._trees if (error := _look_up(tree))]
        found = frozenset(path for path, tree, inside in suspects if tree.ignores(inside))
        return Ignored(found, tuple(self._unread.values()), tuple(indexes_unread))

    def _real_path(self, written: str) -> str:
        """Return the path without links of a folder; the search has followed none below the folder it began in."""
        above, names = _climbed(written, self._real.__contains__)
        if above not in self._real:
            self._real[above] = _without_links(above or os.curdir)
        real = self._real[above]
        for name in names:
            above, real = os.path.join(above, name), os.path.join(real, name)
            self._real[above] = real
        return real

    def _folder(self, place: str) -> _Folder:
        """Return a folder, by the way from the last one or from where the search began."""
        while self._way and not _is_within(place, self._way[-1].place):
            self._way.pop()
        last = self._way[-1].place if self._way else None
        above, names = _climbed(place, lambda one: one == last or one in self._starts)
        if above != last:
            if above not in self._starts:
                self._starts[above] = self._start(above)
            self._way = [self._starts[above]]
        for name in names:
            self._way.append(self._child(self._way[-1], name))
        return self._way[-1]

    def _start(self, place: str) -> _Folder:
        """Return a folder that is searched, with what its repository says of it; those around that one say nothing."""
        top, names = _climbed(place, lambda one: repository_at(one) is not None)
        repository = repository_at(top)
        if repository is None:
            return _Folder(place, None)
        folder = self._top(repository)
        for name in names:
            folder = self._child(folder, name)
        return folder

    def _top(self, repository: Repository, outer: _Tree | None = None, path: bytes = b"") -> _Folder:
        """Return the topmost folder of a repository, which may lie in another one."""
        tree = _Tree(repository, outer, path)
        self._trees.append(tree)
        folder = _Folder(repository.top, tree)
        if repository.shared:
            exclude = os.path.join(repository.shared, "info", "exclude")
            folder = self._with_patterns(folder, exclude, follow=True)
        return self._with_patterns(folder, os.path.join(repository.top, ".gitignore"))

    def _child(self, parent: _Folder, name: str) -> _Folder:
        place = os.path.join(parent.place, name)
        is_known = self._known is None or place in self._known
        repository = repository_at(place) if is_known else None
        if parent.tree is None:
            return self._top(repository) if repository else _Folder(place, None)
        path = parent.path + _encoded(name, parent.tree)
        is_ignored = parent.is_ignored or _match(parent, path, is_folder=True)
        if repository:
            if is_ignored:
                parent.tree.asked.add(path)
            return self._top(repository, parent.tree, path)
        folder = _Folder(place, parent.tree, path + b"/", parent.patterns, is_ignored)
        return folder if is_ignored or not is_known else self._with_patterns(folder, os.path.join(place, ".gitignore"))

    def _with_patterns(self, folder: _Folder, file: str, *, follow: bool = False) -> _Folder:
        """Return a folder with the patterns of a file, if there is one and it can be read."""
        assert folder.tree
        try:
            lines = list(lines_of(read_whole(file, limits.LARGEST_IGNORE_FILE, follow=follow)))
        except FileError as error:
            if error.errno not in _ABSENT:
                self._unread[file] = error
            return folder
        if sum(one.weight for _, one in folder.patterns) + weight(lines) > limits.MOST_WILDCARDS:
            self._unread[file] = FileError(file, TOO_LARGE)
            return folder
        patterns = Patterns(lines, fold=folder.tree.repository.folds)
        return folder._replace(patterns=((len(folder.path), patterns), *folder.patterns)) if lines else folder


def _climbed(place: str, is_end: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return the nearest folder, from this one upward, that is an end, or else the root; and the steps down from it."""
    names: list[str] = []
    while not is_end(place):
        upper, name = os.path.split(place)
        if upper == place:
            break
        names.append(name)
        place = upper
    return place, names[::-1]


def _match(folder: _Folder, path: bytes, *, is_folder: bool) -> bool:
    """Say whether the patterns of a folder ignore what is in it: the nearest that say anything of it decide."""
    for start, patterns in folder.patterns:
        verdict = patterns.verdict(path[start:], is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def _look_up(tree: _Tree) -> FileError | None:
    """Find out which of the paths asked for a repository tracks, and return why it cannot be told."""
    repository, outer = tree.repository, tree.outer
    tree.hidden = outer is not None and outer.ignores(tree.path)
    if not tree.asked:
        return None
    file = os.path.join(repository.folder, "index")
    try:
        tree.tracked = tracked(read_whole(file, limits.LARGEST_INDEX), tree.asked, fold=repository.folds)
    except FileError as error:
        # A repository in which nothing was added yet has none.
        return None if error.errno == errno.ENOENT and repository.shared else error
    except UnknownIndexError:
        return FileError(file, UNKNOWN_FORM)
    return None


def _encoded(name: str, tree: _Tree) -> bytes:
    """Return a name as git keeps it, in lower case where the repository takes that for the same."""
    if name.isascii():
        written = name.encode()
    elif sys.platform == "darwin":  # where an accent may be stored as a character of its own, git puts the two together
        written = unicodedata.normalize("NFC", name).encode("utf-8", "surrogateescape")
    else:
        written = os.fsencode(name)
    return written.lower() if tree.repository.folds else written


def _is_within(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def _without_links(folder: str) -> str:
    try:
        return os.path.realpath(folder)
    except OSError:  # the working directory is gone
        return folder

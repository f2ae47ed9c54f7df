"""A file written as a whole or not at all, and never through a link that leads out of its folder."""

import errno
import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from aspire_cli.files.find import LEADS_OUT, read_file

Content = str | bytes | IO[bytes]  # of a file; a text is written as UTF-8
_STREAMS = {"stdout": 1, "stderr": 2}
_PIECE = 1024 * 1024  # bytes that are copied at a time
# What stands in the way of a new file in place of another: a mount on it, a folder that takes no new file, or an owner
# whom the new one cannot be given to.
_NOT_BY_RENAME = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV, errno.EINVAL)


class LeadsOutError(OSError):
    """The path goes through a link that leads out of the folder in which it lies."""

    reason = LEADS_OUT


class ChangedError(OSError):
    """A file no longer has the content that was to be replaced."""


def stream_of(path: str) -> int | None:
    """Return the number of the stream that a path such as `/dev/stdout` stands for; None for any other path."""
    if not path.startswith("/"):  # as nearly all are: no pattern need be compiled
        return None
    found = re.fullmatch(r"/dev/(stdout|stderr)|(?:/dev|/proc/self)/fd/([0-9]{1,6})", path)
    if found is None:
        return None
    return _STREAMS[found[1]] if found[1] else int(found[2])


class Patient(io.FileIO):
    """A stream to write to that waits until it takes more, even where it was made not to block."""

    def write(self, content: Any) -> int:
        """Write some of the bytes, and return how many."""
        import select

        while True:
            count = super().write(content)
            if count is not None:  # else it would block
                return count
            select.select([], [self], [])


def write_stream(number: int, content: Content) -> None:
    """Write a text as UTF-8, or bytes, to a stream that is open, after what is in it.

    Raises:
        OSError: it cannot be written, or is not open.
    """
    with io.BufferedWriter(Patient(os.dup(number), "wb")) as stream:
        _copy(_source(content), stream)


def kept_back(path: str) -> IO[bytes]:
    """Return where the content of a file can be kept until there is all of it: on the disk on which it will lie."""
    from aspire_cli.files.aside import aside

    folder = os.path.dirname(real_path(path))  # noqa: PTH120
    return aside(folder if os.access(folder, os.W_OK) else None)


def refuse_unwritable(path: str) -> None:
    """Raise the error with which a file cannot be written, as far as that shows before there is anything to write.

    Raises:
        OSError: it cannot be written.
        ValueError: no file can have that name.
    """
    _refuse_leading_out(path)
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    there = target.exists()
    if not there:
        os.stat(os.path.join(target.parent, "."))  # noqa: PTH116, PTH118
    # The folder may allow a file to be replaced that must not be written: such a file stays as it is.
    if not os.access(target if there else target.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def write_whole(path: str, content: Content, *, new: bool = False, known: bytes | None = None) -> None:
    """Write a text as UTF-8, its line ends as they are, or bytes; of a link, the file that it leads to is written.

    The file is replaced as a whole, whatever signal comes. Only where that would lose its owner or its other names, or
    where its folder takes no new file, it is written in place. With `new`, nothing that is there is written over; where
    it is `known` what is there, nothing else is.

    Raises:
        OSError: it cannot be written; a `FileExistsError` where it must be new and is not, a `ChangedError` where
            something else is there than is known.
        ValueError: no file can have that name.
    """
    if new and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    refuse_unwritable(path)
    target, source = Path(os.path.realpath(path)), _source(content)
    if target.exists() and not target.is_file():  # a device or a pipe is written to, not replaced
        with target.open("wb") as stream:
            _copy(source, stream)
        return
    with _no_signals():
        present = target.stat() if target.exists() else None
        if present is None or present.st_nlink == 1:
            try:
                _replace(target, source, present, new, known)
            except OSError as error:
                if present is None or error.errno not in _NOT_BY_RENAME:
                    raise
            else:
                return
        _in_place(target, source, known)


def _source(content: Content) -> IO[bytes]:
    return io.BytesIO(encoded(content)) if isinstance(content, str | bytes) else content


def _copy(source: IO[bytes], stream: IO[bytes]) -> None:
    source.seek(0)
    while piece := source.read(_PIECE):
        stream.write(piece)


def _replace(target: Path, source: IO[bytes], present: os.stat_result | None, new: bool, known: bytes | None) -> None:
    """Put a new file of the same owner and mode in place of another, or of none."""
    import tempfile

    # The name of the new file must not be foreseeable: else somebody could put a link there, to be written through.
    handle, name = tempfile.mkstemp(prefix=".aspire.", suffix=".tmp", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _copy(source, stream)
        if present:
            _give_owner(draft, present)
        draft.chmod(stat.S_IMODE(present.st_mode) if present else 0o666 & ~_umask())
        if new:
            _put_new(draft, target, source)
        else:
            _refuse_changed(target, known)
            draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def _give_owner(draft: Path, present: os.stat_result) -> None:
    own = draft.stat()
    if (own.st_uid, own.st_gid) != (present.st_uid, present.st_gid):
        os.chown(draft, present.st_uid, present.st_gid)


def _put_new(draft: Path, target: Path, source: IO[bytes]) -> None:
    """Give a file its name, unless something has that name."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that has no second names
        with target.open("xb") as stream:
            _copy(source, stream)


def _in_place(target: Path, source: IO[bytes], known: bytes | None) -> None:
    _refuse_changed(target, known)
    with target.open("r+b") as stream:
        _copy(source, stream)
        stream.truncate()


def _refuse_changed(target: Path, known: bytes | None) -> None:
    if known is not None and read_file(str(target), len(known) + 1) != known:
        raise ChangedError


def encoded(content: str | bytes) -> bytes:
    """Return a text, or bytes, as they stand in a file."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def _umask() -> int:
    """Return the permissions that new files do not get; the system tells them only when they are set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _no_signals() -> Iterator[None]:
    """Let signals wait until a file is written, so that none leaves half of it, or a temporary file."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _refuse_leading_out(path: str) -> None:
    """Raise an error where a path, below the working directory or at its end, goes through a link that leads out."""
    here = os.getcwd()  # noqa: PTH109
    full = os.path.join(here, path)  # noqa: PTH118
    links = [full]
    with suppress(ValueError):  # another drive
        steps = Path(os.path.normpath(full)).relative_to(here).parts
        links += [os.path.join(here, *steps[:count]) for count in range(1, len(steps))]  # noqa: PTH118
    for link in links:
        folder = os.path.realpath(os.path.dirname(link))  # noqa: PTH120
        if os.path.islink(link) and os.path.commonpath((folder, os.path.realpath(link))) != folder:  # noqa: PTH114
            raise LeadsOutError(errno.ELOOP, LEADS_OUT)


def real_path(path: str) -> str:
    """Return the one path of a file, however it is written and through whatever links."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # the working directory is gone; a name that no file can have
        return path


def identity(path: str) -> str | tuple[int, int]:
    """Return what is the same for all names of a file, hard links too; of one that is not there, its one path."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return real_path(path)
    return found.st_dev, found.st_ino

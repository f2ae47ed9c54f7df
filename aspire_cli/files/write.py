"""A file written as a whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def write_whole(path: str, content: str) -> None:
    """Write a text as UTF-8, its line ends as they are; what a link names is what is written.

    Raises:
        OSError: it cannot be written.
        ValueError: no file can have that name.
    """
    if Path(path).exists() and not Path(path).is_file():  # a device or a pipe takes the text, and stays what it is
        _write_text(Path(path), content)
        return
    target = Path(os.path.realpath(path))
    # A file that may not be written stays, though its folder would let it be replaced; and so does its mode.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    import tempfile

    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    # A new file of a name that nobody can foresee: a link that lies in wait for it would be written through.
    handle, name = tempfile.mkstemp(prefix=".aspire.", suffix=".tmp", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        _write_text(draft, content)
        draft.chmod(mode)
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def _umask() -> int:
    """Return which permissions a new file goes without; they can be asked for only by setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write_text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", errors="backslashreplace", newline="\n")


def place(path: str) -> str:
    """Return where a path leads, however it is written; of one that leads nowhere, the path itself."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # the working directory is gone; a name that no file can have
        return path

"""A file written as a whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def write_whole(path: str, content: str) -> None:
    """Write a text as UTF-8, its line ends as they are; of a link, the file that it leads to is written.

    Raises:
        OSError: it cannot be written.
        ValueError: no file can have that name.
    """
    if Path(path).exists() and not Path(path).is_file():  # a device or a pipe is written to, not replaced
        _write_text(Path(path), content)
        return
    target = Path(os.path.realpath(path))
    # The folder may allow a file to be replaced that must not be written: such a file stays as it is.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    import tempfile

    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    # The name of the new file must not be foreseeable: else somebody could put a link there, to be written through.
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
    """Return the permissions that new files do not get; the system tells them only when they are set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write_text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", errors="backslashreplace", newline="\n")


def real_path(path: str) -> str:
    """Return the one path of a file, however it is written and through whatever links."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # the working directory is gone; a name that no file can have
        return path

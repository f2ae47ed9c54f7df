"""Which files a check is asked for, besides by its arguments: `--files-from`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from aspire_cli import limits
from aspire_cli.cli.streams import UsageError
from aspire_cli.files.find import STANDARD_INPUT, TOO_LARGE, FileError, reason


def listed_in(source: str, beside: Sequence[str]) -> list[str]:
    """Return the paths that a file lists, one a line, or with a NUL character after each; `-` is standard input.

    Args:
        source: the file.
        beside: the paths that are named as arguments.

    Raises:
        UsageError: the list cannot be read, or standard input is asked for twice.
    """
    if source == STANDARD_INPUT and STANDARD_INPUT in beside:
        raise UsageError("standard-input-twice")
    try:
        content = _read(source, limits.LARGEST_LIST)
    except (OSError, ValueError, FileError) as error:
        raise UsageError("cannot-read", path=source, reason=reason(error)) from None
    content = content.removeprefix(b"\xef\xbb\xbf")
    lines = content.split(b"\0") if b"\0" in content else content.replace(b"\r\n", b"\n").split(b"\n")
    paths = [os.fsdecode(line) for line in lines if line]
    # Here each is the name of a file: of one that is called `-` too, as anybody may call a file that is listed.
    return [os.path.join(os.curdir, path) if path == STANDARD_INPUT else path for path in paths]  # noqa: PTH118


def _read(source: str, largest: int) -> bytes:
    """Return the content of a file or, since the user names it, of a pipe."""
    if source == STANDARD_INPUT:
        content = sys.stdin.buffer.read(largest + 1) if sys.stdin else b""
    else:
        with Path(source).open("rb") as stream:
            content = stream.read(largest + 1)
    if len(content) > largest:
        raise FileError(source, TOO_LARGE)
    return content

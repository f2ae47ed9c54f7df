"""Where bytes are kept until they are read again: in memory while they are few, then in a file without a name."""

import io
import tempfile
from typing import IO

_MOST_IN_MEMORY = 262_144  # bytes


class _Aside(tempfile.SpooledTemporaryFile[bytes]):
    def __del__(self) -> None:
        self.close()  # nobody else can, and there is nothing to warn of


def aside(folder: str | None = None) -> IO[bytes]:
    """Return a new such file, in this folder if one is named; where there is no place for it, all stays in memory."""
    try:
        return _Aside(_MOST_IN_MEMORY, dir=folder or tempfile.gettempdir())
    except OSError:
        return io.BytesIO()

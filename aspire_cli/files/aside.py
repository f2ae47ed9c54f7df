"""Where bytes are kept until they are read again: in memory while they are few, then in a file without a name."""

import io
import tempfile
from typing import IO

_MOST_IN_MEMORY = 262_144  # bytes


class _Aside(tempfile.SpooledTemporaryFile[bytes]):
    def __del__(self) -> None:
        self.close()  # nobody else can, and there is nothing to warn of


def aside() -> IO[bytes]:
    """Return a new such file; where there is no place for one, all stays in memory."""
    try:
        tempfile.gettempdir()
    except OSError:
        return io.BytesIO()
    return _Aside(_MOST_IN_MEMORY)

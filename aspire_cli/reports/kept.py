"""Texts kept packed until all proposals are known; what is more than a little is kept in a file without a name."""

import gzip
import zlib
from collections.abc import Iterator

from aspire_cli.files.aside import aside

_AS_GZIP = 31  # zlib's number for data with the header and the end of a gzip file


class Kept:
    """Texts kept packed, to be read once."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(wbits=_AS_GZIP)
        self._packed = aside()

    def add(self, text: str) -> None:
        """Add a text behind those before it."""
        self._packed.write(self._packer.compress(text.encode()))

    def lines(self) -> Iterator[str]:
        """Yield all that was added line by line, each with its end."""
        with self._packed as packed:
            packed.write(self._packer.flush())
            packed.seek(0)
            with gzip.open(packed, "rt", encoding="utf-8", newline="\n") as texts:
                yield from texts

"""Texts kept packed until all proposals are known; what is more than a little is kept in a file without a name."""

import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator

from aspire_cli.files.aside import aside

_STRETCH = 65_536


class Kept:
    """Texts kept packed, to be read once."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj()
        self._packed = aside()

    def add(self, text: str) -> None:
        """Add a text behind those before it."""
        self._packed.write(self._packer.compress(text.encode()))

    def texts(self) -> Iterator[str]:
        """Yield all that was added, in stretches of no more than `_STRETCH` bytes."""
        unpacker, decoder = zlib.decompressobj(), getincrementaldecoder("utf-8")()
        with self._packed as packed:
            packed.write(self._packer.flush())
            packed.seek(0)
            while rest := packed.read(_STRETCH):
                while rest:
                    yield decoder.decode(unpacker.decompress(rest, _STRETCH))
                    rest = unpacker.unconsumed_tail
        yield decoder.decode(unpacker.flush())

    def lines(self) -> Iterator[str]:
        """Yield all that was added line by line; each line must have been ended."""
        begun = ""
        for stretch in self.texts():
            *whole, begun = (begun + stretch).split("\n")
            yield from whole

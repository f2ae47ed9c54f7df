"""Texts kept packed until all proposals are known: rows and pages of one kind are alike, and little is left of them."""

import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator

_STRETCH = 65_536


class Kept:
    """Texts kept packed, to be read once."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj()
        self._packed: list[bytes] = []

    def add(self, text: str) -> None:
        """Add a text behind those before it."""
        piece = self._packer.compress(text.encode())
        if piece:
            self._packed.append(piece)

    def texts(self) -> Iterator[str]:
        """Yield all that was added, in stretches of no more than `_STRETCH` bytes."""
        unpacker, decoder = zlib.decompressobj(), getincrementaldecoder("utf-8")()
        for piece in (*self._packed, self._packer.flush()):
            rest = piece
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

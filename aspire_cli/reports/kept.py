"""Texts kept packed until all proposals are known; what is more than a little is kept in a file without a name."""

import io
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import IO

_STRETCH = 65_536
_MOST_IN_MEMORY = 262_144  # bytes


class Kept:
    """Texts kept packed, to be read once."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj()
        self._packed: IO[bytes] = io.BytesIO()
        self._in_memory = True

    def add(self, text: str) -> None:
        """Add a text behind those before it."""
        self._packed.write(self._packer.compress(text.encode()))
        if self._in_memory and self._packed.tell() > _MOST_IN_MEMORY:
            self._in_memory = False
            self._packed = _on_disk(self._packed)

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


def _on_disk(packed: IO[bytes]) -> IO[bytes]:
    """Return what is kept in a file without a name; where none can be made, as it is."""
    import shutil
    import tempfile

    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115  # closed once it is read
    except OSError:
        return packed
    packed.seek(0)
    shutil.copyfileobj(packed, file)
    return file

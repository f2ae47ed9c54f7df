"""Several reports at once on files that are still being checked; of what comes, nothing is kept for long."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from aspire_cli.cli.streams import UsageError
from aspire_cli.finding import Report


class Reader:
    """Yields the reports of a `Shared` at its own pace; `count` says how many so far."""

    def __init__(self, come: Callable[[], bool]) -> None:
        self._come = come
        self.waiting: deque[Report] = deque()
        self.count = 0

    def __iter__(self) -> Iterator[Report]:
        """Return itself."""
        return self

    def __next__(self) -> Report:
        """Return the next report."""
        if not self.waiting and not self._come():
            raise StopIteration
        self.count += 1
        return self.waiting.popleft()


class Shared:
    """Reports that come once and have several readers; each is kept until the last of them has read it."""

    def __init__(self, found: Iterable[Report]) -> None:
        self._found = iter(found)
        self._readers: list[Reader] = []

    def reader(self) -> Reader:
        """Return one more reader."""
        self._readers.append(Reader(self._come))
        return self._readers[-1]

    def leave(self, reader: Reader) -> None:
        """Keep nothing for a reader any longer."""
        self._readers.remove(reader)

    def _come(self) -> bool:
        for report in self._found:
            for reader in self._readers:
                reader.waiting.append(report)
            return True
        return False


class Writing(NamedTuple):
    """One output: its pieces, made of what a reader gives, where they go, and what is to be done at the end."""

    reader: Reader
    pieces: Iterator[str] | Iterator[bytes]
    put: Callable[[Any], object]
    end: Callable[[], object]


def write_all(shared: Shared, writings: Sequence[Writing]) -> list[UsageError | OSError]:
    """Write outputs side by side, always the one that has read least; return the errors of those that cannot be."""
    failed: list[UsageError | OSError] = []
    going = list(writings)
    while going:
        one = min(going, key=lambda writing: writing.reader.count)
        try:
            piece = next(one.pieces, None)
            if piece is not None:
                one.put(piece)
                continue
            one.end()
        except (UsageError, OSError) as error:
            failed.append(error)
        going.remove(one)
        shared.leave(one.reader)
    return failed

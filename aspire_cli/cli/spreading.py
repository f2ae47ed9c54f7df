"""Several reports at once on files that are still being checked; of what comes, nothing is kept for long."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

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


def write_all(shared: Shared, writings: Mapping[Reader, Iterator[None]]) -> list[UsageError | OSError]:
    """Write outputs side by side, always the one that has read least; return the errors of those that cannot be.

    Of each output it is given who reads the reports for it, and what writes a piece of it at every step.
    """
    failed: list[UsageError | OSError] = []
    going = dict(writings)
    while going:
        reader = min(going, key=lambda one: one.count)
        try:
            next(going[reader])
            continue
        except StopIteration:
            pass
        except (UsageError, OSError) as error:
            failed.append(error)
        del going[reader]
        shared.leave(reader)
    return failed

"""Several reports at once on files that are still being checked; of what comes, nothing is kept for long.

The `tee` of Python itself keeps up to 57 reports longer than they are needed: with thousands of findings each, that is
most of what a run takes.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from aspire_cli.cli.streams import UsageError
from aspire_cli.finding import Report


class Reader:
    """One of several that read the same reports, each at its own pace; `count` says how many it has read so far.

    A report comes when the first of them asks for it, and waits for the others.
    """

    def __init__(self, found: Iterator[Report], together: "list[Reader]") -> None:
        self._found = found
        self._together = together
        self.waiting: deque[Report] = deque()
        self.count = 0
        self._failure: OSError | None = None  # with which no more reports can come

    def __iter__(self) -> Iterator[Report]:
        """Yield the reports."""
        while self.waiting or self._come():
            self.count += 1
            yield self.waiting.popleft()

    def _come(self) -> bool:
        if self._failure:
            raise self._failure
        try:
            for report in self._found:
                for reader in self._together:
                    reader.waiting.append(report)
                return True
        except OSError as failure:
            for reader in self._together:  # else the others would take what has come for all
                reader._failure = failure
            raise
        return False

    def leave(self) -> None:
        """Let nothing wait any longer."""
        self._together.remove(self)


def readers(found: Iterable[Report], number: int) -> list[Reader]:
    """Return so many readers of the same reports."""
    reports, together = iter(found), list[Reader]()
    together += [Reader(reports, together) for _ in range(number)]
    return list(together)


def write_all(writings: Mapping[Reader, Iterator[None]]) -> list[UsageError | OSError]:
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
        reader.leave()
    return failed

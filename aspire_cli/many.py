"""Many proposals, in order and as a stream: here, or on any executor of threads, processes or machines."""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

from aspire_cli import api
from aspire_cli.checking.checker import Options
from aspire_cli.files.find import FileError, Target
from aspire_cli.finding import KILLED, WHOLE_CHECK, Report
from aspire_cli.programme.model import Programme
from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from aspire_cli.workers import Pipe

Outcomes = list[Report | FileError]
BATCH = 32  # sources sent to a worker at once: few enough to share evenly, enough to be worth the cost of sending
AHEAD = 64  # batches under way at once, so that neither their number nor their results fill the memory


class Work(NamedTuple):
    """What a worker must know beside the sources: how to check, and the programme where it is not the shipped one."""

    options: Options
    programme: Programme | None = None


def check_many(
    sources: Iterable[api.Source],
    executor: "Executor | None" = None,
    *,
    programme: Programme | None = None,
    stage: Literal["draft", "final"] | None = None,
    today: date | None = None,
    rules: Collection[str] | None = None,
    waivers: bool = True,
) -> Iterator[Report | FileError]:
    """Check many proposals and yield a report on each, in the order of the sources, as they are done.

    Args:
        sources: paths, texts or bytes, as `check` takes them. They are read from the iterable as the checking goes on,
            so it may be endless.
        executor: any `concurrent.futures.Executor`, such as a `ProcessPoolExecutor` or Dask's
            `Client.get_executor()`; without one the checking is done here. Only plain data is sent, and it pickles.
        programme: as in `check`.
        stage: as in `check`.
        today: as in `check`.
        rules: as in `check`.
        waivers: as in `check`.

    Yields:
        For each source a report, or a `FileError` where its file cannot be read; the others are checked all the same.

    Raises:
        ValueError: `rules` names a rule that does not exist.
    """
    work = Work(api.options(stage, today, rules, waivers), programme)
    return outcomes(sources, work, executor)


def outcomes(sources: Iterable[api.Source], work: Work, executor: "Executor | None") -> Iterator[Report | FileError]:
    """Yield the report on each source, or why it cannot be read, in order; see `AHEAD`."""
    if executor is None:
        for source in sources:
            yield api.outcome(source, work.options, work.programme)
        return
    waiting: deque[Future[Outcomes]] = deque()
    iterator = iter(sources)
    while batch := list(islice(iterator, BATCH)):
        waiting.append(executor.submit(_check_batch, batch, work))
        if len(waiting) >= AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _check_batch(batch: Sequence[api.Source], work: Work) -> Outcomes:
    return [api.outcome(source, work.options, work.programme) for source in batch]


class _Left:
    """The sources for which nothing has been yielded yet: those `taken` up, in order, and those still to come."""

    def __init__(self, sources: Iterable[api.Source]) -> None:
        self.taken: deque[list[api.Source]] = deque()
        self._next: deque[api.Source] = deque()
        self._to_come = iter(sources)

    def batch(self, most: int, workers: int) -> list[api.Source]:
        """Take up the next sources: towards the end ever fewer, so that all workers come to it together."""
        self._next += islice(self._to_come, max(0, 2 * workers * most - len(self._next)))
        share = -(-len(self._next) // (2 * workers))
        batch = [self._next.popleft() for _ in range(min(most, share))]
        if batch:
            self.taken.append(batch)
        return batch

    def give_back(self) -> None:
        """Let what was taken up come once more."""
        while self.taken:
            self._next.extendleft(reversed(self.taken.pop()))

    def rest(self) -> Iterator[api.Source]:
        """Return those that are not taken up."""
        return chain(self._next, self._to_come)


def in_processes(sources: Iterable[api.Source], work: Work, workers: int) -> Iterator[Report | FileError]:
    """Yield the report on each source from so many processes, in order, whatever becomes of the processes.

    Where a system allows none, all is checked here. Where one is killed, what was lost and the rest is checked in one
    other, source by source; a source under which that one is killed twice gets a report that says so.
    """
    left, size, killed = _Left(sources), BATCH, 0
    try:
        while True:
            for batch in _from_workers(left, size, work, workers):
                if batch is None:
                    break
                yield from batch
                left.taken.popleft()
                killed = 0
            else:
                return
            left.give_back()
            killed += size == 1
            if killed > 1:
                yield _of_killed(*left.batch(1, 1))
                left.taken.popleft()
                killed = 0
            size = workers = 1
    except (OSError, ImportError, NotImplementedError):  # no further process may be started
        left.give_back()
        yield from outcomes(left.rest(), work, None)


def _from_workers(left: _Left, size: int, work: Work, workers: int) -> Iterator[Outcomes | None]:
    """Yield what each batch came to, in order; None, and nothing after it, where the process that had it was killed."""
    from aspire_cli.workers import started, wait

    found: dict[int, Outcomes | None] = {}
    given = shown = 0
    with started(workers, partial(_check_batch, work=work)) as processes:
        idle = [one.pipe for one in processes]
        busy: dict[Pipe, int] = {}
        while True:
            while idle and given < shown + AHEAD and (batch := left.batch(size, workers)):
                pipe = idle.pop()
                busy[pipe], given = given, given + 1
                with suppress(BrokenPipeError, ConnectionResetError):  # it was killed: then nothing will come of it
                    pipe.send(batch)
            if shown == given:
                return
            while shown in found:  # only now that no process waits, for what is done with them takes time
                done = found.pop(shown)
                yield done
                if done is None:
                    return
                shown += 1
            for pipe in wait(list(busy)) if busy else ():
                number = busy.pop(pipe)
                # Each process has its own pipe, so that one killed in mid-sentence keeps none of the others waiting.
                try:
                    found[number] = pipe.recv()
                    idle.append(pipe)
                except (EOFError, OSError):
                    found[number] = None


def _of_killed(source: api.Source) -> Report:
    path = source.path if isinstance(source, Target) else str(source)
    return Report(path, failures=(f"{WHOLE_CHECK}: {KILLED}",))


def processors() -> int:
    """Return how many processors this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1

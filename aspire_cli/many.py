"""Many proposals, in order and as a stream: here, or on any executor of threads, processes or machines."""

import os
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast

from aspire_cli import api
from aspire_cli.checking.checker import Options
from aspire_cli.files.find import FileError, Target
from aspire_cli.finding import KILLED, WHOLE_CHECK, Report
from aspire_cli.programme.model import Programme
from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    import signal
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Outcomes = list[Report | FileError]
BATCH = 32  # sources sent to a worker at once: few enough to share evenly, enough to be worth the cost of sending
AHEAD = 64  # batches under way at once, so that neither their number nor their results fill the memory
# A forked process has everything imported already. Windows has no fork, and on macOS it may break system libraries.
_START = "fork" if sys.platform == "linux" else "spawn"
_SAFE_PATH = "PYTHONSAFEPATH"


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
    from multiprocessing.connection import wait

    found: dict[int, Outcomes | None] = {}
    given = shown = 0
    with processes(workers, work) as idle:
        busy: dict[Connection, int] = {}
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
            for one in wait(list(busy)) if busy else ():
                pipe = cast("Connection", one)
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


@contextmanager
def processes(workers: int, work: Work) -> "Iterator[list[Connection]]":
    """Start so many processes that check, give a pipe to each, and end all of them on leaving, whatever happens.

    The processes ignore Ctrl-C: this one alone answers it. When it is asked to end, it ends them first.
    """
    import multiprocessing

    context: Any = multiprocessing.get_context(_START)
    started: list[BaseProcess] = []
    pipes: list[Connection] = []
    with _safe_path(), _exit_on_signals():
        try:
            for _ in range(workers):
                here, there = context.Pipe()
                pipes.append(here)
                process = context.Process(target=_check_all, args=(there, work), daemon=True)
                process.start()
                started.append(process)
                there.close()
            yield list(pipes)
        finally:  # nobody waits for what is still to be done
            for process in started:
                process.kill()  # SIGTERM may reach a worker before it has given up the handler copied from here
            for process in started:
                process.join()
            for pipe in pipes:
                pipe.close()


def _check_all(pipe: "Connection", work: Work) -> None:
    """Check each batch that comes through the pipe, until no more can come."""
    _begin_worker()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_check_batch(pipe.recv(), work))


@contextmanager
def _safe_path() -> Iterator[None]:
    """Keep processes that start meanwhile from importing modules of the working directory, where strangers' files lie.

    A process that is not a fork would look there first, even for `multiprocessing`.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def _begin_worker() -> None:
    """Make this worker process ignore Ctrl-C, and end as soon as the process that started it is gone."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _exit_on_signals() -> Iterator[None]:
    """Turn a signal that would end this process at once into an exit, so that the code that cleans up runs."""
    import signal
    import threading

    def leave(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    may_set = threading.current_thread() is threading.main_thread()  # Python allows no other thread to set a handler
    taken = [number for number in _signals() if may_set and signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _signals() -> "list[signal.Signals]":
    import signal

    return [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

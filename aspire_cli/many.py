"""Many proposals, in order and as a stream: here, or on any executor of threads, processes or machines."""

import os
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, NoReturn

from aspire_cli import api
from aspire_cli.checking.checker import Options
from aspire_cli.files.find import FileError
from aspire_cli.finding import Report
from aspire_cli.programme.model import Programme

if TYPE_CHECKING:
    import signal
    from concurrent.futures import Executor, Future

BATCH = 16  # sources that travel together: few enough to spread evenly, enough to be worth the way
# A forked process has everything imported already. Elsewhere there is no fork, or it may break what the system runs.
_START = "fork" if sys.platform == "linux" else "spawn"
_SAFE_PATH = "PYTHONSAFEPATH"
AHEAD = 64  # batches under way at once, so that neither their number nor their results fill the memory


class Work(NamedTuple):
    """What travels with each batch: how to check, and the edition where it is not the shipped one."""

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
        sources: as `check` takes them: paths, texts or bytes. They are taken up as the checking goes on, so an endless
            iterator will do.
        executor: any `concurrent.futures.Executor`, such as a `ProcessPoolExecutor` or Dask's
            `Client.get_executor()`; without one the checking is done here. What crosses is plain data that pickles.
        programme: as in `check`.
        stage: as in `check`.
        today: as in `check`.
        rules: as in `check`.
        waivers: as in `check`.

    Yields:
        For each source a report, or a `FileError` in its stead where the file could not be read: one of them never
        keeps the others from being checked.

    Raises:
        ValueError: `rules` names a rule that does not exist.
    """
    work = Work(api.options(stage, today, rules, waivers), programme)
    return outcomes(sources, work, executor)


def outcomes(sources: Iterable[api.Source], work: Work, executor: "Executor | None") -> Iterator[Report | FileError]:
    """Yield the outcome of each source in order; at most `AHEAD` batches are under way at once."""
    if executor is None:
        for source in sources:
            yield api.outcome(source, work.options, work.programme)
        return
    waiting: deque[Future[list[Report | FileError]]] = deque()
    for batch in _batches(sources):
        waiting.append(executor.submit(_check_batch, batch, work))
        if len(waiting) >= AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(sources: Iterable[api.Source]) -> Iterator[list[api.Source]]:
    iterator = iter(sources)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _check_batch(batch: list[api.Source], work: Work) -> list[Report | FileError]:
    return [api.outcome(source, work.options, work.programme) for source in batch]


def processors() -> int:
    """Return how many processors this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def process_pool(workers: int) -> "Iterator[Executor]":
    """Give an executor of so many processes, none of which stays behind; what is not done at the end is dropped.

    Ctrl-C they leave to this process. One that is asked to end, ends them first.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    before = set(multiprocessing.active_children())
    with _no_module_from_here(), _asked_to_end():
        pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(_START), initializer=_begin)
        try:
            yield pool
        except BaseException:  # Ctrl-C above all: nobody waits for what is still to be done
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(multiprocessing.active_children()) - before:
                process.kill()  # a signal that can be handled may come before the process leaves it to the system
            raise
        pool.shutdown()


@contextmanager
def _no_module_from_here() -> Iterator[None]:
    """Have what is started meanwhile look for no module in the working directory: that is where strangers' files lie.

    A process that does not begin as a fork would import `multiprocessing` from there first.
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


def _begin() -> None:
    """Begin a process of the pool: it leaves Ctrl-C to the one that started it, and ends where that is gone."""
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
def _asked_to_end() -> Iterator[None]:
    """Have a signal that would end this process at once leave by way of the code that cleans up."""
    import signal
    import threading

    def leave(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    here = threading.current_thread() is threading.main_thread()  # no other may say what a signal does
    taken = [number for number in _signals() if here and signal.getsignal(number) is signal.SIG_DFL]
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

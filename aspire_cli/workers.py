"""Processes that work for this one, each with a pipe of its own to it; none of them stays behind.

On Linux they are forks, made here in a few lines: `multiprocessing` takes longer to import than six files to be
checked, and starts a thread in each process. Elsewhere it starts them: Windows has no fork, and on macOS one may break
libraries of the system.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    import signal
    from multiprocessing.connection import Connection

START = "fork" if sys.platform == "linux" else "spawn"
_SAFE_PATH = "PYTHONSAFEPATH"
Task = Callable[[Any], Any]  # what a process does with each piece of work, all of which can be pickled


class Pipe(Protocol):
    """One end of the way between two processes."""

    def send(self, value: Any, /) -> None:
        """Send a value; an OSError says that the other process is gone."""

    def recv(self) -> Any:
        """Wait for a value and return it; EOFError or OSError: the other process is gone."""

    def fileno(self) -> int:
        """Return the number by which the system knows where values come in."""

    def close(self) -> None:
        """Send and receive no more."""


class Worker(NamedTuple):
    """A process, the pipe to it, and how it is killed and then waited for."""

    number: int
    pipe: Pipe
    kill: Callable[[], None]
    join: Callable[[], object]


@contextmanager
def started(count: int, task: Task) -> Iterator[list[Worker]]:
    """Start so many processes that do a task, and end all of them on leaving, whatever happens.

    The processes ignore Ctrl-C: this one alone answers it. When it is asked to end, it ends them first.
    """
    import pickle  # noqa: F401  # so that the forks have it

    there: list[Worker] = []
    with _exit_on_signals():
        try:
            for _ in range(count):
                there.append(_forked(task, there) if START == "fork" else _spawned(task))
            yield list(there)
        finally:  # nobody waits for what is still to be done
            for one in there:
                one.kill()  # SIGTERM may reach a process before it has given up the handler copied from here
            for one in there:
                one.join()
                one.pipe.close()


def wait(pipes: Sequence[Pipe]) -> Sequence[Pipe]:
    """Wait until something comes through one of the pipes or more, or its process is gone, and return those."""
    if START == "fork":
        import select

        poll = select.poll()
        known = {pipe.fileno(): pipe for pipe in pipes}
        for number in known:
            poll.register(number, select.POLLIN)
        return [known[number] for number, _ in poll.poll()]
    from multiprocessing import connection

    return cast("Sequence[Pipe]", connection.wait(cast("Sequence[Connection]", pipes)))


def _work(task: Task, pipe: Pipe) -> None:
    """Do the task with each piece of work that comes through the pipe, until no more can come."""
    with suppress(EOFError, OSError):
        while True:
            pipe.send(task(pipe.recv()))


class _Pipe:
    """An end of two pipes of the system, one for each direction."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = open(incoming, "rb")  # noqa: SIM115
        self._outgoing = open(outgoing, "wb")  # noqa: SIM115

    def send(self, value: Any) -> None:
        import pickle

        pickle.dump(value, self._outgoing)
        self._outgoing.flush()

    def recv(self) -> Any:
        import pickle

        try:
            return pickle.load(self._incoming)
        except pickle.UnpicklingError:  # it was broken off
            raise EOFError from None

    def fileno(self) -> int:
        return self._incoming.fileno()

    def close(self) -> None:
        self._incoming.close()
        with suppress(BrokenPipeError):  # of what the other process did not take
            self._outgoing.close()


def _forked(task: Task, others: Iterable[Worker]) -> Worker:
    """Start a process that has everything in memory already; `others` have started before it."""
    inward, outward = os.pipe(), os.pipe()
    here, there = _Pipe(inward[0], outward[1]), _Pipe(outward[0], inward[1])
    try:
        number = os.fork()
        if not number:
            _live(task, there, (here, *(one.pipe for one in others)))
    except OSError:
        here.close()
        raise
    finally:
        there.close()
    return Worker(number, here, partial(_kill, number), partial(_join, number))


def _live(task: Task, pipe: Pipe, not_its_own: Iterable[Pipe]) -> NoReturn:
    """Be a forked process to its end; that of the one that forked it closes the pipe."""
    try:
        _leave_signals()
        for one in not_its_own:
            one.close()
        _work(task, pipe)
    finally:  # whatever has happened: that there comes no more through the pipe tells it
        os._exit(0)


def _kill(number: int) -> None:
    import signal

    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def _join(number: int) -> None:
    with suppress(ChildProcessError):  # whoever ignores the end of processes need not wait for it
        os.waitpid(number, 0)


def _spawned(task: Task) -> Worker:
    """Start a process that begins anew, and imports what it needs."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_live_beside, args=(task, there), daemon=True)
    with _safe_path():
        process.start()
    there.close()
    return Worker(process.pid or 0, here, process.kill, process.join)


def _live_beside(task: Task, pipe: Pipe) -> None:
    """Be a process that has begun anew to its end, which comes as soon as the one that started it is gone."""
    from threading import Thread

    _leave_signals()
    Thread(target=_end_with_parent, daemon=True).start()
    _work(task, pipe)


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _safe_path() -> Iterator[None]:
    """Keep a process that starts meanwhile from importing modules of the working directory, where strangers' files lie.

    It would look there first, even for `multiprocessing`.
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


def _leave_signals() -> None:
    """Ignore Ctrl-C, and end at once where another signal asks for it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


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

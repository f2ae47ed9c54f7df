"""Processes that work: what they give back, and what is told of one that is gone."""

import os
import signal
import time

import pytest

from aspire_cli import workers

if os.name == "nt":
    pytest.skip("needs POSIX's signals", allow_module_level=True)


@pytest.fixture(params=["fork", "spawn"])
def start(request, monkeypatch):
    monkeypatch.setattr(workers, "START", request.param)


@pytest.fixture
def forks(monkeypatch):
    monkeypatch.setattr(workers, "START", "fork")


def come(pipes):
    """Return what has come from each of the pipes."""
    waiting, found = list(pipes), {}
    while waiting:
        for pipe in workers.wait(waiting):
            waiting.remove(pipe)
            try:
                found[pipe] = pipe.recv()
            except EOFError:
                found[pipe] = "gone"
    return [found[pipe] for pipe in pipes]


@pytest.mark.usefixtures("start")
def test_each_gives_back_what_came_of_its_own_work():
    with workers.started(2, len) as there:
        for number, one in enumerate(there, 1):
            one.pipe.send("語" * number * 100_000)
        assert come([one.pipe for one in there]) == [100_000, 200_000]
        there[0].pipe.send("")
        assert come([there[0].pipe]) == [0]


@pytest.mark.usefixtures("forks")
def test_a_fork_that_is_killed_in_mid_sentence_is_gone():
    with workers.started(2, bytes) as there:
        there[0].pipe.send(1_000_000)  # more than a pipe holds
        workers.wait([there[0].pipe])
        there[0].kill()
        there[1].pipe.send(3)
        assert come([one.pipe for one in there]) == ["gone", bytes(3)]


@pytest.mark.usefixtures("forks")
def test_of_a_fork_that_breaks_nothing_is_said_but_that_it_is_gone(capfd):
    with workers.started(1, len) as (one,):
        one.pipe.send(0)
        assert come([one.pipe]) == ["gone"]
        with pytest.raises(BrokenPipeError):
            one.pipe.send("more")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("forks")
def test_forks_ignore_ctrl_c_and_end_when_they_are_asked_to():
    with workers.started(2, len) as there:
        for number, asked in enumerate((signal.SIGINT, signal.SIGTERM)):
            there[number].pipe.send("begun")  # before that they are not yet themselves
            assert come([there[number].pipe]) == [5]
            os.kill(there[number].number, asked)
        there[0].pipe.send("all")
        assert come([one.pipe for one in there]) == [3, "gone"]


@pytest.mark.usefixtures("forks")
def test_forks_end_with_the_process_that_made_them():
    coming, going = os.pipe()
    number = os.fork()
    if not number:
        with workers.started(3, time.sleep) as there:
            there[1].pipe.send(0.2)  # one of them is at work
            os.write(going, " ".join(str(one.number) for one in there).encode())
            os._exit(0)
    os.waitpid(number, 0)
    os.close(going)  # now the forks alone hold it
    assert len(os.read(coming, 100).split()) == 3
    assert os.read(coming, 100) == b""
    os.close(coming)


@pytest.mark.usefixtures("forks")
@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="this system has no /proc")  # noqa: PTH110
@pytest.mark.parametrize("can_fork", [True, False])
def test_nothing_stays_open(can_fork, monkeypatch):
    def fork():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = os.listdir("/proc/self/fd")  # noqa: PTH208
    if can_fork:
        with workers.started(2, len) as there:
            assert len(os.listdir("/proc/self/fd")) == len(before) + 4  # noqa: PTH208
            there[0].kill()
    else:
        monkeypatch.setattr(os, "fork", fork)
        with pytest.raises(BlockingIOError), workers.started(2, len):
            raise AssertionError
    assert os.listdir("/proc/self/fd") == before  # noqa: PTH208

"""How the command ends, whatever happens within it; what the system has a part in is tested with real processes."""

import errno
import gc
import os

import pytest

from aspire_cli import __main__ as command
from aspire_cli.cli import app, streams


@pytest.fixture
def ended(monkeypatch, capsys):
    """Return a function that ends the command by an error, and gives back exit status and standard error."""
    monkeypatch.setattr("sys.argv", ["aspire", "--lang", "en", "check"])

    def leave(status):
        raise SystemExit(status)

    monkeypatch.setattr(os, "_exit", leave)

    def run(error):
        def fail(*_):
            raise error

        monkeypatch.setattr(app, "run", fail)
        with pytest.raises(SystemExit) as left:
            command.main()
        return left.value.code, capsys.readouterr().err

    yield run
    gc.enable()


def test_a_fault_of_the_program_is_one_line(ended):
    status, said = ended(RuntimeError("one\ntwo"))
    assert status == 3
    assert said.startswith("aspire: ")
    assert "RuntimeError" in said
    assert said.count("\n") == 1


def test_even_where_its_own_words_cannot_be_read(ended, monkeypatch):
    def fail(*_, **__):
        raise OSError

    monkeypatch.setattr(streams, "complain", fail)
    status, said = ended(RuntimeError("語"))
    assert status == 3
    assert said.startswith("aspire: RuntimeError: \\u8a9e (")
    assert said.count("\n") == 1


def test_all_of_it_is_shown_to_who_asks_for_it(ended, monkeypatch):
    monkeypatch.setenv("ASPIRE_DEBUG", "1")
    with pytest.raises(RuntimeError, match="one"):
        ended(RuntimeError("one"))


def test_a_full_disk_is_wrong_use(ended):
    status, said = ended(OSError(errno.ENOSPC, "full"))
    assert status == 2
    assert "standard output: cannot be written" in said


def test_any_other_error_of_the_system_is_a_fault(ended):
    assert ended(OSError(errno.EBADF, "bad"))[0] == 3


def test_a_reader_that_has_gone_is_no_fault(ended):
    assert ended(BrokenPipeError()) == (0, "")


def test_an_interruption(ended):
    assert ended(KeyboardInterrupt()) == (130, "")

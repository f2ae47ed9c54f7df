"""What is kept packed comes back as it was, from memory and from a file without a name."""

import random
import tempfile

import pytest

from aspire_cli.reports import kept

LINES = [f"{random.Random(number).randbytes(400).hex()} 提案\n" for number in range(1_500)]


@pytest.mark.parametrize("number", [0, 1, len(LINES)])
def test_all_comes_back_line_by_line(number):
    found = kept.Kept()
    for line in LINES[:number]:
        found.add(line)
    assert list(found.lines()) == LINES[:number]


def test_what_is_more_than_a_little_takes_no_memory(monkeypatch):
    made, file = [], tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *given, **more: made.append(file(*given, **more)) or made[-1])
    found = kept.Kept()
    for line in LINES:
        found.add(line)
    assert len(made) == 1
    assert list(found.lines()) == LINES
    assert made[0].closed


def test_where_no_file_can_be_made_memory_does(monkeypatch):
    def refuse():
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", refuse)
    found = kept.Kept()
    for line in LINES:
        found.add(line)
    assert list(found.lines()) == LINES


def test_what_is_never_read_is_given_up_in_silence(recwarn):
    found = kept.Kept()
    for line in LINES:
        found.add(line)
    del found
    assert not recwarn.list

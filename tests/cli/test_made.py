"""An HTML page says when it was made; SOURCE_DATE_EPOCH makes it the same each time."""

import re
from hashlib import sha256

import pytest

from tests.helpers import each, proposal

COMMANDS = (("check", "p.yaml"), ("budget", "p.yaml"), ("budget", "--scheme", "top"), ("fit", "p.yaml"))
COMMANDS += (("list", "countries"), ("explain", "budget-sum"), ("config",))


@pytest.fixture
def made(aspire, tmp_path, monkeypatch):
    """Return a function that runs a command for HTML, with SOURCE_DATE_EPOCH set."""
    (tmp_path / "p.yaml").write_text(proposal(), encoding="utf-8")

    def run(epoch, *arguments):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        return aspire(*arguments, "--format", "html").out

    return run


@each("command", COMMANDS)
def test_of_every_command(made, command):
    said = made("1795536000", *command)
    assert "made 2026-11-25 01:00 (Japan time) · aspire " in said
    assert 'href="https://www.jst.go.jp/aspire/about.html"' in said
    assert made("1795536000", *command) == said


@each("epoch", ["", "x", "1e9", "9" * 5000, "9" * 20, "-" + "9" * 20])
def test_what_is_no_time_is_passed_over(made, epoch):
    assert re.search(r"made 20\d\d-\d\d-\d\d ", made(epoch, "check", "p.yaml"))


@each("command", [("check", "p.yaml"), ("budget", "p.yaml"), ("fit", "p.yaml")])
def test_bears_the_digest_of_the_file(made, command):
    assert sha256(proposal().encode()).hexdigest() in made("0", *command)


def test_text_says_nothing_of_it(made, aspire):
    made("1795536000", "check", "p.yaml")
    assert "made" not in aspire("check", "p.yaml", "--format", "full").out

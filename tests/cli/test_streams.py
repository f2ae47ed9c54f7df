"""The streams around the command: closed, full, in other encodings."""

import io
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from aspire_cli.cli import app
from aspire_cli.cli.streams import Reader
from tests.helpers import proposal, unmeasured

COMMAND = [sys.executable, "-m", "aspire_cli"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ASPIRE_", "GITHUB_", "LC_"))}


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "proposal.yaml"
    file.write_text(proposal("top").replace("field: quantum", "field: alchemy"), encoding="utf-8")
    return str(file)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [("check", "--format", "full"), ("check", "--format", "json"), ("--version",)])
def test_a_full_disk_is_said_in_one_line(arguments, path):
    files = [path] if arguments[0] == "check" else []
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, *files],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**ENVIRONMENT, "ASPIRE_LANG": "en"},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "aspire: standard output: cannot be written (no space is left on the disk)\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(("closed", "status"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1)])
def test_closed_streams_do_not_matter(closed, status, path):
    line = f'"{sys.executable}" -m aspire_cli check "$1" {closed}'
    done = subprocess.run(["sh", "-c", line, "sh", path], capture_output=True, env=ENVIRONMENT, check=False)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def run_for_nobody(*arguments):
    """Run the command into a pipe from which nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as nobody:  # noqa: PTH123
        return subprocess.run(
            [*COMMAND, *arguments], stdout=nobody, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False
        )


@pytest.mark.parametrize("arguments", [("list", "rules"), ("--help",)])
def test_a_reader_that_goes_away_is_no_failure(arguments):
    done = run_for_nobody(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_does_not_change_the_verdict(tmp_path, path):
    many = [str(tmp_path / f"{number}.yaml") for number in range(50)]  # more than is written at once
    for file in many:
        Path(file).write_text(proposal("top"), encoding="utf-8")
    for form, files, status in (("concise", many, 0), ("full", [*many, path], 1), ("json", [*many, path], 1)):
        done = run_for_nobody("check", "--format", form, *files)
        assert (done.returncode, done.stderr) == (status, b"")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX's streams")
@pytest.mark.parametrize("kind", ["pipe", "terminal"])
@pytest.mark.parametrize("asked", [("-f", "full"), ("-f", "json"), ("-f", "concise", "-f", "json=/dev/stdout")])
def test_a_stream_that_does_not_block_gets_all(tmp_path, kind, asked):
    file = tmp_path / "p.yaml"
    file.write_text(f"scheme: top\nkeywords: [{'[],' * 250}]\n", encoding="utf-8")
    command = [*COMMAND, "check", *asked, "--color", "never", str(file)]
    whole = subprocess.run(command, stdout=subprocess.PIPE, env=ENVIRONMENT, check=False).stdout
    reader, writer = os.pipe() if kind == "pipe" else os.openpty()
    os.set_blocking(writer, False)
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
        os.close(writer)
        time.sleep(1)  # until nothing more can be written
        pieces = []
        with suppress(OSError):  # a terminal that is closed
            while piece := os.read(reader, 65536):
                pieces.append(piece)
        assert process.stderr.read() == b""
    os.close(reader)
    assert process.returncode == 1
    assert len(whole) > 70_000
    assert b"".join(pieces).replace(b"\r\n", b"\n") == whole


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX's limits")
@pytest.mark.slow
def test_a_file_larger_than_is_allowed_is_one_line(tmp_path):
    (tmp_path / "p.yaml").write_text(f"scheme: top\nkeywords: [{'[],' * 250}]\n", encoding="utf-8")
    (tmp_path / "out.json").write_text("earlier", encoding="utf-8")
    line = f'ulimit -f 8; exec "{sys.executable}" -m aspire_cli check p.yaml -f concise -f json=out.json'
    environment = {**unmeasured(), "ASPIRE_LANG": "en"}
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr == b"aspire: out.json: cannot be written (the file would be larger than is allowed)\n"
    assert done.stdout.count(b"schema-wrong-type") > 150
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "earlier"
    assert {path.name for path in tmp_path.iterdir()} == {".git", "out.json", "p.yaml"}


@pytest.fixture
def shown(monkeypatch):
    """Return a function that gives what a command shows on a terminal of an encoding, as bytes."""

    def run(encoding, *arguments):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding, newline="")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            app.run([*arguments])
        stream.flush()
        return raw.getvalue()

    return run


def test_a_japanese_terminal_of_old_shows_what_it_has(shown, path):
    text = shown("cp932", "check", "--format", "full", "--lang", "ja", path).decode("cp932")
    assert "x 不適合" in text
    assert "\\x" not in text
    assert "\\u" not in text


def test_an_ascii_terminal_shows_the_nearest_signs(shown, path):
    text = shown("ascii", "check", "--format", "full", "--lang", "en", path).decode("ascii")
    assert "x Does not fit" in text
    assert "JPY 360,000,000" in text
    assert "2026-12-01 -> 2031-11-30" in text


def test_an_ascii_terminal_has_its_signs_measured_as_it_shows_them(shown, path):
    for command in (("budget", path, "--format", "full"), ("fit", path), ("budget", "--scheme", "top")):
        text = shown("ascii", *command, "--lang", "en").decode("ascii")
        assert max(len(line) for line in text.splitlines() if path not in line) <= 100
    table = [line for line in text.splitlines() if "JPY 494,000,000" in line or "JPY 114,000,000" in line]
    assert len({line.index("JPY") for line in table}) == 1


def test_characters_that_an_encoding_has_not_are_given_by_number(shown, tmp_path):
    file = tmp_path / "proposal.yaml"
    file.write_text(proposal("top").replace("field: quantum", "field: 量子力学"), encoding="utf-8")
    assert b"`\\u91cf\\u5b50\\u529b\\u5b66`" in shown(
        "ascii", "check", "--format", "concise", "--lang", "en", str(file)
    )


def test_the_help_needs_no_sign_that_a_western_terminal_has_not(shown):
    assert b"such as 3.2\\u5104\\u5186" in shown("cp1252", "budget", "--help", "--lang", "en")


def test_machine_formats_are_utf_8_whatever_the_terminal(shown, path):
    assert "対象の分野" in shown("cp932", "check", "--format", "json", "--lang", "ja", path).decode("utf-8")


def test_the_reader_s_language_is_asked_for_by_the_command_line_then_the_environment_then_the_locale(monkeypatch):
    assert Reader([]).languages == ("en",)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert Reader(["check"]).languages == ("ja",)
    monkeypatch.setenv("ASPIRE_LANG", "both")
    assert Reader(["check"]).languages == ("ja", "en")
    assert Reader(["check", "--lang", "en"]).languages == Reader(["check", "--lang=en"]).languages == ("en",)
    assert Reader(["check", "--lang", "fr"]).languages == Reader(["check", "--lang"]).languages == ("ja", "en")


def test_a_run_knows_nothing_of_the_one_before(aspire, repository):
    (repository / "aspire.toml").write_text('language = "ja"\n', encoding="utf-8")
    assert "読み取れません" in aspire("check", "nowhere.yaml").err
    (repository / "aspire.toml").unlink()
    assert "cannot be read" in aspire("check", "nowhere.yaml").err

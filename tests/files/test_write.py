"""A file is written whole or not at all, keeps what it is, and no link leads the report elsewhere (of SECURITY.md)."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from aspire_cli.files import write
from tests.helpers import proposal

if os.name == "nt":
    pytest.skip("needs POSIX's links, owners and signals", allow_module_level=True)

FAULTY = proposal("top", field="quantm")


@pytest.fixture
def place(tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "kept").write_text("kept", encoding="utf-8")
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path


@pytest.mark.parametrize("link", ["../home/kept", "../home/new", "hop", "sub/../../home/kept"])
@pytest.mark.parametrize("absolute", [False, True])
def test_no_link_leads_out_of_its_folder(place, link, absolute):
    (place / "repo" / "sub").mkdir()
    (place / "repo" / "hop").symlink_to("../home/kept")
    (place / "repo" / "out").symlink_to(link)
    with pytest.raises(OSError, match="leads out"):
        write.write_whole(str(place / "repo" / "out") if absolute else "out", "report")
    assert [path.read_text() for path in (place / "home").iterdir()] == ["kept"]


@pytest.mark.parametrize("names", [1, 2])
def test_what_has_changed_up_to_the_last_moment_is_not_written_over(place, monkeypatch, names):
    file = place / "repo" / "a"
    file.write_text("known")
    if names == 2:
        os.link(file, place / "repo" / "b")
    write.write_whole("a", "first", known=b"known")
    assert file.read_text() == "first"
    with pytest.raises(write.ChangedError):
        write.write_whole("a", "second", known=b"known")
    monkeypatch.setattr(write, "_give_owner", lambda *_: file.write_text("others'"))
    if names == 1:
        with pytest.raises(write.ChangedError):
            write.write_whole("a", "second", known=b"first")
    assert file.read_text() == ("others'" if names == 1 else "first")
    assert {path.name for path in file.parent.iterdir()} <= {"a", "b"}


def test_nor_does_a_linked_folder_below_the_working_directory(place):
    (place / "repo" / "reports").symlink_to("../home")
    with pytest.raises(OSError, match="leads out"):
        write.write_whole("reports/kept", "report")
    assert (place / "home" / "kept").read_text() == "kept"


def test_links_above_the_working_directory_are_the_users_own(place):
    (place / "linked").symlink_to(place / "home")
    write.write_whole(str(place / "linked" / "out"), "report")
    assert (place / "home" / "out").read_text() == "report"


@pytest.mark.parametrize("command", [("init", "--scheme", "top", "--force", "x"), ("schema", "--write", "--force")])
def test_what_else_writes_follows_no_such_link(aspire, place, command):
    for name in ("x", "proposal.schema.json"):
        (place / "repo" / name).symlink_to("../home/kept")
    ran = aspire(*command)
    assert (ran.status, "leads out of its folder" in ran.err) == (2, True)
    assert (place / "home" / "kept").read_text() == "kept"


@pytest.mark.parametrize("name", ["other.proposal.yaml", "passed.proposal.yaml", "hard", "ignored.proposal.yaml"])
def test_what_a_search_finds_is_not_written_over(aspire, place, name):
    repo = place / "repo"
    (repo / ".git").mkdir()
    (repo / ".gitignore").write_text("ignored.*\n")
    (repo / "ignored.proposal.yaml").write_text(FAULTY, encoding="utf-8")
    (repo / "other.proposal.yaml").write_text(FAULTY, encoding="utf-8")
    (repo / "passed.proposal.yaml").write_text("services: 1\n", encoding="utf-8")
    os.link(repo / "other.proposal.yaml", repo / "hard")
    before = (repo / name).read_text(encoding="utf-8")
    assert aspire("check", ".", "-f", "concise", "-f", f"json={name}").status == 2
    assert (repo / name).read_text(encoding="utf-8") == before


def test_other_names_of_a_file_are_written_too(place):
    os.link(place / "home" / "kept", "out")
    write.write_whole("out", "re")
    assert (place / "home" / "kept").read_text() == "re"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EROFS, errno.EACCES, errno.EXDEV])
def test_in_place_where_nothing_can_be_renamed(place, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(write.Path, "replace", refuse)
    write.write_whole("../home/kept", "r")
    assert (place / "home" / "kept").read_text() == "r"
    assert len(list((place / "home").iterdir())) == 1


@pytest.mark.parametrize("number", [errno.EPERM, errno.EINVAL])
def test_in_place_where_the_owner_would_not_stay(place, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    before = (place / "home" / "kept").stat().st_ino
    monkeypatch.setattr(write, "_give_owner", refuse)
    write.write_whole("../home/kept", "report")
    assert (place / "home" / "kept").stat().st_ino == before
    assert (place / "home" / "kept").read_text() == "report"


def test_a_full_quota_is_one_line(aspire, place, monkeypatch):
    def full(*_):
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    (place / "repo" / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
    monkeypatch.setattr(write.Path, "replace", full)
    ran = aspire("check", "-f", "concise", "-f", "json=out.json")
    assert (ran.status, ran.err.count("\n"), "quota" in ran.err) == (2, 1, True)
    assert [path.name for path in (place / "repo").iterdir()] == ["proposal.yaml"]


@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1, signal.SIGALRM])
def test_a_signal_waits_until_the_file_is_whole(place, number, new):
    code = (
        "import os, sys; from aspire_cli.files import write; before = write._umask\n"
        f"write._umask = lambda: os.kill(os.getpid(), {int(number)}) or before()\n"
        f"write.write_whole('out', 'report', new={new})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode != 0
    assert [(path.name, path.read_text()) for path in (place / "repo").iterdir()] == [("out", "report")]


def test_the_names_of_streams_are_streams():
    names = {"/dev/stdout": 1, "/dev/stderr": 2, "/dev/fd/63": 63, "/proc/self/fd/3": 3, "/dev/null": None, "1": None}
    assert {name: write.stream_of(name) for name in names} == names


def test_a_stream_keeps_what_is_in_it(place):
    (place / "repo" / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
    command = [sys.executable, "-m", "aspire_cli", "check", "-f", "concise", "-f", "jsonl=/dev/stdout"]
    with (place / "log").open("ab") as log:
        log.write(b"earlier\n")
        log.flush()
        assert subprocess.run(command, check=False, stdout=log, stderr=subprocess.PIPE).returncode == 1
    text = (place / "log").read_text(encoding="utf-8")
    assert text.startswith("earlier\n")
    assert "field-not-listed:" in text
    assert '"kind": "summary"' in text


def test_a_stream_that_is_not_open_is_one_line(aspire, place):
    (place / "repo" / "proposal.yaml").write_text(FAULTY, encoding="utf-8")
    ran = aspire("check", "-f", "concise", "-f", "json=/dev/fd/987")
    assert (ran.status, ran.err.count("\n")) == (2, 1)

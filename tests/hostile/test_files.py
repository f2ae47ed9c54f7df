"""Files that are no proposals: folders, links, pipes and sockets under a proposal's name; and standard input."""

import contextlib
import io
import json
import os
import socket
import sys

import pytest

from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's links and pipes", allow_module_level=True)

NO_FILES = ("loop-a", "loop-b", "zero", "nothing", "pipe", "socket")


@pytest.fixture
def folder(tmp_path):
    """A folder of things that are no proposals, and one that is."""
    (tmp_path / "loop-a.proposal.yaml").symlink_to("loop-b.proposal.yaml")
    (tmp_path / "loop-b.proposal.yaml").symlink_to("loop-a.proposal.yaml")
    (tmp_path / "zero.proposal.yaml").symlink_to("/dev/zero")
    (tmp_path / "nothing.proposal.yaml").symlink_to("missing")
    (tmp_path / "folder.proposal.yaml").mkdir()
    (tmp_path / "again").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.proposal.yaml")
    with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(tmp_path):
        server.bind("socket.proposal.yaml")
    (tmp_path / "proposal.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def test_a_search_goes_past_what_is_no_file(folder, aspire):
    ran = aspire("check", "--format", "json", ".")
    assert ran.status == 2
    assert [entry["path"] for entry in json.loads(ran.out)["files"]] == ["proposal.yaml"]
    for name in NO_FILES:
        if name.startswith("loop") or name == "nothing":  # links to nowhere
            assert name not in ran.err
            continue
        why = "passed over" if name == "zero" else "cannot be read"
        assert f"{name}.proposal.yaml: {why}" in ran.err


@pytest.mark.parametrize("name", NO_FILES)
def test_named_it_is_refused_in_one_line(folder, aspire, name):
    ran = aspire("check", "--format", "json", f"./{name}.proposal.yaml")
    assert (ran.status, ran.err.count("\n")) == (2, 1)


def test_a_folder_that_is_named_is_searched(folder, aspire):
    assert aspire("check", "./folder.proposal.yaml").status == 0


def test_a_named_link_out_of_the_folder_is_read(tmp_path, aspire, monkeypatch):
    (tmp_path / "out.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "proposal.yaml").symlink_to("../out.yaml")
    monkeypatch.chdir(tmp_path / "in")
    assert aspire("check", "proposal.yaml").status == 0
    searched = aspire("check", ".")
    assert searched.out == "Found by the search and not checked: links that lead out of the folder: 1\n"
    assert "passed over" in searched.err


@pytest.mark.parametrize(("data", "status"), [(b"", 1), (b"\xff\xfe\x00", 1), (BASE.encode(), 0)])
def test_standard_input(aspire, monkeypatch, data, status):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert aspire("check", "-").status == status

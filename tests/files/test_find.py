"""Which files a search finds, and what stands in the way of reading one."""

import os
import sys
from pathlib import Path

import pytest

from aspire_cli import limits
from aspire_cli.files import find as files
from aspire_cli.files.find import FileError, Target


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("scheme: top\n", encoding="utf-8")


def found(folder):
    return [os.path.relpath(target.path, folder).replace(os.sep, "/") for target in files.listed([str(folder)])]


def test_finds_proposals_by_their_names_in_order(tmp_path):
    fill(tmp_path, "b/proposal.yml", "a/x.proposal.yaml", "proposal.yaml", "A.PROPOSAL.YAML", "PROPOSAL.yaml")
    fill(tmp_path, "notes.yaml", "myproposal.yaml", "proposal.yaml.bak", "proposal.json", ".proposal.yaml.swp")
    assert sorted(found(tmp_path)) == [
        "A.PROPOSAL.YAML",
        "PROPOSAL.yaml",
        "a/x.proposal.yaml",
        "b/proposal.yml",
        "proposal.yaml",
    ]
    assert found(tmp_path) == found(tmp_path)


def test_enters_no_hidden_folder_and_none_of_tools(tmp_path):
    fill(
        tmp_path, ".git/proposal.yaml", "node_modules/x/proposal.yaml", "__pycache__/proposal.yaml", "sub/proposal.yaml"
    )
    assert found(tmp_path) == ["sub/proposal.yaml"]


def test_a_file_named_twice_is_listed_once(tmp_path, monkeypatch):
    fill(tmp_path, "proposal.yaml")
    monkeypatch.chdir(tmp_path)
    assert list(files.listed(["proposal.yaml", "./proposal.yaml", "."])) == [Target("proposal.yaml", named=True)]


def test_what_is_found_comes_back_as_it_was():
    known = [
        Target("提案/a\udcff.proposal.yaml", named=False),
        Target("-", named=True),
        Target("a\0\n", named=True),
        Target("", named=True),
        Target("x" * 300, named=False, left_out="link"),
        Target("y", named=False, left_out="side-file"),
        Target("z", named=False, left_out="settings"),
    ]
    kept = files.Found()
    for one in known:
        kept.add(one)
    assert list(kept) == list(kept) == known


def test_the_search_goes_on_behind_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    fill(tmp_path, "a/closed/proposal.yaml", "z/proposal.yaml")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(files.os, "scandir", scandir)
    error, target = files.listed([str(tmp_path)])
    assert isinstance(error, FileError)
    assert (error.path, error.reason) == (str(tmp_path / "a" / "closed"), "Permission denied")
    assert target == Target(str(tmp_path / "z" / "proposal.yaml"), named=False)


def test_reads_no_more_than_a_byte_beyond_the_bound(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (limits.LARGEST_FILE + 1000))
    assert len(files.read(str(path))) == limits.LARGEST_FILE + 1


@pytest.mark.parametrize(("most", "read"), [(100, b"#begun and"), (8, b"#begun a"), (6, b"#begun"), (5, b"#begu")])
def test_reads_what_a_file_has_become_since_it_was_measured(tmp_path, monkeypatch, most, read):
    path, measure = tmp_path / "growing.yaml", os.fstat
    path.write_bytes(b"#begun")

    def grows_after(number):
        state = measure(number)
        path.write_bytes(b"#begun and")
        return state

    monkeypatch.setattr(os, "fstat", grows_after)
    assert files.read(str(path), most) == read


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    with pytest.raises(FileError, match="Not an ordinary file"):
        files.read(str(path))


def test_what_is_no_file_is_refused(tmp_path):
    for name, reason in [("missing.yaml", "No such file or directory"), (".", "Is a directory")]:
        with pytest.raises(FileError) as caught:
            files.read(str(tmp_path / name))
        assert caught.value.reason == reason


@pytest.mark.skipif(os.name == "nt", reason="links need rights there that tests have not")
class TestLinks:
    @pytest.fixture
    def folder(self, tmp_path):
        fill(tmp_path, "secret.yaml", "searched/sub/proposal.yaml")
        return tmp_path / "searched"

    def targets(self, *paths):
        return [(Path(one.path).name, one.left_out == "link") for one in files.listed(list(map(str, paths)))]

    def test_one_that_leads_out_of_the_folder_is_told_apart(self, folder):
        """Holds "A file cannot choose what is checked" of SECURITY.md."""
        (folder / "a.proposal.yaml").symlink_to("../secret.yaml")
        (folder / "b.proposal.yaml").symlink_to(folder.parent / "secret.yaml")
        assert self.targets(folder) == [("a.proposal.yaml", True), ("b.proposal.yaml", True), ("proposal.yaml", False)]

    def test_through_another_link_too(self, folder):
        (folder / "out").symlink_to("..")
        (folder / "a.proposal.yaml").symlink_to("out/secret.yaml")
        assert self.targets(folder) == [("a.proposal.yaml", True), ("proposal.yaml", False)]

    def test_one_inside_the_folder_is_checked(self, folder):
        (folder / "a.proposal.yaml").symlink_to("sub/proposal.yaml")
        assert ("a.proposal.yaml", False) in self.targets(folder)

    def test_the_folder_may_itself_be_a_link(self, folder):
        (folder / "a.proposal.yaml").symlink_to("sub/proposal.yaml")
        (folder.parent / "link").symlink_to("searched")
        assert ("a.proposal.yaml", False) in self.targets(folder.parent / "link")

    def test_what_is_named_is_checked_wherever_it_leads(self, folder):
        link = folder / "a.proposal.yaml"
        link.symlink_to("../secret.yaml")
        assert self.targets(link) == [("a.proposal.yaml", False)]
        assert self.targets(folder, link) == [
            ("a.proposal.yaml", True),
            ("proposal.yaml", False),
            ("a.proposal.yaml", False),
        ]

    def test_a_folder_that_holds_itself_is_entered_once(self, folder):
        (folder / "again").symlink_to(".")
        (folder / "a.proposal.yaml").symlink_to("b.proposal.yaml")
        (folder / "b.proposal.yaml").symlink_to("a.proposal.yaml")
        assert self.targets(folder) == [
            ("a.proposal.yaml", False),
            ("b.proposal.yaml", False),
            ("proposal.yaml", False),
        ]
        with pytest.raises(FileError):
            files.read(str(folder / "a.proposal.yaml"))


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_folders_nested_deeper_than_python_calls_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    usual = sys.getrecursionlimit()
    depth = usual // 2
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    fill(Path(), "proposal.yaml")
    monkeypatch.chdir(tmp_path)
    try:
        sys.setrecursionlimit(depth - 50)
        (target,) = files.listed(["."])
        sys.setrecursionlimit(usual)
        assert target.path.count(os.sep) == depth
    finally:
        sys.setrecursionlimit(usual)
        for _ in range(depth):  # for whoever tidies up
            os.chdir("a")
        Path("proposal.yaml").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("a").rmdir()


def test_a_path_with_a_slash_too_many_stays_where_it_is(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "proposal.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert [files.read(one.path) for one in files.targets(".//folder")] == [b""]

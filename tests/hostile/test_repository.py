"""A repository, a folder or a link made by somebody else: nothing in it is run, waited for or written over."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aspire_cli import api
from aspire_cli.files import find as files
from tests.helpers import proposal, unmeasured
from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's links and shells", allow_module_level=True)

OPEN_FILES = Path("/proc/self/fd")
LOOKS_LIKE_A_REPOSITORY = """[core]
\trepositoryformatversion = 0
\tbare = false
\tworktree = .
\tfsmonitor = "echo RAN >> {0}; false"
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


STARTS = {
    "subprocess.Popen",
    "os.posix_spawn",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.spawn",
    "pty.spawn",
}


@pytest.fixture
def started():
    """The processes that Python starts while a test runs, by the names of the events that it reports."""
    found = []
    watches = True

    def watch(event, _arguments):
        if watches and event in STARTS:
            found.append(event)

    sys.addaudithook(watch)  # there is no way to take it back
    yield found
    watches = False


class TestGit:
    def test_no_process_is_started_in_a_repository(self, here, aspire, started):
        """Holds "Nothing is run" of SECURITY.md."""
        subprocess.run(["git", "init", "--quiet", "."], check=True)
        (here / ".gitignore").write_text("scratch/\n", encoding="utf-8")
        for name in ("scratch", "call"):
            (here / name).mkdir()
            (here / name / "proposal.yaml").write_text(BASE, encoding="utf-8")
        assert started  # what the test itself starts is seen
        started.clear()
        ran = aspire("check", ".")
        assert "1 file checked" in ran.out
        assert "passed over" in ran.err
        assert started == []

    def test_a_folder_that_looks_like_a_repository_runs_nothing(self, tmp_path, aspire, monkeypatch):
        subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
        evil = tmp_path / "evil"
        for name in ("objects", "refs"):
            (evil / name).mkdir(parents=True)
        (evil / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
        (evil / "config").write_text(LOOKS_LIKE_A_REPOSITORY.format(tmp_path / "ran"), encoding="utf-8")
        (evil / "proposal.yaml").write_text(BASE, encoding="utf-8")
        subprocess.run(["git", "check-ignore", "x"], cwd=evil, capture_output=True, check=False)
        if not (tmp_path / "ran").exists():
            pytest.skip("this git falls into no such trap by itself")
        (tmp_path / "ran").unlink()
        monkeypatch.chdir(evil)
        assert "1 file checked" in aspire("check", ".").out
        assert not (tmp_path / "ran").exists()

    def test_what_a_repository_sets_is_not_run(self, tmp_path, aspire):
        subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
        monitor = f"echo RAN >> {tmp_path / 'ran'}; false"
        subprocess.run(["git", "config", "core.fsmonitor", monitor], cwd=tmp_path, check=True)
        (tmp_path / "proposal.yaml").write_text(BASE, encoding="utf-8")
        assert "1 file checked" in aspire("check", ".").out
        assert not (tmp_path / "ran").exists()

    @pytest.mark.parametrize("path", [".", "", "./", "bin"])
    def test_a_git_that_lies_in_the_folder_is_not_run(self, tmp_path, aspire, monkeypatch, path):
        """Holds "Nothing is run" of SECURITY.md."""
        (tmp_path / ".git").mkdir()
        (tmp_path / "proposal.yaml").write_text(BASE, encoding="utf-8")
        (tmp_path / "bin").mkdir()
        for git in (tmp_path / "git", tmp_path / "bin" / "git"):
            git.write_text(f"#!/bin/sh\n: > {tmp_path / 'ran'}\n", encoding="utf-8")
            git.chmod(0o755)
        monkeypatch.setenv("PATH", path)
        assert "1 file checked" in aspire("check", ".").out
        assert not (tmp_path / "ran").exists()


class TestSchema:
    def test_a_link_to_an_endless_file_is_told(self, tmp_path, aspire):
        (tmp_path / "proposal.schema.json").symlink_to("/dev/zero")
        ran = aspire("schema", "--write")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("aspire: proposal.schema.json")

    def test_a_pipe_is_not_waited_for(self, tmp_path, aspire):
        os.mkfifo(tmp_path / "proposal.schema.json")
        assert aspire("schema", "--write").status == 2


class TestFiles:
    def test_folders_by_the_names_of_files_leave_nothing_open(self, tmp_path):
        (tmp_path / "folder").mkdir()
        if not OPEN_FILES.is_dir():
            pytest.skip("nothing here tells which files are open")
        opened = len(list(OPEN_FILES.iterdir()))
        for _ in range(20):
            with pytest.raises(files.FileError, match="Is a directory"):
                files.read(str(tmp_path / "folder"))
        assert len(list(OPEN_FILES.iterdir())) == opened

    def test_a_file_called_dash_is_no_stream(self, here, aspire):
        (here / "-").write_text(proposal(), encoding="utf-8")
        (here / "aspire.toml").write_text('include = ["*"]\n', encoding="utf-8")
        ran = aspire("check", ".", "--format", "json")
        assert [one["path"] for one in json.loads(ran.out)["files"]] == ["./-"]
        assert api.check(here / "-").verdict == api.check(files.Target("./-", named=True)).verdict == "fits"

    @pytest.mark.slow
    def test_of_init_nothing_is_left_that_is_not_whole(self, tmp_path):
        command = f'ulimit -f 1; exec "{sys.executable}" -m aspire_cli init new.yaml --scheme top'
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=unmeasured(), capture_output=True, check=False)
        assert done.returncode in (2, 3) or done.returncode < 0
        assert not (tmp_path / "new.yaml").exists() or (tmp_path / "new.yaml").stat().st_size > 1024


class TestFolders:
    @pytest.mark.slow
    def test_from_a_folder_that_is_gone_others_are_checked(self, tmp_path):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "proposal.yaml").write_text(BASE, encoding="utf-8")
        (tmp_path / "gone").mkdir()
        command = f'cd gone && rmdir ../gone && exec "{sys.executable}" -m aspire_cli check "{tmp_path / "folder"}"'
        env = unmeasured() | {"ASPIRE_LANG": "en"}
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert "1 file checked" in done.stdout
        assert "internal" not in done.stderr


@pytest.mark.parametrize("arguments", [("fit", "proposal.yaml"), ("budget", "--scheme", "top")])
def test_the_settings_are_not_written_over(here, aspire, arguments):
    (here / ".git").mkdir()
    (here / "proposal.yaml").write_text(proposal(), encoding="utf-8")
    (here / "aspire.toml").write_text('unit = "yen"\n', encoding="utf-8")
    ran = aspire(*arguments, "--format", "json=aspire.toml")
    assert ran.status == 2
    assert "aspire.toml" in ran.err
    assert (here / "aspire.toml").read_text(encoding="utf-8") == 'unit = "yen"\n'

"""A report's file in a folder that others can write to, and from a folder that is gone."""

import os
import subprocess
import sys

import pytest

from aspire_cli.cli import outputs
from tests.helpers import unmeasured
from tests.hostile.cases import BASE

if os.name == "nt":
    pytest.skip("needs POSIX's links and modes", allow_module_level=True)


def mode(path):
    return path.stat().st_mode & 0o777


def test_a_link_that_lies_in_wait_is_not_written_through(tmp_path):
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    (tmp_path / f".aspire.{os.getpid()}.tmp").symlink_to(tmp_path / "precious")
    outputs.write_file(str(tmp_path / "out"), "report")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "out").read_text(encoding="utf-8") == "report"
    assert not (tmp_path / "out").is_symlink()


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o666])
def test_a_file_that_is_there_keeps_its_mode(tmp_path, kept):
    (tmp_path / "out").write_text("earlier", encoding="utf-8")
    (tmp_path / "out").chmod(kept)
    outputs.write_file(str(tmp_path / "out"), "report")
    assert mode(tmp_path / "out") == kept
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    (tmp_path / "other").touch()
    outputs.write_file(str(tmp_path / "out"), "report")
    assert mode(tmp_path / "out") == mode(tmp_path / "other")


@pytest.mark.slow
def test_from_a_folder_that_is_gone_wrong_use_is_told(tmp_path):
    (tmp_path / "p.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "gone").mkdir()
    command = f'cd gone && rmdir ../gone && exec "{sys.executable}" -m aspire_cli check --output out.json ../p.yaml'
    environment = unmeasured() | {"ASPIRE_LANG": "en"}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"internal" not in done.stderr

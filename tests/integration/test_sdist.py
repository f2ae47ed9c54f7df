"""The source distribution, built, unpacked away from git, installed with its extra `test`: it passes its own tests.

All are collected, so that no file is missing that one reads when it is imported; those of a few rooms are run.
"""

import os
import tarfile
import venv

import pytest

from tests.integration.test_wheel import ROOT, ran

pytestmark = pytest.mark.slow
RUN = (
    *("tests/test_house.py", "tests/test_docs.py", "tests/test_metadata.py", "tests/test_shipped_files.py"),
    *("tests/rules", "tests/programme", "tests/integration", "tests/reports/test_kept.py", "tests/test_audit.py"),
)


def test_it_passes_its_own_tests(tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    reached = ran(python, "-m", "pip", "install", "-q", "hatchling", cwd=tmp_path)
    if reached.returncode != 0:
        pytest.skip(f"pip reaches no package index: {reached.stderr.strip().splitlines()[-1:]}")
    built = ran(python, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path / "dist", cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (packed,) = (tmp_path / "dist").iterdir()
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.glob("aspire_cli-*")
    installed = ran(python, "-m", "pip", "install", "-q", f"{unpacked}[test]", cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    tests = (python, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    collected = ran(*tests, "--collect-only", "-m", "slow or not slow", cwd=unpacked)
    assert collected.returncode == 0, collected.stdout[-2000:]
    passed = ran(*tests, "-n", "2", *RUN, cwd=unpacked)
    assert passed.returncode == 0, passed.stdout[-2000:]

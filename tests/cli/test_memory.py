"""What folders cost in memory: reports go out file by file, wherever they go."""

import subprocess
import sys

import pytest

from benchmarks import proposals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell of a process that has ended"),
]
MEGABYTE = 1024  # kilobytes
MEASURE = (
    "import resource, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
STREAMED = ("json", "jsonl", "sarif", "junit", "gitlab", "markdown", "html", "csv", "xlsx")
INTO_FILES = [f"--format={form}=out.{form}.x" for form in STREAMED]


def peak(folder):
    """Return the most kilobytes that a check of a folder takes, with a report in each format that can grow.

    A small process starts it: what a process took before it was replaced by another program counts as that one's.
    """
    command = ["-m", "aspire_cli", "check", "-j", "1", *INTO_FILES, str(folder)]
    said = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
    return int(said.split()[-1]) // (1024 if sys.platform == "darwin" else 1)


def test_reports_in_files_take_no_more_memory_for_more_proposals(tmp_path):
    few, many = (proposals.folder(tmp_path / str(number), number) for number in (100, 1_000))
    assert peak(many) - peak(few) < 12 * MEGABYTE  # the reports alone are 100 MB


def test_nor_do_short_files_of_many_faults(tmp_path):
    proposals.faulty_folder(tmp_path, 60)  # 15,000 findings
    assert peak(tmp_path) < 80 * MEGABYTE

"""What folders cost in memory: reports go out file by file, wherever they go."""

import sys

import pytest

from benchmarks import measuring, proposals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell of a process that has ended"),
]
MEGABYTE = 1024  # kilobytes
STREAMED = ("json", "jsonl", "sarif", "junit", "gitlab", "markdown", "html", "csv", "xlsx")
INTO_FILES = [f"--format={form}=out.{form}.x" for form in STREAMED]


def peak(folder, *options):
    """Return the most kilobytes that a check of a folder takes, by default with a report in each format that grows."""
    command = [sys.executable, "-m", "aspire_cli", "check", "-j", "1", *(options or INTO_FILES), "."]
    return measuring.taken(command, folder).kilobytes


def test_reports_in_files_take_no_more_memory_for_more_proposals(tmp_path):
    few, many = (proposals.folder(tmp_path / str(number), number) for number in (100, 1_000))
    assert peak(many) - peak(few) < 12 * MEGABYTE  # the reports alone are 100 MB


def test_nor_do_short_files_of_many_faults(tmp_path):
    proposals.faulty_folder(tmp_path, 60)  # 15,000 findings
    assert peak(tmp_path) < 80 * MEGABYTE


def test_nor_does_the_list_of_files(tmp_path):
    few, many = (proposals.folder(tmp_path / str(number), number, proposals.begun) for number in (200, 10_000))
    assert peak(many, "-f", "csv") < 1.1 * peak(few, "-f", "csv")
    assert peak(many, "-f", "jsonl", "--together") < 1.15 * peak(few, "-f", "jsonl", "--together")


def test_nor_what_thousands_have_in_common(tmp_path):
    proposals.folder(tmp_path, 10_000, lambda _: proposals.begun(1))
    assert peak(tmp_path, "-f", "concise", "--together") < 40 * MEGABYTE  # findings held in full: 60

"""What the audit of the pinned packages makes of pip-audit's report."""

import pytest

from tools import audit

SKIPPED = {"name": "a", "skip_reason": "not found"}
CLEAN = {"name": "b", "version": "1", "vulns": []}
VULNERABLE = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}


@pytest.mark.parametrize(
    ("found", "status", "said"),
    [
        ([], 0, "pip-audit: skipped, no database of vulnerabilities can be reached"),
        ([SKIPPED], 0, "pip-audit: skipped, no database of vulnerabilities can be reached"),
        ([SKIPPED, CLEAN], 0, "pip-audit: 1 packages, none known to be vulnerable"),
        ([CLEAN, VULNERABLE], 1, "c 2: PYSEC-1\nc 2: PYSEC-2"),
    ],
)
def test_verdict(found, status, said):
    assert audit.verdict(found) == (status, said)


def test_the_lock_pins_each_package_with_hashes():
    lines = audit.LOCK.read_text(encoding="utf-8").split("\n")
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(pinned) > 60
    assert all("==" in line and line.endswith("\\") for line in pinned)

"""What the audit of the pinned packages makes of pip-audit's report."""

import json

import pytest

from tools import audit

SKIPPED = {"name": "a", "skip_reason": "not found"}
CLEAN = {"name": "b", "version": "1", "vulns": []}
VULNERABLE = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}


@pytest.mark.parametrize(
    ("found", "status", "said"),
    [
        ([SKIPPED], 0, audit.SKIPPED),
        ([SKIPPED, CLEAN], 0, "pip-audit: 1 packages, none known to be vulnerable"),
        ([CLEAN, VULNERABLE], 1, "c 2: PYSEC-1\nc 2: PYSEC-2"),
        ([], 1, "pip-audit: nothing was audited: no report"),
    ],
)
def test_verdict(found, status, said):
    assert audit.verdict(json.dumps({"dependencies": found}), "") == (status, said)


@pytest.mark.parametrize(
    ("complaints", "status", "said"),
    [
        ("Traceback\nrequests.exceptions.ConnectionError: Max retries exceeded with url: /", 0, audit.SKIPPED),
        ("ERROR:pip_audit._cli:SSLError", 0, audit.SKIPPED),
        ("python: No module named pip_audit\n", 1, "pip-audit: nothing was audited: python: No module named pip_audit"),
        ("", 1, "pip-audit: nothing was audited: no report"),
        ("Traceback\nKeyError: 'x'", 1, "pip-audit: nothing was audited: KeyError: 'x'"),
    ],
)
def test_without_a_report(complaints, status, said):
    assert audit.verdict("", complaints) == (status, said)


def test_the_lock_pins_each_package_with_hashes():
    lines = audit.LOCK.read_text(encoding="utf-8").split("\n")
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(pinned) > 60
    assert all("==" in line and line.endswith("\\") for line in pinned)

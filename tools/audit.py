"""Asks pip-audit whether a version that continuous integration installs is known to be vulnerable.

    python -m tools.audit

Ends with 1 where one is, or where nothing was audited because pip-audit is missing or breaks. Where no database of
vulnerabilities can be reached, it says so in a line and ends with 0.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements-ci.txt"
COMMAND = ["pip_audit", "--requirement", str(LOCK), "--disable-pip", "--require-hashes", "--format", "json"]


SKIPPED = "pip-audit: skipped, no database of vulnerabilities can be reached"
_NO_WAY_THERE = re.compile(
    r"connection\w*error|connecttimeout|readtimeout|sslerror|proxyerror|max retries exceeded|resolve host",
    re.IGNORECASE,
)


def verdict(output: str, complaints: str) -> tuple[int, str]:
    """Return the exit status and what to say, from what pip-audit writes to its two streams."""
    try:
        found: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        found = []
    if not found:
        if _NO_WAY_THERE.search(complaints):
            return 0, SKIPPED
        return 1, f"pip-audit: nothing was audited: {(complaints.strip() or 'no report').splitlines()[-1]}"
    audited = [one for one in found if "skip_reason" not in one]
    if not audited:
        return 0, SKIPPED
    known = [f"{one['name']} {one['version']}: {vuln['id']}" for one in audited for vuln in one["vulns"]]
    return int(bool(known)), "\n".join(known) or f"pip-audit: {len(audited)} packages, none known to be vulnerable"


def main() -> int:
    done = subprocess.run([sys.executable, "-m", *COMMAND], capture_output=True, text=True, check=False)
    status, said = verdict(done.stdout, done.stderr)
    print(said)
    return status


if __name__ == "__main__":
    raise SystemExit(main())

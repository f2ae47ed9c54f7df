"""Asks pip-audit whether a version that continuous integration installs is known to be vulnerable.

    python -m tools.audit

Ends with 1 where one is. Where no database of vulnerabilities can be reached, it says so in a line and ends with 0.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements-ci.txt"
COMMAND = ["pip_audit", "--requirement", str(LOCK), "--disable-pip", "--require-hashes", "--format", "json"]


def verdict(found: list[dict[str, Any]]) -> tuple[int, str]:
    """Return the exit status and what to say of what pip-audit reports of the packages."""
    audited = [one for one in found if "skip_reason" not in one]
    if not audited:
        return 0, "pip-audit: skipped, no database of vulnerabilities can be reached"
    known = [f"{one['name']} {one['version']}: {vuln['id']}" for one in audited for vuln in one["vulns"]]
    return int(bool(known)), "\n".join(known) or f"pip-audit: {len(audited)} packages, none known to be vulnerable"


def main() -> int:
    done = subprocess.run([sys.executable, "-m", *COMMAND], capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        found = []
    status, said = verdict(found)
    print(said)
    return status


if __name__ == "__main__":
    raise SystemExit(main())

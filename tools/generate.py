"""Brings all that follows from the data, the words and the rules up to date: schemas, tables, examples, docs.

python -m tools.generate           write what has changed
python -m tools.generate --check   only say what would change; exit with 1 where anything would
"""

import subprocess
import sys

# In this order: the later ones read what the earlier ones write, each in a process that has read nothing before.
STEPS = (
    "generate_schema",
    "generate_table",
    "generate_config_schema",
    "update_expected",
    "update_reports",
    "generate_docs",
)


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    ended = [
        subprocess.run([sys.executable, "-m", f"tools.{step}", *arguments], check=False).returncode for step in STEPS
    ]
    return int(any(ended))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

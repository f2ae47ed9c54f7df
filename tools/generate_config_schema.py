"""Rewrites in schemas/config.schema.json the names of rules, topics and formats; the rest is written by hand.

python -m tools.generate_config_schema           write the file
python -m tools.generate_config_schema --check   only say whether it is up to date
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from aspire_cli import reports
from aspire_cli.rules import BY_NAME, TOPICS
from aspire_cli.settings.file import NEVER_OFF

SCHEMA = Path(__file__).parent.parent / "schemas" / "config.schema.json"


def generated(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema["properties"]
    properties["select"]["items"] = {"enum": [*TOPICS, *(rule.name for rule in BY_NAME.values())]}
    properties["rules-off"]["properties"] = {
        rule.name: {"$ref": "#/$defs/reason"} for rule in BY_NAME.values() if rule.topic != NEVER_OFF
    }
    properties["format"]["enum"] = list(reports.formats("check"))
    return schema


def main(arguments: list[str] | None = None, path: Path = SCHEMA) -> int:
    parser = argparse.ArgumentParser(description="Bring config.schema.json up to date with the rules and formats.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the file is stale")
    check = parser.parse_args(arguments).check
    present = path.read_text(encoding="utf-8")
    fresh = json.dumps(generated(json.loads(present)), ensure_ascii=False, indent=2) + "\n"
    if fresh == present:
        return 0
    if check:
        print(f"{path.name} is stale: run python -m tools.generate", file=sys.stderr)
        return 1
    path.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

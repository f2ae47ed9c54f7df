"""Write the catalogue to files, to try them by hand: `python tests/hostile/write.py FOLDER`.

MANIFEST.json beside them says what each must get.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.hostile import catalogue


def write(folder):
    """Write every case to a file of its name, and what each must get."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for case in [*catalogue.SMALL.values(), *catalogue.LARGE.values()]:
        (folder / f"{case.name}.yaml").write_bytes(case.data)
        manifest.append({"file": f"{case.name}.yaml", "must": case.must, "rule": case.rule, "line": case.line})
    (folder / "MANIFEST.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return len(manifest)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "files")

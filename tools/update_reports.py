"""Writes what each format says of each case into tests/corpus/reports: read the difference before it is kept.

python -m tools.update_reports           write what has changed
python -m tools.update_reports --check   only say what would change
"""

import sys

from tests.report_cases import CORPUS, SHOWN, kept_in, written


def main(arguments: list[str]) -> int:
    """Write what has changed; with --check, only name it and return 1."""
    only_check = arguments == ["--check"]
    kept = {kept_in(*shown): written(*shown) for shown in SHOWN}
    stale = [path for path, text in kept.items() if not path.exists() or path.read_text("utf-8") != text]
    strays = [path for path in CORPUS.iterdir() if path not in kept and path.suffix != ".yaml"]
    for path in (*stale, *strays):
        print(f"{'differs' if only_check else 'written'}: {path.name}")
    if only_check:
        return int(bool(stale or strays))
    for path in stale:
        path.write_text(kept[path], encoding="utf-8", newline="\n")
    for path in strays:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

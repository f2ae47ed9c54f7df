"""Writes what each format says of each case into tests/corpus/reports: read the difference before it is kept.

python tools/update_reports.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from report_cases import CORPUS, SHOWN, kept_in, written


def main() -> None:
    for name, lang, form in SHOWN:
        kept_in(name, lang, form).write_text(written(name, lang, form), encoding="utf-8", newline="\n")
    kept = {kept_in(*shown) for shown in SHOWN}
    for path in CORPUS.iterdir():
        if path not in kept and path.suffix != ".yaml":
            path.unlink()


if __name__ == "__main__":
    main()

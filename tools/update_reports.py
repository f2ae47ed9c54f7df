"""What each format says of each case, as it is kept in tests/corpus/reports: read the difference before it is kept."""

from collections.abc import Iterator
from pathlib import Path

from tests.report_cases import CORPUS, SHOWN, kept_in, written


def files() -> dict[Path, str]:
    return {kept_in(*shown): written(*shown) for shown in SHOWN}


def present() -> Iterator[Path]:
    return (path for path in CORPUS.iterdir() if path.suffix != ".yaml")

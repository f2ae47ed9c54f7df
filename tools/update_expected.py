"""What `aspire check` says of each file in examples/, kept beside that file in English and in Japanese.

The command itself runs, on the path as a reader at the repository's root would write it.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
LANGUAGES = ("en", "ja")
TODAY = "2026-11-23"  # joint calls are open or closed as of this day, whenever the examples are checked
_SPEAKS_ELSEWHERE = ("ASPIRE_LANG", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS")  # what would change the report


class Expected(NamedTuple):
    """An example, and where the report on it in one language is kept."""

    example: Path
    lang: str

    @property
    def file(self) -> Path:
        return self.example.with_name(f"{self.example.name.removesuffix('.yaml')}.{self.lang}.txt")


class Outcome(NamedTuple):
    """What the command wrote, and its exit status."""

    status: int
    output: str
    complaints: str


def examples() -> list[Path]:
    """Return every example: the proposals that fit, then one for each rule."""
    return [*sorted(EXAMPLES.glob("*.proposal.yaml")), *sorted((EXAMPLES / "faults").glob("*.yaml"))]


def expectations() -> list[Expected]:
    return [Expected(example, lang) for example in examples() for lang in LANGUAGES]


def check(example: Path, *options: str) -> Outcome:
    """Run `aspire check` on an example, at the repository's root and with nothing of this machine to be seen."""
    from aspire_cli.cli.app import run

    output, complaints = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    path = example.relative_to(ROOT).as_posix()
    if b"call: example-" in example.read_bytes():  # which the settings of the examples bring in
        options = (*options, "--config", "examples/faults/aspire.toml")
    with _at_the_root(), redirect_stdout(output), redirect_stderr(complaints):
        status = run(["check", *options, "--today", TODAY, path])
    return Outcome(status, _written(output), _written(complaints))


def report(expected: Expected) -> str:
    """Return the report as it is to be kept."""
    outcome = check(expected.example, "--format", "full", "--lang", expected.lang, "--color", "never")
    if outcome.complaints or not outcome.output:
        raise SystemExit(f"{expected.example}: {outcome.complaints}")
    return outcome.output


def files() -> dict[Path, str]:
    return {expected.file: report(expected) for expected in expectations()}


def present() -> Iterator[Path]:
    return EXAMPLES.rglob("*.txt")


@contextmanager
def _at_the_root() -> Iterator[None]:
    here, surroundings = Path.cwd(), dict(os.environ)
    for name in _SPEAKS_ELSEWHERE:
        os.environ.pop(name, None)
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(surroundings)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()

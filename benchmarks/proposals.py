"""Deterministic proposals for the benchmarks: clean, faulty, large, and folders of thousands."""

from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / "examples" / "top-spintronics.proposal.yaml").read_text(encoding="utf-8")
# Supported to the end, so that nothing at all is found.
BASE = EXAMPLE.replace("until: 2030-01-31", "until: 2031-12-31")
NOTE = "x-note-{number}: 共同研究の打ち合わせの記録です。 Notes of the meeting with our partners, number {number}.\n"
FOUR_KILOBYTES = 4096
ONE_MEGABYTE = 1_000_000


def padded(text: str, size: int) -> str:
    """Return the proposal with keys of its own at the end, until it has about that many bytes."""
    notes = []
    length = len(text.encode())
    number = 0
    while length < size:
        note = NOTE.format(number=number)
        length += len(note.encode())
        notes.append(note)
        number += 1
    return text + "".join(notes)


def clean() -> str:
    """Return a proposal of about 4 KB that fits."""
    return padded(BASE, FOUR_KILOBYTES)


def faulty() -> str:
    """Return the same with faults of several kinds."""
    return clean().replace("field: quantum", "field: quantm") + "feild: quantum\n"


def large() -> str:
    """Return a proposal of about 1 MB, within the bounds."""
    return padded(BASE, ONE_MEGABYTE)


def differing(number: int) -> str:
    """Return a proposal that has nothing in common with one of another number: persons, title, support."""
    text = BASE.replace('"20345678"', f'"{20_000_000 + number}"').replace("渡会 俊介", f"渡会 俊介{number}")
    text = text.replace("Shunsuke Watarai", f"Shunsuke Watarai {number}")
    text = text.replace("国際共同研究\n", f"国際共同研究 第{number}号\n", 1).replace(
        "lowest power", f"lowest power {number}"
    )
    text = text.replace("Mathilde Rousselin", f"Mathilde Rousselin {number}")
    return text.replace("Baptiste Le Guennec", f"Baptiste Le Guennec {number}")


def begun(number: int) -> str:
    """Return a draft of which hardly anything is written but a title and a researcher number, both its own."""
    title = f"title: {{en: Joint initiative {number}, ja: 第{number}国際共同研究}}\n"
    return f"scheme: top\nstage: draft\n{title}principal_investigator: {{researcher_number: '{20_000_000 + number}'}}\n"


def folder(path: Path, number: int, text_of: Callable[[int], str] | None = None) -> Path:
    """Fill a folder with so many proposals, a hundred to a subfolder: clean, or as `text_of` has it."""
    text = clean()
    for index in range(number):
        file = path / f"{index // 100:03d}" / f"p{index:05d}.proposal.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(index) if text_of else text, encoding="utf-8")
    return path


def faulty_folder(path: Path, number: int) -> Path:
    """Fill a folder with so many proposals of 775 bytes and 250 faults, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    for index in range(number):
        (path / f"p{index:05d}.proposal.yaml").write_text(f"scheme: top\nkeywords: [{'[],' * 250}]\n", encoding="utf-8")
    return path

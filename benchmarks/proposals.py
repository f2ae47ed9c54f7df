"""Deterministic proposals for the benchmarks: clean, faulty, large, and folders of thousands."""

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


def folder(path: Path, number: int) -> Path:
    """Fill a folder with so many clean proposals, a hundred to a subfolder, and return it."""
    text = clean()
    for index in range(number):
        file = path / f"{index // 100:03d}" / f"p{index:05d}.proposal.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


def faulty_folder(path: Path, number: int) -> Path:
    """Fill a folder with so many proposals of 775 bytes and 250 faults, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    for index in range(number):
        (path / f"p{index:05d}.proposal.yaml").write_text(f"scheme: top\nkeywords: [{'[],' * 250}]\n", encoding="utf-8")
    return path

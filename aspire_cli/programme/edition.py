"""Which edition of the programme's data is shipped, told without reading YAML: that takes long to import."""

from typing import TYPE_CHECKING

from aspire_cli import shipped_files

if TYPE_CHECKING:
    from aspire_cli.programme.model import Programme

FIGURES_FILE, PAGE_FILE = "data/programme.yaml", "data/page.yaml"  # one after the other, they are one data file


def stated() -> tuple[str, str]:
    """Return the edition of the shipped data, and the SHA-256 of the data in hexadecimal."""
    return shipped_files.text("data/edition.txt").strip(), sha256(_shipped())


def sha256_of(programme: "Programme") -> str:
    """Return the SHA-256 of the data file that a programme comes from, in hexadecimal."""
    return sha256(programme.own_content or _shipped())


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _shipped() -> bytes:
    return b"\n".join(map(shipped_files.content, (FIGURES_FILE, PAGE_FILE)))

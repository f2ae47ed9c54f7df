"""The shipped programme file: where it is, and which edition it states, told without reading it as YAML."""

from pathlib import Path

SHIPPED_FILE = Path(__file__).parent.parent / "data" / "programme.yaml"
_KEY = b"edition:"


def stated() -> tuple[str, str]:
    """Return the edition of the shipped programme data, and the SHA-256 of its file in hexadecimal."""
    content = SHIPPED_FILE.read_bytes()
    line = next(line for line in content.splitlines() if line.startswith(_KEY))
    return line.removeprefix(_KEY).decode().strip(' "'), sha256(content)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()

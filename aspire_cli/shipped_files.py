"""The shipped JSON Schemas: in the wheel inside the package, in a checkout at the top level."""

from pathlib import Path

NAMES = ("proposal", "programme", "joint-call", "report", "config", "budget", "fit")


def schema_text(name: str) -> str:
    """Return the text of a shipped JSON Schema, one of `NAMES`."""
    here = Path(__file__).parent
    shipped = here / "schemas" / f"{name}.schema.json"
    file = shipped if shipped.exists() else here.parent / "schemas" / shipped.name
    return file.read_text(encoding="utf-8")

"""What there is to say of a key that a group must have and has not."""

from aspire_cli.problem import Path, Problem

_RULE = "schema-missing-key"


def of_key(path: Path, key: str, *, bare: bool) -> Problem:
    """Return that a key is not written: at the group that lacks it or, where it is bare or a placeholder, at itself."""
    return Problem((*path, key) if bare else path, {"key": key}, "inside" if path else "default", rule=_RULE)


def of_several(path: Path, key: str, what: str) -> Problem:
    """Return that one of several keys must be written: a `language` of a text, or an `amount` of a fiscal year."""
    return Problem(path, {"key": key}, what, what, rule=_RULE)

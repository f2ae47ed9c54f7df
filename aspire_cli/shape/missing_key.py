"""What there is to say of a key that a group must have and has not."""

from aspire_cli.problem import Problem
from aspire_cli.proposal.reader import Missing


def problem(lacks: Missing) -> Problem:
    """Return that a key is not written: at the group that lacks it or, where it is bare or a placeholder, at itself."""
    where = (*lacks.path, lacks.key) if lacks.bare else lacks.path
    message = lacks.one_of or ("inside" if lacks.path else "default")
    return Problem(where, {"key": lacks.key}, message, lacks.one_of or "default", rule="schema-missing-key")

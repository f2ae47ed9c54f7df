"""What a rule is: a record of name, severity, clauses and needs around one pure function."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aspire_cli.problem import Problem, Severity

Check = Callable[..., Iterable[Problem]]
SCHEMES = ("top", "rising", "joint")


class Rule(NamedTuple):
    """A rule of the product. `needs` are names of a proposal's parts: where one is None, the rule does not run, unless
    the name ends in `?`.

    `clauses` are what it rests on; of several, the one that ends in the proposal's scheme. `eased_in_draft` says that
    it speaks of something not yet written, which in a draft is a note; where that is one key, the value `key` names it.
    `check` is None where the reader, the shape check or the waivers raise it themselves.
    """

    name: str
    severity: Severity
    clauses: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    eased_in_draft: bool = False
    check: Check | None = None

    @property
    def topic(self) -> str:
        """The first word of the name."""
        return self.name.partition("-")[0]

    def clause(self, scheme: str | None) -> str | None:
        """Return the clause for a scheme; None where the rule rests on none."""
        fitting = (clause for clause in self.clauses if clause.endswith(f".{scheme}"))
        return next(fitting, self.clauses[0] if self.clauses else None)


def rule(
    name: str, severity: Severity, *clauses: str, needs: tuple[str, ...], eased_in_draft: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of a function that takes the needed parts, in that order, and yields problems."""

    def made(check: Check) -> Rule:
        return Rule(name, severity, clauses, needs, eased_in_draft, check)

    return made


def by_scheme(clause: str) -> tuple[str, ...]:
    """Return the names of a clause that stands once for each scheme."""
    return tuple(f"{clause}.{scheme}" for scheme in SCHEMES)


def declared(name: str, severity: Severity, *, eased_in_draft: bool = False) -> Rule:
    """Make a rule that the reader, the shape check or the waivers raise themselves."""
    return Rule(name, severity, eased_in_draft=eased_in_draft)

"""What a rule is: a record of all that is known of it, around one pure function."""

from collections.abc import Callable, Iterable

from aspire_cli.problem import Problem, Severity
from aspire_cli.records import NamedTuple

Check = Callable[..., Iterable[Problem]]
SCHEMES = ("top", "rising", "joint")


class Rule(NamedTuple):
    """A rule of the product; what others must know of it stands here, so that they need no lists of rule names.

    `clauses` are what it rests on; of several, the one that ends in the proposal's scheme. `eased_in_draft` says that
    it speaks of something not yet written, which in a draft is a note; where that is one key, the value `key` names it.
    `check` is None where the reader, the shape check or the waivers raise it themselves.
    """

    name: str
    severity: Severity
    clauses: tuple[str, ...] = ()
    eased_in_draft: bool = False
    about: str = ""  # direct, indirect or total (of the budget), years, country or field; empty: its place tells
    change: str = ""  # in a comparison of schemes, the sentence that says what would have to change
    # A finding is not told where one of these keys is there, but misspelt: at the finding's place or below it, or
    # beside that place.
    hidden_by: tuple[str, ...] = ()
    hidden_by_beside: tuple[str, ...] = ()
    hides_others: bool = False  # what it finds has no meaning: once mended, other rules may find something there
    check: Check | None = None
    needs: tuple[str, ...] = ()  # the parts of a proposal that `check` takes
    required: frozenset[str] = frozenset()  # those of them without which, where one is None, it does not run

    @property
    def topic(self) -> str:
        """The first word of the name."""
        return self.name.partition("-")[0]

    def clause(self, scheme: str | None) -> str | None:
        """Return the clause for a scheme; None where the rule rests on none."""
        fitting = (clause for clause in self.clauses if clause.endswith(f".{scheme}"))
        return next(fitting, self.clauses[0] if self.clauses else None)


def rule(
    name: str,
    severity: Severity,
    *clauses: str,
    eased_in_draft: bool = False,
    about: str = "",
    change: str = "",
    hidden_by: tuple[str, ...] = (),
    hidden_by_beside: tuple[str, ...] = (),
    hides_others: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields problems; its parameters name the parts of a proposal that it takes."""
    known = Rule(name, severity, clauses, eased_in_draft, about, change, hidden_by, hidden_by_beside, hides_others)

    def made(check: Check) -> Rule:
        kinds = {part: kind for part, kind in check.__annotations__.items() if part != "return"}
        # `Period | None` has its alternatives in `__args__`; typing.get_type_hints would cost more than all rules do.
        required = frozenset(part for part, kind in kinds.items() if type(None) not in getattr(kind, "__args__", ()))
        return known._replace(check=check, needs=tuple(kinds), required=required)

    return made


def by_scheme(clause: str) -> tuple[str, ...]:
    """Return the names of a clause that stands once for each scheme."""
    return tuple(f"{clause}.{scheme}" for scheme in SCHEMES)

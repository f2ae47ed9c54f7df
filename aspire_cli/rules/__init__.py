"""All rules, in the order of their topics: those of each file in the order in which they stand there.

`ALL` are those on one proposal.
"""

from aspire_cli.problem import Severity
from aspire_cli.rules import budget, call, counterpart, country, field, investigator, period, plan
from aspire_cli.rules.rule import Rule

_OF_READING = (
    Rule("yaml-encoding", Severity.ERROR),
    Rule("yaml-syntax", Severity.ERROR),
    Rule("yaml-duplicate-key", Severity.ERROR),
    Rule("yaml-documents", Severity.ERROR),
    Rule("yaml-limits", Severity.ERROR),
    Rule("yaml-control-character", Severity.ERROR),
    Rule("yaml-tag", Severity.ERROR),
    Rule("yaml-key", Severity.ERROR),
)
_OF_SHAPE = (
    Rule("schema-missing-key", Severity.ERROR, eased_in_draft=True),
    Rule("schema-unknown-key", Severity.ERROR),
    Rule("schema-wrong-type", Severity.ERROR),
    Rule("schema-bad-value", Severity.ERROR),
)
_OF_WAIVERS = (
    Rule("waiver-reason-missing", Severity.ERROR),
    Rule("waiver-unknown-rule", Severity.ERROR),
    Rule("waiver-unused", Severity.WARNING),
)
# Across proposals, only where a check is asked to compare them: see `checking.together`.
ACROSS = (
    Rule("together-investigator", Severity.NOTE),
    Rule("together-title", Severity.NOTE),
    Rule("together-counterpart", Severity.NOTE),
)
_MODULES = (budget, period, country, counterpart, field, investigator, plan, call)

ALL: tuple[Rule, ...] = (
    *_OF_READING,
    *_OF_SHAPE,
    *(one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)),
    *_OF_WAIVERS,
)
BY_NAME = {one.name: one for one in (*ALL, *ACROSS)}
TOPICS = tuple(dict.fromkeys(one.topic for one in BY_NAME.values()))


def rules_named(name: str) -> tuple[Rule, ...]:
    """Return the rule of that name, or all rules of that topic; none where there is neither."""
    return tuple(one for one in BY_NAME.values() if name in (one.name, one.topic))

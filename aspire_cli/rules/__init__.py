"""All rules, in the order of their topics: those of each file in the order in which they stand there."""

from aspire_cli.problem import Severity
from aspire_cli.proposal.model import AMOUNTS
from aspire_cli.rules import budget, counterpart, country, field, investigator, joint, period, plan
from aspire_cli.rules.rule import Rule, declared

_OF_READING = (
    declared("yaml-encoding", Severity.ERROR),
    declared("yaml-syntax", Severity.ERROR),
    declared("yaml-duplicate-key", Severity.ERROR),
    declared("yaml-documents", Severity.ERROR),
    declared("yaml-limits", Severity.ERROR),
    declared("yaml-control-character", Severity.ERROR),
    declared("yaml-tag", Severity.ERROR),
    declared("yaml-key", Severity.ERROR),
)
_OF_SHAPE = (
    declared("schema-missing-key", Severity.ERROR, eased_in_draft=True, hidden_by=AMOUNTS),
    declared("schema-unknown-key", Severity.ERROR),
    declared("schema-wrong-type", Severity.ERROR),
    declared("schema-bad-value", Severity.ERROR),
)
_OF_WAIVERS = (
    declared("waiver-reason-missing", Severity.ERROR),
    declared("waiver-unknown-rule", Severity.ERROR),
    declared("waiver-unused", Severity.WARNING),
)
_TOPICS = (budget, period, country, counterpart, field, investigator, plan, joint)

ALL: tuple[Rule, ...] = (
    *_OF_READING,
    *_OF_SHAPE,
    *(one for topic in _TOPICS for one in vars(topic).values() if isinstance(one, Rule)),
    *_OF_WAIVERS,
)
BY_NAME = {one.name: one for one in ALL}

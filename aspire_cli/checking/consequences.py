"""A misspelt key is one fault: what is missing only because of it is not told besides."""

from collections.abc import Iterator, Sequence

from aspire_cli.finding import Finding
from aspire_cli.proposal.budget import AMOUNTS
from aspire_cli.rules import BY_NAME


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those that say a key is missing which is there, but misspelt.

    The finding on the unknown key stays, and says which key is meant. This comes after the waivers: where that finding
    is waived, nothing else would tell of the missing key.
    """
    # An unknown key that is like no known one is not misspelt: it hides nothing.
    unknown = [finding for finding in findings if finding.rule == "schema-unknown-key"]
    parents = {_parent(finding.pointer) for finding in unknown}
    meant = {_meant(finding) for finding in unknown if "belongs" in finding.values}
    below = {place_and_key for pointer in meant for place_and_key in _below(pointer)}
    return [finding for finding in findings if not _is_consequence(finding, meant, parents, below)]


def _meant(finding: Finding) -> str:
    """Return the pointer of the key that an unknown one is meant to be."""
    return "/".join((_parent(finding.pointer), *finding.values["belongs"]))


def _below(pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each place above a key, with the key."""
    place, _, key = pointer.rpartition("/")
    while place:
        yield place, key
        place = _parent(place)
    yield place, key


def _is_consequence(finding: Finding, meant: set[str], parents: set[str], below: set[tuple[str, str]]) -> bool:
    rule, parent = BY_NAME[finding.rule], _parent(finding.pointer)
    if any((finding.pointer, key) in below for key in rule.hidden_by):
        return True
    if any((parent, key) in below for key in finding.values.get("rests_on", rule.hidden_by_beside)):
        return True
    keys = finding.values.get("keys")  # all that it misses
    if keys is not None and meant.issuperset(f"{finding.pointer}/{one}" for one in keys):
        return True
    key = finding.values.get("key")
    if key is None or not rule.eased_in_draft:
        return False
    if finding.message_variant == "amount":  # any one of several keys would do
        return not meant.isdisjoint(f"{finding.pointer}/{one}" for one in AMOUNTS)
    misspelt_language = finding.message_variant == "language" and finding.pointer in parents
    return misspelt_language or not meant.isdisjoint((f"{finding.pointer}/{key}", f"{parent}/{key}"))


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]

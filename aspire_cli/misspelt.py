"""A misspelt key is one fault: what is missing only because of it is not told besides."""

from collections.abc import Sequence

from aspire_cli.finding import Finding
from aspire_cli.rules import BY_NAME


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return all findings but those on a key that is there, misspelt: the unknown key is told, with what is meant.

    They come after the waivers, so that waiving the unknown key brings back what it would have hidden.
    """
    unknown = [finding for finding in findings if finding.rule == "schema-unknown-key"]
    parents = {_parent(finding.pointer) for finding in unknown}
    meant = {f"{_parent(finding.pointer)}/{finding.fix}" for finding in unknown if finding.fix}
    return [finding for finding in findings if not _is_consequence(finding, meant, parents)]


def _is_consequence(finding: Finding, meant: set[str], parents: set[str]) -> bool:
    key = finding.values.get("key")
    if key is None or not BY_NAME[finding.rule].eased_in_draft:
        return False
    misspelt_language = finding.message_variant == "language" and finding.pointer in parents
    return misspelt_language or not meant.isdisjoint((f"{finding.pointer}/{key}", f"{_parent(finding.pointer)}/{key}"))


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]

"""A misspelt key is one fault: what is missing only because of it is not told besides."""

from collections.abc import Iterator, Sequence

from aspire_cli.finding import Finding
from aspire_cli.rules import BY_NAME

_AMOUNTS = ("goods", "travel", "personnel", "other", "direct")
# Of rules that look at more than one key: those of which a misspelt one, at the finding's place or below it, may be why
# they speak.
_HANGS_ON = {
    "schema-missing-key": _AMOUNTS,
    "counterpart-support-missing": ("agency",),
    "counterpart-extra-support-missing": ("agency",),
    "counterpart-lead": ("lead",),
    "joint-agency": ("support", "agency"),
    "activity-missing": ("what",),
    "budget-unit-suspect": ("unit",),
    "budget-sum": (*_AMOUNTS, "indirect", "indirect_rate"),
    "budget-fiscal-years": ("institution",),
}


_ABOVE = {"budget-sum": 1, "budget-fiscal-years": 1}  # their finding stands at one key of those that count


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """Return all findings but those on a key that is there, misspelt: the unknown key is told, with what is meant.

    They come after the waivers, so that waiving the unknown key brings back what it would have hidden.
    """
    unknown = [finding for finding in findings if finding.rule == "schema-unknown-key"]
    parents = {_parent(finding.pointer) for finding in unknown}
    meant = {_meant(finding) for finding in unknown if finding.fix or "belongs" in finding.values}
    below = {place_and_key for pointer in meant for place_and_key in _below(pointer)}
    return [finding for finding in findings if not _is_consequence(finding, meant, parents, below)]


def _meant(finding: Finding) -> str:
    """Return the pointer of the key that an unknown one is meant to be."""
    steps = finding.values.get("belongs", (finding.fix,))
    return "/".join((_parent(finding.pointer), *steps))


def _below(pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each place above a key, with the key."""
    place, _, key = pointer.rpartition("/")
    while place:
        yield place, key
        place = _parent(place)
    yield place, key


def _is_consequence(finding: Finding, meant: set[str], parents: set[str], below: set[tuple[str, str]]) -> bool:
    if _hangs_on_a_key_of_many(finding, below):
        return True
    key = finding.values.get("key")
    if key is None or not BY_NAME[finding.rule].eased_in_draft:
        return False
    misspelt_language = finding.message_variant == "language" and finding.pointer in parents
    return misspelt_language or not meant.isdisjoint((f"{finding.pointer}/{key}", f"{_parent(finding.pointer)}/{key}"))


def _hangs_on_a_key_of_many(finding: Finding, below: set[tuple[str, str]]) -> bool:
    keys = _HANGS_ON.get(finding.rule, ())
    above = _ABOVE.get(finding.rule, 0)
    place = finding.pointer.rsplit("/", above)[0] if above else finding.pointer
    return any((place, key) in below for key in keys)


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]

"""Rules on what is planned, and on texts that are still to be written or speak of another programme."""

from collections.abc import Iterator, Mapping

from aspire_cli.problem import Path, Problem, Severity
from aspire_cli.programme.model import Programme
from aspire_cli.programme.names import texts_with
from aspire_cli.proposal.model import Mention
from aspire_cli.rules.rule import rule
from aspire_cli.words.sentences import label


@rule("activity-missing", Severity.ERROR, "activities", eased_in_draft=True, hidden_by=("what",))
def activity_not_planned(activities: Mapping[str, bool]) -> Iterator[Problem]:
    """Find one of the three activities, all compulsory, without a plan."""
    for name, planned in activities.items():
        if not planned:
            yield Problem(("activities", name), {"activity": label(f"values.{name}"), "key": name})


@rule("text-placeholder", Severity.WARNING, eased_in_draft=True)
def placeholder_left(placeholders: tuple[Mention, ...]) -> Iterator[Problem]:
    """Find a title, name, institution or amount that is still a placeholder."""
    for mention in placeholders:
        what = "amount" if mention.path[0] == "budget" else "default"
        yield Problem(mention.path, {"text": mention.text, "key": str(mention.path[-1])}, what, what)


@rule("agency-amed", Severity.WARNING)
def names_the_other_programme(agencies: tuple[Mention, ...], programme: Programme) -> Iterator[Problem]:
    """Find the agency named whose programme bears the same name but has other rules."""
    naming = texts_with(programme.other_agency, {mention.text for mention in agencies})
    told: set[Path] = set()
    for mention in agencies:
        beside = mention.path[:-1]  # the title in the other language, or another key of the same support
        if mention.text in naming and beside not in told:
            told.add(beside)
            yield Problem(mention.path, {"text": mention.text})

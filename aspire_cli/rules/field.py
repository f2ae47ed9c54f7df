"""The rule on the research field."""

from collections.abc import Iterator

from aspire_cli.problem import Problem, Severity
from aspire_cli.programme import names
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import FieldText
from aspire_cli.rules.rule import rule
from aspire_cli.words.text import Code, Text


@rule("field-not-listed", Severity.ERROR, "fields", about="field", change="field")
def field_not_of_the_programme(field: FieldText, programme: Programme) -> Iterator[Problem]:
    """Find a field that is not one of the programme's."""
    if field.found is None:
        nearest = names.field_suggestions(programme, field.text)
        known = tuple(
            Text(f"{one.id} ({one.name.en})", f"{one.id}({one.name.ja})") for one in programme.fields.values()
        )
        values = {"text": field.text, "fields": known, "nearest": tuple(Code(f"`{one.id}`") for one in nearest)}
        fix = nearest[0].id if len(nearest) == 1 else None
        yield Problem(field.path, values, mend="nearest" if nearest else "default", fix=fix)

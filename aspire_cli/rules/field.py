"""The rule on the research field."""

from collections.abc import Iterator
from typing import Any

from aspire_cli.problem import Problem, Severity
from aspire_cli.programme import names
from aspire_cli.programme.model import Programme, spellings
from aspire_cli.proposal.model import FieldText
from aspire_cli.rules.rule import rule
from aspire_cli.words.spelling import is_near
from aspire_cli.words.text import codes, same


@rule("field-not-listed", Severity.ERROR, "fields", about="field", change="field", hides_others=True)
def field_not_of_the_programme(field: FieldText, programme: Programme) -> Iterator[Problem]:
    """Find a field that is not one of the programme's."""
    if field.found is not None:
        return
    if named := names.named(programme.fields, field.text):
        values: dict[str, Any] = {
            "text": field.text,
            "named": tuple(one.name for one in named),
            "nearest": codes(one.id for one in named),
        }
        yield Problem(field.path, values, "several", "several")
        return
    nearest = names.field_suggestions(programme, field.text)
    known = tuple(same(one.id).with_beside(one.name) for one in programme.fields.values())
    values = {"text": field.text, "fields": known, "nearest": codes(one.id for one in nearest)}
    likely = [one.id for one in nearest if any(is_near(field.text, name) for name in spellings(one))]
    fix = names.mend_of(field.text, lambda name: names.find(programme.fields, name), likely)
    yield Problem(field.path, values, mend="nearest" if nearest else "default", fix=fix)

"""A joint call written inside a proposal, read into the same type as the calls of the data files."""

from typing import Any

from aspire_cli.programme.agency_names import as_agencies
from aspire_cli.programme.model import Call, Figure
from aspire_cli.proposal import values
from aspire_cli.proposal.model import CallText, CountryText, FieldText
from aspire_cli.proposal.reader import Group, Listed, Reader
from aspire_cli.proposal.table import COUNTRY, FIELD, TEXT, Shape
from aspire_cli.words.sentences import label
from aspire_cli.words.text import same


def read(group: Group, reader: Reader) -> CallText:
    """Return the inline call; a lower bound of years that lies above the upper one is noted in the reader."""
    found = group.values
    shortest, longest = found.get("min_years"), found.get("max_years")
    if shortest is not None and longest is not None and shortest > longest:
        path, order = (*group.path, "min_years"), "years-order"
        reader.note(values.untaken(path, order, order, shortest=shortest, longest=longest))
    countries: list[CountryText] = _each(group, "countries", COUNTRY, reader)
    fields: list[FieldText] = _each(group, "field", FIELD, reader)
    agencies = (agency for text in _each(group, "agency", TEXT, reader) for agency in as_agencies(text))
    figures: dict[str, Any] = {
        **{key: found.get(key) for key in ("total_cap", "indirect_percent", "min_years", "max_years")},
        "agencies": tuple(dict.fromkeys(agencies)),
        "countries": tuple(one.found.code for one in countries if one.found is not None),
        "fields": tuple(one.found.id for one in fields if one.found is not None),
    }
    # A rate of 0 is a figure too, and no name at all is none.
    stated: dict[str, Any] = {key: Figure(value) for key, value in figures.items() if value not in (None, ())}
    theme = same(found["theme"]) if "theme" in found else None
    call = Call(id="", name=label("values.inline-call"), scheme="joint", theme=theme, origin="inline", **stated)
    outside = [(one.path, one.text) for one in countries if one.found is None or not reader.edition.lists(one.found)]
    outside += [(one.path, one.text) for one in fields if one.found is None]
    return CallText(group.path, "", call, tuple(outside), written=frozenset((*found, *group.untaken)))


def _each(group: Group, key: str, shape: Shape, reader: Reader) -> list[Any]:
    """Return what each text at a key means, also of a list where one text belongs and the other way round."""
    path, value = (*group.path, key), group.values.get(key)
    if value is not None:
        return list(value.values.values()) if isinstance(value, Listed) else [value]
    value = group.untaken.get(key)
    texts = [((*path, number), one) for number, one in enumerate(value)] if isinstance(value, list) else [(path, value)]
    return [reader.text(one, shape, where) for where, one in texts if isinstance(one, str)]

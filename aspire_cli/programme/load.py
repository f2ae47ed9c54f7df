"""The programme and the calls in force: the shipped ones, and those of the user's own data files."""

import os
from collections.abc import Iterable

from aspire_cli.programme import shipped
from aspire_cli.programme.model import Call, Programme
from aspire_cli.words.spelling import fold


def load_programme(path: str | os.PathLike[str] | None = None) -> Programme:
    """Return the programme as shipped, or from an own data file of the shape of `programme.schema.json`.

    Args:
        path: An own data file; None is the shipped edition.

    Raises:
        DataError: The own file cannot be read or is not of that shape.
    """
    if path is None:
        # What a caller changes in its tables is the caller's own: nobody else's check is any different for it.
        one = shipped.programme()
        return one._replace(schemes=dict(one.schemes), fields=dict(one.fields), countries=dict(one.countries))
    from aspire_cli.programme import own

    return own.programme(os.fspath(path))


def with_calls(edition: Programme, paths: Iterable[str | os.PathLike[str]]) -> Programme:
    """Return the edition with calls of the user's own beside the shipped ones, which they replace by their id.

    Raises:
        DataError: A file cannot be read or is not of the shape of a call, or two are of the same id.
    """
    from aspire_cli.programme import own

    return edition._replace(own_calls=own.read_calls([os.fspath(path) for path in paths], edition))


def call_ids(edition: Programme) -> tuple[str, ...]:
    """Return the ids of the shipped calls and of an edition's own, sorted."""
    return tuple(sorted({*shipped.call_ids(), *edition.own_calls}))


def known_calls(edition: Programme) -> dict[str, Call]:
    """Return every call, shipped or an edition's own, by its id, in the order of the ids."""
    own = edition.own_calls
    return {call_id: own.get(call_id) or shipped.read_call(call_id) for call_id in call_ids(edition)}


def known_call(text: str, edition: Programme) -> Call | None:
    """Return the call of that id, an edition's own before the shipped one; None where there is none.

    Of the shipped ones, that file alone is read.
    """
    call_id = fold(text)
    own = edition.own_calls.get(call_id)
    return own or (shipped.read_call(call_id) if call_id in shipped.call_ids() else None)

"""A budget put into the text of a proposal: its `budget:` block alone is written anew, with the comments in it."""

import json
from collections.abc import Sequence

from aspire_cli.document.document import Document, read_document
from aspire_cli.document.edits import applied
from aspire_cli.document.replace import Group, Left, ReplaceError, replaced
from aspire_cli.planning.entries import fields, lines, plain, whole_in
from aspire_cli.planning.plan import YearPlan
from aspire_cli.proposal.budget import Year
from aspire_cli.proposal.written import is_own_key
from aspire_cli.records import NamedTuple

_KEY = "budget"


class Into(NamedTuple):
    """A proposal's file with another budget in it, and what had no place left there."""

    data: bytes
    left: tuple[Left, ...]


def put(document: Document, data: bytes, before: Sequence[Year], entries: Sequence[YearPlan], unit: str) -> Into:
    """Return a proposal's file with a budget of these entries.

    Args:
        document: The proposal, readable.
        data: Its file.
        before: The entries of its own budget as they are understood, in their order.
        entries: Those that are to stand there.
        unit: In which amounts are written; yen where one of them is not whole in it.

    Raises:
        ReplaceError: that would change something else in it.
    """
    unit = whole_in(unit, entries)
    group = Group(
        _KEY,
        lambda columns: list(lines(entries, unit, columns)),
        lambda is_json: _between_braces(entries, unit, is_json=is_json),
    )
    edit, left = replaced(document, group, [(one.fiscal_year, one.institution) for one in before])
    new = applied(data, [edit])
    _refuse_other_changes(document, new, entries, unit)
    return Into(new, tuple(left))


def _refuse_other_changes(document: Document, new: bytes, entries: Sequence[YearPlan], unit: str) -> None:
    after = read_document(new, document.path)
    same = {key: value for key, value in document.data.items() if key != _KEY}
    if after.problems or {key: value for key, value in after.data.items() if key != _KEY} != same:
        raise ReplaceError
    written = [
        {key: _number(value) for key, value in one.items() if not is_own_key(key)} for one in after.data[_KEY]["years"]
    ]
    if written != [plain(one, unit) for one in entries]:
        raise ReplaceError


def _number(value: object) -> object:
    bare = str(value).replace("_", "")
    return int(bare) if bare.isdecimal() else value


def _between_braces(entries: Sequence[YearPlan], unit: str, *, is_json: bool) -> str:
    if is_json:
        return json.dumps({"unit": unit, "years": [plain(one, unit) for one in entries]}, ensure_ascii=False)
    years = (", ".join(f"{key}: {value}" for key, value in fields(one, unit).items()) for one in entries)
    return f"{{unit: {unit}, years: [{', '.join(f'{{{one}}}' for one in years)}]}}"

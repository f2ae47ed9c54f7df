"""Entries of a budget as YAML has them: their lines, amounts in one unit, texts in quotation marks."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from aspire_cli.document.written_group import COLUMNS, Columns, Where
from aspire_cli.money import UNITS
from aspire_cli.planning.plan import YearPlan
from aspire_cli.words.text import UNSEEN

_WIDEST = 0xFFFF  # of the characters that four digits name


def amounts(entry: YearPlan) -> dict[str, int]:
    """Return what an entry writes, in yen: the categories or else the direct costs, and the indirect costs."""
    return {**(entry.categories or {"direct": entry.direct}), "indirect": entry.indirect}


def whole_in(unit: str, entries: Iterable[YearPlan]) -> str:
    """Return the unit if all amounts are whole in it, else yen."""
    return unit if all(yen % UNITS[unit] == 0 for one in entries for yen in amounts(one).values()) else "yen"


def plain(entry: YearPlan, unit: str) -> dict[str, str | int]:
    """Return the keys of an entry with their values as plain data."""
    names = {"fiscal_year": entry.fiscal_year, "institution": entry.institution}
    known = {key: value for key, value in names.items() if value is not None}
    return {**known, **{key: yen // UNITS[unit] for key, yen in amounts(entry).items()}}


def fields(entry: YearPlan, unit: str) -> dict[str, str]:
    """Return the keys of an entry with their values as YAML has them."""
    in_yaml: dict[str, Callable[[Any], str]] = {"fiscal_year": str, "institution": in_quotes}
    return {key: in_yaml.get(key, "{:_}".format)(value) for key, value in plain(entry, unit).items()}


def lines(entries: Iterable[YearPlan], unit: str, columns: Columns = COLUMNS) -> Iterator[tuple[Where, str]]:
    """Yield the lines of the `budget:` block below its key, each with what stands there."""
    keys, dashes, inner = (" " * column for column in columns)
    yield ("unit",), f"{keys}unit: {unit}"
    yield ("years",), f"{keys}years:"
    for entry in entries:
        lead = f"{dashes}-".ljust(len(inner))
        for key, value in fields(entry, unit).items():
            yield ("years", (entry.fiscal_year, entry.institution), key), f"{lead}{key}: {value}"
            lead = inner


def in_quotes(text: str) -> str:
    """Return a text in quotation marks as YAML takes it: as JSON, but for characters that JSON writes as a pair."""
    # Azure's build log takes `##vso[` for a command wherever it stands in a line.
    written = json.dumps(text, ensure_ascii=False).replace("##", r"#\u0023")
    return re.sub(UNSEEN, lambda match: _escape(ord(match[0])), written)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= _WIDEST else f"\\U{code:08x}"

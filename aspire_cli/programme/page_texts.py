"""What the programme page says in sentences: read only for what shows them, and built into frozen values."""

from typing import Any, NamedTuple

from aspire_cli.programme.building import each
from aspire_cli.words.text import Text


class Clause(NamedTuple):
    """What the page lays down, in the product's words, with the place where it stands on the page."""

    id: str
    heading: Text
    row: Text | None
    column: Text | None
    text: Text

    @property
    def place(self) -> Text:
        """Where it stands on the page: heading, row, column."""
        parts = [part for part in (self.heading, self.row, self.column) if part is not None]
        return Text(", ".join(part.en for part in parts), "、".join(part.ja for part in parts))


class Fact(NamedTuple):
    """Something the page says of the programme's running that no rule checks: who designates, who selects."""

    id: str
    name: Text
    text: Text
    clause: str


class ConfirmItem(NamedTuple):
    """A point that no machine can judge; it is asked of the schemes that `clauses` names."""

    id: str
    text: Text
    clauses: dict[str, str]  # scheme id -> clause id


class PageTexts(NamedTuple):
    """What is said of the programme in sentences; only detailed reports and `aspire list` show it."""

    clauses: dict[str, Clause]
    facts: tuple[Fact, ...]
    confirm: tuple[ConfirmItem, ...]


def texts(data: dict[str, Any], columns: dict[str, Text]) -> PageTexts:
    """Return the texts of a data file; a clause's column on the page is a scheme's name."""
    places = {"heading": each(data["headings"], _text), "row": each(data["rows"], _text), "column": columns}
    return PageTexts(
        clauses={key: _clause(key, entry, places) for key, entry in data["clauses"].items()},
        facts=tuple(each(data["facts"], _fact).values()),
        confirm=tuple(each(data["confirm"], _confirm_item).values()),
    )


def _text(_key: str, data: dict[str, Any]) -> Text:
    return Text(data["en"], data["ja"])


def _clause(clause_id: str, data: dict[str, Any], places: dict[str, dict[str, Text]]) -> Clause:
    def place(kind: str) -> Text | None:
        return places[kind][data[kind]] if kind in data else None

    heading = places["heading"][data["heading"]]
    return Clause(clause_id, heading, place("row"), place("column"), Text(**data["text"]))


def _fact(fact_id: str, data: dict[str, Any]) -> Fact:
    return Fact(fact_id, Text(**data["name"]), Text(**data["text"]), data["clause"])


def _confirm_item(item_id: str, data: dict[str, Any]) -> ConfirmItem:
    return ConfirmItem(item_id, Text(**data["text"]), dict(data["clauses"]))

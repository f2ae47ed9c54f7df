"""What the programme page says in sentences: clauses, facts, and points for a person; only detailed reports show it."""

import functools

from aspire_cli import shipped_files
from aspire_cli.document.document import read_document
from aspire_cli.programme import edition
from aspire_cli.programme.model import Programme
from aspire_cli.records import NamedTuple
from aspire_cli.words.text import COMMA, Text, joined


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
        return joined(filter(None, (self.heading, self.row, self.column)), COMMA)


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
    """All that is said of the programme in sentences."""

    clauses: dict[str, Clause]
    facts: tuple[Fact, ...]
    confirm: tuple[ConfirmItem, ...]


def texts_of(programme: Programme) -> PageTexts:
    """Return what the page says of a programme: the shipped texts, or those of the user's own data file."""
    return _texts(programme.own_content, tuple((key, scheme.name) for key, scheme in programme.schemes.items()))


@functools.lru_cache(maxsize=4)
def _texts(own_content: bytes | None, schemes: tuple[tuple[str, Text], ...]) -> PageTexts:
    data = shipped_files.data(edition.PAGE_FILE) if own_content is None else read_document(own_content).data
    headings, rows = ({key: Text(**entry) for key, entry in data[kind].items()} for kind in ("headings", "rows"))
    columns = dict(schemes)  # a clause's column on the page is a scheme's name
    clauses = {
        key: Clause(
            id=key,
            heading=headings[entry["heading"]],
            row=rows.get(entry.get("row")),
            column=columns.get(entry.get("column")),
            text=Text(**entry["text"]),
        )
        for key, entry in data["clauses"].items()
    }
    facts = tuple(
        Fact(key, Text(**entry["name"]), Text(**entry["text"]), entry["clause"]) for key, entry in data["facts"].items()
    )
    confirm = tuple(
        ConfirmItem(key, Text(**entry["text"]), dict(entry["clauses"])) for key, entry in data["confirm"].items()
    )
    return PageTexts(clauses, facts, confirm)

"""A group as it stands in a file: what begins on which line of it, and the comments in it."""

from collections.abc import Iterator, Mapping, Sequence

from yaml.nodes import MappingNode, Node, SequenceNode

from aspire_cli.document import tree
from aspire_cli.document.document import Document
from aspire_cli.records import NamedTuple

COLUMNS = (2, 4, 6)  # of keys, of dashes, of the keys of an entry: where nothing stands yet
Columns = tuple[int, int, int]
Where = tuple[object, ...]  # within the group: (), ("unit",), ("years", entry), ("years", entry, "goods")


class Comment(NamedTuple):
    """A comment: its line and column, from 0, and whether nothing else stands on its line."""

    line: int
    column: int
    text: str
    stands_alone: bool


class Written(NamedTuple):
    """The group as it is: which key or entry begins on which line, its comments, and its columns."""

    begun: Sequence[tuple[int, Where]]
    comments: Sequence[Comment]
    own: Mapping[Where, tuple[int, str]]  # keys of the user's own: line, and the value as written
    columns: Columns


def read(document: Document, value: Node, first: int, last: int, entries: Sequence[object]) -> Written:
    """Return the block of this value between two lines, from 0.

    `entries` are what tells the entries of the list in it apart.
    """
    begun: list[tuple[int, Where]] = [(first, ())]
    own: dict[Where, tuple[int, str]] = {}
    columns = list(COLUMNS)
    if isinstance(value, MappingNode):
        if not value.flow_style and value.value:
            columns = [value.value[0][0].start_mark.column + shift for shift in (0, 2, 4)]
        for key, below in value.value:
            name = str(key.value)
            begun.append((key.start_mark.line, (name,)))
            _keep_own(document, (), key, below, own)
            if isinstance(below, SequenceNode) and not name.startswith(tree.OWN):
                columns[1:] = _columns_of(below) or columns[1:]
                begun += _entries(document, name, below, entries, own)
    return Written(begun, list(comments(document, first, last)), own, (columns[0], columns[1], columns[2]))


def _columns_of(years: SequenceNode) -> list[int]:
    """Return the column of the dashes, and that of the keys behind them."""
    if years.flow_style or not years.value:
        return []
    first, dashes = years.value[0], years.start_mark.column
    is_block = isinstance(first, MappingNode) and not first.flow_style and first.value
    return [dashes, first.value[0][0].start_mark.column if is_block else dashes + 2]


def _entries(
    document: Document,
    name: str,
    listed: SequenceNode,
    entries: Sequence[object],
    own: dict[Where, tuple[int, str]],
) -> Iterator[tuple[int, Where]]:
    for number, entry in enumerate(listed.value):
        where: Where = (name, entries[number] if number < len(entries) else number)
        if not isinstance(entry, MappingNode) or entry.flow_style:
            yield entry.start_mark.line, where
        if isinstance(entry, MappingNode):
            for key, below in entry.value:
                yield key.start_mark.line, (*where, str(key.value))
                _keep_own(document, where, key, below, own)


def _keep_own(document: Document, group: Where, key: Node, value: Node, own: dict[Where, tuple[int, str]]) -> None:
    """Keep a key of the user's own with its value as written; it goes on where its group does."""
    if not str(key.value).startswith(tree.OWN):
        return
    start, end = value.start_mark, value.end_mark
    text = document.text[start.index : end.index]
    single = start.line == end.line and not tree.is_block(value)
    where = (*group, str(key.value)) if single else (key.start_mark.line, str(key.value))
    own[where] = (key.start_mark.line, text if single else "…")


def comments(document: Document, first: int, last: int) -> Iterator[Comment]:
    """Yield the comments in some lines."""
    for number, column in tree.comments(document.text, document.root):
        if first <= number <= last:
            line = document.line(number + 1)
            yield Comment(number, column, line[column:].rstrip(), not line[:column].strip())

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
    for where, start, below in _parts(value, entries):
        line, name = start.start_mark.line, str(where[-1])
        begun.append((line, where))
        if name.startswith(tree.OWN):
            text = _in_one_line(document, below)
            if text is None:
                own[line, name] = (line, "…")  # such a place is in no block
            else:
                own[where] = (line, text)
    return Written(begun, list(comments(document, first, last)), own, _columns(value))


def _parts(value: Node, entries: Sequence[object]) -> Iterator[tuple[Where, Node, Node]]:
    """Yield the keys and the entries of a group, as they stand: the node that each begins with, and that of its value.

    An entry that begins with its first key is not among them.
    """
    for key, below in value.value if isinstance(value, MappingNode) else ():
        name = str(key.value)
        yield (name,), key, below
        for number, entry in enumerate(below.value if _is_list(name, below) else ()):
            where: Where = (name, entries[number] if number < len(entries) else number)
            if not isinstance(entry, MappingNode) or entry.flow_style:
                yield where, entry, entry
            for inner, inner_value in entry.value if isinstance(entry, MappingNode) else ():
                yield (*where, str(inner.value)), inner, inner_value


def _is_list(name: str, value: Node) -> bool:
    return isinstance(value, SequenceNode) and not name.startswith(tree.OWN)


def _columns(group: Node) -> Columns:
    """Return the columns of the keys, of the dashes, and of the keys behind those."""
    if not isinstance(group, MappingNode) or group.flow_style or not group.value:
        return COLUMNS
    keys = group.value[0][0].start_mark.column
    for key, below in group.value:
        if _is_list(str(key.value), below) and below.value and not below.flow_style:
            first, dashes = below.value[0], below.start_mark.column
            is_block = isinstance(first, MappingNode) and not first.flow_style and first.value
            return keys, dashes, first.value[0][0].start_mark.column if is_block else dashes + 2
    return keys, keys + 2, keys + 4


def _in_one_line(document: Document, value: Node) -> str | None:
    """Return a value as it is written; None of one that runs over several lines."""
    start, end = value.start_mark, value.end_mark
    return document.text[start.index : end.index] if start.line == end.line and not tree.is_block(value) else None


def comments(document: Document, first: int, last: int) -> Iterator[Comment]:
    """Yield the comments in some lines."""
    for number, column in tree.comments(document.text, document.root):
        if first <= number <= last:
            line = document.line(number + 1)
            yield Comment(number, column, line[column:].rstrip(), not line[:column].strip())

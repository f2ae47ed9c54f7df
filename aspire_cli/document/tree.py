"""The ways through the tree of PyYAML's nodes: down a path, over all texts, and where each node stands."""

import functools
import re
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from aspire_cli.problem import Place
from aspire_cli.words.text import LONGEST_VALUE

MERGE = "<<"
OWN = "x-"  # how keys of a user's own begin
LINE_END = "\r\n|\n|\r"
_CONSTANTS = {None: "null", True: "true", False: "false"}
Index = dict[int, dict[str, tuple[Node, Node]]]  # of mappings, by the id of their nodes: the entries by key


class Alone(str):
    """A key between braces without even a colon, which a comma may have cut from the value of the key `before` it.

    `whole` is that value with all that was cut from it.
    """

    before: str
    whole: str

    def __new__(cls, key: str, before: str, whole: str) -> "Alone":
        """Take the key, the one before it, and the text up to the last such key."""
        made = super().__new__(cls, key)
        made.before, made.whole = before, whole
        return made


@functools.lru_cache(maxsize=1)
def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends; kept for the text asked about last."""
    return re.split(LINE_END, text)


def line_end(text: str) -> str:
    """Return how the lines of a text end: as the first one does."""
    first = re.search(LINE_END, text)
    return first[0] if first else "\n"


def in_quotes(text: str) -> str:
    """Return a text of one line in quotation marks, as YAML takes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes right below a node, keys among them."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield value
    elif isinstance(node, SequenceNode):
        yield from node.value


def is_block(node: Node) -> bool:
    """Say whether a node is a text of several lines that `|` or `>` begins."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")


def scalars(root: Node) -> Iterator[ScalarNode]:
    """Yield every scalar at and below a node once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.extend(children(node))


def comments(text: str, root: Node | None) -> Iterator[tuple[int, int]]:
    """Yield where each comment of a text begins, line and column from 0: a `#` inside of a value begins none."""
    from bisect import bisect_right

    if root is None:
        return
    values = sorted(map(_stretch, scalars(root)))
    starts = [start for start, _ in values]
    for number, line in enumerate(lines_of(text)):
        for sign in re.finditer(r"(?<![^ \t])#", line):
            at = number, sign.start()
            before = bisect_right(starts, at) - 1
            if before < 0 or at >= values[before][1]:
                yield at
                break


def _stretch(node: ScalarNode) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return line and column, from 0, where a value begins and ends; behind `|` or `>` a comment may stand."""
    start, end = node.start_mark, node.end_mark
    first = (start.line + 1, 0) if is_block(node) else (start.line, start.column)
    return first, (end.line, end.column)


def child(node: Node, step: str | int, index: Index) -> tuple[Node | None, Node] | None:
    """Return the key's node (None in a list) and the value's node one step down, following merges.

    `index` takes in what each mapping holds when it is first asked, so that many questions cost no more than the file.
    """
    if isinstance(node, SequenceNode):
        return (None, node.value[step]) if isinstance(step, int) and step < len(node.value) else None
    if not isinstance(node, MappingNode) or not isinstance(step, str):
        return None
    if id(node) not in index:
        index[id(node)] = _entries(node)
    return index[id(node)].get(step)


def _entries(node: MappingNode) -> dict[str, tuple[Node, Node]]:
    """Return the nodes of key and value by key; what is merged gives way to what is written."""
    entries: dict[str, tuple[Node, Node]] = {}
    merged: list[Node] = []
    for key, value in node.value:
        if isinstance(key, ScalarNode):
            entries.setdefault(key.value, (key, value))
            if key.value == MERGE and not key.style:
                merged.extend(value.value if isinstance(value, SequenceNode) else [value])
    for other in merged:
        if isinstance(other, MappingNode):
            for name, pair in _entries(other).items():
                entries.setdefault(name, pair)
    return entries


def place_of(node: Node) -> Place:
    """Return the place of a node; of one that runs over several lines, its first character."""
    start, end = node.start_mark, node.end_mark
    width = end.column if end.line == start.line else start.column + 1
    return Place(start.line + 1, start.column + 1, start.line + 1, width + 1)


def span_of(node: Node) -> Place:
    """Return where a node begins and ends, over however many lines it runs."""
    start, end = node.start_mark, node.end_mark
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def place_at(text: str, index: int) -> Place:
    """Return the place of the one character at an index of a text."""
    *above, last = re.split(LINE_END, text[:index])
    return Place(len(above) + 1, len(last) + 1, len(above) + 1, len(last) + 2)


def in_one_line(value: Any) -> str:
    """Return a value as YAML has it in one line, no further than a sentence repeats it."""
    if not isinstance(value, dict | list):
        return _CONSTANTS.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)
    pieces: list[str] = []
    length = 0
    for one in value:
        inner = f"{in_one_line(one)}: {in_one_line(value[one])}" if isinstance(value, dict) else in_one_line(one)
        pieces.append(inner if len(inner) <= LONGEST_VALUE else inner[:LONGEST_VALUE] + "…")
        length += len(pieces[-1])
        if length > LONGEST_VALUE:
            break
    return f"{{{', '.join(pieces)}}}" if isinstance(value, dict) else f"[{', '.join(pieces)}]"

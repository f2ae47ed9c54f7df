"""A group of a file, such as `budget:`, written anew in its place; the comments in it stay where they belong."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from yaml.nodes import MappingNode, Node

from aspire_cli.document import tree, written_group
from aspire_cli.document.document import Document
from aspire_cli.document.tree import lines_of
from aspire_cli.document.written_group import COLUMNS, Columns, Comment, Where, Written
from aspire_cli.problem import Edit
from aspire_cli.records import NamedTuple


class ReplaceError(Exception):
    """A group that cannot be written anew where it stands."""


class Left(NamedTuple):
    """A comment, or a key of the user's own, that has no place left: its line, and what it says."""

    line: int
    text: str


class Group(NamedTuple):
    """What is to stand there: a key at the left edge of the file, and what it holds.

    `lines` makes the lines below the key from the columns in which they begin; `between_braces` makes the same in one
    line, with every key in quotation marks where the file is JSON.
    """

    key: str
    lines: Callable[[Columns], list[tuple[Where, str]]]
    between_braces: Callable[[bool], str]


def replaced(document: Document, group: Group, entries: Sequence[object]) -> tuple[Edit, list[Left]]:
    """Return the edit that writes a group anew, or adds it, and what had no place left in it.

    Args:
        document: The file, readable.
        group: What is to stand there.
        entries: What tells the entries of the list in the present group apart, in their order, as `lines` names them.

    Raises:
        ReplaceError: it is written in a way in which that cannot be done.
    """
    root = document.root
    if not isinstance(root, MappingNode) or not root.value:
        raise ReplaceError
    found = next((entry for entry in root.value if entry[0].value == group.key), None)
    if root.flow_style:
        edit, left = _between_braces(document, root, found, group)
    elif found is None:
        edit, left = _added(document, root, group), []
    else:
        edit, left = _replaced(document, found, group, entries)
    return edit._replace(text=edit.text.replace("\n", tree.line_end(document.text))), left


def _between_braces(
    document: Document, root: MappingNode, found: tuple[Node, Node] | None, group: Group
) -> tuple[Edit, list[Left]]:
    is_json = document.text[root.value[0][0].start_mark.index] == '"'
    text = group.between_braces(is_json)
    if found is None:
        *_, line, column = tree.span_of(root.value[-1][1])
        key = f'"{group.key}"' if is_json else group.key
        return Edit(line, column, line, column, f", {key}: {text}"), []
    place = tree.span_of(found[1])
    comments = written_group.comments(document, place.line - 1, place.end_line - 2)
    left = [Left(one.line + 1, one.text) for one in comments]
    return Edit(*place, text), left


def _added(document: Document, root: MappingNode, group: Group) -> Edit:
    """Return the edit that adds the group behind everything else."""
    line = _last_line(root)
    width = len(lines_of(document.text)[line]) + 1
    text = "\n".join(("", "", f"{group.key}:", *(line for _, line in group.lines(COLUMNS))))
    return Edit(line + 1, width, line + 1, width, text)


def _last_line(node: Node) -> int:
    """Return the last line, from 0, on which something of a node is written."""
    below = list(tree.children(node)) if not getattr(node, "flow_style", False) else []
    if below:
        return max(map(_last_line, below))
    end = node.end_mark
    return int(end.line) - (1 if tree.is_block(node) and end.column == 0 else 0)


def _replaced(
    document: Document, found: tuple[Node, Node], group: Group, entries: Sequence[object]
) -> tuple[Edit, list[Left]]:
    key, value = found
    colon = re.compile(r"[\"']?[ \t]*:").match(document.text, key.end_mark.index)
    if colon is None or key.start_mark.line != key.end_mark.line:
        raise ReplaceError
    start = key.end_mark.column + len(colon[0]) + 1
    last = max(_last_line(value), key.end_mark.line)
    old = written_group.read(document, value, key.end_mark.line, last, entries)
    block = _with_own(group.lines(old.columns), old)
    places = [where for where, _ in block]
    alone, behind, left = _placed(old, places)
    lines = [_with(document.line(key.end_mark.line + 1)[: start - 1], behind.get(()))[start - 1 :]]
    for where, line in block:
        lines += [" " * one.column + one.text for one in alone.get(where, ())]
        lines.append(_with(line, behind.get(where)))
    left += [Left(line + 1, f"{where[-1]}: {text}") for where, (line, text) in old.own.items() if where not in places]
    width = len(lines_of(document.text)[last]) + 1
    return Edit(key.end_mark.line + 1, start, last + 1, width, "\n".join(lines)), sorted(left)


def _with_own(block: list[tuple[Where, str]], old: Written) -> list[tuple[Where, str]]:
    """Return the lines of the block with the keys of the user's own, each at the end of its entry, or of the block."""
    found: list[tuple[Where, str]] = []
    for entry, lines in groupby(block, key=lambda one: one[0][:2]):
        found += [*lines, *_own_of(old, entry, old.columns[2])]
    return found + _own_of(old, (), old.columns[0])


def _own_of(old: Written, group: Where, column: int) -> list[tuple[Where, str]]:
    of_group = [(where, text) for where, (_, text) in old.own.items() if where[:-1] == group]
    return [(where, f"{' ' * column}{where[-1]}: {text}") for where, text in of_group]


def _with(line: str, comments: Sequence[Comment] | None) -> str:
    """Return a line with comments behind it, the first in its column where the line leaves it that."""
    for comment in comments or ():
        line = f"{line}  ".ljust(comment.column) + comment.text
    return line


def _placed(
    old: Written, places: list[Where]
) -> tuple[dict[Where, list[Comment]], dict[Where, list[Comment]], list[Left]]:
    """Return the comments that stand above each line of the new block, those behind one, and those without a place."""
    alone: dict[Where, list[Comment]] = {}
    behind: dict[Where, list[Comment]] = {}
    left: list[Left] = []
    for comment in old.comments:
        place = _nearest(_belongs(old, comment), places)
        if place is None:
            left.append(Left(comment.line + 1, comment.text))
        elif comment.stands_alone and place != ():
            alone.setdefault(place, []).append(comment)
        else:
            behind.setdefault(place, []).append(comment)
    return alone, behind, left


def _belongs(old: Written, comment: Comment) -> Where:
    """Return what a comment belongs to: what begins on its line, or below it where it stands alone."""
    if comment.stands_alone:
        below = [(line, where) for line, where in old.begun if line > comment.line]
        if below:
            return below[0][1]
        return old.begun[-1][1][:2] if old.begun else ()
    here = [where for line, where in old.begun if line == comment.line]
    if not here:
        return next((where for line, where in reversed(old.begun) if line < comment.line), ())
    # Of an entry in one line, or of a key whose group begins on the same line, the outermost is meant.
    return here[0] if len(here) > 2 or here[0] == () else here[-1]


def _nearest(where: Where, places: list[Where]) -> Where | None:
    """Return the line of the new block that a comment goes to: the same, or the first of the same entry."""
    if where == () or where in places:
        return where
    return next((place for place in places if len(where) > 1 and place[:2] == where[:2]), None)

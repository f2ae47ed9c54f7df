"""Mends to edits of the text: in the style in which the value stands, with every byte around it left as it is."""

import codecs
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, TypeGuard

from yaml.nodes import MappingNode, Node, ScalarNode

from aspire_cli.document import tree
from aspire_cli.document.document import Document, read_document
from aspire_cli.problem import Edit, Mend, Path

_COMMENT = re.compile("[ \u3000]*[#＃]")
_PROPERTIES = ("&", "!", "*")  # a value that begins with one has a name or a tag, or is that of another place
_MARKS = frozenset("\"'\\")
_SINGLE, _DOUBLE = "'", '"'


def edits_of(document: Document, mend: Mend) -> tuple[Edit, ...]:
    """Return the edits that a mend comes to; none where the text does not let them be made for certain.

    Where a value has a name by which it stands at several places, one mend would change them all.
    """
    if mend.kind == "text":
        return tuple(mend.what)
    path = mend.path
    group = _walked(document, path[:-1]) if path else None
    if not path or group is None:
        return ()
    if mend.kind == "entry":
        return _added(document, group[1], str(path[-1]), mend.what)
    found = _walked(document, path)
    if found is None:
        return ()
    key, node, in_flow = found
    if mend.kind == "key":
        is_there = tree.child(group[1], mend.what, document.entries) is not None
        return () if is_there else _rewritten(key, mend.what, in_flow=in_flow)
    if isinstance(mend.what, list):
        return _listed(node)
    if isinstance(node, MappingNode):
        return _quoted(document, node)
    return _rewritten(node, mend.what, in_flow=in_flow)


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits made that do not overlap; a byte order mark and line ends stay."""
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    return edited(data.decode(encoding), edits).encode(encoding)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made that do not overlap."""
    starts = [0, *(end.end() for end in re.finditer(tree.LINE_END, text))]
    pieces, done = [], 0
    for one in sorted(set(edits)):
        start = starts[one.line - 1] + one.column - 1
        pieces += [text[done:start], one.text]
        done = starts[one.end_line - 1] + one.end_column - 1
    return "".join((*pieces, text[done:]))


def _walked(document: Document, path: Path) -> tuple[Node | None, Node, bool] | None:
    """Return key and value at a path, and whether they stand between brackets; None where they stand elsewhere too."""
    key, node, in_flow = None, document.root, False
    if node is None or _is_named(document.text, node):
        return None
    for step in path:
        in_flow = in_flow or bool(getattr(node, "flow_style", False))
        found = tree.child(node, step, document.entries)
        if found is None or (isinstance(node, MappingNode) and found not in node.value):  # else it is merged into it
            return None
        key, node = found
        if _is_named(document.text, node) or (key is not None and _is_named(document.text, key)):
            return None
    return key, node, in_flow


def _is_named(text: str, node: Node) -> bool:
    return text.startswith(_PROPERTIES, node.start_mark.index)


def _rewritten(node: Node | None, value: Any, *, in_flow: bool) -> tuple[Edit, ...]:
    """Return the edit that writes another value where a scalar stands; a text of several lines, `|` and `>` stay."""
    if not _is_in_one_line(node) or node.start_mark.index == node.end_mark.index:
        return ()
    place = tree.span_of(node)
    if comment := _comment_behind(node.value, value):
        line, column = place[:2]
        edit = Edit(line, column + comment.start(), line, column + comment.end(), " #")
        return () if in_flow or node.style else (edit,)  # there it could be none
    text = _written(value, node.style or "", in_flow=in_flow)
    return (Edit(*place, text),) if text is not None else ()


def _comment_behind(written: str, value: Any) -> re.Match[str] | None:
    """Return what was meant to begin a comment behind a value: full-width spaces, or a full-width sign."""
    return _COMMENT.match(written, len(value)) if isinstance(value, str) and written.startswith(value) else None


def _written(value: Any, style: str, *, in_flow: bool) -> str | None:
    """Return a single value as YAML has it: a text in its quotation marks, without any where it needs none."""
    if not isinstance(value, str):
        text = tree.in_one_line(value) if value is None or isinstance(value, bool | int) else f"{value:f}"
        return text if _reads_as(text, value, in_flow=in_flow) else None
    single = f"'{value.replace(_SINGLE, _SINGLE * 2)}'"
    double = tree.in_quotes(value)
    forms = {_SINGLE: (single, double), _DOUBLE: (double,)}.get(style, (value, double))
    return next((form for form in forms if _reads_as(form, value, in_flow=in_flow)), None)


def _reads_as(text: str, value: Any, *, in_flow: bool) -> bool:
    """Say whether a text in the place of a value is read as that value, and nothing beside it."""
    whole = f"{{a: {text}, b: c}}\n" if in_flow else f"a: {text}\nb: c\n"
    return repr(read_document(whole.encode()).data) == repr({"a": value, "b": "c"})


def _quoted(document: Document, group: MappingNode) -> tuple[Edit, ...]:
    """Return the edits that set quotation marks around a group of one key in one line, which is meant as one text."""
    if group.flow_style or len(group.value) != 1 or not _is_single(group.value[0]):
        return ()
    (key, value), *_ = group.value
    line, start, end = key.start_mark.line + 1, key.start_mark.column + 1, value.end_mark.column + 1
    if not _MARKS.isdisjoint(document.line(line)[start - 1 : end - 1]) or _is_named(document.text, value):
        return ()
    return Edit(line, start, line, start, _DOUBLE), Edit(line, end, line, end, _DOUBLE)


def _listed(node: Node) -> tuple[Edit, ...]:
    """Return the edits that set brackets around a single value of one line."""
    if not _is_in_one_line(node):
        return ()
    line, start, _, end = tree.span_of(node)
    return Edit(line, start, line, start, "["), Edit(line, end, line, end, "]")


def _added(document: Document, group: Node, key: str, value: Any) -> tuple[Edit, ...]:
    """Return the edit that adds an entry to a group, behind the values of one line that the group begins with."""
    text = _written(value, "", in_flow=bool(getattr(group, "flow_style", False)))
    if not isinstance(group, MappingNode) or text is None or tree.child(group, key, document.entries):
        return ()
    leading = list(takewhile(_is_single, group.value)) or list(filter(_is_single, group.value))[:1]
    if not leading:
        return ()
    before, below = leading[-1]
    *_, line, end = tree.span_of(below)
    if group.flow_style:
        return (Edit(line, end, line, end, f", {key}: {text}"),)
    width = len(document.line(line)) + 1
    margin = " " * before.start_mark.column
    return (Edit(line, width, line, width, f"{tree.line_end(document.text)}{margin}{key}: {text}"),)


def _is_single(entry: tuple[Node, Node]) -> bool:
    """Say whether a key and its value are written one behind the other, in one line."""
    key, value = entry
    in_order = key.end_mark.index <= value.start_mark.index and key.start_mark.line == value.end_mark.line
    return bool(_is_in_one_line(value) and value.value and in_order)


def _is_in_one_line(node: Node | None) -> TypeGuard[ScalarNode]:
    """Say whether a node is a single value, written in one line."""
    return isinstance(node, ScalarNode) and not tree.is_block(node) and node.start_mark.line == node.end_mark.line

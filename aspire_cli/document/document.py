"""Bytes to document: plain YAML 1.2 data, and where each value stands in the text."""

import re
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node, ScalarNode

from aspire_cli import limits, money
from aspire_cli.document import compose, construct, tree
from aspire_cli.document.compose import UnreadableError
from aspire_cli.document.tree import lines_of
from aspire_cli.problem import START, Path, Place, Problem, problem_at
from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    from aspire_cli.document.mended_lines import MendedLines

_OF_SLIPS = ("yaml-syntax", "yaml-key")  # rules whose findings may be of slips that a machine can mend
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]"
# The bytes in which none of these begins, and three that no byte alone tells: looked for first, which is quick.
_HARMLESS = bytes(byte for byte in range(256) if byte in b"\t\n\r" or (0x20 <= byte != 0x7F and byte != 0xC2))
_TOLD_BY_NO_BYTE = ("\ufeff", "\ufffe", "\uffff")
# A colon that no space follows, and a line that begins with what may be a key and such a colon, or a full-width one.
_GLUED = r":[^ \t\r\n/]"
_GLUED_KEY = rf"(?:^|[\r\n]) *+(?:- *+)*+[a-z_]++(?:：|{_GLUED})"
_NO_YAML = (b"%PDF", b"{\\rtf")  # how files begin that are text, and no proposal


class Document(NamedTuple):
    """A file as read: its text, its plain data, and what stood in the way of reading it.

    `data` is made of dict, list, str, int, Decimal, bool and None; it is None where `problems` is not empty.
    """

    path: str
    text: str
    data: Any
    problems: tuple[Problem, ...]
    root: Node | None
    entries: tree.Index  # of mappings, filled as places are asked for
    mended: "Document | None" = None  # what it is with all its slips mended, where each mend is certain
    written: "tuple[Document, MendedLines] | None" = None  # of such a one: the file as it is, and its lines mended

    def place(self, path: Path, at_key: bool = False) -> Place:
        """Return the place of the value at a path, or of the nearest parent that is written.

        A mapping, a list and a value left empty are pointed at by their key.
        """
        if self.root is None:
            return START
        key, node, is_whole = self._nodes(path, self.root)
        stands_at_key = not isinstance(node, ScalarNode) or (not node.value and not node.style)
        return self._written(key if key is not None and (stands_at_key or (at_key and is_whole)) else node)

    def _nodes(self, path: Path, root: Node) -> tuple[Node | None, Node, bool]:
        """Return key and value at a path, or of the nearest parent that is written; and whether the path led there."""
        key, node = None, root
        for step in path:
            found = tree.child(node, step, self.entries)
            if found is None:
                return key, node, False
            key, node = found
        return key, node, True

    def text_of(self, path: Path, value: Any) -> str:
        """Return the text of the value at a path; of a number, what stands in the file: 0x1F, 00123 or 1e7."""
        if not money.is_number(value) or self.root is None:
            return tree.in_one_line(value)
        _, node, _ = self._nodes(path, self.root)
        return str(node.value if isinstance(node, ScalarNode) else value)

    def _written(self, node: Node) -> Place:
        if isinstance(node, MappingNode) and not node.flow_style and node.value:
            return self._written(node.value[0][0])
        place = tree.place_of(node)
        if node.start_mark.line == node.end_mark.line:
            return place
        width = len(self.line(place.line).rstrip())
        return place._replace(end_column=max(width + 1, place.end_column))

    def inside(self, place: Place) -> Place:
        """Return the place, or the nearest one inside the text: a parser may come to a halt behind the last line."""
        lines = lines_of(self.text)
        last = max(len(lines) - (not lines[-1]), 1)

        def within(line: int, column: int) -> tuple[int, int]:
            end = len(lines[min(line, last) - 1]) + 1
            return (line, min(column, end)) if line <= last else (last, end)

        start = within(*place[:2])
        return Place(*start, *max(start, within(*place[2:])))

    def line(self, number: int) -> str:
        """Return the source line of that number, counted from 1, without its end."""
        lines = lines_of(self.text)
        return lines[number - 1] if number <= len(lines) else ""

    def excerpt(self, place: Place) -> tuple[str, int]:
        """Return the source line of a place and the column where that begins; of a long one, the part around it."""
        line = self.line(place.line)
        fits = place.column <= limits.LONGEST_EXCERPT // 2 or len(line) <= limits.LONGEST_EXCERPT
        start = 0 if fits else place.column - 1 - limits.LONGEST_EXCERPT // 2
        return line[start : start + limits.LONGEST_EXCERPT], start + 1


def read_document(data: bytes, path: str = "-", composer: Any = compose.FASTEST) -> Document:
    """Return the document that the bytes hold; what cannot be read is in its `problems`, never raised."""
    problems: list[Problem] = []
    root: Node | None = None
    text, value = "", None
    try:
        text = _decode(data)
        _refuse_control_characters(text, data)
        _refuse_conflicts(text)
        root = compose.compose(text, composer)
        value = construct.build(root, text, problems)
    except UnreadableError as error:
        problems.append(error.problem)
        # For a person to look at: in the encoding that the bytes seem to be in.
        encoding = str(error.problem.values.get("encoding", "utf-8"))
        text = text or data[: limits.LARGEST_FILE].decode(encoding, "replace")
    document = Document(path, text, None if problems else value, tuple(problems), root, {})
    hides = not problems and (isinstance(value, str) or _may_hide_keys(text))
    return _with_slips(document) if hides or any(one.rule in _OF_SLIPS for one in problems) else document


def _with_slips(document: Document) -> Document:
    """Return a document with all slips told that it has, those that hide in values too, and what it means without."""
    from aspire_cli.document import all_slips

    now = all_slips.Reading(document.root, document.data, list(document.problems))
    problems, now, lines = all_slips.found(document.text, now)
    if not problems:
        return document
    written = document._replace(data=None, problems=tuple(problems))
    if lines is None:
        return written
    mended = Document(document.path, lines.text, now.data, (), now.root, {}, written=(written, lines))
    return written._replace(mended=mended)


def _may_hide_keys(text: str) -> bool:
    """Say whether a line begins with what may be a key without its colon and space; a cheap look comes first."""
    glued = "：" in text or re.search(_GLUED, text)
    return bool(glued) and re.search(_GLUED_KEY, text) is not None


def _decode(data: bytes) -> str:
    if len(data) > limits.LARGEST_FILE:
        raise compose.beyond("size", limits.LARGEST_FILE, START)
    try:
        text = data.decode().removeprefix("\ufeff")
        if b"\x00" not in data and b"\x1b$" not in data and not data.startswith(_NO_YAML):
            return text
    except UnicodeDecodeError:
        pass
    from aspire_cli.document import encoding

    raise UnreadableError(encoding.diagnose(data))


def _refuse_control_characters(text: str, data: bytes) -> None:
    if not data.translate(None, _HARMLESS) and not any(one in text for one in _TOLD_BY_NO_BYTE):
        return
    match = re.search(_FORBIDDEN, text)
    if match:
        variant, code = "byte-order-mark" if match[0] == "\ufeff" else "default", f"U+{ord(match[0]):04X}"
        place = tree.place_at(text, match.start())
        raise UnreadableError(problem_at(place, "yaml-control-character", variant, code=code))


def _refuse_conflicts(text: str) -> None:
    """Refuse what git leaves of two versions, even where it could be read: between quotation marks it is text."""
    if "<<<<<<<" in text and ">>>>>>>" in text:
        from aspire_cli.document import syntax

        problem = syntax.conflict(lines_of(text))
        if problem:
            raise UnreadableError(problem)

"""PyYAML's nodes to plain YAML 1.2 data, by the core schema alone."""

import re
import unicodedata
from typing import Any, Self

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from aspire_cli import limits
from aspire_cli.document.compose import IMPLICIT, beyond
from aspire_cli.document.tree import MERGE, children, place_of, scalars
from aspire_cli.problem import Place, Problem

_CORE = "tag:yaml.org,2002:"
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Patterns are texts, compiled when first used.
_INTEGER = r"[-+]?[0-9]+"
_BASED_INTEGER = r"0o[0-7]+|0x[0-9a-fA-F]+"
_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
_NOT_FINITE = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_NUMBER_START = frozenset("0123456789+-.")
_NUMBER_LETTERS = "0123456789_,."
_SPLIT_AMOUNT = r"[0-9]{3}\D*"


class WrittenInteger(int):
    """A plain integer whose usual spelling is another than the one in the file, as that of `0x1F` is."""

    written: str

    def __new__(cls, written: str, base: int = 10) -> Self:
        """Take the text of the number, and its base; 0 is the base that the text names."""
        made = super().__new__(cls, written, base)
        made.written = written
        return made

    def __str__(self) -> str:
        """Return the text in the file."""
        return self.written

    def __reduce__(self) -> tuple[type[Self], tuple[str, int]]:
        """Keep the text through pickling."""
        return type(self), (self.written, 10 if self.written.lstrip("+-").isdigit() else 0)


class LedByZero(WrittenInteger):
    """A plain integer that was written with leading zeros."""


def build(root: Node, text: str, problems: list[Problem]) -> Any:
    """Return the plain data of the tree; faults that leave the rest readable are added to `problems`.

    Raises:
        UnreadableError: the tree goes beyond the bounds.
    """
    if len(text) > limits.LONGEST_TEXT:
        _bound_texts(root)
    if "*" in text:
        _bound_aliases(root)
    return _Builder(problems, may_hold_surrogates="\\" in text).value(root)


class _Builder:
    def __init__(self, problems: list[Problem], *, may_hold_surrogates: bool) -> None:
        self._problems = problems
        self._told: set[tuple[str, Place]] = set()
        self._may_hold_surrogates = may_hold_surrogates
        self._depth = 0
        self._unspaced: set[int] = set()  # ids of the braces with a fault in a key
        self._split_end: Any = None  # where the part of an amount ends that was split off last

    def value(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return self._scalar(node, node.tag)
        self._refuse_tag(node)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        self._enter(node)
        items = [self.value(item) for item in node.value]
        self._depth -= 1
        return items

    def _enter(self, node: Node) -> None:
        """Count a level of nesting, which an alias or a merge may lead to."""
        self._depth += 1
        if self._depth > limits.DEEPEST:
            raise beyond("depth", limits.DEEPEST, place_of(node))

    def _refuse_tag(self, node: Node) -> None:
        """Find fault with the tag of a list or mapping that is not its own core tag."""
        if node.tag not in (IMPLICIT, _CORE + ("map" if isinstance(node, MappingNode) else "seq")):
            self._fault("yaml-tag", node, tag=_tag_as_written(node))

    def _scalar(self, node: ScalarNode, tag: str) -> Any:
        value: str = node.value
        if self._may_hold_surrogates and any("\ud800" <= character <= "\udfff" for character in value):
            self._fault("yaml-control-character", node, message="surrogate", mend="surrogate")
        if tag != IMPLICIT:
            return self._tagged(node)
        if node.style:
            return value
        if value[:1] in _NUMBER_START and value:
            return self._number(node)
        return _CONSTANTS.get(value, value)

    def _number(self, node: ScalarNode) -> Any:
        value: str = node.value
        if value.isascii() and value.isdigit() and value[0] != "0" and len(value) <= limits.MOST_DIGITS:
            return int(value)
        based = value[:2] in ("0o", "0x") and re.fullmatch(_BASED_INTEGER, value)
        whole = based or re.fullmatch(_INTEGER, value)
        if not whole and not re.fullmatch(_FLOAT, value):
            if not re.fullmatch(_NOT_FINITE, value):
                behind = value.lstrip(_NUMBER_LETTERS)
                if not behind.isascii() and not behind[0].isalnum():
                    self._refuse_odd_space(node)
                return value
            value = value.lower().replace(".", "")
        if len(value) > limits.MOST_DIGITS:
            raise beyond("digits", limits.MOST_DIGITS, place_of(node))
        if whole:
            if based:
                return WrittenInteger(value, 0)
            return LedByZero(value) if value[0] == "0" and len(value) > 1 else int(value)
        from decimal import Decimal

        number = Decimal(value)
        # Written out, 1e999999 has as many digits: no arithmetic may ever do that.
        if number.is_finite() and max(abs(number.adjusted()), -int(number.as_tuple().exponent)) > limits.MOST_DIGITS:
            raise beyond("digits", limits.MOST_DIGITS, place_of(node))
        if str(number) == node.value:
            return number
        from aspire_cli.document.decimals import WrittenDecimal

        return WrittenDecimal(value, node.value)

    def _refuse_odd_space(self, node: ScalarNode) -> None:
        """Find fault with a space behind a number that YAML takes for a letter, and what follows for no comment."""
        from aspire_cli.document.syntax import odd_space, space_after_number

        space = space_after_number(node.value)
        if space:
            self._fault("yaml-syntax", node, message="odd-space-here", mend="odd-space-here", space=odd_space(space))

    def _tagged(self, node: ScalarNode) -> Any:
        kind = node.tag.removeprefix(_CORE)
        if kind == "str":
            return node.value
        value = self._scalar(ScalarNode(IMPLICIT, node.value, node.start_mark, node.end_mark), IMPLICIT)
        if kind != _core_kind(value) and not (kind == "float" and _core_kind(value) == "int"):
            self._fault("yaml-tag", node, tag=_tag_as_written(node))
        return value

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        self._enter(node)
        result: dict[str, Any] = {}
        first: dict[str, Node] = {}
        merges: list[Node] = []
        for key_node, value_node in node.value:
            key = self._key(key_node, value_node, node)
            if key is None:
                continue
            if key == MERGE and not key_node.style:
                if isinstance(value_node, SequenceNode):
                    self._refuse_tag(value_node)
                merges.extend(value_node.value if isinstance(value_node, SequenceNode) else [value_node])
                continue
            same = key if key.isascii() else unicodedata.normalize("NFC", key)
            if same in first:
                self._duplicate(key, key_node, first[same])
            first.setdefault(same, key_node)
            result[key] = self.value(value_node)
        for merged in merges:
            if not isinstance(merged, MappingNode):
                self._fault("yaml-tag", merged, message="merge", mend="merge", tag=MERGE)
                continue
            for key, value in self.value(merged).items():
                result.setdefault(key, value)
        self._depth -= 1
        return result

    def _key(self, key_node: Node, value_node: Node, parent: MappingNode) -> str | None:
        if isinstance(key_node, ScalarNode) and key_node.tag == IMPLICIT:
            written: str = key_node.value
            usual = len(written) <= limits.LONGEST_KEY and written.isascii() and written.isidentifier()
            if usual and (written not in _CONSTANTS or key_node.style):
                return written  # as nearly all keys are: nothing to look at more closely
        return self._odd_key(key_node, value_node, parent)

    def _odd_key(self, key_node: Node, value_node: Node, parent: MappingNode) -> str | None:
        if not isinstance(key_node, ScalarNode):
            self._fault("yaml-key", key_node, message="collection", mend="collection")
            return None
        if len(key_node.value) > limits.LONGEST_KEY:
            raise beyond("key", limits.LONGEST_KEY, place_of(key_node))
        if key_node.value[:1].isspace() and not key_node.style:
            # YAML takes an odd space for a letter of the key; whoever typed it meant to indent the line.
            from aspire_cli.document.syntax import odd_space

            variant = "odd-space-here" if parent.flow_style else "odd-indent"
            space = odd_space(key_node.value[0])
            self._fault("yaml-syntax", key_node, message=variant, mend=variant, space=space)
            return None
        key = self._scalar(key_node, key_node.tag)
        has_value = not isinstance(value_node, ScalarNode) or value_node.value or value_node.style
        may_be_more = parent.flow_style and not key_node.style and not has_value
        if may_be_more and (self._meant_as_entry(key_node, parent) or self._part_of_amount(key_node)):
            return None
        if isinstance(key, str):
            return key
        self._fault("yaml-key", key_node, key=key_node.value)
        return None

    def _meant_as_entry(self, key_node: ScalarNode, parent: MappingNode) -> bool:
        """Find fault with a key between braces that has no value, but holds one behind what was meant for its colon."""
        if ":" not in key_node.value and key_node.value.isascii():
            return False
        from aspire_cli.document.syntax import colon_in_key

        if not (found := colon_in_key(key_node.value, place_of(key_node))):
            return False
        # Who leaves out one space leaves out all of them: once in each pair of braces is enough.
        if found.message != "no-space" or id(parent) not in self._unspaced:
            self._tell(found)
        self._unspaced.add(id(parent))
        return True

    def _part_of_amount(self, key_node: ScalarNode) -> bool:
        """Find fault with what commas make of an amount between braces: once, at the first part they split off."""
        if not re.fullmatch(_SPLIT_AMOUNT, key_node.value):
            return False
        before, start = self._split_end, key_node.start_mark
        self._split_end = key_node.end_mark
        if not before or before.line != start.line or start.column - before.column not in (1, 2):
            self._fault("yaml-key", key_node, message="split-amount", mend="split-amount", key=key_node.value)
        return True

    def _duplicate(self, key: str, second: Node, first: Node) -> None:
        values = {"key": key, "line": first.start_mark.line + 1}
        related = (place_of(first),)
        self._tell(Problem(values=values, rule="yaml-duplicate-key", place=place_of(second), related_places=related))

    def _fault(self, rule: str, node: Node, message: str = "default", mend: str = "default", **values: Any) -> None:
        self._tell(Problem(values=values, message=message, mend=mend, rule=rule, place=place_of(node)))

    def _tell(self, problem: Problem) -> None:
        """Note a fault once, however often an alias or a merge leads past it."""
        assert problem.place is not None
        if (problem.rule, problem.place) not in self._told:
            self._told.add((problem.rule, problem.place))
            self._problems.append(problem)


def _tag_as_written(node: Node) -> str:
    tag: str = node.tag
    return f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag


def _core_kind(value: object) -> str:
    """Return the core tag that a plain value bears."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    return "int" if isinstance(value, int) else "str" if isinstance(value, str) else "float"


def _bound_texts(root: Node) -> None:
    """Refuse a text that is too long."""
    for node in scalars(root):
        if len(node.value) > limits.LONGEST_TEXT:
            raise beyond("text", limits.LONGEST_TEXT, place_of(node))


def _bound_aliases(root: Node) -> None:
    """Count what the aliases would expand to, without expanding them; refuse what is too much or holds itself."""
    sizes: dict[int, tuple[int, int]] = {}  # values, and characters of all texts
    being_counted: set[int] = set()

    def size(node: Node) -> tuple[int, int]:
        if isinstance(node, ScalarNode):
            return 1, len(node.value)
        if id(node) in being_counted:
            raise beyond("recursion", 0, place_of(node))
        if id(node) not in sizes:
            being_counted.add(id(node))
            parts = [size(child) for child in children(node)]
            being_counted.remove(id(node))
            sizes[id(node)] = 1 + sum(nodes for nodes, _ in parts), sum(text for _, text in parts)
        nodes, text = sizes[id(node)]
        if nodes > limits.MOST_NODES or text > limits.MOST_TEXT:
            raise beyond("aliases", limits.MOST_NODES, place_of(node))
        return nodes, text

    size(root)

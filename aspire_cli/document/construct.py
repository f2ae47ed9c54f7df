"""PyYAML's nodes to plain YAML 1.2 data, by the core schema alone."""

import re
import unicodedata
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from aspire_cli import limits
from aspire_cli.document.compose import IMPLICIT, beyond
from aspire_cli.document.tree import MERGE, Alone, children, place_of, scalars
from aspire_cli.problem import Place, Problem, problem_at
from aspire_cli.words.text import Code

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
_DIGITS = "0123456789"
_BEGIN_A_NUMBER = frozenset(_DIGITS + "+-.")
_BEHIND_DIGITS = frozenset(".eEox")  # what may stand in a number behind its first digits
_NUMBER_LETTERS = "0123456789_,."
_LIKE_A_KEY = "[a-z_]+"
_FISCAL_YEAR = "20[0-9]{2}"
_SPLIT_AMOUNT = r"[0-9]{3}\D*"


def build(root: Node, text: str, problems: list[Problem]) -> Any:
    """Return the plain data of the tree; faults that leave the rest readable are added to `problems`.

    Raises:
        UnreadableError: the tree goes beyond the bounds.
    """
    if len(text) > limits.LONGEST_TEXT:
        _bound_texts(root)
    if "*" in text:
        _bound_aliases(root)
    return _Builder(problems, text).value(root)


class _Builder:
    def __init__(self, problems: list[Problem], text: str) -> None:
        self._problems = problems
        self._text = text
        self._told: set[tuple[str, Place | None]] = set()
        # Half a character, or `!` alone.
        self._may_be_odd = "\\" in text or ("!" in text and re.search(r"!\s", text) is not None)
        self._depth = 0
        self._with_years: set[int] = set()  # ids of the groups with years for keys
        self._words: set[str] = set()  # keys that were looked at: the same ones come again and again
        self._unspaced: set[int] = set()  # ids of the braces with a fault in a key
        self._split_end: Any = None  # where the part of an amount ends that was split off last

    def value(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            if node.tag != IMPLICIT or self._may_be_odd:
                return self._odd_scalar(node)
            value: str = node.value
            if node.style:
                return value
            return self._number(node, value) if value[:1] in _BEGIN_A_NUMBER else _CONSTANTS.get(value, value)
        kind = "map" if isinstance(node, MappingNode) else "seq"
        if node.tag != IMPLICIT and node.tag != _CORE + kind:
            self._fault("yaml-tag", node, tag=_tag_as_written(node))
        self._depth += 1  # to which an alias or a merge may lead
        if self._depth > limits.DEEPEST:
            raise beyond("depth", limits.DEEPEST, place_of(node))
        data = self._mapping(node) if isinstance(node, MappingNode) else list(map(self.value, node.value))
        self._depth -= 1
        return data

    def _odd_scalar(self, node: ScalarNode) -> Any:
        """Return the value of a scalar that bears a tag, `!` alone too, or may hold half a character."""
        if any("\ud800" <= character <= "\udfff" for character in node.value):
            # JSON writes a character beyond the first 65,536 as two halves.
            node.value = node.value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        if any("\ud800" <= character <= "\udfff" for character in node.value):
            self._fault("yaml-control-character", node, "surrogate")
        text: str = node.value
        kind = node.tag.removeprefix(_CORE)
        if kind == "str" or (
            node.tag == IMPLICIT and (node.style or self._text.startswith("!", node.start_mark.index))
        ):
            return text
        value = self._number(node, text) if text[:1] in _BEGIN_A_NUMBER else _CONSTANTS.get(text, text)
        if kind not in (IMPLICIT, _core_kind(value)) and not (kind == "float" and _core_kind(value) == "int"):
            self._fault("yaml-tag", node, tag=_tag_as_written(node))
        return value

    def _number(self, node: ScalarNode, value: str) -> Any:
        """Return the number that a plain text is, or the text where it is none: 2026-12-01, 1_000 or 3億円."""
        behind = value.lstrip(_DIGITS)
        if not behind:
            if len(value) > limits.MOST_DIGITS:
                raise beyond("digits", limits.MOST_DIGITS, place_of(node))
            return int(value)
        if not value.isascii():
            behind = value.lstrip(_NUMBER_LETTERS)
            if not behind.isascii() and not behind[0].isalnum():
                self._refuse_odd_space(node)
            return value
        if value[0] in _DIGITS and behind[0] not in _BEHIND_DIGITS:
            return value  # as days and amounts with signs between their digits are: no pattern need be tried
        based = re.fullmatch(_BASED_INTEGER, value)
        if based or re.fullmatch(_INTEGER, value):
            if len(value) > limits.MOST_DIGITS:
                raise beyond("digits", limits.MOST_DIGITS, place_of(node))
            return int(value, 0 if based else 10)
        if re.fullmatch(_FLOAT, value):
            return _decimal(node, value)
        if re.fullmatch(_NOT_FINITE, value):
            return _decimal(node, value.lower().replace(".", ""))
        return value

    def _refuse_odd_space(self, node: ScalarNode) -> None:
        """Find fault with a space behind a number that YAML takes for a letter, and what follows for no comment."""
        from aspire_cli.document.syntax import odd_space, space_after_number

        space = space_after_number(node.value)
        if space:
            self._fault("yaml-syntax", node, "odd-space-here", space=odd_space(space))

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        result: dict[str, Any] = {}
        no_keys: set[int] = set()  # ids of nodes in the place of a key: merges, and those with a fault
        may_be_alike = False
        merges: list[Node] = []
        words, between_braces = self._words, node.flow_style
        before: tuple[str, Node] | None = None  # there, the last key with a value
        for key_node, value_node in node.value:
            key: Any = key_node.value
            if key.__class__ is not str or key not in words or key_node.tag != IMPLICIT:
                key = self._new_key(key_node, value_node, node)
                if key == MERGE and not key_node.style:
                    merges += self._merged(value_node)
                    key = None
                if key is None:
                    no_keys.add(id(key_node))
                    continue
                may_be_alike = may_be_alike or not key.isascii()
            result[key] = value = self.value(value_node)
            if not between_braces:
                continue
            if value is not None or value_node.value:
                before = key, value_node
            elif (cut := self._cut_from(key, key_node, before)) is None:
                before = None
            else:
                _put_cut(result, key, cut)
        if may_be_alike or len(result) + len(no_keys) < len(node.value):
            self._tell_of_twins([key_node for key_node, _ in node.value if id(key_node) not in no_keys])
        for merged in merges:
            self._merge_into(result, merged)
        return result

    def _new_key(self, key_node: Any, value_node: Node, parent: MappingNode) -> str | None:
        """Return a key that was not looked at before; nearly all are words, of which nothing more is to be asked."""
        key: Any = key_node.value if key_node.tag == IMPLICIT else None
        is_word = key.__class__ is str and key.isidentifier() and key.isascii() and len(key) <= limits.LONGEST_KEY
        if is_word and key not in _CONSTANTS:
            self._words.add(key)
        elif not is_word or not key_node.style:
            return self._odd_key(key_node, value_node, parent)
        return str(key)

    def _tell_of_twins(self, key_nodes: list[ScalarNode]) -> None:
        """Find fault with keys that stand there twice, however their letters are composed."""
        first: dict[str, Node] = {}
        for node in key_nodes:
            key = unicodedata.normalize("NFC", node.value)
            if key in first:
                earlier = place_of(first[key])
                twice = problem_at(place_of(node), "yaml-duplicate-key", key=node.value, line=earlier.line)
                self._tell(twice._replace(related_places=(earlier,)))
            else:
                first[key] = node

    def _merged(self, node: Node) -> list[Node]:
        """Return the nodes that a merge names, one or a list of them."""
        if not isinstance(node, SequenceNode):
            return [node]
        if node.tag not in (IMPLICIT, _CORE + "seq"):
            self._fault("yaml-tag", node, tag=_tag_as_written(node))
        return list(node.value)

    def _merge_into(self, result: dict[str, Any], merged: Node) -> None:
        if not isinstance(merged, MappingNode):
            self._fault("yaml-tag", merged, "merge", tag=MERGE)
            return
        for key, value in self.value(merged).items():
            result.setdefault(key, value)

    def _cut_from(self, key: str, key_node: Node, before: tuple[str, Node] | None) -> Alone | None:
        """Return a key between braces without even a colon, with the text that a comma may have cut it from."""
        end = key_node.end_mark.index
        if before is None or re.fullmatch(_LIKE_A_KEY, key) or not re.compile(r"\s*[,}]").match(self._text, end):
            return None
        name, node = before
        start = node.start_mark.index
        if not isinstance(node, ScalarNode) or node.style or not node.value or end - start > limits.LONGEST_NAME:
            return None
        return Alone(key, name, " ".join(self._text[start:end].split()))

    def _odd_key(self, key_node: Node, value_node: Node, parent: MappingNode) -> str | None:
        if not isinstance(key_node, ScalarNode):
            self._fault("yaml-key", key_node, "collection")
            return None
        if len(key_node.value) > limits.LONGEST_KEY:
            raise beyond("key", limits.LONGEST_KEY, place_of(key_node))
        if key_node.value[:1].isspace() and not key_node.style:
            # YAML takes an odd space for a letter of the key; whoever typed it meant to indent the line.
            from aspire_cli.document.syntax import odd_space

            variant = "odd-space-here" if parent.flow_style else "odd-indent"
            space = odd_space(key_node.value[0])
            self._fault("yaml-syntax", key_node, variant, space=space)
            return None
        key = self.value(key_node)
        has_value = not isinstance(value_node, ScalarNode) or value_node.value or value_node.style
        may_be_more = parent.flow_style and not key_node.style and not has_value
        if may_be_more and (self._meant_as_entry(key_node, parent) or self._part_of_amount(key_node)):
            return None
        if isinstance(key, str):
            return key
        if not self._meant_as_year(key_node, value_node, parent):
            self._fault("yaml-key", key_node, key=key_node.value)
        return None

    def _meant_as_year(self, key_node: ScalarNode, value_node: Node, parent: MappingNode) -> bool:
        """Find fault with fiscal years in the place of keys: once for all that stand side by side."""
        if not re.fullmatch(_FISCAL_YEAR, key_node.value) or not isinstance(value_node, MappingNode):
            return False
        line = f"- fiscal_year: {key_node.value}"
        if value_node.flow_style and value_node.start_mark.line == value_node.end_mark.line:
            within = self._text[value_node.start_mark.index + 1 : value_node.end_mark.index - 1].strip()
            line = f"- {{fiscal_year: {key_node.value}, {within}}}"
        if id(parent) not in self._with_years:
            self._fault("yaml-key", key_node, "year", key=key_node.value, line=Code(line))
        self._with_years.add(id(parent))
        return True

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
            self._fault("yaml-key", key_node, "split-amount", key=key_node.value)
        return True

    def _fault(self, rule: str, node: Node, variant: str = "default", **values: Any) -> None:
        self._tell(problem_at(place_of(node), rule, variant, **values))

    def _tell(self, problem: Problem) -> None:
        """Note a fault once, however often an alias or a merge leads past it."""
        if (problem.rule, problem.place) not in self._told:
            self._told.add((problem.rule, problem.place))
            self._problems.append(problem)


def _put_cut(result: dict[str, Any], key: str, cut: Alone) -> None:
    """Put what a comma has cut off in the place of the key it was read as, with what was cut from the same text."""
    del result[key]
    last = next(reversed(result))
    if isinstance(last, Alone):
        del result[last]
        cut = Alone(last, cut.before, cut.whole)
    result[cut] = None


def _decimal(node: ScalarNode, number: str) -> Any:
    """Return a decimal number; the module for them is imported only where a file holds one."""
    from decimal import Decimal

    made = Decimal(number) if len(number) <= limits.MOST_DIGITS else None
    # Written out, 1e999999 has as many digits: no arithmetic may ever do that.
    if made is not None and made.is_finite():
        digits = max(abs(made.adjusted()), -int(made.as_tuple().exponent))
        made = made if digits <= limits.MOST_DIGITS else None
    if made is None:
        raise beyond("digits", limits.MOST_DIGITS, place_of(node))
    return made


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

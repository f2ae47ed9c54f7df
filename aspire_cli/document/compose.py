"""Text to PyYAML's nodes, within bounds: libyaml where it is present, PyYAML's own parser where it is not."""

import re
from itertools import islice
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.nodes import Node
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from aspire_cli import limits
from aspire_cli.document.tree import place_at
from aspire_cli.problem import START, Place, Problem, problem_at

IMPLICIT = "?"  # the tag of every node that bears none
# Nesting can only be deeper than this where a line is indented this far, or so many brackets are open.
_DEEP_INDENT = rf"[ \t?:-]{{{limits.DEEPEST}}}"
_BEFORE_A_VALUE = (",", "\n", "\r", ":", "- ", "-\t", "? ", "?\t")  # what may stand between two keys or values
# libyaml reads ahead of its own events, and from 0.2.6 on it has a bound of its own, far above ours.
_TOO_DEEP_FOR_LIBYAML = "maximum nesting depth"


class UnreadableError(Exception):
    """Reading cannot go on; carries what to say."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


class _PureParser(Reader, Scanner, Parser, Composer):
    """PyYAML's own parser, put together as libyaml's is."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def scan_to_next_token(self) -> None:
        """Pass over tabs between tokens too, where libyaml does."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain(self) -> Any:
        """Refuse a colon right before a bracket or comma where libyaml does."""
        token = super().scan_plain()
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            where = "while scanning a plain scalar"
            raise ScannerError(where, token.start_mark, "found unexpected ':'", self.get_mark())
        return token


def composer_class(parser: Any) -> Any:
    """Return a composer on one of PyYAML's parsers, without its YAML 1.1 resolver: every plain node stays open."""

    class Unresolved(parser):  # type: ignore[misc]
        def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
            return IMPLICIT

        def descend_resolver(self, _parent: object, _index: object) -> None:
            pass

        def ascend_resolver(self) -> None:
            pass

    return Unresolved


PURE = composer_class(_PureParser)
FASTEST = composer_class(yaml.cyaml.CParser) if yaml.__with_libyaml__ else PURE  # type: ignore[attr-defined]


def compose(text: str, composer: Any = FASTEST) -> Node:
    """Return the root node of the one document in the text.

    Raises:
        UnreadableError: the text is not one YAML document, or goes beyond the bounds.
    """
    # libyaml ends a line at these too, editors do not: as a space they leave every place where it is.
    parsed = text.replace("\u2028", " ").replace("\u2029", " ")
    try:
        _refuse_directives(parsed)
        if _may_be_too_much(parsed):
            _measure(parsed, composer)
        documents = composer(parsed)
        root: Node | None = documents.get_node() if documents.check_node() else None
        second = documents.get_node() if root is not None and documents.check_node() else None
    except yaml.MarkedYAMLError as error:
        if _TOO_DEEP_FOR_LIBYAML in str(error.problem):
            raise beyond("depth", limits.DEEPEST, _one_character(error.problem_mark)) from None
        from aspire_cli.document import syntax

        raise UnreadableError(syntax.diagnose(text, error)) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise UnreadableError(problem_at(START, "yaml-syntax")) from None
    if root is None or (second is None and root.value == ""):  # `---` alone holds nothing either
        raise UnreadableError(problem_at(START, "yaml-documents", "empty"))
    if second is not None:
        raise UnreadableError(problem_at(_one_character(second.start_mark), "yaml-documents"))
    return root


def beyond(bound: str, limit: int, place: Place) -> UnreadableError:
    """Return what to raise where a file goes beyond one of the bounds."""
    return UnreadableError(problem_at(place, "yaml-limits", bound, limit=limit))


def _one_character(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _may_be_too_much(text: str) -> bool:
    """Say whether a closer look is due; for a normal file that must cost next to nothing."""
    brackets = text.count("[") + text.count("{")
    if brackets > limits.DEEPEST or _is_indented_deeply(text):
        return True
    if len(text) * 2 < limits.MOST_NODES:
        return False
    marks = brackets + sum(map(text.count, _BEFORE_A_VALUE))
    return marks * 2 > limits.MOST_NODES


def _refuse_directives(text: str) -> None:
    lines = re.finditer("^%TAG|(?<=\r)%TAG", text, re.MULTILINE) if "%TAG" in text else iter(())
    for one_too_many in islice(lines, limits.MOST_DIRECTIVES, None):
        raise beyond("directives", limits.MOST_DIRECTIVES, place_at(text, one_too_many.start()))


def _is_indented_deeply(text: str) -> bool:
    # A pattern that begins with one plain character is searched for many times faster than one that may not.
    ends = "\n\r" if "\r" in text else "\n"
    return re.match(_DEEP_INDENT, text) is not None or any(re.search(end + _DEEP_INDENT, text) for end in ends)


def _measure(text: str, composer: Any) -> None:
    """Walk over the parser's events, which costs no stack and no tree, and stop at the first that goes too far."""
    depth = nodes = 0
    parser = composer(text)
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > limits.DEEPEST:
            raise beyond("depth", limits.DEEPEST, _one_character(event.start_mark))
        if nodes > limits.MOST_NODES:
            raise beyond("nodes", limits.MOST_NODES, _one_character(event.start_mark))

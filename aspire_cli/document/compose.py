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
_NAME = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_")  # of an anchor, to libyaml
_ENDS_A_NAME = "\0 \t\r\n\x85?:,]}%@`"
_ENDS_ANY_NAME = "\0 \t\r\n,[]{}"
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
        """Pass over tabs between tokens: between brackets, behind a key, before a comment, behind enough spaces."""
        super().scan_to_next_token()
        while self.peek() == "\t" and self._may_pass_over_tabs():
            self.forward()
            super().scan_to_next_token()

    def _may_pass_over_tabs(self) -> bool:
        if self.flow_level or not self.allow_simple_key:
            return True
        length = 1
        while self.peek(length) in " \t":
            length += 1
        if self.peek(length) in "#\0\r\n":
            return True
        if self.column <= self.indent:
            return False
        self.allow_simple_key = False  # what tabs set apart may be a value, but neither a key nor an entry of a list
        return True

    def scan_anchor(self, kind: Any) -> Any:
        """Take for a name what libyaml does and, where that comes to a halt, all that the standard allows."""
        start = self.get_mark()
        length = 1
        while self.peek(length) in _NAME:
            length += 1
        if length == 1 or self.peek(length) not in _ENDS_A_NAME:
            while self.peek(length) not in _ENDS_ANY_NAME:
                length += 1
            if length == 1 or self.peek(length) in "[{":
                where = f"while scanning an {'alias' if self.peek() == '*' else 'anchor'}"
                raise ScannerError(where, start, "expected alphabetic or numeric character", self.get_mark())
        name = self.prefix(length)[1:]
        self.forward(length)
        return kind(name, start, self.get_mark())

    def scan_plain(self) -> Any:
        """Take a question mark between brackets for a part of the text, but refuse a colon right before a bracket."""
        if self.flow_level:
            self.peek = self._peek_past_question_marks  # type: ignore[method-assign]
        try:
            token = super().scan_plain()
        finally:
            self.__dict__.pop("peek", None)
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            where = "while scanning a plain scalar"
            raise ScannerError(where, token.start_mark, "found unexpected ':'", self.get_mark())
        return token

    def _peek_past_question_marks(self, index: int = 0) -> str:
        character: str = super().peek(index)
        return "x" if character == "?" else character


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
        try:
            root, second = _documents(parsed, composer)
        except yaml.MarkedYAMLError as error:
            if not _may_be_sound(parsed, error):
                raise
            root, second = _documents(parsed, PURE)
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


def _documents(text: str, composer: Any) -> tuple[Node | None, Node | None]:
    """Return the root nodes of the first two documents in the text, as far as there are any."""
    if _may_be_too_much(text):
        _measure(text, composer)
    documents = composer(text)
    root = documents.get_node() if documents.check_node() else None
    return root, documents.get_node() if root is not None and documents.check_node() else None


def _may_be_sound(text: str, error: yaml.MarkedYAMLError) -> bool:
    """Say whether libyaml came to a halt at what the standard allows: a tab, the name of an anchor, half a pair."""
    said, mark = f"{error.context} {error.problem}", error.problem_mark
    if "while scanning an a" in said or "Unicode character escape" in said:
        return True
    return mark is not None and text[mark.index : mark.index + 1] == "\t"


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

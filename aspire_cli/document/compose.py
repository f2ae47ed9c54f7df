"""Text to PyYAML's nodes, within bounds: by libyaml where that is present and enough, else by PyYAML's own parser."""

import functools
import operator
import re
from contextlib import suppress
from itertools import islice
from typing import Any

import yaml
from yaml.nodes import Node

from aspire_cli import limits
from aspire_cli.document.tree import place_at
from aspire_cli.problem import START, Place, Problem, problem_at

IMPLICIT = "?"  # the tag of every node that bears none
# Nesting can only be deeper than this where a line is indented this far, or so many brackets are open.
_DEEP_INDENT = rf"[ \t?:-]{{{limits.DEEPEST}}}"
_BEFORE_A_VALUE = (",", "\n", "\r", ":", "- ", "-\t", "? ", "?\t")  # what may stand between two keys or values
# What libyaml reads without a word, but not as YAML 1.2 has it: a text between brackets that begins with `?` or `:`,
# and a name that goes on with one of libyaml's own signs.
# The patterns stand by the sign that each begins with: a search for such a one is quick.
_READ_OTHERWISE = {
    "?": r"\?[^\s,\[\]{}](?<=[\s\[{,:]\?.)",
    ":": r":[^\s,\[\]{}](?<=[\s\[{,]:.)",
    "&": r"&[\w-]++[?:%@`]",
    "*": r"\*[\w-]++[?:%@`]",
}


class UnreadableError(Exception):
    """Reading cannot go on; carries what to say."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


def composer_class(parser: Any) -> Any:
    """Return a composer on one of PyYAML's parsers, without its YAML 1.1 resolver: every plain node stays open."""

    class Unresolved(parser):  # type: ignore[misc]
        def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
            return IMPLICIT

        # Called at each node, and to do nothing: a function of C does so in half the time of one written here.
        descend_resolver = operator.is_
        ascend_resolver = tuple

    return Unresolved


@functools.cache
def pure() -> Any:
    """Return the composer on the parser that reads all that the standard allows, ten times slower than libyaml's."""
    from aspire_cli.document.pure import PureParser

    return composer_class(PureParser)


_LIBYAML = composer_class(yaml.cyaml.CParser) if yaml.__with_libyaml__ else None  # type: ignore[attr-defined]
FASTEST = _LIBYAML or pure()


def compose(text: str, composer: Any = FASTEST) -> Node:
    """Return the root node of the one document in the text.

    Raises:
        UnreadableError: the text is not one YAML document, or goes beyond the bounds.
    """
    # libyaml ends a line at these too, editors do not: as a space they leave every place where it is.
    parsed = text.replace("\u2028", " ").replace("\u2029", " ")
    if not text.endswith("\n"):  # a text of several lines ends with its last one
        parsed += "\n"
    try:
        _refuse_directives(parsed)
        root, second = _first_documents(parsed, composer)
    except yaml.MarkedYAMLError as error:
        from aspire_cli.document import syntax

        raise UnreadableError(syntax.diagnose(text, error)) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise UnreadableError(problem_at(START, "yaml-syntax")) from None
    if root is None or (second is None and root.value == ""):  # `---` alone holds nothing either
        raise UnreadableError(problem_at(START, "yaml-documents", "empty"))
    if second is not None:
        raise UnreadableError(problem_at(_one_character(second.start_mark), "yaml-documents"))
    return root


def _first_documents(text: str, composer: Any) -> tuple[Node | None, Node | None]:
    """Return the root nodes of the first two documents in the text, as far as there are any.

    Where libyaml comes to a halt, the text may well be sound; where it is not, the same is told with and without it.
    """
    if composer is _LIBYAML and not _is_read_otherwise(text):
        with suppress(yaml.MarkedYAMLError):
            return _documents(text, composer)
    return _documents(text, pure())


def _is_read_otherwise(text: str) -> bool:
    """Say whether libyaml may read something in the text that it should not, or otherwise; a cheap look comes first."""
    return any(sign in text and re.search(pattern, text) for sign, pattern in _READ_OTHERWISE.items())


def _documents(text: str, composer: Any) -> tuple[Node | None, Node | None]:
    if _may_be_too_much(text):
        _measure(text, composer)
    documents = composer(text)
    root = documents.get_node() if documents.check_node() else None
    return root, documents.get_node() if root is not None and documents.check_node() else None


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

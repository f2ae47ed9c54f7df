"""PyYAML's own parser, taught what YAML 1.2 allows and YAML 1.1 did not: read as an editor reads it."""

import re
from typing import Any

from yaml.composer import Composer
from yaml.events import AliasEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import FlowMappingEndToken, FlowMappingStartToken, FlowSequenceEndToken, ScalarToken

_BLANK = "\0 \t\r\n"
_LINE_END = "\r\n"
_BETWEEN_BRACKETS = ",[]{}"  # what ends a plain text there
_ENDS_A_NAME = _BLANK + _BETWEEN_BRACKETS
_EMPTY_LINES = re.compile(r"(?: *+(?:\r\n|\r|\n))++")
_EMPTY_LINES_AND_COMMENTS = re.compile(r"(?: *+(?:#[^\r\n\0]*+)?(?:\r\n|\r|\n))++")
_LINE_ENDS = re.compile("\r\n|\r|\n")


class PureParser(Reader, Scanner, Parser, Composer):
    """PyYAML's own parser, put together as libyaml's is."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        self._in_braces: list[bool] = []  # of each pair of brackets that is open, whether they are braces

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Let a name that is given once more stand for the later value from there on."""
        if not self.check_event(AliasEvent):
            self.anchors.pop(self.peek_event().anchor, None)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def scan_to_next_token(self) -> None:
        """Pass over tabs between tokens: between brackets, behind a key, before a comment, behind enough spaces."""
        while True:
            if self._pass_over(_EMPTY_LINES_AND_COMMENTS) and not self.flow_level:
                self.allow_simple_key = True
            super().scan_to_next_token()
            if self.peek() != "\t" or not self._may_pass_over_tabs():
                break
            self.forward(self._blanks())

    def _pass_over(self, pattern: re.Pattern[str]) -> int:
        """Pass over whole lines at once, of which there may be a million, and return how many they are."""
        lines = pattern.match(self.buffer, self.pointer)
        if lines is None:
            return 0
        passed = len(_LINE_ENDS.findall(lines[0]))
        self.line += passed
        self.index += lines.end() - self.pointer
        self.pointer, self.column = lines.end(), 0
        return passed

    def _may_pass_over_tabs(self) -> bool:
        if self.flow_level or not self.allow_simple_key or self._is_line_blank():
            return True
        if self.column <= self.indent:
            return False
        self.allow_simple_key = False  # what tabs set apart may be a value, but neither a key nor an entry of a list
        return True

    def _is_line_blank(self) -> bool:
        """Say whether nothing but a comment stands in the rest of the line."""
        return self.peek(self._blanks()) in "#\0\r\n"

    def _blanks(self) -> int:
        """Return how many spaces and tabs stand here."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        return length

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803  # as PyYAML names it
        """Remember which kind of brackets is open."""
        super().fetch_flow_collection_start(TokenClass)
        self._in_braces.append(TokenClass is FlowMappingStartToken)

    def fetch_flow_collection_end(self, TokenClass: Any) -> None:  # noqa: N803
        """Forget the brackets that close."""
        super().fetch_flow_collection_end(TokenClass)
        del self._in_braces[-1:]

    def stale_possible_simple_keys(self) -> None:
        """Let a key run over several lines, or its colon stand in the next one: between braces alone."""
        for level, key in self.possible_simple_keys.items():
            if level > 0 and self._in_braces[level - 1]:
                key.line = self.line
        super().stale_possible_simple_keys()

    def check_key(self) -> bool:
        """Take a question mark for that of a key only where nothing of a text follows it."""
        return not self._goes_on(self.peek(1))

    def check_value(self) -> bool:
        """Take a colon for that of a value where nothing of a text follows it, or something quoted is right before."""
        if not self._goes_on(self.peek(1)):
            return True
        if self.flow_level not in self.possible_simple_keys or not self.flow_level:
            return False
        last = self.tokens[-1]
        is_quoted = isinstance(last, ScalarToken) and not last.plain
        return is_quoted or isinstance(last, FlowSequenceEndToken | FlowMappingEndToken)

    def check_plain(self) -> bool:
        """Let a text begin with a colon or a question mark where it goes on right behind, between brackets too."""
        return self._goes_on(self.peek(1)) if self.peek() in "?:" else bool(super().check_plain())

    def _goes_on(self, character: str) -> bool:
        """Say whether a plain text may go on with a character."""
        return character not in _BLANK and not (self.flow_level and character in _BETWEEN_BRACKETS)

    def scan_anchor(self, TokenClass: Any) -> Any:  # noqa: N803
        """Take for a name all that the standard allows."""
        start = self.get_mark()
        length = 1
        while self.peek(length) not in _ENDS_A_NAME:
            length += 1
        if length == 1 or self.peek(length) in "[{":
            where = f"while scanning an {'alias' if self.peek() == '*' else 'anchor'}"
            raise ScannerError(where, start, "expected alphabetic or numeric character", self.get_mark())
        name = self.prefix(length)[1:]
        self.forward(length)
        return TokenClass(name, start, self.get_mark())

    def scan_plain(self) -> ScalarToken:
        """Take a question mark between brackets for a part of the text, but refuse a colon right before a bracket."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between: list[str] = []
        while self.peek() != "#" and (length := self._plain_length()):
            self.allow_simple_key = False
            chunks += [*between, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            between = self.scan_plain_spaces(indent, start)
            if not between or (not self.flow_level and self.column < indent):
                break
        if self.flow_level and self.peek() == ":" and self.peek(1) in "[{" and self.get_mark().index == end.index:
            raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        """Return how many characters of a plain text stand here up to the next blank."""
        length = 0
        while self._goes_on(one := self.peek(length)) and (one != ":" or self._goes_on(self.peek(length + 1))):
            length += 1
        return length

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:  # as PyYAML has it
        """Fold what stands between two pieces of a plain text, tabs like spaces."""
        length = self._blanks()
        blanks = self.prefix(length)
        self.forward(length)
        if self.peek() not in _LINE_END:
            return [blanks] if blanks else []
        line_ends = 0
        while True:
            if passed := self._pass_over(_EMPTY_LINES):
                self.allow_simple_key = True
                line_ends += passed
                if self._is_end_of_document():
                    return []
            elif self.peek() == " " or self._is_tab_past(indent):
                self.forward()
            else:
                return ["\n" * (line_ends - 1) or " "]

    def _is_end_of_document(self) -> bool:
        return bool(self.check_document_start() or self.check_document_end())  # type: ignore[no-untyped-call]

    def _is_tab_past(self, indent: int) -> bool:
        return self.peek() == "\t" and (self.column >= indent or self._is_line_blank())

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """Let a tab or a comment stand right behind the signs of a text of several lines."""
        return self._with_blanks("\t#", super().scan_block_scalar_indicators, start_mark)

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Let a tab stand before the comment."""
        return self._with_blanks("\t", super().scan_block_scalar_ignored_line, start_mark)

    def scan_tag(self) -> Any:
        """Let a tab stand behind a tag and, between brackets, one of their own signs."""
        return self._with_blanks("\t" + _BETWEEN_BRACKETS if self.flow_level else "\t", super().scan_tag)

    def scan_directive(self) -> Any:
        """Let tabs stand in a line that begins with `%`."""
        return self._with_blanks("\t", super().scan_directive)

    def _with_blanks(self, blanks: str, scan: Any, *arguments: Any) -> Any:
        """Scan while each of some characters looks like a space."""
        peek = super().peek
        self.peek = lambda index=0: " " if (one := peek(index)) in blanks else one  # type: ignore[method-assign]
        try:
            return scan(*arguments)
        finally:
            del self.__dict__["peek"]

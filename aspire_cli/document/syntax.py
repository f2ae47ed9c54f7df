"""Text that is not YAML: the likely human cause, found by looking at the line, not at the parser's words."""

import re
from typing import Any

from aspire_cli.characters import CURLY_QUOTES
from aspire_cli.document import levels, slips
from aspire_cli.document.slips import problem as _problem
from aspire_cli.document.tree import lines_of
from aspire_cli.problem import Place, Problem, problem_at
from aspire_cli.words.sentences import filled, topic_words
from aspire_cli.words.text import Code, Text

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_UNSPACED_COLON_IN_BRACES = re.compile(r"[{,] *([^\W\d][\w-]*):(?![\s/])")
_SPACE_AFTER_NUMBER = re.compile(rf"[0-9][0-9_,.]*([{slips.ODD_SPACES}])[{slips.ODD_SPACES} ]*(?:#.*)?")
_SPACE_AT_END = re.compile(rf"([{slips.ODD_SPACES}])[{slips.ODD_SPACES} ]*(?:#.*)?$")  # and a comment
_SPACE_BEFORE_WAIVER = re.compile(rf"([{slips.ODD_SPACES}]) *# *aspire *:", re.IGNORECASE)
# An entry between brackets up to a second colon, and what of it stands behind that.
_ENTRY_BEFORE_COLON = re.compile(r"[\[{,] *(?:([^\s:,\[\]{}\"']+): +)?([^,\[\]{}\"']+)$")
_REST_OF_ENTRY = re.compile(r"[^,\[\]{}\"'#]*")
_END = re.compile(r"\.\.\.(?:[ \t]|$)")
_Causes = tuple[tuple[str, re.Pattern[str]], ...]
# What a line shows by itself, and in it the characters that are told.
_CAUSES: _Causes = (
    ("code-fence", re.compile(r" *(```)[\w.-]*\s*\Z")),
    ("conflict", re.compile(rf"({_CONFLICT.pattern})")),
    ("odd-indent", re.compile(f"[ \t]*([{slips.ODD_SPACES}])")),
    ("tab", re.compile(" *(\t)")),
    ("dash-value", re.compile(r" *(?:- +)*[^\s:：\"'#]+: +(-)[ \t]*(?:#.*)?$")),
    ("list-beside-key", re.compile(r" *(?:- +)*[^\s:：\"'#]+: +(-) +[^\s#]")),
    ("full-width-colon", re.compile(r"\s*(?:- )?[^\s:：]+(：)")),
    ("odd-space", re.compile(rf"[ \t]*(?:- )*[^\s:：\"']+:([{slips.ODD_SPACES}])")),
    ("no-space", re.compile(r"\s*(?:- )?[A-Za-z_]\w*(:)[^\s:/]")),
    ("curly-quote", re.compile(rf"[ \t]*(?:- )*(?:[^\s:：]+: +)?([{CURLY_QUOTES}])")),
)
# The same of a key between braces that has no value.
_CAUSES_IN_KEY: _Causes = (
    ("full-width-colon", re.compile(r"[^\s:：]+(：)")),
    ("odd-space", re.compile(rf"[^\s:：]+:([{slips.ODD_SPACES}])")),
    ("no-space", re.compile(r"[^\W\d][\w-]*(:)(?![\s/])")),
)
_OF_A_SPACE = ("odd-indent", "odd-space", "odd-space-here")
_KNOWN = (  # what PyYAML says, and the variant of `yaml-syntax` that says it to a person
    ("undefined alias", "alias-unknown"),
    ("could not find expected ':'", "colon-missing"),
    ("mapping values are not allowed", "colon-in-text"),
    ("cannot start any token", "start-character"),
    ("incompatible YAML document", "version"),
    ("escape", "escape"),
    ("undefined tag handle", "tag"),
)


def diagnose(text: str, error: Any) -> Problem:
    """Return what to say where PyYAML gave up, at the place that a person should look at."""
    lines = lines_of(text)
    number = min(error.problem_mark.line, len(lines) - 1)
    if found := slips.unindented_text(lines, error) or slips.unclosed_quote(lines, error):
        return found
    begun = slips.key_begun(error)
    if found := _cause_nearby(lines, number, begun) or conflict(lines, of_one_mark=True):
        return found
    if "unexpected end of stream" in str(error.problem) and "quoted" in str(error.context):
        return slips.open_quote(lines, error.context_mark.line, error.context_mark.column)
    column = min(error.problem_mark.column, len(lines[number]))
    if space := _SPACE_BEFORE_WAIVER.search(lines[number]) or _SPACE_AT_END.match(lines[number], column):
        return slip("odd-space-here", number, space.start(1), space[1])
    if found := slips.text_behind(lines[number], number, column, error):
        return found
    if "unexpected ':'" in str(error.problem):
        return _problem("no-space", *_unspaced_colon(lines, error.problem_mark))
    if error.context_mark and "flow" in str(error.context) and "expected" in str(error.problem):
        if found := _second_colon(lines[number], number, column, in_list="sequence" in str(error.context)):
            return found
        return _problem("unclosed-bracket", *_open_bracket(lines, error.context_mark))
    if found := slips.odd_start(error):
        return found
    if "document start" in str(error.problem) and any(map(_END.match, lines[:number])):
        return _problem("after-end", number, 0)
    known = f"{error.context} {error.problem}"
    variant = next((name for phrase, name in _KNOWN if phrase in known), "default")
    if variant == "colon-missing" and begun is not None:
        return slips.continued_value(lines, begun) or _problem(variant, begun, error.context_mark.column)
    uneven = levels.uneven(lines, number) if variant == "default" else None
    return uneven or _problem(variant, number, column)


def conflict(lines: list[str], *, of_one_mark: bool = False) -> Problem | None:
    """Return what to say of the marks that git leaves where it could not merge: one that opens and one that closes.

    Where a file cannot be read anyway, one mark is enough.
    """
    marks = [(number, match) for number, line in enumerate(lines) if (match := _CONFLICT.match(line))]
    kinds = {match[0][0] for _, match in marks}
    if not marks or not (of_one_mark or {"<", ">"} <= kinds):
        return None
    number, match = marks[0]
    return _problem("conflict", number, 0, match.end())


def colon_in_key(key: str, place: Place) -> Problem | None:
    """Return what to say of a key between braces that has no value, but holds what was meant for its colon."""
    return _shown(_CAUSES_IN_KEY, key, place.line - 1, place.column - 1)


def slip(variant: str, number: int, column: int, written: str) -> Problem:
    """Return what to say of what is written at a column of a line; of an odd space also what it is called."""
    values = {"space": odd_space(written[0])} if variant in _OF_A_SPACE else {}
    return _problem(variant, number, column, column + len(written), **values)


def space_after_number(text: str) -> str | None:
    """Return the odd space that stands between a plain number and the end of its line, or a comment."""
    match = _SPACE_AFTER_NUMBER.fullmatch(text)
    return match[1] if match else None


def odd_space(character: str) -> Text:
    """Return what a space is called that YAML does not take for one."""
    code = f"U+{ord(character):04X}"
    words = topic_words("values")
    return filled(words.get(f"space-{code}") or words["space"], {"code": Code(code)})


def _open_bracket(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return line and column of the last bracket up to a mark that is not closed before it; else the mark's."""
    number = min(mark.line, len(lines) - 1)
    column = mark.column if mark.line == number else len(lines[number])
    closed = 0
    for other in range(number, -1, -1):
        stretch = lines[other][: column + 1] if other == number else lines[other]
        for place in range(len(stretch) - 1, -1, -1):
            closed += stretch[place] in "]}"
            if stretch[place] in "[{":
                if not closed:
                    return other, place
                closed -= 1
    return number, min(column, len(lines[number]))


def _unspaced_colon(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return line and column of the first colon without a space between the braces that a mark stands in."""
    first, begun = _open_bracket(lines, mark)
    for number in range(first, mark.line + 1):
        line = lines[number][begun if number == first else 0 : mark.column if number == mark.line else None]
        if "'" in line or '"' in line:
            break
        if match := _UNSPACED_COLON_IN_BRACES.search(line):
            return number, match.end() - 1 + (begun if number == first else 0)
    return mark.line, mark.column


def _second_colon(text: str, number: int, column: int, *, in_list: bool) -> Problem | None:
    """Return what to say of a colon within a value between braces, where the reading came to a halt at that colon."""
    entry = _ENTRY_BEFORE_COLON.search(text, 0, column) if text[column : column + 2] == ": " else None
    rest = _REST_OF_ENTRY.match(text, column)
    if entry is None or rest is None:
        return None
    start = entry.start(1) if in_list and entry[1] else entry.start(2)
    value = text[start : rest.end()].strip()
    line = Code(f'{entry[1]}: "{value}"' if start == entry.start(2) and entry[1] else f'"{value}"')
    place = Place(number + 1, start + 1, number + 1, rest.end() + 1)
    return problem_at(place, "yaml-syntax", "colon-in-braces", text=value, line=line)


def _cause_nearby(lines: list[str], number: int, begun: int | None) -> Problem | None:
    """Look at the line that began what could not be read, at the one where that was noticed, and at the one above."""
    for looked_at in dict.fromkeys(one for one in (begun, number) if one is not None):
        if found := slips.list_slip(lines, looked_at) or _shown(_CAUSES, lines[looked_at], looked_at):
            return found
    above = slips.line_above(lines, number)
    if above < 0:
        return None
    if slips.is_in_text(lines, above):
        return _tab_in_text(lines, above, number)
    return slips.list_slip(lines, above, number) or _shown(_CAUSES, lines[above], above)


def _tab_in_text(lines: list[str], above: int, number: int) -> Problem | None:
    """Return what to say of a line of blanks that ends a text before it should: a tab stands in its indentation."""
    indent = len(lines[number]) - len(lines[number].lstrip(" "))
    tabs = ((at, len(lines[at]) - len(lines[at].lstrip(" "))) for at in range(above + 1, number) if "\t" in lines[at])
    return next((slip("tab", at, column, "\t") for at, column in tabs if column < indent), None)


def _shown(causes: _Causes, text: str, number: int, column: int = 0) -> Problem | None:
    """Return what to say of a line, or of what begins at a column of it: the first of the causes that it shows."""
    for variant, pattern in causes:
        if match := pattern.match(text):
            return slip(variant, number, column + match.start(1), match[1])
    return None

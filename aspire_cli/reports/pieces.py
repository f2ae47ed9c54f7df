"""A finding in pieces: sentences as text and code, for formats in which the two look different, and source lines.

Our own words mark code with backticks; a backtick in a user's text marks nothing. So a sentence is cut before a user's
text is put into it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len

from aspire_cli.finding import Finding, Related
from aspire_cli.money import Unit
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View
from aspire_cli.words import sentences as words
from aspire_cli.words.text import COMMA, Code, Lang, OurWords, visible_beside
from aspire_cli.words.wrapping import fitting

_PLACEHOLDER_OR_MARK = re.compile(r"(\{\w+\}|`)")
_CODE = re.compile("`([^`]+)`")
_CODE_OR_ADDRESS = re.compile(r"(`[^`]+`|https?://[^\s()<>、。]+)")


class Piece(NamedTuple):
    """A stretch of a sentence, safe to show and not yet escaped for any format; an address leads somewhere."""

    text: str
    code: bool = False
    address: bool = False


def filled(templates: Mapping[str, str], values: Mapping[str, object], view: View) -> list[list[Piece]]:
    """Return a sentence of our own once in each language asked for, filled with values."""
    return [_cut(templates[lang], values, lang, view.unit) for lang in view.langs]


def _cut(template: str, values: Mapping[str, object], lang: Lang, unit: Unit) -> list[Piece]:
    pieces: list[Piece] = []
    code = False
    for number, part in enumerate(_PLACEHOLDER_OR_MARK.split(template)):
        if number % 2 == 0:
            pieces.append(Piece(part, code))
        elif part == "`":
            code = not code
        else:
            pieces += _spoken(values[part.strip("{}")], lang, unit, code)
    return _merged(pieces)


def _spoken(value: object, lang: Lang, unit: Unit, code: bool) -> Iterator[Piece]:
    """Yield a value as it is spoken; the backticks around a piece to write into the file are our own."""
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for number, item in enumerate(value):
            if number:
                yield Piece(COMMA.lang(lang), code)
            yield from _spoken(item, lang, unit, code)
        return
    text = words.spoken(value, lang, unit)
    if isinstance(value, OurWords):
        yield from (piece._replace(address=False) for piece in of_our_words(text))  # a person's name leads nowhere
        return
    fenced = _CODE.fullmatch(text) if isinstance(value, Code) else None
    yield Piece(fenced[1], not code) if fenced else Piece(text, code)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that hold anything, neighbours of one kind as one."""
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.code)
    return [Piece("".join(piece.text for piece in run), code) for code, run in runs]


def of_our_words(text: str) -> list[Piece]:
    """Return a text of our own in pieces; where its backticks do not come in single pairs they mark nothing."""
    if text.count("`") % 2 or "``" in text:
        return [Piece(text)]
    parts = filter(None, _CODE_OR_ADDRESS.split(text))
    return [Piece(part.strip("`"), part.startswith("`"), part.startswith("http")) for part in parts]


def messages(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what is wrong, once in each language asked for."""
    return filled(words.rule_words(finding.rule)["messages"][finding.message_variant], finding.said, view)


def hints(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what would mend it, once in each language asked for; nothing where nothing is proposed."""
    if finding.mend_variant is None:
        return []
    return filled(words.rule_words(finding.rule)[finding.mends][finding.mend_variant], finding.said, view)


def messages_and_hints(finding: Finding, view: View) -> list[list[Piece]]:
    """Return what is wrong and behind it what would mend it, once in each language asked for."""
    said, mends = messages(finding, view), hints(finding, view)
    gaps = [Piece("" if lang == "ja" else " ") for lang in view.langs]
    both = (_merged([*one, gap, *mend]) for one, gap, mend in zip(said, gaps, mends, strict=True))
    return list(both) if mends else said


def spelt(pieces: Sequence[Piece]) -> str:
    """Return a sentence as one text, code between backticks."""
    return "".join(f"`{piece.text}`" if piece.code else piece.text for piece in pieces)


def places(finding: Finding) -> tuple[Related, list[Related]]:
    """Return the finding's own place, and all it speaks of in the order of their lines, one place a line."""
    here = Related(finding.pointer, finding.place, finding.excerpt, finding.excerpt_column)
    others = (other for other in finding.related if other.place.line != finding.line)
    return here, sorted((here, *others), key=lambda one: one.place.line)


def source_line(where: Related, room: int, cut: str) -> tuple[str, str, str]:
    """Return what stands before a place, what stands there and what follows, in `room` cells; `cut` is for the rest."""
    start, end = (column - where.excerpt_column for column in (where.place.column, where.place.end_column))
    source = where.excerpt
    head, marked, tail = visible_beside(source[:start], source[start:end], source[end:])
    if where.excerpt_column > 1:  # it is part of a very long line
        head = cut + head
    if cell_len(head) > room // 2 and cell_len(head + marked + tail) > room:
        kept = fitting(reversed(head), room // 3 - cell_len(cut))
        head = cut + head[len(head) - kept :]
    if cell_len(head + marked + tail) > room:
        kept = fitting(head + marked + tail, room - cell_len(cut)) - len(head)
        marked, tail = (marked[:kept] + cut, "") if kept < len(marked) else (marked, tail[: kept - len(marked)] + cut)
    return head, marked, tail

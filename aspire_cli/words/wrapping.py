"""Lines that fit a terminal: English breaks between words, Japanese between phrases where that costs no further line.

Elsewhere Japanese breaks between characters, and nothing before a full stop. What is to be typed as it stands, between
backticks, stays on one line wherever it fits on one; so do dates, amounts and short words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

_NEVER_FIRST = frozenset(
    "、。,.)」』】〉》]}!?:;・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜…％%）］｝，．：；！？～”’ヽヾゝゞ゛゜‥–—"
)
_NEVER_LAST = frozenset("(「『【〈《([{¥￥（［｛“‘")
_BEHIND_A_PHRASE, _CLOSING = frozenset("、。:;!?"), frozenset(")」』】》〉")
_CODE = "`[^`]+`"
_KANJI, _HIRAGANA, _ENDING = "[一-鿿々〆]", "(?!ひな形)[ぁ-ゖ]", "(?:です|ます|でした|ました|ません|ください)"
# What a line end would make hard to read: a date, an amount or a number with its unit, a verb of two (照らし合わせ), a
# short word of Japanese with the ending that hangs on it. Words of many characters are left to break, or too little
# would fit on a line.
_WHOLE = re.compile(
    "|".join(
        (
            _CODE,
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:まで|から|に)?",
            "[¥￥]?(?:[0-9][0-9.,]*(?:(?:[兆億万千百]+円?|円|年度|年間|年|か月|[月日件名人]| ?[%％])|(?![0-9.,])))+",
            f"お?(?<!{_KANJI}){_KANJI}[ぁ-ゖ]?[いえきけしせちてみめりれ]{_KANJI}(?:{_HIRAGANA}){{0,2}}|ひな形",
            f"(?:(?<!{_KANJI})|(?<=[円年度月日件名人])){_KANJI}{{1,4}}(?!{_KANJI})"
            f"(?:(?:{_HIRAGANA}){{0,4}}?{_ENDING}|(?:{_HIRAGANA}){{0,4}})",
            "(?<![ァ-ヶー])[ァ-ヶー]{2,8}(?![ァ-ヶー])",
            "国・地域",
            f"{_ENDING}|まで|から",
        )
    )
)


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the text in lines of at most `width` cells; those after the first are indented by so many spaces."""
    if cell_len(text.rstrip()) <= width:
        return [text.rstrip()]
    indent = min(indent, max(width - 10, 0))
    pieces = [*_pieces(text, width - indent)]
    ends = _ends(pieces, width, width - indent)
    if ends is None:
        return _cut(pieces, width, indent)
    lines = ["".join(pieces[start:end]) for start, end in pairwise((0, *ends))]
    return [lines[0].rstrip(), *(" " * indent + line.strip() for line in lines[1:])]


def _ends(pieces: Sequence[str], first: int, room: int) -> list[int] | None:
    """Return the number of the piece before which each line ends, on as few lines as there can be.

    Of the ends that cost no line, the last one between two phrases is taken. None where a piece is too wide for a line.
    """
    cells = [cell_len(piece) for piece in pieces]
    bare = [cell_len(piece.rstrip()) for piece in pieces]
    if max(bare) > room:
        return None
    count = len(pieces)
    lines_from = [0] * (count + 1)  # how many lines the rest takes that begins with a piece
    reach = list(range(1, count + 1))
    for start in reversed(range(count)):
        reach[start] = _furthest(cells, bare, start, room)
        lines_from[start] = 1 + lines_from[reach[start]]
    ends: list[int] = []
    start, furthest = 0, _furthest(cells, bare, 0, first)
    while furthest < count:
        kept = (end for end in range(furthest, start, -1) if lines_from[end] == lines_from[furthest])
        between = (end for end in kept if _ends_a_phrase(pieces[end - 1], pieces[end]))
        start = next((end for end in between if 2 * sum(cells[start:end]) > room), furthest)
        ends.append(start)
        furthest = reach[start]
    return [*ends, count]


def _furthest(cells: Sequence[int], bare: Sequence[int], start: int, room: int) -> int:
    """Return the number of the piece behind the last one that fits on a line which begins with a piece."""
    end, used = start, 0
    while end < len(cells) and (end == start or used + bare[end] <= room):
        used += cells[end]
        end += 1
    return end


def _cut(pieces: Iterable[str], width: int, indent: int) -> list[str]:
    """Return the pieces in lines where one of them is wider than a line."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line.strip() and cell_len(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * indent + piece.lstrip()
        else:
            line += piece
        while cell_len(line.rstrip()) > width and len(line) > indent + 1:
            end = max(fitting(line, width), indent + 1)
            lines.append(line[:end])
            line = " " * indent + line[end:]
    return [*lines, line.rstrip()]


def _pieces(text: str, widest: int) -> Iterator[str]:
    """Yield the stretches of a text between which a line may end.

    What is to stay whole does so up to `widest` cells.
    """
    inside = {
        index
        for whole in _WHOLE.finditer(text)
        if cell_len(whole[0]) < widest
        for index in range(whole.start() + 1, whole.end())
    }
    piece = ""
    for index, character in enumerate(text):
        if piece and index not in inside and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _ends_a_phrase(before: str, after: str) -> bool:
    """Say whether a phrase ends between two pieces: at a space, behind a mark, or where the kana behind a word end."""
    last, first = before[-1], after[0]
    if last in _CLOSING:
        return not _is_kana(first)
    if last == " " or last in _BEHIND_A_PHRASE or first == "「":
        return True
    return _is_kana(last) and not _is_kana(first) and first not in "(〜"


def _is_kana(character: str) -> bool:
    return "ぁ" <= character <= "ゖ"


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if before + after == "、.":  # .html、.json
        return True
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " ":
        return False
    return cell_len(before) == 2 or cell_len(after) == 2


def fitting(characters: Iterable[str], width: int) -> int:
    """Return how many of the first characters fit; each is measured once."""
    used = count = 0
    for character in characters:
        used += cell_len(character)
        if used > width:
            break
        count += 1
    return count

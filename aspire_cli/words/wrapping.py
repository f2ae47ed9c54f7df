"""Lines that fit a terminal: Japanese breaks between characters, English between words, neither before a full stop.

What is to be typed as it stands, between backticks, stays on one line wherever it fits on one; so do dates, amounts and
short words.
"""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

_NEVER_FIRST = frozenset(
    "、。,.)」』】〉》]}!?:;・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜…％%）］｝，．：；！？～”’ヽヾゝゞ゛゜‥–—"
)
_NEVER_LAST = frozenset("(「『【〈《([{¥￥（［｛“‘")
_CODE = "`[^`]+`"
_KANJI, _HIRAGANA, _ENDING = "[一-鿿々〆]", "[ぁ-ゖ]", "(?:です|ます|でした|ました|ません|ください)"
# What a line end would make hard to read: a date, an amount or a number with its unit, a short word of Japanese with
# the ending that hangs on it. Words of many characters are left to break, or too little would fit on a line.
_WHOLE = re.compile(
    "|".join(
        (
            _CODE,
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:まで|から|に)?",
            "[¥￥]?(?:[0-9][0-9.,]*(?:(?:[兆億万千百]+円?|円|年度|年間|年|か月|[月日件名人]| ?[%％])|(?![0-9.,])))+",
            f"(?:(?<!{_KANJI})|(?<=[円年度月日件名人])){_KANJI}{{1,4}}(?!{_KANJI})(?:{_HIRAGANA}{{0,4}}?{_ENDING}|{_HIRAGANA}{{0,4}})",
            "(?<![ァ-ヶー])[ァ-ヶー]{2,8}(?![ァ-ヶー])",
            f"{_ENDING}|まで|から",
        )
    )
)


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the text in lines of at most `width` cells; those after the first are indented by so many spaces."""
    lines: list[str] = []
    line = ""
    indent = min(indent, max(width - 10, 0))
    for piece in _pieces(text, width - indent):
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


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
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

"""Text in two languages, and any text made safe to show."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, Self

from aspire_cli.records import NamedTuple

Lang = Literal["en", "ja"]

BETWEEN = " / "  # two languages in one line

LONGEST_VALUE = 80  # characters of a user's own text that a sentence repeats

# Characters that a reader cannot see, or that change what a terminal or a page shows: controls, line separators,
# zero-width and bidirectional marks, spaces of odd widths, variation selectors, tags, characters of private use,
# non-characters, surrogates.
UNSEEN = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202e\u205f-\u206f"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    f"{''.join(chr((plane << 16) + last) for plane in range(1, 14) for last in (0xFFFE, 0xFFFF))}"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)

# What begins a command to the machine that keeps the log of a build (GitHub, Azure, TeamCity), if a line is printed.
_COMMAND = (
    r"(?i:#(?=#\w*\[)|:(?=:(?:add-\w+|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-\w+|"
    r"stop-commands|warning)(?: |::)))"
)

_MOST_MARKS = 3  # combining marks in a row that ordinary scripts need

_MARKS = frozenset(("Mn", "Me"))

# What looks like a Latin letter, or like a space, and is none: within a Latin word nobody would see it.
_LOOK_ALIKE = "[\xa0\u202f]|^\u3000|\u3000(?= *#|$)|(?<=[A-Za-z])[{0}]|[{0}](?=[A-Za-z])".format(
    "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u0400-\u052f"
)

# What a terminal without our signs shows in their place.
PLAIN = {
    **dict.fromkeys("·–—−‑", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    "…": "...",
    "→": "->",
    "¥": "JPY ",
    "✓": "o",
    "✗": "x",
    "□": "[ ]",
}


class Text(NamedTuple):
    """The same words in both languages."""

    en: str
    ja: str

    def lang(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.ja if lang == "ja" else self.en

    @property
    def at_the_beginning(self) -> Self:
        """The words as a sentence begins with them."""
        return self._replace(en=self.en[:1].upper() + self.en[1:])

    def with_beside(self, other: "Text") -> "Text":
        """Return the words with others in brackets behind them."""
        behind = bracketed(other)
        return Text(self.en + behind.en, self.ja + behind.ja)


class OurWords(Text):
    """Words of our own in both languages: what stands in them between backticks is code."""

    __slots__ = ()


COLON, COMMA = Text(": ", ":"), Text(", ", "、")


def same(text: str) -> Text:
    """Return a text that is the same in both languages."""
    return Text(text, text)


def joined(texts: Iterable[Text], between: Text) -> Text:
    """Return texts in one, with what stands between two of them."""
    found = tuple(texts)
    return Text(between.en.join(text.en for text in found), between.ja.join(text.ja for text in found))


def bracketed(text: Text) -> Text:
    """Return a text in brackets, as it stands behind another one."""
    return Text(f" ({text.en})", f"({text.ja})")


class Code(str):
    """A piece to write into the file, shown as it is: made visible, and cut only where it is longer than a line."""

    __slots__ = ()


def codes(names: Iterable[str]) -> tuple[Code, ...]:
    """Return names in the marks of what is typed as it stands."""
    return tuple(Code(f"`{name}`") for name in names)


class Shown(Code):
    """A piece that is made visible already: spoken as it is."""

    __slots__ = ()


def visible(text: str) -> str:
    """Return the text with every character that cannot be seen written out as `U+202E`; the one place for that.

    The first character of what a build's log would take for a command is written out too.
    """
    if text.isascii() and text.isprintable() and "::" not in text and "##" not in text:
        return text
    shown = re.sub(f"{UNSEEN}|{_COMMAND}", _written_out, text)
    return _without_piled_marks(shown)


def plain(text: str) -> str:
    """Return the text as a terminal without our signs shows it, so that it can be measured."""
    return text.translate({ord(sign): instead for sign, instead in PLAIN.items()})


def visible_beside(*parts: str) -> list[str]:
    """Return the parts of one text made visible, to be shown one right after the other."""
    shown = [visible(part) for part in parts]
    if "".join(shown) == visible("".join(parts)):
        return shown
    return [re.sub("[#:]", _written_out, part) for part in shown]  # a command that begins in one and ends in another


def _written_out(match: re.Match[str]) -> str:
    return f"U+{ord(match[0]):04X}"


def _without_piled_marks(text: str) -> str:
    if text.isascii():
        return text
    # Hundreds of marks on one letter reach over the lines above and below it, and hide what stands there.
    runs = groupby(text, lambda character: unicodedata.category(character) in _MARKS)
    found = ((are_marks, "".join(run)) for are_marks, run in runs)
    return "".join(f"{run[:_MOST_MARKS]}…" if are_marks and len(run) > _MOST_MARKS else run for are_marks, run in found)


def quoted_in_both(text: Text) -> Text:
    """Return a user's text, such as a title, quoted in both languages."""
    return Text(quoted(text.en), quoted(text.ja))


def quoted(text: str) -> str:
    """Return a user's text for use inside a sentence: visible, and cut where it is long.

    Here it stands beside what it should be, so letters that only look like the right ones are written out too.
    """
    beginning = text[: LONGEST_VALUE + 1]
    if not beginning.isascii():
        beginning = re.sub(_LOOK_ALIKE, _written_out, beginning)
    shown = visible(beginning)
    return shown if len(text) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + "…"

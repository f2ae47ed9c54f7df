"""Characters that programs set in place of others: dashes for a hyphen, quotation marks of a word processor, widths."""

import functools
import re
import unicodedata

DASHES = "‐‑‒–—―−─－﹣"  # as word processors, PDF files and input methods set them
TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))
KANJI = "〇零一二三四五六七八九"  # for which digits may stand
KANJI_TO_DIGITS = str.maketrans(KANJI, "00123456789")
CURLY_QUOTES = "“”„‟‘’‚‛＂＇"  # no quotation marks to a computer
_LONGEST_NAME = 400
_WIDTHS = ("<wide>", "<narrow>")
_HAVE_WIDTHS = (0x3000, *range(0xFF00, 0xFFEF))


def without_curly_quotes(text: str) -> str:
    """Return a text without the quotation marks of a word processor around it."""
    return text.strip().strip(CURLY_QUOTES).strip()


def in_one_width(text: str) -> str:
    """Return a text with full- and half-width characters in one width, composed (NFC), any space as a plain one.

    Nothing else is folded: a sign that is made of letters or digits, such as `㎡` or a raised 2, is none of them.
    """
    if text.isascii() or unicodedata.is_normalized("NFKC", text):  # as nearly all texts are: nothing to fold
        return text
    return unicodedata.normalize("NFC", text.translate(_to_one_width()))


@functools.cache
def _to_one_width() -> dict[int, str]:
    found = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    for code in _HAVE_WIDTHS:
        width, _, other = unicodedata.decomposition(chr(code)).partition(" ")
        if width in _WIDTHS:
            found[code] = chr(int(other, 16))
    return found | {0x3000: " "}


# What looks like a small Latin letter, or like a dot, and is none; in capitals and small.
_LOOK_LIKE = dict(zip("аеорсухіјѕԁһкмтнвɡοαρνικυχτεη。｡", "aeopcyxijsdhkmthbgoapvikuxten..", strict=True))
_INVISIBLE = (  # a pattern, compiled where it is first used: most files have nothing that needs it
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def skeleton(text: str) -> str:
    """Return what a reader takes a name for: small Latin letters for all that look like them, nothing unseen.

    For comparing only: what is equal in this way is suspiciously alike, and not the same.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", re.sub(_INVISIBLE, "", text[:_LONGEST_NAME])).casefold()
        text = "".join(_LOOK_LIKE.get(one, one) for one in text)
    return text.strip().casefold()

"""Characters that programs set in place of others: dashes for a hyphen, quotation marks of a word processor, widths."""

import functools
import unicodedata

DASHES = "‐‑‒–—―−─－﹣"  # as word processors, PDF files and input methods set them
TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))
CURLY_QUOTES = "“”„‟‘’‚‛＂＇"  # no quotation marks to a computer
_WIDTHS = ("<wide>", "<narrow>")
_HAVE_WIDTHS = (0x3000, *range(0xFF00, 0xFFEF))


def in_one_width(text: str) -> str:
    """Return a text with full- and half-width characters in one width, composed (NFC), any space as a plain one.

    Nothing else is folded: a sign that is made of letters or digits, such as `㎡` or a raised 2, is none of them.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_to_one_width()))


@functools.cache
def _to_one_width() -> dict[int, str]:
    found = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    for code in _HAVE_WIDTHS:
        width, _, other = unicodedata.decomposition(chr(code)).partition(" ")
        if width in _WIDTHS:
            found[code] = chr(int(other, 16))
    return found | {0x3000: " "}

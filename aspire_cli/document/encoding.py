"""Bytes that are not UTF-8: which encoding they are likely to be in, and what converts them."""

import re

from aspire_cli.document.tree import place_at
from aspire_cli.problem import START, Place, Problem, problem_at

_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SHORTEST_UTF16 = 16  # bytes from which zeros tell UTF-16 from a stray one
# The first bytes of pictures, PDF, Word and Excel files old and new, archives, programs, databases.
_NOT_TEXT = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0"),
    *(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"SQLite "),
)
_LOOKED_AT = 4096  # bytes at the beginning that tell text from anything else
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_FEWEST_CONTROLS, _LEAST_SHARE = 8, 0.05  # of control characters among those bytes, from which they are no text
_NAMES = {"CP932": "Shift_JIS (CP932)"}
_USUAL = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]|[\uff61-\uff9f]{3,}")
_MOSTLY = 0.8
_BROKEN = "\ufffd"
_LATIN = rb"(?<![\x80-\xff])[\xc0-\xd6\xd8-\xf6\xf8-\xff](?![\x80-\xff])"  # a letter of Windows-1252, alone
_BESIDE_A_LETTER = re.compile(rb"(?<=[A-Za-z])" + _LATIN + rb"|" + _LATIN + rb"(?=[A-Za-z])")


def diagnose(data: bytes) -> Problem:
    """Return what to say of bytes that are not UTF-8 text, placed at the first byte that is not."""
    wide = next((name for mark, name in _WIDE_MARKS.items() if data.startswith(mark)), None)
    if wide:
        return _named(wide, START)
    if data.startswith(_NOT_TEXT):
        return problem_at(START, "yaml-encoding", "not-text")
    if b"\x00" in data:
        return _with_zeros(data)
    if b"\x1b$" in data and data.isascii():
        return _with_escapes(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    return _control(data, data.index(b"\x1b"))


def _with_zeros(data: bytes) -> Problem:
    for parity, name in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        zeros = data[parity::2].count(0)
        if len(data) >= _SHORTEST_UTF16 and zeros * 4 > len(data) // 2 and zeros > 4 * data[1 - parity :: 2].count(0):
            return _named(name, START)
    beginning = data[:_LOOKED_AT]
    controls = len(_CONTROLS.findall(beginning))
    # At the end alone a computer leaves zeros that went down while it wrote.
    are_within = b"\x00" in data.rstrip(b"\x00")
    if are_within and controls > max(_FEWEST_CONTROLS, _LEAST_SHARE * len(beginning)):
        return problem_at(START, "yaml-encoding", "not-text")
    return _control(data, data.index(b"\x00"))


def _with_escapes(data: bytes) -> Problem:
    index = data.index(b"\x1b$")
    try:
        data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return _control(data, index)
    return _named("ISO-2022-JP", _place(data, index))


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    place = _place(data, error.start)
    if error.reason == "unexpected end of data":
        return problem_at(place, "yaml-encoding", "cut")
    text = data.decode("utf-8", "replace")
    whole = sum(1 for character in text if character > "\x7f" and character != _BROKEN)
    if whole > 3 * text.count(_BROKEN):
        return problem_at(place, "yaml-encoding", "damaged")
    name = _japanese(data) or _latin(data)
    return _named(name, place) if name else problem_at(place, "yaml-encoding", "unknown")


def _japanese(data: bytes) -> str | None:
    """Return the Japanese encoding in which the bytes read as the more ordinary text, if any."""
    best, best_score = None, 0.5
    for name, codec in (("CP932", "cp932"), ("EUC-JP", "euc_jp")):
        text = data.decode(codec, "replace")
        foreign = sum(1 for character in text if character > "\x7f")
        broken = text.count(_BROKEN)
        usual = sum(len(match[0]) for match in _USUAL.finditer(text))
        # A few characters may be beyond the codec; one that is broken counts as much as several that are not.
        score = usual / (foreign + 4 * broken) if foreign else 0.0
        if score > best_score:
            best, best_score = name, score
    return None if best == "CP932" and _may_be_chinese(data) else best


def _may_be_chinese(data: bytes) -> bool:
    """Say whether what reads in CP932 as half-width kana among other signs is whole as text of a Chinese computer."""
    japanese = data.decode("cp932", "replace")
    halves = len(re.findall("[\uff61-\uff9f]", japanese))
    alone = halves == sum(1 for one in japanese if one > "\x7f")
    if not halves or alone or re.search("[\u3041-\u30f6]", japanese):
        return False
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    beyond = [one for one in chinese if one > "\x7f"]
    return sum(1 for one in beyond if "\u4e00" <= one <= "\u9fff") > _MOSTLY * len(beyond)


def _latin(data: bytes) -> str | None:
    """Return the encoding of western Europe if every byte beyond ASCII is an accented letter beside another letter."""
    beyond = sum(1 for byte in data if byte > 0x7F)
    return "WINDOWS-1252" if beyond == len(_BESIDE_A_LETTER.findall(data)) else None


def _place(data: bytes, index: int) -> Place:
    before = data[:index].decode("utf-8-sig", "replace")  # a byte order mark is no character of the first line
    return place_at(before, len(before))


def _control(data: bytes, index: int) -> Problem:
    return problem_at(_place(data, index), "yaml-control-character", code=f"U+{data[index]:04X}")


def _named(encoding: str, place: Place) -> Problem:
    return problem_at(place, "yaml-encoding", "named", encoding=encoding, name=_NAMES.get(encoding, encoding))

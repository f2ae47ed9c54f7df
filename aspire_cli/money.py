"""Yen, always whole: reading what people write, writing what people read, and shares of a percentage."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeGuard

from aspire_cli.characters import KANJI, KANJI_TO_DIGITS, in_one_width
from aspire_cli.records import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

Unit = Literal["yen", "thousand_yen"]  # in which reports for people show amounts

LARGEST = 10**15  # yen; a larger amount is a typing error, not a budget
PLAIN_REASONS = ("unreadable", "negative", "fraction", "too-large")  # why an amount is refused that can mean one thing
LONGEST = 60  # characters of an amount
CATEGORIES = ("goods", "travel", "personnel", "other")  # of direct costs
UNITS = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}
_BIG = {"兆": 10**12, "億": 10**8, "万": 10**4, "million": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3}
_LETTERS = ("million", "m", "thousand", "k")
_USUAL = {"億円": _BIG["億"], "万円": _BIG["万"]}
_SMALL = {"千": 1_000, "百": 100, "十": 10}  # units that a bigger one may follow: 千万
# Patterns are kept as text and compiled when they are first used: plain numbers do not need them.
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*"
_FIGURE = (
    rf"(?:(?:({_DIGITS})(?:\.([0-9]+))?|([{KANJI}]+))(?: (?=[千百十兆億万mtk]))?)?([千百十])?"
    rf"(?: ?({'|'.join(_BIG)})(?: (?=[0-9{KANJI}千百十]))?)?"
)
_MIXED = rf"[0-9][.,_]?[{KANJI}]|[{KANJI}][.,_]?[0-9]|[{KANJI}][.,_][{KANJI}]"
_LEADING_ZERO = r"(?<![0-9,.])0[0-9]{0,2}(?:,[0-9]{3})+"
_CURRENCIES_BEFORE = ("¥", "jpy", "yen")
_CURRENCIES_BEHIND = ("円", "yen", "jpy")
_NO_NUMBERS = (bool, str, list, dict)  # kinds of plain values; a union of them would be made anew at each question
_MINUS = ("-", "−", "▲", "△")


class Yen(int):
    """A whole number of yen, so that a sentence knows to say it as an amount."""

    __slots__ = ()


class Over(Yen):
    """By how many yen a limit is exceeded: said beside that limit, so in English without a sign of its own."""

    __slots__ = ()


class AmountError(ValueError):
    """An amount that cannot be taken.

    `reason` is unreadable, negative, fraction, too-large, lacks-unit (`1億2千`), overflow (`5億12,000万円`),
    leading-zero (`0,500万円`), point (`70.000`) or mixed (`五12`, `百20`); `meant` is how to write what was probably
    meant.
    """

    def __init__(self, reason: str, meant: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.meant = meant


class _Figure(NamedTuple):
    """A figure of an amount, with the units behind it."""

    written: str  # its digits as written, without a point and what follows; empty where a unit stands alone: 千五百
    decimals: str
    small: str  # 千, 百 or 十, if any
    big: str  # 億 or 万, say, if any

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return self.written.translate(KANJI_TO_DIGITS).replace(",", "").replace("_", "")

    @property
    def unit(self) -> int:
        """What the smaller unit counts."""
        return _SMALL.get(self.small, 1)

    @property
    def number(self) -> int:
        """What it comes to before the bigger unit, without decimals."""
        return int(self.digits or "1") * self.unit

    @property
    def is_kanji(self) -> bool:
        """Whether it holds no other digits than kanji."""
        return not self.written or self.written[0] in KANJI


def is_number(value: object) -> "TypeGuard[int | Decimal]":
    """Say whether a plain value is a number: decimal numbers are only imported where a file holds one."""
    return value is not None and not isinstance(value, _NO_NUMBERS)


def whole_number(value: object) -> int | None:
    """Return the whole number that a plain value is, 2026.0 too; None where it is none."""
    if not is_number(value) or isinstance(value, int):
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    whole = value.is_finite() and value.adjusted() < LONGEST and value == value.to_integral_value()
    return int(value) if whole else None


def read_plain(text: str, unit: str) -> Yen | None:
    """Return the yen of digits alone or joined by `_`, as most amounts are; None where they are anything else."""
    if not text[:1].isdigit() or not text.isascii() or len(text) > LONGEST:
        return None
    try:
        yen = int(text) * UNITS[unit]  # Python's own reading of whole numbers takes a `_` between two digits alone
    except ValueError:
        return None
    return Yen(yen) if yen <= LARGEST else None


def _read_usual(text: str) -> Yen | None:
    """Return the yen of digits, with or without a point, before 億円 or 万円; None where it is anything else."""
    factor = _USUAL.get(text[-2:])
    whole, point, decimals = text[:-2].partition(".")
    digits = whole + decimals
    if factor is None or len(text) > LONGEST or not (digits.isascii() and digits.isdigit()):
        return None
    if not whole or (point and not decimals):
        return None
    yen, rest = divmod(int(digits) * factor, 10 ** len(decimals))
    return Yen(yen) if not rest and yen <= LARGEST else None


def read(value: object, unit: str = "yen") -> Yen:
    """Return the whole yen that a number or text means; plain numbers count in `unit`.

    Raises:
        AmountError: the amount is unreadable, negative, not whole yen, or too large.
    """
    if isinstance(value, str):
        yen = read_plain(value, unit)
        yen = _read_usual(value) if yen is None else yen  # both much quicker than by the pattern
        return _read_text(value, unit) if yen is None else yen
    if not is_number(value):
        raise AmountError("unreadable")
    if not isinstance(value, int):
        if not value.is_finite():
            raise AmountError("unreadable")
        if value < 0:
            raise AmountError("negative")
        if value.adjusted() > 20:
            raise AmountError("too-large")
        if value.as_tuple().exponent < -LONGEST:  # type: ignore[operator]  # finite, so an int
            raise AmountError("fraction")
        if value.as_tuple().exponent == -3 and unit != "million_yen":
            raise AmountError("point", _thousands(f"{value:f}"))
        numerator, denominator = value.as_integer_ratio()
    else:
        numerator, denominator = value, 1
    return _whole(numerator * UNITS[unit], denominator)


def _read_text(text: str, unit: str) -> Yen:
    if len(text) > LONGEST:
        raise AmountError("unreadable")
    folded = in_one_width(text).strip().lower()
    if folded.removeprefix("¥").removeprefix(" ").startswith(_MINUS):
        raise AmountError("negative")
    if re.search(_LEADING_ZERO, folded):
        raise AmountError("leading-zero", re.sub(_LEADING_ZERO, _without_zeros, folded))
    meant = folded.translate(KANJI_TO_DIGITS)
    if re.search(_MIXED, folded):
        _read_text(meant, unit)  # what cannot be read in one kind of digits either is refused for that
        raise AmountError("mixed", meant)
    bare = _without_currency(folded)
    figures = _figures(bare)
    sections = _sections(figures)
    if not sections:
        raise AmountError("unreadable")
    if sections[1:]:
        _check_sizes(sections, folded)
    figure, *others = figures
    if bare == folded and not (others or figure.small or figure.big):
        if len(figure.decimals) == 3 and unit != "million_yen":
            raise AmountError("point", _thousands(folded))
        return _whole(int(figure.digits + figure.decimals) * UNITS[unit], 10 ** len(figure.decimals))
    yen = _total(sections)
    for section in sections:
        if not all(one.written for one in section) and not all(one.is_kanji for one in section):
            raise AmountError("mixed", by_units(yen))  # 百20
    return yen


def _total(sections: list[list[_Figure]]) -> Yen:
    whole = sum(figure.number * _big(section) for section in sections for figure in section)
    last = sections[-1][-1]  # the only one that may have decimals
    parts = 10 ** len(last.decimals)
    return _whole(whole * parts + int(last.decimals or "0") * last.unit * _big(sections[-1]), parts)


def _big(section: list[_Figure]) -> int:
    """Return what the bigger unit of a section counts."""
    return _BIG.get(section[-1].big, 1)


def _without_zeros(match: re.Match[str]) -> str:
    return match[0].replace(",", "").lstrip("0") or "0"


def _thousands(number: str) -> str:
    """Return a number with its point taken for a separator of thousands; nothing where it cannot be one."""
    whole, _, rest = number.replace("_", "").partition(".")
    return "" if whole.startswith("0") or not whole.replace(",", "").isdigit() else f"{whole},{rest}"


def _without_currency(text: str) -> str:
    """Return an amount, with no space around it, without the currency before or behind it."""
    before = next(filter(text.startswith, _CURRENCIES_BEFORE), "")
    bare = text.removeprefix(before).removeprefix(" ")
    behind = next(filter(bare.endswith, _CURRENCIES_BEHIND), "")
    return bare.removesuffix(behind).removesuffix(" ")


def _figures(text: str) -> list[_Figure]:
    """Return the figures of an amount; none where it holds anything else, or no digit at all."""
    found: list[_Figure] = []
    match_at = re.compile(_FIGURE).match
    rest = text
    while rest:
        match = match_at(rest)
        if match is None or not (match[1] or match[3] or match[4]):
            return []
        found.append(_Figure(match[1] or match[3] or "", match[2] or "", match[4] or "", match[5] or ""))
        rest = rest[match.end() :]
    return found if any(figure.written for figure in found) else []


def _sections(figures: list[_Figure]) -> list[list[_Figure]]:
    """Return figures up to each bigger unit, of 3億2千5百万 `3億` and `2千5百万`; none where they make no number."""
    found: list[list[_Figure]] = [[]]
    for figure in figures:
        if found[-1] and found[-1][-1].big:
            found.append([])
        found[-1].append(figure)
    begins_with_zero = any(figure.written[:1] in ("〇", "零") and figure.written[1:] for figure in figures)
    if not figures or begins_with_zero or any(figure.decimals for figure in figures[:-1]):
        return []
    has_letters = any(figure.big in _LETTERS for figure in figures)
    if len(figures) == 1:
        is_number = not (has_letters and figures[0].small)
    else:
        is_number = not has_letters and all(_is_spoken(section, is_alone=not found[1:]) for section in found)
    return found if is_number else []


def _is_spoken(section: list[_Figure], *, is_alone: bool) -> bool:
    """Say whether the figures of a section follow as they are spoken: 2千5百 or 2千500, each below the unit before it.

    One digit stands before each of 千, 百 and 十, but for the first of an amount without a bigger unit: 25千5百円.
    """
    first, *rest = section
    if not rest and not first.small:
        return True
    may_be_large = is_alone and not section[-1].big
    if section[-1].decimals or not (may_be_large or _is_one_digit(first)):
        return False
    in_form = all(_is_one_digit(one) if one.small else _is_tail(one.written) for one in rest)
    return in_form and all(before.unit > max(after.number, after.unit) for before, after in pairwise(section))


def _is_one_digit(figure: _Figure) -> bool:
    return len(figure.written) <= 1 and figure.digits != "0"


def _is_tail(written: str) -> bool:
    """Say whether digits may stand behind 千, 百 or 十: without a sign between them, and no zero before them."""
    return written.translate(KANJI_TO_DIGITS).isdecimal() and written[0] not in "0〇零"


def _check_sizes(sections: list[list[_Figure]], text: str) -> None:
    """Refuse sections in another order than the units', one that spills over into the unit before it, or lacks its own.

    Raises:
        AmountError: they make no amount, or it is not sure which.
    """
    units = [_big(section) for section in sections]
    if any(low >= high for high, low in pairwise(units)):
        raise AmountError("unreadable")
    numbers = [sum(figure.number for figure in section) for section in sections]
    most = [min(high, unit * _BIG["億" if unit == 1 else "万"]) for high, unit in pairwise(units)]
    if any(number * unit >= limit for number, unit, limit in zip(numbers[1:], units[1:], most, strict=True)):
        total = sum(number * unit for number, unit in zip(numbers, units, strict=True))
        raise AmountError("overflow", "" if sections[-1][-1].decimals or total > LARGEST else by_units(total))
    # In `3億8000` the writer has most likely left out 万 behind 8000; with 円 behind it, the amount is clear.
    is_short = numbers[-1] < _BIG["万"]
    if units[-1] == 1 and units[-2] >= _BIG["億"] and is_short and not text.endswith(_CURRENCIES_BEHIND):
        raise AmountError("lacks-unit", f"{text}万円")


def by_units(yen: int) -> str:
    """Return an amount as it is read aloud: 6億2,000万円."""
    said, rest = "", yen
    for unit in ("兆", "億", "万", ""):
        number, rest = divmod(rest, _BIG.get(unit, 1))
        said += f"{number:,}{unit}" if number else ""
    return f"{said or 0}円"


def _whole(numerator: int, denominator: int) -> Yen:
    if numerator < 0:
        raise AmountError("negative")
    if numerator % denominator:
        raise AmountError("fraction")
    if numerator // denominator > LARGEST:
        raise AmountError("too-large")
    return Yen(numerator // denominator)


def percent_of(amount: int, percent: "int | Decimal") -> int:
    """Return that percentage of an amount in yen, rounded down to the yen."""
    numerator, denominator = percent.as_integer_ratio()
    return amount * numerator // (100 * denominator)


def share_of(amount: int, cap: int) -> int:
    """Return the percentage of a limit that an amount comes to, rounded down; of one that is over, never 100."""
    return max(amount * 100 // cap, 101 * (amount > cap))

"""Yen, always whole: reading what people write, writing what people read, and shares of a percentage."""

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeGuard

if TYPE_CHECKING:
    from decimal import Decimal

Unit = Literal["yen", "thousand_yen"]  # in which reports for people show amounts

LARGEST = 10**15  # yen; a larger amount is a typing error, not a budget
LONGEST = 60  # characters of an amount
UNITS = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}
# The pattern takes the first unit that matches, so the longer one stands first: 千万 before 千, million before m.
_FACTORS = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1_000, "百": 100}
_FACTORS |= {"million": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3}
# The pattern is kept as text and compiled when it is first used: plain numbers do not need it.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*)"
_FIGURE = rf"({_DIGITS})(?:\.([0-9]+))?(?: ?({'|'.join(_FACTORS)})(?: (?=[0-9]))?)?"
_CURRENCIES_BEFORE = ("¥", "jpy", "yen")
_CURRENCIES_BEHIND = ("円", "yen", "jpy")
_MINUS = ("-", "−", "▲", "△")


class Yen(int):
    """A whole number of yen, so that a sentence knows to say it as an amount."""

    __slots__ = ()


class Over(Yen):
    """By how many yen a limit is exceeded: said beside that limit, so in English without a sign of its own."""

    __slots__ = ()


class AmountError(ValueError):
    """An amount that cannot be taken; `reason` is unreadable, negative, fraction or too-large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_number(value: object) -> "TypeGuard[int | Decimal]":
    """Say whether a plain value is a number: decimal numbers are only imported where a file holds one."""
    return value is not None and not isinstance(value, bool | str | list | dict)


def whole_number(value: object) -> int | None:
    """Return the whole number that a plain value is, 2026.0 too; None where it is none."""
    if not is_number(value) or isinstance(value, int):
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    whole = value.is_finite() and value.adjusted() < LONGEST and value == value.to_integral_value()
    return int(value) if whole else None


def read(value: object, unit: str = "yen") -> Yen:
    """Return the whole yen that a number or text means; plain numbers count in `unit`.

    Raises:
        AmountError: the amount is unreadable, negative, not whole yen, or too large.
    """
    if isinstance(value, str):
        # Most amounts are digits alone or joined by `_`: reading them here is quicker than by the pattern.
        if value.isascii() and value.replace("_", "").isdigit() and len(value) <= LONGEST:
            joined = "_" not in value or ("__" not in value and value[0] != "_" != value[-1])
            if joined and (yen := int(value) * UNITS[unit]) <= LARGEST:
                return Yen(yen)
        return _read_text(value, UNITS[unit])
    if not is_number(value):
        raise AmountError("unreadable")
    if not isinstance(value, int):
        if not value.is_finite():
            raise AmountError("unreadable")
        if value.adjusted() > 20:
            raise AmountError("negative" if value < 0 else "too-large")
        if value.as_tuple().exponent < -LONGEST:  # type: ignore[operator]  # finite, so an int
            raise AmountError("fraction")
        numerator, denominator = value.as_integer_ratio()
    else:
        numerator, denominator = value, 1
    return _whole(numerator * UNITS[unit], denominator)


def _read_text(text: str, plain_factor: int) -> Yen:
    # Normalization would turn a raised 2, or a 1 in a circle, into a digit, which is not what the writer means.
    if len(text) > LONGEST or "No" in map(unicodedata.category, text):
        raise AmountError("unreadable")
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    if folded.removeprefix("¥").removeprefix(" ").startswith(_MINUS):
        raise AmountError("negative")
    bare = _without_currency(folded)
    figures = _figures(bare)
    if not figures or (len(figures) > 1 and not _belong_together(figures, bare == folded)):
        raise AmountError("unreadable")
    if len(figures) == 1 and bare == folded and figures[0][2] == 1:
        figures = [(*figures[0][:2], plain_factor)]
    places = len(figures[-1][1])
    total = 0
    for digits, decimals, factor in figures:
        total += int(digits + decimals) * factor * (1 if decimals else 10**places)
    return _whole(total, 10**places)


def _without_currency(text: str) -> str:
    """Return an amount, with no space around it, without the currency before or behind it."""
    before = next(filter(text.startswith, _CURRENCIES_BEFORE), "")
    bare = text.removeprefix(before).removeprefix(" ")
    behind = next(filter(bare.endswith, _CURRENCIES_BEHIND), "")
    return bare.removesuffix(behind).removesuffix(" ")


def _figures(text: str) -> list[tuple[str, str, int]]:
    """Return each figure of an amount: its digits, its decimals and the factor of its unit."""
    found: list[tuple[str, str, int]] = []
    match_at = re.compile(_FIGURE).match
    position = 0
    while position < len(text):
        match = match_at(text, position)
        if match is None:
            return []
        digits, decimals, unit = match.groups()
        found.append((digits.replace(",", "").replace("_", ""), decimals or "", _FACTORS[unit] if unit else 1))
        position = match.end()
    return found


def _belong_together(figures: list[tuple[str, str, int]], lacks_currency: bool) -> bool:
    """Say whether several figures make one amount: each unit is smaller than the last, and decimals only at the end."""
    factors = [factor for _, _, factor in figures]
    if any(low >= high for high, low in pairwise(factors)) or any(decimals for _, decimals, _ in figures[:-1]):
        return False
    # In `3億8000` the writer has most likely left out 万 behind 8000; with 円 behind it, the amount is clear.
    lacks_unit = factors[-1] == 1 and factors[-2] >= _FACTORS["億"] and int(figures[-1][0]) < _FACTORS["万"]
    return not (lacks_currency and lacks_unit)


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
    return max(amount * 100 // cap, 101 if amount > cap else 0)

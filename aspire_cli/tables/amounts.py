"""The amount in a cell, in whole yen; below zero where the table has it so."""

import functools
import re
from decimal import Decimal

from aspire_cli import limits, money
from aspire_cli.characters import in_one_width
from aspire_cli.money import AmountError
from aspire_cli.tables.grid import Cell

UNITS = {**money.UNITS, "man_yen": 10_000}  # of a table: yen that its plain numbers count
_NOTHING = re.compile(r"[-‐‑‒–—―−─ーｰ－_]{1,6}|なし|無し|該当なし|nil|none|n/a")
_MINUS = re.compile(r"^(?:[¥\\]\s*)?[-−–▲△]\s*(?=[¥0-9])|^\((?=.*\)$)")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:([ ,'’])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")


def read(cell: Cell, unit: str | None) -> int:
    """Return the yen in a cell; a plain number counts in `unit`, one whose text or format bears its own in that.

    Raises:
        AmountError: it holds no amount, or not whole yen; `reason` is unit where there is no unit to count in, or the
            fault of the cell.
    """
    if cell.fault:
        raise AmountError(cell.fault)
    if isinstance(cell.value, int | Decimal):
        yen = _in_yen(Decimal(cell.value), cell.unit or unit, cell.scale)
    elif isinstance(cell.value, str):
        yen = _of_text(cell.value, unit)
    else:
        raise AmountError("unreadable")
    if abs(yen) > money.LARGEST:
        raise AmountError("too-large")
    return yen


def is_amount(cell: Cell) -> bool:
    """Say whether a cell holds an amount, readable to the yen or not."""
    return _holds_amount(cell.value) if isinstance(cell.value, str) else isinstance(cell.value, int | Decimal)


@functools.lru_cache(maxsize=2 * limits.MOST_TABLE_CELLS)
def _holds_amount(text: str) -> bool:
    try:
        _of_text(text, "million_yen")
    except AmountError as error:
        return error.reason not in ("unreadable", "unit")
    return True


def bears_unit(cell: Cell) -> bool:
    """Say whether the amount in a cell counts in no unit but its own; zero needs none."""
    try:
        read(cell, None)
    except AmountError as error:
        return error.reason != "unit"
    return True


def _of_text(written: str, unit: str | None) -> int:
    if len(written) > money.LONGEST:
        raise AmountError("unreadable")
    text = in_one_width(written).strip().lower()
    if _NOTHING.fullmatch(text):
        return 0
    sign = 1
    while match := _MINUS.match(text):
        text = text[match.end() :].removesuffix(")" if match[0] == "(" else "").strip()
        sign = -1
    if text.startswith(("¥", "\\")):
        text = f"¥{text[1:].strip().removesuffix('-')}"
    if _PLAIN.fullmatch(text):
        return sign * _in_yen(Decimal(re.sub("[ ,'’]", "", text)), unit)
    return sign * money.read(text)


def _in_yen(number: Decimal, unit: str | None, scale: int = 1) -> int:
    if number == 0:
        return 0
    if unit is None:
        raise AmountError("unit")
    if number.adjusted() > limits.MOST_DIGITS:
        raise AmountError("too-large")
    yen = number * max(UNITS[unit] // scale, 1)  # what is shown in thousands of yen is in yen itself
    if yen != yen.to_integral_value():
        raise AmountError("fraction")
    return int(yen)

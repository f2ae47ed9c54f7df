"""How one value may stand in a file: amounts, dates, names, numbers and texts in many spellings."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.oracle import names
from tests.oracle.facts import Broken, Facts, Number, Path, Unknown, Unwritten, read

MONEY = {"goods", "travel", "personnel", "other", "direct", "indirect", "total", "amount", "total_cap"}
DATES = {"start", "end", "from", "until", "to"}
CHOICES = {
    "scheme": names.SCHEMES,
    "stage": names.STAGES,
    "field": names.FIELDS,
    "status": names.STATUSES,
    "unit": names.UNITS,
    "country": names.COUNTRIES,
    "agency": names.AGENCIES,
}
UNIT_YEN = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}
SIZES = {"億円": 100_000_000, "万円": 10_000, "百万円": 1_000_000, "千円": 1_000, "M": 1_000_000}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

# Texts that are read as something else where they stand without quotation marks.
NOT_TEXT = re.compile(r"(?i)(?:|~|null|true|false|[-+.\d][\d_,.eE+-]*|0[xo].*|\.inf|\.nan)")


class Speller:
    """Chooses a spelling for each value of one proposal."""

    def __init__(self, rng: Random, facts: Facts) -> None:
        self.rng = rng
        unit = read(read(facts, "budget"), "unit")
        self.unit = unit if isinstance(unit, str) else "yen"

    def spell(self, path: Path, value: Any, in_flow: bool) -> str:
        """The value as it stands in the file."""
        if isinstance(value, Unwritten):
            return value.text or ("null" if in_flow else "")
        if isinstance(value, Broken):
            return value.text
        if isinstance(value, Unknown):
            return self.text(value.text, in_flow)
        if isinstance(value, Number):
            return f'"{value.text}"' if value.quoted else value.text
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list | dict):
            return "[]" if isinstance(value, list) else "{}"
        return self._plain(path, value, in_flow)

    def _plain(self, path: Path, value: Any, in_flow: bool) -> str:
        """A value that is what its key asks for."""
        key = "country" if "countries" in path else path[-1]
        if key in MONEY:
            return self.money(value, in_flow, own_unit=key in ("amount", "total_cap"))
        if key in DATES and isinstance(value, date):
            mark = self.rng.choice(["", "", '"', "'"])
            return f"{mark}{value.isoformat()}{mark}"
        if key == "fiscal_year":
            return self.rng.choice([f"{value}", f"{value}", f"{value}年度", f"令和{value - 2018}年度"])
        if key == "indirect_rate":
            return self.rng.choice([f"{value}", f"{value}%"])
        if key in CHOICES and value in CHOICES[key]:
            return self.text(self.rng.choice(CHOICES[key][value]), in_flow)
        if isinstance(value, int):
            return str(value)
        return self.text(str(value), in_flow)

    def text(self, text: str, in_flow: bool) -> str:
        """A text, in quotation marks where it needs them, and now and then where it does not."""
        must = (
            NOT_TEXT.fullmatch(text)
            or text[0] in "-?:,[]{}#&*!|>'\"%@` "
            or ": " in text
            or " #" in text
            or text.endswith((":", " "))
            or (in_flow and re.search(r"[,\[\]{}]", text))
        )
        if not must and self.rng.random() < 0.7:
            return text
        # Escaped as in JSON: what is beyond the first 65,536 characters is then a pair.
        if self.rng.random() < 0.1:
            return json.dumps(text)
        return f'"{text}"' if self.rng.random() < 0.5 or "'" in text else f"'{text}'"

    def money(self, yen: int, in_flow: bool, own_unit: bool = False) -> str:
        """An amount in one of its spellings; without a unit of its own it counts in the proposal's."""
        spellings = money_with_unit(yen)
        if not own_unit or self.unit == "yen":
            # Twice as many plain numbers: they are what most people write.
            spellings += money_in(yen, "yen" if own_unit else self.unit) * 2
        if not spellings:
            spellings = [f"{yen}円"]
        text = self.rng.choice(spellings)
        if re.search(r",", text) and in_flow:
            return f'"{text}"'
        return text if self.rng.random() < 0.8 else f'"{text}"'


def money_in(yen: int, unit: str) -> list[str]:
    """The plain numbers that are this amount in a unit."""
    number = Decimal(yen) / UNIT_YEN[unit]
    if number != number.to_integral_value():
        places = len(f"{number.normalize():f}".partition(".")[2])
        # Three decimals look like a group of thousands, save in million yen; one or two are clear.
        return [f"{number.normalize():f}"] if places < 3 or (unit == "million_yen" and places == 3) else []
    whole = int(number)
    return [f"{whole}", f"{whole:,}", f"{whole:_}"]


def money_with_unit(yen: int) -> list[str]:
    """The texts with a unit of their own that are this amount."""
    found = [f"{yen}円", f"{yen:,}円", f"¥{yen:,}", f"{yen}円".translate(WIDE), f"￥{yen:,}"]
    for word, size in SIZES.items():
        number = Decimal(yen) / size
        places = len(f"{number.normalize():f}".partition(".")[2])
        if yen and places <= 2:
            found.append(f"{number.normalize():f}{word}")
            found.append(f"{number.normalize():f}{word.removesuffix('円')}")
            if places == 0:
                found += [f"{int(number):,}{word}", f"{int(number)}{word}".translate(WIDE)]
    if yen and yen % 10_000_000 == 0 and yen < 100_000_000:
        found.append(f"{yen // 10_000_000}千万円")
    oku, rest = divmod(yen, 100_000_000)
    if oku and rest and rest % 10_000 == 0:
        found += [f"{oku}億{rest // 10_000:,}万円", f"{oku}億{rest // 10_000}万円"]
    return found + _in_kanji(yen)


def _in_kanji(yen: int) -> list[str]:
    """Spellings that mix kanji into the number."""
    found = []
    thousands, rest = divmod(yen, 10_000_000)
    if 0 < thousands < 10 and rest and rest % 1_000_000 == 0:
        found.append(f"{thousands}千{rest // 1_000_000}百万円")
    if yen and yen % 100_000_000 == 0 and yen < 1_000_000_000:
        found.append(f"{'〇一二三四五六七八九'[yen // 100_000_000]}億円")
    return found

"""Formats of numbers in spreadsheets: what they change in what a reader sees."""

import functools
import re
import unicodedata
from datetime import date, timedelta

from aspire_cli.tables import named_years, units
from aspire_cli.tables.grid import Cell, Value

_IN_QUOTES = r'"([^"]*)"'
_PLACE = r"General|G/標準|[0#?](?:[0#?,.]*[0#?])?"
_REIWA = 2018  # the year before its first one
_FIRST_DAY, _LAST_DAY = date(1899, 12, 30), 73_051  # day 0, and the last one of 2099


def cell(value: Value, form: str) -> Cell:
    """Return a number or a day as a cell, with what its format shows: of 8 as `"令和"0"年度"` the year."""
    before, behind, scale = _parts(form)
    if _is_foreign(before) or _is_foreign(behind):
        return Cell(f"{before}{value}{behind}")  # which is no amount in yen
    if isinstance(value, int) and 0 < value < _LAST_DAY and re.match(r"(?:\[[^\]]*\])*g{1,3}e", form):
        value = _FIRST_DAY + timedelta(days=value)  # openpyxl knows no eras
    if isinstance(value, date):
        shown = _in_years(value, form)
        return Cell(int(shown) if shown.isdecimal() else shown if named_years.fiscal_year(shown) else value)
    if (before or behind) and named_years.fiscal_year(f"{before}{value}{behind}") is not None:
        return Cell(f"{before}{value}{behind}")
    return Cell(value, "", scale, units.named(behind), units.named(before) == "yen")


@functools.cache
def _parts(form: str) -> tuple[str, str, int]:
    """Return what a format shows before and behind a number, and by how much it divides it: 1,000 for `#,##0,`."""
    shown = re.sub(r"\[\$([^-\]]*)[^\]]*\]", r"\1", form.partition(";")[0])  # [$¥-411]
    shown = re.sub(r"\[[^\]]*\]|_.|\*.", "", shown)
    match = re.search(rf"({_PLACE})(,*)", re.sub(_IN_QUOTES, lambda match: " " * len(match[0]), shown))
    if match is None:
        return "", "", 1
    before, behind = (
        part.replace('"', "").replace("\\", "").strip() for part in (shown[: match.start()], shown[match.end() :])
    )
    return before, behind, 1_000 ** len(match[2])


def _is_foreign(shown: str) -> bool:
    """Say whether a format shows another currency than yen: €, [$USD]."""
    others = {one for one in shown if unicodedata.category(one) == "Sc"} - set("¥￥")
    return bool(others) or (re.fullmatch("[A-Z]{3}", shown) is not None and shown != "JPY")


def _in_years(day: date, form: str) -> str:
    """Return a day as a format shows it that has years alone; nothing for any other."""
    shown = re.sub(r"\[[^\]]*\]|[\\\";@]", "", form).lower()
    shown = shown.replace("yyyy", str(day.year)).replace("ggge", f"令和{day.year - _REIWA}")
    shown = shown.replace("ge", f"r{day.year - _REIWA}")
    return "" if re.search("[ymdhsge]", shown.replace("fy", "")) else shown

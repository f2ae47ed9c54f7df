"""Formats of numbers in spreadsheets: what they change in the amount that a reader sees."""

import re

from aspire_cli.tables import headings

_IN_QUOTES = r'"([^"]*)"'


def thousands(form: str) -> int:
    """Return how often a format divides what it shows by 1,000: once for `#,##0,`."""
    shown = re.sub(rf"{_IN_QUOTES}|\[[^\]]*\]|\\.|_.", "", form.partition(";")[0])
    found = re.search(r"[0#?](,+)[^0#?,]*$", shown)
    return len(found[1]) if found else 0


def unit(form: str) -> str | None:
    """Return the unit that a format shows behind the number: thousand_yen for `#,##0"千円"`."""
    shown = form.partition(";")[0]
    texts = re.findall(_IN_QUOTES, shown) or re.findall(r"[0#?]([円千百万]+)$", shown)
    return next((found for text in texts if (found := headings.unit_named(text))), None)

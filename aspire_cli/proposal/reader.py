"""The readers of single values: each takes a path, and gives what is written there in its own type, or None."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from aspire_cli import fiscal, money
from aspire_cli.characters import CURLY_QUOTES
from aspire_cli.money import Yen
from aspire_cli.problem import Path, Problem
from aspire_cli.programme import names
from aspire_cli.programme.model import Programme
from aspire_cli.proposal.model import CountryText
from aspire_cli.proposal.written import is_written
from aspire_cli.words.text import Code, Text

_SOUND_DATE = "2000-01-01"
_EXAMPLE = date(2031, 3, 31)
_LAST_DAYS = ("end", "until")  # the keys of a last day


class ValueReader:
    """Reads the values of one document.

    `unreadable` gathers the values that cannot be taken; `canonical` gathers, for the shape check, those that are read
    or spoken of elsewhere, in a sound form.
    """

    def __init__(self, data: dict[str, Any], edition: Programme) -> None:
        self.data = data
        self.programme = edition
        self.unreadable: list[Problem] = []
        self.canonical: dict[Path, Any] = {}

    def at(self, *path: str | int) -> Any:
        """Return the value at a path if it is written, else None."""
        value: Any = self.data
        for step in path:
            if isinstance(step, str):
                if not isinstance(value, dict):
                    return None
                value = value.get(step)
            elif isinstance(value, list) and step < len(value):
                value = value[step]
            else:
                return None
        return value if is_written(value) else None

    def items(self, *path: str | int) -> Iterator[tuple[int, Any]]:
        """Yield the number and value of each mapping in the list at a path."""
        value = self.at(*path)
        for number, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, dict):
                yield number, item

    def text(self, *path: str | int) -> Text | None:
        """Return a text, or a text by language, in both languages: where one is not written, the other stands in."""
        value = self.at(*path)
        if isinstance(value, dict):
            english, japanese = self.at(*path, "en"), self.at(*path, "ja")
            written = [text for text in (english, japanese) if isinstance(text, str)]
            if not written:
                return None
            return Text(
                english if isinstance(english, str) else written[0],
                japanese if isinstance(japanese, str) else written[0],
            )
        return Text(value, value) if isinstance(value, str) else None

    def plain(self, *path: str | int) -> str | None:
        """Return a text that has no languages."""
        value = self.at(*path)
        return value if isinstance(value, str) else None

    def refuse(self, path: Path, variant: str, mend: str | None = None, fix: str | None = None, **values: Any) -> None:
        """Note a value that cannot be taken; the caller gives the shape check something sound in its stead."""
        values["key"] = str(path[-1])
        problem = Problem(path, values, variant, mend or variant, fix=fix, rule="schema-bad-value")
        self.unreadable.append(problem)

    def day(self, *path: str | int) -> date | None:
        """Return a day; one that cannot be taken is noted."""
        value = self.at(*path)
        if value is not None and not isinstance(value, bool | dict | list):
            value = str(value)  # a number is a year alone, or a day without its hyphens
        if not isinstance(value, str):
            return None
        try:
            found = fiscal.read_date(value)
        except fiscal.DateError as error:
            fix = str(error.suggestion) if error.suggestion else None
            mend = "date-written" if fix else "date-year-month" if error.reason == "year-month" else "date"
            line = Code(f"{path[-1]}: {fix or _example(error, str(path[-1]))}")
            self.refuse(path, f"date-{error.reason}", mend, fix, text=value, line=line)
            self.canonical[path] = _SOUND_DATE
            return None
        self.canonical[path] = found.isoformat()
        return found

    def amount(self, *path: str | int, unit: str = "yen") -> Yen | None:
        """Return an amount in yen, a plain number counting in `unit`; one that cannot be taken is noted."""
        value = self.at(*path)
        if value is None or isinstance(value, bool | dict | list):
            return None
        try:
            amount = money.read(value, unit)
        except money.AmountError as error:
            written, mend = _readable(value, unit) if error.reason == "unreadable" else ("", "")
            line = {"line": Code(f"{path[-1]}: {written}")} if mend else {}
            self.refuse(path, f"amount-{error.reason}", f"amount-{mend or error.reason}", text=str(value), **line)
            self.canonical[path] = 0
            return None
        self.canonical[path] = int(amount)
        return amount

    def country(self, *path: str | int) -> CountryText | None:
        """Return a country as written, with the one that is meant where there is one."""
        value = self.at(*path)
        if not isinstance(value, str):
            return None
        found = names.find_country(self.programme, value)
        self.canonical[path] = self.programme.home  # which one is a rule's to say
        return CountryText(path, value, found)


def _example(error: fiscal.DateError, key: str) -> date:
    """Return a day to write in place of one that cannot be taken: of its month, where that is known."""
    if error.month is None:
        return _EXAMPLE
    return fiscal.last_of_month(error.month) if error.reason == "no-such-day" or key in _LAST_DAYS else error.month


def _readable(value: Any, unit: str) -> tuple[str, str]:
    """Return an amount without what a word processor or a Japanese keyboard put there, and what that is; or nothing."""
    text = str(value).strip()
    for mend, written in (
        ("curly-quotes", text.strip(CURLY_QUOTES)),
        ("backslash", f"{text[1:]}円" if text.startswith("\\") else text),
        ("comment", re.split("[\u3000 ]*[#＃]", text)[0]),
    ):
        with suppress(money.AmountError):
            if written != text and money.read(written, unit) is not None:
                return written, mend
    return "", ""

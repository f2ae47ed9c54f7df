"""The readers of single values: each takes a path, and gives what is written there in its own type, or None."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from aspire_cli import fiscal, money, names
from aspire_cli.finding import Path, Problem
from aspire_cli.money import Yen
from aspire_cli.programme import Programme
from aspire_cli.proposal import CountryText
from aspire_cli.words import Code, Text
from aspire_cli.written import is_written

_SOUND_DATE = "2000-01-01"


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
            suggestion = error.suggestion
            mend = "date-written" if suggestion else "date"
            line = Code(f"{path[-1]}: {suggestion}")
            fix = str(suggestion) if suggestion else None
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
            self.refuse(path, f"amount-{error.reason}", text=str(value))
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

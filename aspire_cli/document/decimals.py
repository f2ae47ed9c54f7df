"""Decimal numbers that remember how they are written; imported only where a file holds an odd one."""

from decimal import Decimal
from typing import Any


class WrittenDecimal(Decimal):
    """A decimal number whose usual spelling is another than the one in the file, as that of `1e7` and `.nan` is."""

    written: str

    def __new__(cls, number: str, written: str) -> "WrittenDecimal":
        """Take the number as Python reads it, and its text in the file."""
        made = super().__new__(cls, number)
        made.written = written
        return made

    def __str__(self) -> str:
        """Return the text in the file."""
        return self.written

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the text through pickling."""
        return WrittenDecimal, (Decimal.__str__(self), self.written)

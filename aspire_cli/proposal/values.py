"""Single values: what is written as a day, an amount, a fiscal year or a scheme, or what to say where it is none."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from aspire_cli import fiscal, money, shipped_files
from aspire_cli.characters import CURLY_QUOTES, in_one_width, without_curly_quotes
from aspire_cli.money import Yen
from aspire_cli.problem import Mend, Path, Problem
from aspire_cli.programme import names
from aspire_cli.programme.model import Programme, Scheme, spellings
from aspire_cli.words.spelling import fold_name, is_near
from aspire_cli.words.text import Code, codes

if TYPE_CHECKING:
    from decimal import Decimal

TextOf = Callable[[Path, Any], str]  # how a value at a path stands in the file: a number as 0x1F, 00123 or 1e7
_SPACE_FOR_COMMA = r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))"  # 3 800, as French and the SI have it
_PERCENT = r"([0-9]+)(?:\.([0-9]+))? ?%"
_EXAMPLE = date(2031, 3, 31)
_CURLY, _COMMENT = "amount-curly-quotes", "amount-comment"  # mends, the latter of a day too
_LAST_DAYS = ("end", "until")  # the keys of a last day


class UntakenError(ValueError):
    """A value that is written and cannot be taken; `problem` is None where it is of a wrong type."""

    def __init__(self, problem: Problem | None = None) -> None:
        super().__init__()
        self.problem = problem


def untaken(path: Path, message: str, mend: str, fix: Mend | None = None, **values: Any) -> UntakenError:
    """Return what to raise of a value that reading itself speaks of."""
    values["key"] = str(path[-1])
    return UntakenError(Problem(path, values, message, mend, fix=fix, rule="schema-bad-value"))


def day(path: Path, text: str) -> date:
    """Return the day that a text names.

    Raises:
        UntakenError: it names none.
    """
    try:
        return fiscal.read_date(text)
    except fiscal.DateError as error:
        key = str(path[-1])
        with suppress(fiscal.DateError):
            plain, line = str(fiscal.read_date(_before_comment(text))), Code(f"{key}: {_before_comment(text)}")
            raise untaken(path, f"date-{error.reason}", _COMMENT, Mend(plain), text=text, line=line) from None
        meant = str(error.suggestion) if error.suggestion else None
        written = "date-in-japan" if error.reason == "timestamp" else "date-written"
        mend = written if meant else "date-year-month" if error.reason == "year-month" else "date"
        line = Code(f"{key}: {meant or _example(error, key)}")
        fix = Mend(meant, safe=error.reason != "timestamp") if meant else None
        raise untaken(path, f"date-{error.reason}", mend, fix, text=text, line=line) from None


def _example(error: fiscal.DateError, key: str) -> date:
    """Return a day to write in place of one that cannot be taken: of its month, where that is known."""
    if error.month is None:
        return _EXAMPLE
    return fiscal.last_of_month(error.month) if error.reason == "no-such-day" or key in _LAST_DAYS else error.month


def amount(path: Path, value: Any, text_of: TextOf, unit: str) -> Yen:
    """Return the yen that a text or number means, a plain number counting in `unit`.

    Raises:
        UntakenError: it is no amount.
    """
    try:
        return money.read(value, unit)
    except money.AmountError as error:
        written = text_of(path, value)
        if error.meant:
            line = Code(f"{path[-1]}: {error.meant}")
            raise untaken(path, f"amount-{error.reason}", f"amount-{error.reason}", text=written, line=line) from None
        plain, mend = _readable(written, unit) if error.reason == "unreadable" else ("", "")
        values: dict[str, Any] = {"line": Code(f"{path[-1]}: {plain}")} if mend else {}
        reason = error.reason if error.reason in money.PLAIN_REASONS else "unreadable"
        message, mend = f"amount-{reason}", mend or f"amount-{reason}"
        # What a word processor or a Japanese keyboard put around an amount may go: the amount itself stays as it is.
        fix = Mend(plain) if mend in (_CURLY, _COMMENT) else None
        raise untaken(path, message, mend, fix, text=written, **values) from None


def _before_comment(text: str) -> str:
    """Return what stands before a sign that was meant to begin a comment, with the full-width spaces before it."""
    return re.split("[\u3000 ]*[#＃]", text)[0]


def _readable(written: str, unit: str) -> tuple[str, str]:
    """Return an amount without what a word processor or a Japanese keyboard put there, and what that is; or nothing."""
    text = written.strip()
    for mend, plain in (
        (_CURLY, text.strip(CURLY_QUOTES)),
        ("amount-backslash", f"{text[1:]}円" if text.startswith("\\") else text),
        (_COMMENT, _before_comment(text)),
        ("amount-spaces", re.sub(_SPACE_FOR_COMMA, ",", in_one_width(text))),
    ):
        with suppress(money.AmountError):
            if plain != text and money.read(plain, unit) is not None:
                return plain, mend
    return "", ""


def fiscal_year(path: Path, value: str | int, text_of: TextOf) -> int:
    """Return the fiscal year that a text or number names.

    Raises:
        UntakenError: it names none.
    """
    try:
        return fiscal.read_fiscal_year(value)
    except fiscal.FiscalYearError as error:
        meant = str(error.suggestion) if error.suggestion else None
        mend, line = "date-written" if meant else "fiscal-year", Code(f"fiscal_year: {meant}")
        fix = Mend(error.suggestion, safe=not error.is_of_day) if error.suggestion else None
        raise untaken(path, "fiscal-year", mend, fix, text=text_of(path, value), line=line) from None


def percent(text: str) -> "int | Decimal | None":
    """Return the number of percent that a text names, sign and all."""
    match = re.fullmatch(_PERCENT, in_one_width(text[: money.LONGEST]).strip())
    if match is None:
        return None
    if match[2] is None:
        return int(match[1])
    from decimal import Decimal

    return Decimal(f"{match[1]}.{match[2]}")


def flag(value: object) -> bool | None:
    """Return what is meant by a text in the place of true or false; None where that is not certain."""
    if not isinstance(value, str):
        return None
    words, text = shipped_files.data("data/flag_names.yaml"), fold_name(without_curly_quotes(value))
    return True if text in words["means_true"] else False if text in words["means_false"] else None


def scheme(path: Path, text: str, programme: Programme) -> Scheme:
    """Return the scheme that a text names.

    Raises:
        UntakenError: it names none.
    """
    found = names.find(programme.schemes, text)
    if found is not None:
        return found
    if named := names.named(programme.schemes, text):
        several, known = tuple(one.name for one in named), codes(one.id for one in named)
        raise untaken(path, "scheme-several", "scheme-several", text=text, named=several, known=known)
    nearest = tuple(one.id for one in names.suggestions(programme.schemes, text)[:1])
    mend = "scheme-nearest" if nearest else "scheme"
    likely = [one.id for one in programme.schemes.values() if any(is_near(text, name) for name in spellings(one))]
    fix = names.mend_of(text, lambda name: names.find(programme.schemes, name), likely, safe=True)
    raise untaken(path, "scheme", mend, fix, text=text, known=codes(programme.schemes), nearest=nearest)

"""Standard output and standard error: language, colour, width, and one-line complaints."""

import codecs
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO, get_args

from aspire_cli.settings.model import Language, Settings, laid_over
from aspire_cli.words import sentences as words
from aspire_cli.words.text import PLAIN, Code, Lang

_SIGNS = "✓✗━╌╭│╰□…→·"
_NEAREST = "aspire-nearest"  # our way with characters that the encoding of a terminal has not


class UsageError(Exception):
    """Wrong use that a person can mend: `key` names its sentence in the reports' words. Exit status 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def unknown(key: str, text: str, near: Sequence[str], **values: object) -> UsageError:
    """Return what to say of a name that there is not: by the sentence `KEY-nearest` where another is `near` to it."""
    return UsageError(f"{key}-nearest" if near else key, text=text, nearest=near, **values)


class Reader:
    """Who reads what a run says; one is made for each run, from its arguments.

    `languages` are those of the reports, the first of them that of complaints and of the help: as the command line or
    ASPIRE_LANG says, else as the settings say as soon as they are read, else as the locale says.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        asked = laid_over(Settings(), language=_asked_for(arguments)).language.value
        self.languages = languages(asked)


def _asked_for(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` says, before the parser of arguments looks: it may be that which is to be complained of."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang"):
            value = argument.partition("=")[2] or "".join(arguments[number + 1 : number + 2])
            return value if value in get_args(Language) else None
    return None


def languages(asked: str | None) -> tuple[Lang, ...]:
    """Return the language, or both, that somebody has asked for, else that of the locale, else English."""
    chosen = asked or _of_locale()
    if chosen == "both":
        return ("ja", "en")
    return ("ja",) if chosen.lower().startswith("ja") else ("en",)


def _of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    if os.name == "nt":
        import locale

        return locale.getlocale()[0] or "en"
    return "en"


def complain(lang: Lang, key: str, **values: object) -> None:
    """Write one line to standard error, in the reader's language and safe to show."""
    if isinstance(values.get("path"), str):
        values["path"] = Code(values["path"])  # of a path that is cut nobody knows where it leads
    with suppress(OSError):  # where standard error cannot be written there is nobody to tell; the exit status speaks
        print(f"aspire: {escaped(words.label(key, **values).lang(lang), sys.stderr)}", file=sys.stderr)


def escaped(text: str, stream: TextIO) -> str:
    """Return a text in which characters that the encoding of a stream has not are given by their numbers."""
    encoding = stream.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def wants_color(asked: str, stream: TextIO) -> bool:
    """Return whether to colour what goes to a stream: as asked, then NO_COLOR, FORCE_COLOR, then a terminal."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Return the width of the terminal in cells, or 100 where there is none."""
    import shutil

    if not stream.isatty() and not os.environ.get("COLUMNS"):
        return 100
    return shutil.get_terminal_size((100, 24)).columns


def shows_signs(stream: TextIO) -> bool:
    """Return whether the encoding of a stream has the signs of the reports."""
    try:
        _SIGNS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def prepare(stream: TextIO, *, machine: bool) -> None:
    """Make a stream take every character: machine formats are UTF-8, elsewhere what it has not is escaped."""
    if not isinstance(stream, io.TextIOWrapper):  # what stands in for it in a program takes every character
        return
    if machine:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    else:
        codecs.register_error(_NEAREST, _nearest)
        stream.reconfigure(errors=_NEAREST)


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write signs that an encoding has not in its own characters, and any other character by its number."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    pieces = [PLAIN.get(one) or one.encode("ascii", "backslashreplace").decode() for one in missing]
    return "".join(pieces), error.end

"""Standard output and standard error: language, colour, width, and one-line complaints."""

import codecs
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO, get_args

from aspire_cli.settings.model import Language, Settings, laid_over
from aspire_cli.words.sentences import SentenceError, label
from aspire_cli.words.text import PLAIN, Lang, Shown, visible

_SIGNS = "✓✗━╌╭│╰□…→·"
_NEAREST = "aspire-nearest"  # the name of our handler of characters that an encoding does not have


class UsageError(SentenceError):
    """Wrong use of the command line, exit status 2."""


def unknown(key: str, text: str, near: Sequence[str], **values: object) -> UsageError:
    """Return the error for an unknown name: its sentence is `KEY-nearest` where known names are like it."""
    return UsageError(f"{key}-nearest" if near else key, text=text, nearest=near, **values)


class Reader:
    """The person who reads the output of a run, made anew for each run from its arguments.

    `languages` are those of the reports; complaints and help are in the first of them. They come from the command line,
    else from ASPIRE_LANG, else from the settings once these are read, else from the locale.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        asked = laid_over(Settings(), language=_asked_for(arguments)).language.value
        self.languages = languages(asked)


def _asked_for(arguments: Sequence[str]) -> str | None:
    """Return what `--lang` says, without the parser of arguments: its complaints need a language too."""
    for number, argument in enumerate(arguments):
        name, _, given = argument.partition("=")
        if name == "--lang":
            value = given or "".join(arguments[number + 1 : number + 2])
            return value if value in get_args(Language) else None
    return None


def languages(asked: str | None) -> tuple[Lang, ...]:
    """Return the language that is asked for, or both, else that of the locale, else English."""
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
        values["path"] = Shown(visible(str(values["path"])))  # so that it is never shortened: a cut path is of no use
    line = f"aspire: {escaped(label(key, **values).lang(lang), sys.stderr)}"
    with suppress(OSError):  # if standard error cannot be written, the exit status alone has to tell
        print(line, file=sys.stderr)


def escaped(text: str, stream: TextIO) -> str:
    """Return a text with the characters that the encoding of a stream does not have replaced by their numbers."""
    encoding = stream.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def wants_color(asked: str, stream: TextIO) -> bool:
    """Return whether to colour a stream: as asked; if `auto`, by NO_COLOR, FORCE_COLOR or whether it is a terminal."""
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
    """Make a stream accept every character: as UTF-8 for machines, else with characters it does not have replaced."""
    if not isinstance(stream, io.TextIOWrapper):  # a program has put its own object there, which accepts all
        return
    if machine:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    else:
        codecs.register_error(_NEAREST, _nearest)
        stream.reconfigure(errors=_NEAREST)


def write_bytes(stream: TextIO, content: bytes) -> None:
    """Write bytes as they are, after what is written to a stream already."""
    stream.flush()
    if isinstance(stream, io.TextIOWrapper):
        stream.buffer.write(content)
        stream.buffer.flush()
    else:  # a program has put its own object there
        stream.write(content.decode("utf-8", "surrogateescape"))


def write_diff(stream: TextIO, before: bytes, after: bytes, path: str, color: str) -> None:
    """Write what changes in a file: with every character visible where people see it, else as a program takes it."""
    from aspire_cli.reports import diff

    colored = wants_color(color, stream)
    is_seen = colored or stream.isatty() or bool(os.environ.get("CI"))  # on a terminal, or in the log of a build
    for line in diff.lines(before, after, path):
        shown = diff.shown(line, colored) if is_seen else line
        write_bytes(stream, shown.encode("utf-8", "surrogatepass"))


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace our signs by plain ones that every encoding has, and any other character by its number."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    pieces = [PLAIN.get(one) or one.encode("ascii", "backslashreplace").decode() for one in missing]
    return "".join(pieces), error.end

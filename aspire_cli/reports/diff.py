"""What mends change in a file, as a unified diff that `patch -p0` takes."""

import difflib
import re
from collections.abc import Iterator

from aspire_cli.words.text import visible

_COLORS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}
_NO_END = "\n\\ No newline at end of file\n"


def lines(before: bytes, after: bytes, path: str) -> Iterator[str]:
    """Yield the lines of the diff with their ends, bytes that are no UTF-8 as surrogates."""
    old, new = (_lines(one.decode("utf-8", "surrogateescape")) for one in (before, after))
    name = visible(path)
    for line in difflib.unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else line + _NO_END


def shown(line: str, colored: bool) -> str:
    """Return a line of a diff as people see it: every character visible, coloured by its sign."""
    text = "\n".join(visible(part.removesuffix("\r")) for part in line.removesuffix("\n").split("\n"))
    color = next((one for sign, one in _COLORS.items() if line.startswith(sign)), None) if colored else None
    return f"\x1b[{color}m{text}\x1b[0m\n" if color else f"{text}\n"


def _lines(text: str) -> list[str]:
    """Return the lines as `diff` and `patch` count them: by line feeds alone."""
    return re.findall("[^\n]*\n|[^\n]+", text)

"""What blocks on a terminal share: lines in pieces with their styles, signs, colours."""

from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len

from aspire_cli.reports import View
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.words.wrapping import wrap

GAP = "  "
GUTTER = "cyan"  # on a dark ground most terminals show blue hardly at all
STYLES: Mapping[str | None, str] = {
    **dict.fromkeys((None, "fits"), "green"),
    **dict.fromkeys(("note", "open"), "bold cyan"),
    "warning": "bold yellow",
    "error": "bold red",
}
_CODES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4, "red": 31, "green": 32, "yellow": 33, "blue": 34}
_CODES |= {"magenta": 35, "cyan": 36}  # of what a terminal calls the graphic rendition


class Line:
    """A line in pieces, each a text and its style, as in `bold red`.

    Rich's `Text` and `Console` do this and far more; to import them takes a third of the time of importing Typer and
    YAML, which a report on one file would wait for.
    """

    def __init__(self, *parts: "str | tuple[str, str] | Line") -> None:
        self.parts: list[tuple[str, str]] = []
        for part in parts:
            self.parts += part.parts if isinstance(part, Line) else [(part, "") if isinstance(part, str) else part]

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self.parts)


def signed(standing: str | None, view: View) -> Line:
    """Return the sign of a severity, or of how it stands with something, in its colour."""
    return Line((view.signs(SIGNS[standing]), STYLES[standing]))


def wrapped(text: str, view: View, style: str = "", indent: int = 0) -> Iterator[Line]:
    """Yield a text in lines that fit, those after the first going in by `indent` cells."""
    yield from (Line((line, style)) for line in wrap(text, view.width, indent))


def hanging(lead: str, texts: Iterable[str], view: View, style: str = "") -> Iterator[Line]:
    """Yield texts one below the other in lines that fit: `lead` stands before the first, the others begin below it."""
    for text in texts:
        yield from wrapped(lead + text, view, style, cell_len(lead))
        lead = " " * cell_len(lead)


def packed(parts: Iterable[str], width: int, between: str = GAP) -> list[str]:
    """Return parts in lines of at most `width` cells: a line ends between them, within one only where it must."""
    found: list[str] = []
    for part in parts:
        if found and cell_len(f"{found[-1]}{between}{part}") <= width:
            found[-1] += between + part
        else:
            found += wrap(part, width)
    return found or [""]


def drawn(lines: Iterable[Line], view: View) -> str:
    """Return what a terminal shows of lines that are wrapped already."""
    painted = "\n".join("".join(_painted(*part) for part in line.parts) if view.color else line.plain for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in painted.split("\n"))


def _painted(text: str, style: str) -> str:
    codes = ";".join(str(_CODES[word]) for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text

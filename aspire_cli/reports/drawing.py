"""What blocks on a terminal share: lines that fit, signs, colours, and how Rich draws them."""

from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.text import Text as Line

from aspire_cli.reports import View
from aspire_cli.reports.blocks import SIGNS
from aspire_cli.words.text import plain
from aspire_cli.words.wrapping import wrap

GAP = "  "
GUTTER = "cyan"  # on a dark ground most terminals show blue hardly at all
STYLES: Mapping[str | None, str] = {
    **dict.fromkeys((None, "fits"), "green"),
    **dict.fromkeys(("note", "open"), "bold cyan"),
    "warning": "bold yellow",
    "error": "bold red",
}


def signs(text: str, view: View) -> str:
    """Return signs of our own as the terminal has them."""
    return plain(text) if view.ascii_only else text


def signed(standing: str | None, view: View) -> Line:
    """Return the sign of a severity, or of how it stands with something, in its colour."""
    return Line(signs(SIGNS[standing], view), STYLES[standing])


def wrapped(text: str, view: View, style: str = "", indent: int = 0) -> Iterator[Line]:
    """Yield a text in lines that fit, those after the first going in by `indent` cells."""
    yield from (Line(line, style) for line in wrap(text, view.width, indent))


def drawn(lines: Iterable[Line], view: View) -> str:
    """Return what a terminal shows of lines that are wrapped already."""
    console = Console(
        file=StringIO(),
        width=view.width,
        color_system="standard" if view.color else None,
        force_terminal=view.color,
        legacy_windows=False,
        markup=False,  # nor is anything else in a text of the user's taken for more than text
        emoji=False,
        highlight=False,
        no_color=not view.color,
    )
    with console.capture() as captured:
        for line in lines:
            console.print(line, soft_wrap=True)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())

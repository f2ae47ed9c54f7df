"""Rich renderables to the text of a terminal, plain or coloured: the one place where Rich draws."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text as Line


def drawn(renderables: Iterable[RenderableType], width: int, *, color: bool) -> str:
    """Return what a terminal of that width shows of them, one below the other; lines are to be wrapped already."""
    console = Console(
        file=StringIO(),
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        legacy_windows=False,
        markup=False,  # nor is anything else in a text of the user's taken for more than text
        emoji=False,
        highlight=False,
        no_color=not color,
    )
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable, soft_wrap=isinstance(renderable, Line))
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())

"""A terminal's screen as a picture (SVG): every stretch of text stands on its cells, whatever font shows it.

Rich's own export counts a full-width character as one cell, which squeezes Japanese text.
"""

from collections.abc import Iterator
from html import escape
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

CELL, LINE, SIZE = 8.4, 19, 14  # pixels: the width of a cell, the height of a line, the size of the font
MARGIN, HEAD = 18, 38  # pixels: around the text, and above it for the title
COLORS = ("#1f2430", "#ff6b7d", "#8fd460", "#ffcc57", "#7ab8ff", "#d39bff", "#6bdce0", "#d8dee9")
PAPER, INK, FAINT = "#161b26", "#dfe5ef", "#8b96a8"
FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', "
    "'Noto Sans Mono CJK JP', 'Hiragino Sans', 'BIZ UDGothic', 'Yu Gothic', monospace"
)


def draw(output: str, title: str, width: int) -> str:
    """Return what a terminal of that many cells shows of an output, colours as its escape sequences say."""
    lines = Text.from_ansi(output).split("\n", allow_blank=True)
    console = Console(file=StringIO(), color_system="standard", force_terminal=True)
    across, down = round(width * CELL + 2 * MARGIN), len(lines) * LINE + HEAD + MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" height="{down}" '
        f'role="img" font-family="{FONTS}" font-size="{SIZE}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{across}" height="{down}" rx="8" fill="{PAPER}"/>',
        *(f'<circle cx="{22 + 18 * n}" cy="20" r="5.5" fill="{COLORS[1 + n]}"/>' for n in (0, 2, 1)),
        f'<text x="{across / 2:g}" y="24" fill="{FAINT}" text-anchor="middle">{escape(title)}</text>',
    ]
    for number, line in enumerate(lines):
        drawn += _line(line.render(console), HEAD + (number + 1) * LINE - 5)
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _line(segments: Iterator[Segment], y: int) -> Iterator[str]:
    cells = 0
    for segment in segments:
        for wide, characters in groupby(segment.text, lambda character: cell_len(character) == 2):
            for text in _words("".join(characters)):
                if text.strip():
                    yield _stretch(text, MARGIN + cells * CELL, y, segment.style or Style())
                cells += len(text) * (2 if wide else 1)


def _words(text: str) -> Iterator[str]:
    """Yield the words and the spaces between them: a word stands right even where a font is not monospaced."""
    for _, characters in groupby(text, str.isspace):
        yield "".join(characters)


def _stretch(text: str, x: float, y: int, style: Style) -> str:
    color = COLORS[style.color.number or 0] if style.color else INK
    looks = {
        "fill": FAINT if style.dim else color,
        "font-weight": "bold" if style.bold else "",
        "font-style": "italic" if style.italic else "",
    }
    said = " ".join(f'{name}="{value}"' for name, value in looks.items() if value)
    length = f'textLength="{cell_len(text) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}" {said} {length}>{escape(text)}</text>'

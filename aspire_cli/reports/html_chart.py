"""The stacked bars of a table of amounts as a drawing inside the page; the figures stand in the table behind it."""

from collections.abc import Iterator

from aspire_cli.reports import View, blocks
from aspire_cli.reports.html_tags import Html, tag
from aspire_cli.words.text import COLON, COMMA, joined, same

# In units of the drawing: on a narrow phone each is eight tenths of a pixel, on a wide screen somewhat more than one.
_WIDTH, _ROW, _BAR = 420, 24, 14
_NAME, _TOTAL = 66, 104  # what the names on the left and the totals on the right take of the width
_BASELINE = 16  # of a row's text, below the row's top


def chart(table: blocks.Table, bars: blocks.Bars, view: View) -> Iterator[Html]:
    """Yield a bar for each row, between its name and its last figure, and what the colours stand for."""
    most = max(map(sum, bars.rows)) or 1
    kinds = [*(f"part-{number}" for number in range(len(bars.parts) - 1)), "part-indirect"]
    lines: list[Html] = []
    for number, (row, amounts) in enumerate(zip(table.rows, bars.rows, strict=False)):
        name, total = (view.versions(cell)[0] for cell in (row[0], row[-1]))
        top = number * _ROW
        lines.append(tag("text", name, y=f"{top + _BASELINE}"))
        begin = 0
        for kind, amount in zip(kinds, amounts, strict=True):
            left, right = (_NAME + at * (_WIDTH - _NAME - _TOTAL) / most for at in (begin, begin + amount))
            begin += amount
            place = {"x": f"{left:.1f}", "y": f"{top + (_ROW - _BAR) // 2}", "width": f"{right - left:.1f}"}
            if amount:
                lines.append(tag("rect", class_=kind, height=f"{_BAR}", **place))
        lines.append(tag("text", total, x=f"{_WIDTH}", y=f"{top + _BASELINE}", text_anchor="end"))
    told = (tag("title", view.line(bars.heading)), tag("desc", _told(table, view)))
    box = f"0 0 {_WIDTH} {len(bars.rows) * _ROW}"
    yield tag("svg", *told, *lines, role="img", viewBox=box, class_="chart")
    named = zip(kinds, bars.parts, strict=True)
    yield tag("p", *(tag("span", tag("i", class_=kind), view.line(name)) for kind, name in named), class_="legend")


def _told(table: blocks.Table, view: View) -> str:
    """Return the rows of a table in words, for those who hear the drawing."""
    rows = []
    for name, *cells in table.rows:
        told = joined((joined(pair, COLON) for pair in zip(table.columns[1:], cells, strict=True)), COMMA)
        rows.append(joined((name, told), COLON))
    return view.line(joined(rows, same("; ")))

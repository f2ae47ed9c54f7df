"""Tables on a terminal: as grids where they have room, as lists of what they hold where they have not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli.planning.plan import spread
from aspire_cli.reports import View
from aspire_cli.reports.blocks import SIGNS, Amounts, Bars, Choice, Choices, Table
from aspire_cli.reports.drawing import GAP, STYLES, signed, signs, wrapped
from aspire_cli.words.text import COLON, Text
from aspire_cli.words.wrapping import wrap

_COMFORTABLE = 20  # cells for a column of running text; with less, columns that can be spared are left out
_READABLE = 16  # cells that such a column needs at least; four of them stand on 80 cells
_LONGEST_WORD = 40  # cells; a longer one, such as an address, may be cut
_PAIR = 2  # columns
_NARROWEST_HEAD = 12  # cells at which the heading of a column of figures is broken
_SHORTEST_BAR, _LONGEST_BAR = 8, 40
_BAR_SIGNS = {2: ("█░", "#-"), 5: ("█▓▒░·", "#=+-.")}  # of so many parts, and plain ones
_BAR_STYLES = {2: ("blue", "yellow"), 5: ("blue", "cyan", "green", "magenta", "yellow")}
_WIDEST_VERDICT = 24  # cells; what is longer goes on below
_NARROWEST_NAME = 30  # cells; with less, each scheme or call is told in two lines


def table(table: Table, view: View) -> Iterator[Line]:
    """Yield the lines of a table of words."""
    every = tuple(range(len(table.columns)))
    for columns, readable in ((every, _COMFORTABLE), (tuple(n for n in every if n not in table.spare), _READABLE)):
        narrowed = table.only(*columns)
        widths = _widths(narrowed, readable, view)
        if widths:
            yield from _grid(narrowed, widths, view)
            return
    yield from _lists(table.turned() if table.compares_columns else table, view)


def _widths(table: Table, readable: int, view: View) -> list[int]:
    """Return the width of each column in cells: what it must have, and of the rest what it can use; [] without room."""
    cells = list(zip(table.columns, *table.rows, strict=True))
    widths = [max(_least(cell, readable, view) for cell in column) for column in cells]
    most = [max(cell_len(text) for cell in column for text in view.versions(cell)) for column in cells]
    room = view.width - sum(widths) - len(GAP) * (len(widths) - 1)
    if room < 0:
        return []
    by_wish = sorted(range(len(widths)), key=lambda n: most[n] - widths[n])
    for position, n in enumerate(by_wish):
        more = min(most[n] - widths[n], room // (len(widths) - position))
        widths[n] += more
        room -= more
    return widths


def _least(cell: Text, readable: int, view: View) -> int:
    """Return the cells that one cell of a table needs: its longest word, or some of its running text."""
    versions = view.versions(cell)
    words = [min(cell_len(word), _LONGEST_WORD) for text in versions for word in text.split() if word.isascii()]
    return max([*words, *(min(cell_len(text), readable) for text in versions)])


def _grid(table: Table, widths: Sequence[int], view: View) -> Iterator[Line]:
    """Yield a table row by row, each cell wrapped inside its column; the first one is what the row is about."""
    for number, row in enumerate((table.columns, *table.rows)):
        wrapped_cells = [
            [line for text in view.versions(cell) for line in wrap(text, width)]
            for cell, width in zip(row, widths, strict=True)
        ]
        for lines in zip_longest(*wrapped_cells, fillvalue=""):
            first, *others = (set_cell_size(line, width) for line, width in zip(lines, widths, strict=True))
            yield Line(first, "bold").append("".join(GAP + other for other in others), "not bold" if number else "bold")
        if number == 0:
            yield _rule(widths, view)


def _rule(widths: Sequence[int], view: View, more: int = 0) -> Line:
    return Line(("-" if view.ascii_only else "─") * (sum(widths) + len(GAP) * (len(widths) - 1) + more), "dim")


def _lists(table: Table, view: View) -> Iterator[Line]:
    """Yield each row of a table that has no room as a list of its cells, each after the name of its column.

    Of a table of two columns, whose rows are names and what stands for them, each row becomes one entry of a list.
    """
    between = COLON.lang(view.lang if len(view.langs) == 1 else "en")
    if len(table.columns) == _PAIR:
        for number, (name, cell) in enumerate((table.columns, *table.rows)):
            style = "" if number else "bold"
            yield from wrapped(f"{view.line(name)}{between}{view.line(cell)}", view, style, 2)
        return
    for number, row in enumerate(table.rows):
        if number:
            yield Line()
        yield from wrapped(view.line(row[0]), view, "bold")
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if any(cell):
                yield from wrapped(f"  {view.line(column)}{between}{view.line(cell)}", view, indent=4)


def amounts(block: Amounts, view: View, bars: bool) -> Iterator[Line]:
    """Yield a table of amounts with its bars; where not all has room beside them, what is in the middle stands below.

    Without bars, for another program to read on, a table is never broken.
    """
    found, middle = block.table, len(block.table.columns) - 3
    if not bars:
        yield from _figures(found, block, view)
    elif not block.bars or middle == _PAIR or _room(found, view) >= _SHORTEST_BAR:
        yield from _fitted(found, block, view)
    else:
        yield from _fitted(found.only(0, 1, *range(middle, middle + 3)), block, view)
        yield Line()
        categories = found.only(0, *range(_PAIR, middle))
        categories = categories._replace(columns=(Text("", ""), *categories.columns[1:]))
        yield from _fitted(categories, block._replace(bars=None), view)
    if block.unit:
        yield Line(view.line(block.unit), "dim")


def _fitted(found: Table, block: Amounts, view: View) -> Iterator[Line]:
    if sum(_figure_widths(found, view)) + len(GAP) * (len(found.columns) - 1) > view.width:
        yield from table(found, view)
        return
    room = _room(found, view)
    if block.bars is None or room < _SHORTEST_BAR:
        yield from _figures(found, block, view)
        return
    most = max(map(sum, block.bars.rows))
    yield from _figures(found, block, view, [_bar(row, most, room, view) for row in block.bars.rows])
    yield _legend(block.bars, view)


def _room(found: Table, view: View) -> int:
    """Return the cells that are left for a bar beside a table."""
    taken = sum(_figure_widths(found, view)) + len(GAP) * (len(found.columns) - 1)
    return min(view.width - taken - len(GAP), _LONGEST_BAR)


def _figures(found: Table, block: Amounts, view: View, bars: Sequence[Line] = ()) -> Iterator[Line]:
    """Yield a table of figures, which stand to the right; headings stand on the line, and sums apart."""
    widths, heads = _figure_widths(found, view), _heads(found, view)
    height = max(map(len, heads))
    for number in range(height):
        cells = [head[number - height] if len(head) >= height - number else "" for head in heads]
        yield _figure_row(cells, widths, "bold")
    yield _rule(widths, view, more=len(GAP) + max(cell_len(bar.plain) for bar in bars) if bars else 0)
    rows = [[view.versions(cell)[0] for cell in row] for row in found.rows]
    sums = [rows.pop()] if block.sums_last else []
    styles = [STYLES[over].removeprefix("bold ") if over else "" for over in block.over]
    for cells, style, bar in zip_longest(rows, styles, bars):
        yield _figure_row(cells, widths, style or "").append(GAP).append(bar or "")
    for cells in sums:
        yield Line()
        yield _figure_row(cells, widths, "bold")


def _figure_row(cells: Sequence[str], widths: Sequence[int], style: str) -> Line:
    first, *others = (
        f"{cell}{' ' * (width - cell_len(cell))}" if number == 0 else f"{' ' * (width - cell_len(cell))}{cell}"
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return Line(GAP.join((first, *others)), style)


def _figure_widths(found: Table, view: View) -> list[int]:
    columns = zip(*([view.versions(cell)[0] for cell in row] for row in found.rows), strict=True)
    return [max(map(cell_len, (*head, *cells))) for head, cells in zip(_heads(found, view), columns, strict=True)]


def _heads(found: Table, view: View) -> list[list[str]]:
    """Return the headings in lines, those of figures no wider than the column needs for them."""
    first, *heads = found.columns
    least = [
        max(_NARROWEST_HEAD, *(cell_len(view.versions(row[n])[0]) for row in found.rows)) for n in range(len(heads) + 1)
    ]
    wrapped_heads = [
        [line for text in view.versions(head) for line in wrap(text, width)]
        for head, width in zip(heads, least[1:], strict=True)
    ]
    return [view.versions(first), *wrapped_heads]


def _bar(amounts: Sequence[int], most: int, room: int, view: View) -> Line:
    line = Line()
    for part, cells in enumerate(bar_cells(amounts, most, room)):
        line += _stretch(part, len(amounts), cells, view)
    return line


def bar_cells(amounts: Sequence[int], most: int, room: int) -> list[int]:
    """Return the cells of each part of a bar, at least one where there is anything; `most` fills the room."""
    if not sum(amounts):
        return [0] * len(amounts)
    length = max(-(-sum(amounts) * room // most), sum(1 for amount in amounts if amount))
    cells = list(spread(length, amounts))
    for part, amount in enumerate(amounts):
        if amount and not cells[part]:
            cells[cells.index(max(cells))] -= 1
            cells[part] = 1
    return cells


def _stretch(part: int, of: int, cells: int, view: View) -> Line:
    return Line(_BAR_SIGNS[of][view.ascii_only][part] * cells, _BAR_STYLES[of][part])


def _legend(bars: Bars, view: View) -> Line:
    """Return what each sign of the bars stands for."""
    line = Line()
    for part, name in enumerate(bars.parts):
        line += _stretch(part, len(bars.parts), 1, view) + Line(f" {view.versions(name)[0]}   ")
    return line


def choices(block: Choices, view: View) -> Iterator[Line]:
    """Yield schemes and calls each in a row with a sign for each kind of change; without room for that, in lines."""
    heads = [view.versions(head)[0] for head in block.columns]
    verdicts = [_short_verdict(choice, view) for choice in block.choices]
    widths = [_widest([heads[1]], *verdicts), *map(cell_len, heads[2:])]
    room = view.width - sum(widths) - len(GAP) * len(widths) - 2
    if room < _NARROWEST_NAME:
        for choice in block.choices:
            yield from _stacked(choice, heads[2:], view)
    else:
        names = [wrap(view.line(choice.name), room) for choice in block.choices]
        widths.insert(0, min(room, _widest([heads[0]], *names)))
        yield Line(
            "  " + GAP.join(set_cell_size(head, width) for head, width in zip(heads, widths, strict=True)), "bold"
        )
        yield _rule(widths, view, more=2)
        for choice, name, verdict in zip(block.choices, names, verdicts, strict=True):
            yield from _choice(choice, name, verdict, widths, view)
    for lang in view.langs:
        meanings = (f"{signs(SIGNS[standing], view)} {view.shown(text, lang)}" for standing, text in block.legend)
        yield from wrapped(f"  {'   '.join(meanings)}", view, "dim", 2)


def _short_verdict(choice: Choice, view: View) -> list[str]:
    """Return the lines of a short verdict, broken between the things that it names."""
    lines: list[str] = []
    for text in view.versions(choice.short):
        lines.append("")
        for part in re.split("(?<=、)|(?<=, )", text):
            if lines[-1] and cell_len(lines[-1] + part.rstrip()) > _WIDEST_VERDICT:
                lines.append("")
            lines[-1] += part
    return [line.rstrip() for line in lines]


def _widest(*texts: Iterable[str]) -> int:
    return max(cell_len(line) for lines in texts for line in lines)


def _choice(choice: Choice, name: list[str], verdict: list[str], widths: list[int], view: View) -> Iterator[Line]:
    for number, (left, right) in enumerate(zip_longest(name, verdict, fillvalue="")):
        line = Line().append(signed(choice.worst, view) if number == 0 else Line(" ")).append(" ")
        line.append(set_cell_size(left, widths[0]) + GAP, "bold" if choice.own else "")
        line.append(set_cell_size(right, widths[1]), STYLES[choice.worst])
        for standing, width in zip(choice.standing, widths[2:], strict=True) if number == 0 else ():
            sign = signed(standing, view)
            line += Line(GAP) + sign + Line(" " * (width - cell_len(sign.plain)))
        line.rstrip()
        yield line


def _stacked(choice: Choice, kinds: Iterable[str], view: View) -> Iterator[Line]:
    """Yield a scheme or call where there is no room for a table: its name, its verdict, and the signs below."""
    text = f"  {view.line(choice.name)}: {view.line(choice.verdict)}"
    for number, line in enumerate(wrap(text, view.width, 2)):
        lead = signed(choice.worst, view) if number == 0 else Line(" ")
        yield Line().append(lead).append(line[1:], "bold" if choice.own else "")
    row = Line(" ")
    for standing, kind in zip(choice.standing, kinds, strict=True):
        row += Line(" ") + signed(standing, view) + Line(f" {kind} ")
    row.rstrip()
    yield row

"""Tables on a terminal: as grids where they have room, as lists of what they hold where they have not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from aspire_cli.planning.plan import spread
from aspire_cli.records import NamedTuple
from aspire_cli.reports import View, blocks
from aspire_cli.reports.drawing import GAP, STYLES, Line, hanging, signed, wrapped
from aspire_cli.words.text import COLON, COMMA, Text, same
from aspire_cli.words.wrapping import wrap

_COMFORTABLE = 20  # cells for a column of running text; with less, columns that can be spared are left out
_READABLE = 16  # cells that such a column needs at least; four of them stand on 80 cells
_LONGEST_WORD = 40  # cells; a longer one, such as an address, may be cut
_PAIR = _YEAR_AND_MONTHS = 2  # columns
_NARROWEST_HEAD = 12  # cells at which the heading of a column of figures is broken
_SHORTEST_BAR, _LONGEST_BAR = 8, 40
_BAR_SIGNS = {2: ("█░", "#-"), 5: ("█▓▒░·", "#=+-.")}  # of so many parts, and plain ones
_BAR_STYLES = {2: ("blue", "yellow"), 5: ("blue", "cyan", "green", "magenta", "yellow")}
_WIDEST_VERDICT = 24  # cells; what is longer goes on below
_NARROWEST_NAME = 30  # cells; with less, each scheme or call is told in two lines


def lines(block: blocks.Table | blocks.Amounts | blocks.Choices, view: View) -> Iterator[Line]:
    """Yield the lines of a table of any kind."""
    match block:
        case blocks.Table():
            yield from _table(block, view)
        case blocks.Amounts():
            yield from _amounts(block, view)
        case blocks.Choices():
            yield from _choices(block, view)


def _table(table: blocks.Table, view: View) -> Iterator[Line]:
    """Yield the lines of a table of words."""
    narrowed = table.only(*(n for n in range(len(table.columns)) if n not in table.spare))
    # What a reader misses least goes first: the columns that can be spared, then headings on one line.
    tried = ((table, _COMFORTABLE, False), (narrowed, _READABLE, False), (table, _COMFORTABLE, True))
    for found, readable, breaks in tried:
        if widths := _widths(found, readable, view, breaks_heads=breaks):
            yield from _grid(found, widths, view)
            return
    yield from _lists(table.turned() if table.compares_columns else table, view)


def _widths(table: blocks.Table, readable: int, view: View, *, breaks_heads: bool) -> list[int]:
    """Return the width of each column in cells: what it must have, and of the rest what it can use; [] without room.

    Headings count as running text, or by their longest word where they may be broken behind each.
    """
    cells = list(zip(table.columns, *table.rows, strict=True))
    widths = [
        max([_least(head, 0 if breaks_heads else readable, view), *(_least(cell, readable, view) for cell in column)])
        for head, *column in cells
    ]
    most = [max(cell_len(text) for cell in column for text in view.versions(cell)) for column in cells]
    room = view.width - sum(widths) - len(GAP) * (len(widths) - 1)
    if room < 0:
        return []
    # Columns that wish for least come first, so that what they leave is shared by those that wish for more.
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


def _grid(table: blocks.Table, widths: Sequence[int], view: View) -> Iterator[Line]:
    """Yield a table row by row, each cell wrapped inside its column; the first one is what the row is about."""
    for number, row in enumerate((table.columns, *table.rows)):
        wrapped_cells = [
            [line for text in view.versions(cell) for line in wrap(text, width)]
            for cell, width in zip(row, widths, strict=True)
        ]
        for lines in zip_longest(*wrapped_cells, fillvalue=""):
            first, *others = (set_cell_size(line, width) for line, width in zip(lines, widths, strict=True))
            rest = "".join(GAP + other for other in others)
            yield Line((first, "bold"), (rest, "" if number else "bold"))
        if number == 0:
            yield _rule(widths, view)


def _rule(widths: Sequence[int], view: View, more: int = 0) -> Line:
    return Line((("-" if view.ascii_only else "─") * (sum(widths) + len(GAP) * (len(widths) - 1) + more), "dim"))


def _lists(table: blocks.Table, view: View) -> Iterator[Line]:
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


class _Figures(NamedTuple):
    """A table of figures measured: its headings in lines, its cells, and how wide each column is on the terminal.

    `room` is how many cells the terminal has beside it; below 0 it has not even room for the table.
    """

    heads: list[list[str]]
    rows: list[list[str]]
    widths: list[int]
    room: int


def _measured(table: blocks.Table, view: View) -> _Figures:
    """Return a table with its headings no wider than a column needs for its figures."""
    rows = [[view.shown(cell, view.lang) for cell in row] for row in table.rows]
    first, *heads = map(view.versions, table.columns)
    columns = list(zip(*rows, strict=True))
    least = (max(_NARROWEST_HEAD, *map(cell_len, cells)) for cells in columns[1:])
    broken = ([line for text in head for line in wrap(text, width)] for head, width in zip(heads, least, strict=True))
    all_heads = [first, *broken]
    widths = [max(map(cell_len, (*head, *cells))) for head, cells in zip(all_heads, columns, strict=True)]
    return _Figures(all_heads, rows, widths, view.width - sum(widths) - len(GAP) * (len(widths) - 1))


def _amounts(block: blocks.Amounts, view: View) -> Iterator[Line]:
    """Yield a table of amounts with its bars; where not all has room beside them, the categories stand below.

    Without bars, for another program to read on, a table is never broken.
    """
    found = block.table
    # Between the year with its months and the costs, the last three columns, stand the categories, if any.
    costs = len(found.columns) - 3
    figures = _measured(found, view)
    if not view.bars:
        yield from _grid_of(figures, block, view)
    elif not block.bars or costs == _YEAR_AND_MONTHS or _room_for_bars(figures):
        yield from _fitted(block, view)
    else:
        yield from _fitted(block._replace(table=found.only(0, 1, *range(costs, costs + 3))), view)
        yield Line()
        categories = found.only(0, *range(_YEAR_AND_MONTHS, costs))
        categories = categories._replace(columns=(same(""), *categories.columns[1:]))
        yield from _fitted(block._replace(table=categories, bars=None), view)
    if block.unit:
        yield Line((view.line(block.unit), "dim"))


def _room_for_bars(figures: _Figures) -> int:
    """Return the cells of the longest bar beside a table; 0 where even that would tell nothing."""
    room = min(figures.room - len(GAP), _LONGEST_BAR)
    return room if room >= _SHORTEST_BAR else 0


def _fitted(block: blocks.Amounts, view: View) -> Iterator[Line]:
    figures = _measured(block.table, view)
    room = _room_for_bars(figures)
    if figures.room < 0:
        yield from _table(block.table, view)
    elif block.bars is None or not room:
        yield from _grid_of(figures, block, view)
    else:
        most, of = max(map(sum, block.bars.rows)), len(block.bars.parts)
        counts = (enumerate(bar_cells(amounts, most, room)) for amounts in block.bars.rows)
        bars = [Line(*(_stretch(part, of, cells, view) for part, cells in bar)) for bar in counts]
        yield from _grid_of(figures, block, view, bars)
        names = (view.shown(name, view.lang) for name in block.bars.parts)
        yield Line(*(one for part, name in enumerate(names) for one in (_stretch(part, of, 1, view), f" {name}   ")))


def _grid_of(figures: _Figures, block: blocks.Amounts, view: View, bars: Sequence[Line] = ()) -> Iterator[Line]:
    """Yield figures to the right, their headings down on the line, their sums apart."""
    height = max(map(len, figures.heads))
    at_the_foot = ([""] * (height - len(head)) + head for head in figures.heads)
    for lines in zip(*at_the_foot, strict=True):
        yield _figure_row(lines, figures.widths, "bold")
    yield _rule(figures.widths, view, more=len(GAP) + max(cell_len(bar.plain) for bar in bars) if bars else 0)
    *rows, last = figures.rows
    for cells, over, bar in zip_longest(rows if block.sums_last else figures.rows, block.over, bars):
        style = STYLES[over].removeprefix("bold ") if over else ""
        yield Line(_figure_row(cells, figures.widths, style), GAP, bar or "")
    if block.sums_last:
        yield Line()
        yield _figure_row(last, figures.widths, "bold")


def _figure_row(cells: Sequence[str], widths: Sequence[int], style: str) -> Line:
    first, *others = (" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    figures = (GAP + room + cell for room, cell in zip(others, cells[1:], strict=True))
    return Line((cells[0] + first + "".join(figures), style))


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


def _stretch(part: int, of: int, cells: int, view: View) -> tuple[str, str]:
    return (_BAR_SIGNS[of][view.ascii_only][part] * cells, _BAR_STYLES[of][part])


def _choices(block: blocks.Choices, view: View) -> Iterator[Line]:
    """Yield schemes and calls each in a row with a sign for each kind of change; without room for that, in lines."""
    heads = [view.shown(head, view.lang) for head in block.columns]
    verdicts = [_short_verdict(choice, view) for choice in block.choices]
    widths = [_widest([heads[1]], *verdicts), *map(cell_len, heads[2:])]
    room = view.width - sum(widths) - len(GAP) * len(widths) - 2
    if room < _NARROWEST_NAME:
        for choice in block.choices:
            yield from _stacked(choice, heads[2:], view)
    else:
        names = [wrap(view.line(choice.name), room) for choice in block.choices]
        widths.insert(0, min(room, _widest([heads[0]], *names)))
        row = GAP.join(set_cell_size(head, width) for head, width in zip(heads, widths, strict=True))
        yield Line((f"  {row}", "bold"))
        yield _rule(widths, view, more=2)
        for choice, name, verdict in zip(block.choices, names, verdicts, strict=True):
            yield from _choice(choice, name, verdict, widths, view)
    yield from hanging("  ", view.versions(block.meanings), view, "dim")


def _short_verdict(choice: blocks.Choice, view: View) -> list[str]:
    """Return the lines of a short verdict, broken between the things that it names."""
    lines: list[str] = []
    for lang in view.langs:
        lines.append("")
        *parts, last = (view.shown(part, lang) for part in choice.short)
        for part in (*(part + COMMA.lang(lang) for part in parts), last):
            if lines[-1] and cell_len(lines[-1] + part.rstrip()) > _WIDEST_VERDICT:
                lines.append("")
            lines[-1] += part
    return [line.rstrip() for line in lines]


def _widest(*texts: Iterable[str]) -> int:
    return max(cell_len(line) for lines in texts for line in lines)


def _choice(
    choice: blocks.Choice, name: list[str], verdict: list[str], widths: list[int], view: View
) -> Iterator[Line]:
    lead, behind = signed(choice.worst, view), Line()
    for standing, width in zip(choice.standing, widths[2:], strict=True):
        sign = signed(standing, view)
        behind = Line(behind, GAP, sign, " " * (width - cell_len(sign.plain)))
    for left, right in zip_longest(name, verdict, fillvalue=""):
        named = (set_cell_size(left, widths[0]) + GAP, "bold" if choice.own else "")
        yield Line(lead, " ", named, (set_cell_size(right, widths[1]), STYLES[choice.worst]), behind)
        lead, behind = Line(" "), Line()  # the signs stand with the first line


def _stacked(choice: blocks.Choice, kinds: Iterable[str], view: View) -> Iterator[Line]:
    """Yield a scheme or call where there is no room for a table: its name, its verdict, and the signs below."""
    text = f"  {view.line(choice.name)}: {view.line(choice.verdict)}"
    for number, line in enumerate(wrap(text, view.width, 2)):
        yield Line(signed(choice.worst, view) if number == 0 else " ", (line[1:], "bold" if choice.own else ""))
    signs_and_kinds = zip(choice.standing, kinds, strict=True)
    yield Line(" ", *(one for standing, kind in signs_and_kinds for one in (" ", signed(standing, view), f" {kind} ")))

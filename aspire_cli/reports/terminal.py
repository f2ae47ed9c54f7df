"""A page on a terminal, wide or narrow: tables where they have room, lists of what they hold where they have not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.text import Text as Line

from aspire_cli.reports.drawing import drawn
from aspire_cli.reports.page import Block, Heading, Page, Paragraph, Sheet, Snippet, Table
from aspire_cli.words.text import Text
from aspire_cli.words.wrapping import wrap

_NARROWEST = 30  # cells
_COMFORTABLE = 20  # cells for a column of running text; with less, columns that can be spared are left out
_READABLE = 16  # cells that such a column needs at least; four of them stand on 80 cells
_LONGEST_WORD = 40  # cells; a longer one, such as an address, may be cut
_GAP = 2  # cells between two columns
_PAIR = 2  # columns


def write(page: Page, sheet: Sheet) -> str:
    """Return the page as text for a terminal, or for a file where no colour is wanted."""
    fitting = sheet._replace(width=max(sheet.width, _NARROWEST))
    return drawn(_all_lines(page, fitting), fitting.width, color=sheet.color)


def _all_lines(page: Page, sheet: Sheet) -> Iterator[Line]:
    for number, block in enumerate(page):
        if number and not _begins_section(page[number - 1]):
            yield Line()
        yield from _lines(block, sheet)


def _begins_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level > 1


def _lines(block: Block, sheet: Sheet) -> Iterator[Line]:
    match block:
        case Heading():
            yield from _running([sheet.line(block.text)], sheet, "bold underline" if block.level == 1 else "bold")
        case Paragraph():
            if block.lead:
                yield from _running([sheet.line(block.lead)], sheet, "bold")
            yield from _running(sheet.versions(block.text), sheet, indent=2 if block.lead else 0)
        case Snippet():
            yield from (Line(f"    {line}", "cyan") for line in sheet.code(block))
        case Table():
            yield from _table(block, sheet)


def _running(texts: Iterable[str], sheet: Sheet, style: str = "", indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Yield texts in lines, going in by `indent` cells, and after each text's first line by `hanging` more."""
    for text in texts:
        yield from (Line(line, style) for line in wrap(" " * indent + text, sheet.width, indent + hanging))


def _table(table: Table, sheet: Sheet) -> Iterator[Line]:
    every = tuple(range(len(table.columns)))
    for columns, readable in ((every, _COMFORTABLE), (tuple(n for n in every if n not in table.spare), _READABLE)):
        widths = _widths(table, columns, readable, sheet)
        if widths:
            yield from _grid(table, columns, widths, sheet)
            return
    yield from _lists(table.turned() if table.compares_columns else table, sheet)


def _widths(table: Table, columns: Sequence[int], readable: int, sheet: Sheet) -> list[int]:
    """Return the width of each column in cells: what it must have, and of the rest what it can use; [] without room."""
    cells = [(table.columns[n], *(row[n] for row in table.rows)) for n in columns]
    widths = [max(_least(cell, readable, sheet) for cell in column) for column in cells]
    most = [max(cell_len(text) for cell in column for text in sheet.versions(cell)) for column in cells]
    room = sheet.width - sum(widths) - _GAP * (len(widths) - 1)
    if room < 0:
        return []
    by_wish = sorted(range(len(widths)), key=lambda n: most[n] - widths[n])
    for position, n in enumerate(by_wish):
        more = min(most[n] - widths[n], room // (len(widths) - position))
        widths[n] += more
        room -= more
    return widths


def _least(cell: Text, readable: int, sheet: Sheet) -> int:
    """Return the cells that one cell of a table needs: its longest word, or some of its running text."""
    versions = sheet.versions(cell)
    words = [min(cell_len(word), _LONGEST_WORD) for text in versions for word in text.split() if word.isascii()]
    return max([*words, *(min(cell_len(text), readable) for text in versions)])


def _grid(table: Table, columns: Sequence[int], widths: Sequence[int], sheet: Sheet) -> Iterator[Line]:
    yield from _row([table.columns[n] for n in columns], widths, sheet, "bold")
    yield Line(("-" if sheet.ascii_only else "─") * (sum(widths) + _GAP * (len(widths) - 1)), "dim")
    for row in table.rows:
        yield from _row([row[n] for n in columns], widths, sheet)


def _row(cells: Iterable[Text], widths: Sequence[int], sheet: Sheet, style: str = "") -> Iterator[Line]:
    """Yield the lines of a row, each cell wrapped inside its column; the first one is what the row is about."""
    wrapped = [
        [line for text in sheet.versions(cell) for line in wrap(text, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for lines in zip_longest(*wrapped, fillvalue=""):
        first, *others = (set_cell_size(line, width) for line, width in zip(lines, widths, strict=True))
        yield Line(first, "bold").append("".join(" " * _GAP + other for other in others), style or "not bold")


def _lists(table: Table, sheet: Sheet) -> Iterator[Line]:
    """Yield each row of a table that has no room as a list of its cells, each after the name of its column.

    Of a table of two columns, whose rows are names and what stands for them, each row becomes one entry of a list.
    """
    between = ":" if sheet.langs == ("ja",) else ": "
    if len(table.columns) == _PAIR:
        for number, (name, cell) in enumerate((table.columns, *table.rows)):
            style = "" if number else "bold"
            yield from _running([f"{sheet.line(name)}{between}{sheet.line(cell)}"], sheet, style, hanging=2)
        return
    for number, row in enumerate(table.rows):
        if number:
            yield Line()
        yield from _running([sheet.line(row[0])], sheet, "bold")
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if any(cell):
                yield from _running([f"{sheet.line(column)}{between}{sheet.line(cell)}"], sheet, indent=2, hanging=2)

"""The source line of a place, made visible, and cut around the place where there is no room for the whole."""

from rich.cells import cell_len

from aspire_cli.finding import Related
from aspire_cli.words.text import visible_beside
from aspire_cli.words.wrapping import fitting


def around(where: Related, room: int, cut: str) -> tuple[str, str, str]:
    """Return what stands before a place, what stands there and what follows, in `room` cells; `cut` is for the rest."""
    start, end = (column - where.excerpt_column for column in (where.place.column, where.place.end_column))
    source = where.excerpt
    head, marked, tail = visible_beside(source[:start], source[start:end], source[end:])
    if where.excerpt_column > 1:  # it is part of a very long line
        head = cut + head
    if cell_len(head) > room // 2 and cell_len(head + marked + tail) > room:
        kept = fitting(reversed(head), room // 3 - cell_len(cut))
        head = cut + head[len(head) - kept :]
    if cell_len(head + marked + tail) > room:
        kept = fitting(head + marked + tail, room - cell_len(cut)) - len(head)
        marked, tail = (marked[:kept] + cut, "") if kept < len(marked) else (marked, tail[: kept - len(marked)] + cut)
    return head, marked, tail

"""Pages as they go to another program or a file: as on a terminal, but tables are never folded and have no bars."""

from collections.abc import Iterable, Iterator

from aspire_cli.reports import View, terminal
from aspire_cli.reports.blocks import Page


def write(pages: Iterable[Page], view: View) -> Iterator[str]:
    """Yield pages as plain text."""
    yield from terminal.write(pages, view, bars=False)

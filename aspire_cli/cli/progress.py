"""A progress bar on standard error, where a person is waiting and nothing else is drawn on the terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 0.5  # seconds before a bar is worth drawing


def shown(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items, with a bar on standard error once they have taken a while."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    iterator = iter(items)
    end = time.monotonic() + PATIENCE
    for done, item in enumerate(iterator, 1):
        yield item
        if time.monotonic() > end:
            yield from _with_bar(iterator, done, total)


def _with_bar(items: Iterator[Item], done: int, total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        for item in items:
            bar.advance(task)
            yield item

"""Pages and data to standard output, for the commands that explain the product."""

import sys
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

import typer

from aspire_cli import __version__, reports
from aspire_cli.cli import outputs, streams
from aspire_cli.reports import View
from aspire_cli.reports.blocks import Page

Format = Annotated[Literal["full", "json", "html", "markdown"], typer.Option("--format", "-f")]


def show(pages: Callable[[], Iterable[Page]], data: Callable[[], Any], form: str, lang: str | None, color: str) -> None:
    """Write pages for people, or the data behind them, to standard output; only what is asked for is made."""
    for_terminal = reports.FORMATS[form].for_terminal
    streams.prepare(sys.stdout, machine=not for_terminal)
    view = View(streams.languages(lang), __version__)
    written = reports.module(form)
    if not reports.FORMATS[form].of_blocks:
        sys.stdout.write(written.dumped(data(), indent=2) + "\n")
        return
    for text in written.write(pages(), outputs.for_terminal(view, color) if for_terminal else view):
        sys.stdout.write(text)

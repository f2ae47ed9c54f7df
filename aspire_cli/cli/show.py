"""Pages and data to standard output, for the commands that explain the product."""

import sys
from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from aspire_cli.cli import streams
from aspire_cli.reports.page import Page, Sheet, markdown

Format = Annotated[Literal["full", "json", "markdown"], typer.Option("--format", "-f")]


def show(page: Callable[[], Page], data: Callable[[], Any], form: str, lang: str | None, color: str) -> None:
    """Write a page for people, or the data behind it, to standard output; only what is asked for is made."""
    streams.prepare(sys.stdout, machine=form == "json")
    sheet = Sheet(streams.languages(lang))
    if form == "json":
        from aspire_cli.reports.json_report import dumped

        sys.stdout.write(dumped(data(), indent=2) + "\n")
    elif form == "markdown":
        sys.stdout.write(markdown(page(), sheet))
    else:
        from aspire_cli.reports import terminal

        fitting = sheet._replace(
            width=streams.width(sys.stdout),
            color=streams.wants_color(color, sys.stdout),
            ascii_only=not streams.shows_signs(sys.stdout),
        )
        sys.stdout.write(terminal.write(page(), fitting))

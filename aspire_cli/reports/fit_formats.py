"""The formats of `aspire fit`: one module each, a function from a comparison and a view to text."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from aspire_cli.reports import View

if TYPE_CHECKING:
    from aspire_cli.planning.comparison import Comparison

FORMATS = {
    "full": "aspire_cli.reports.fit_full",
    "json": "aspire_cli.reports.fit_json",
    "markdown": "aspire_cli.reports.fit_markdown",
}


def writer(name: str) -> "Callable[[Comparison, View], str]":
    """Return the function that writes one format; only its module is imported."""
    write: Callable[[Comparison, View], str] = import_module(FORMATS[name]).write
    return write

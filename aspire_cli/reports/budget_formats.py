"""The formats of `aspire budget`: one module each, a function from a budget sheet and a view to text."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from aspire_cli.reports import View

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet

FORMATS = {
    "full": "aspire_cli.reports.budget_full",
    "plain": "aspire_cli.reports.budget_plain",
    "json": "aspire_cli.reports.budget_json",
    "csv": "aspire_cli.reports.budget_csv",
    "yaml": "aspire_cli.reports.budget_yaml",
    "markdown": "aspire_cli.reports.budget_markdown",
}


def writer(name: str) -> "Callable[[BudgetSheet, View], str]":
    """Return the function that writes one format; only its module is imported."""
    write: Callable[[BudgetSheet, View], str] = import_module(FORMATS[name]).write
    return write

"""The budget as it goes to another program or a file: the same words and tables, never folded, without bars."""

from typing import TYPE_CHECKING

from aspire_cli.reports import View, budget_full

if TYPE_CHECKING:
    from aspire_cli.planning.sheet import BudgetSheet


def write(budget: "BudgetSheet", view: View) -> str:
    """Return the budget as plain text."""
    return budget_full.write(budget, view, bars=False)

"""Budgets in spreadsheets: a file as grids of cells, the table found among them, and the amounts in it."""

"""The programme as data: figures, names, clauses and calls."""

"""From findings of all kinds to the report on one file."""

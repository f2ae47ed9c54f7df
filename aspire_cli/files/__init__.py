"""Finding proposals: folders, patterns, what git ignores."""

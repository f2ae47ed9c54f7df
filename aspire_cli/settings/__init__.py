"""Settings files: what they say and where they are found."""

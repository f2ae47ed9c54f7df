"""A document's data as a typed proposal."""

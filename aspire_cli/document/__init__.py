"""Bytes to document: plain YAML 1.2 data, and where each value stands in the text."""

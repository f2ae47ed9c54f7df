"""Benchmarks of the installed command against its peers."""

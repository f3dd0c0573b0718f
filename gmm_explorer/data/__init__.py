"""Data sets: what is fitted, and where it came from."""

"""Colours, icons, numbers and words: how everything looks and reads."""

"""Data made here: the dialog in which a kind is chosen, described and looked at."""

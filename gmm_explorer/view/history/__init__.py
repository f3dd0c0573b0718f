"""The history as a person sees it: the tree in rows, and two states side by side."""

"""What sentences call several things by their numbers."""

from collections.abc import Sequence


def numbered(noun: str, indices: Sequence[int]) -> str:
    """Return ``points 1, 3 and 4``, or ``point 1``, for one or more indices from 0."""
    *others, last = (str(index + 1) for index in indices)
    return f"{noun}s {', '.join(others)} and {last}" if others else f"{noun} {last}"

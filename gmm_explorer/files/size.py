"""Whether a file is too large to be read, told before it is."""

from collections.abc import Callable
from typing import BinaryIO

from gmm_explorer.data.memory import available_memory
from gmm_explorer.data.room import gigabytes, why_no_room
from gmm_explorer.files.badcontent import BadContentError

REMEDY = "open a sample of its rows"

# Bytes held for each byte of a file: itself, its text, and both anew in the search for controls.
_MEMORY_PER_BYTE = 4
_BLOCK = 1 << 20


def at_most(max_bytes: int) -> Callable[[BinaryIO, int], None]:
    """Return what refuses a file of more bytes."""

    def check(_stream: BinaryIO, size: int) -> None:
        if size > max_bytes:
            raise BadContentError(
                "",
                f"its {gigabytes(size)} are more than the {gigabytes(max_bytes)} it may have",
                "check that it is the right one",
            )

    return check


def room_for_copies(n_copies: int) -> Callable[[BinaryIO, int], None]:
    """Return what refuses a file of which the memory does not hold so many copies."""

    def check(_stream: BinaryIO, size: int) -> None:
        refuse_bytes(size * n_copies, "close other programs or open it on a larger machine")

    return check


def room_for_points(n_components: int) -> Callable[[BinaryIO, int], None]:
    """Return what refuses a table that is too large to be fitted with so many components."""

    def check(stream: BinaryIO, size: int) -> None:
        refuse_bytes(size * _MEMORY_PER_BYTE)
        # No row is shorter than a digit and a line end: most files need no count.
        if why_no_room(size // 2 + 1, n_components, n_columns=1):
            refuse_rows(_count_lines(stream), 1, n_components)

    return check


def most_bytes() -> int:
    """Return how many bytes of a table there is memory for."""
    return available_memory() // _MEMORY_PER_BYTE


def refuse_bytes(needed: int, remedy: str = REMEDY, place: str = "") -> None:
    """Raise BadContentError when there is no room for so many bytes."""
    free = available_memory()
    if needed > free:
        raise BadContentError(
            place,
            f"reading it needs about {gigabytes(needed)} of memory and {gigabytes(free)} are free",
            remedy,
        )


def refuse_rows(n_rows: int, n_columns: int, n_components: int) -> None:
    """Raise BadContentError when there is no room for so many rows of numbers."""
    reason = why_no_room(n_rows, n_components, n_columns=n_columns)
    if reason:
        raise BadContentError("", reason, REMEDY)


def _count_lines(stream: BinaryIO) -> int:
    """Return how many lines a file has, whichever of the two characters ends them."""
    feeds = returns = 0
    while block := stream.read(_BLOCK):
        feeds += block.count(b"\n")
        returns += block.count(b"\r")
    return max(feeds, returns)

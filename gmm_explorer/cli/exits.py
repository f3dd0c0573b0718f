"""How a command ends."""

import sys
from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    USAGE = 2
    REFUSED = 3
    DEGENERATE = 4
    INTERRUPTED = 130


class UsageError(Exception):
    """Arguments that do not go together; the message says what to change."""


def tell(message: str) -> None:
    """Write one line to people, beside the results."""
    print(message, file=sys.stderr)

"""Workers hold still while the event loop takes what they found, and draws it.

Python runs one thread at a time, and every call into Qt lets another one in: beside a busy worker
a frame takes several times as long (measured).  So workers ask now and then, and wait.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.1  # seconds: a loop that draws all the time does not keep work from being done

_free = threading.Event()
_free.set()


@contextmanager
def drawing() -> Iterator[None]:
    """Have workers hold still within this context; for the thread of the event loop."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def give_way() -> None:
    """Hold still while the event loop draws; for workers."""
    _free.wait(LONGEST)

"""What workers say to the thread of the event loop.

One object with one connection, made once and never destroyed, and a queue of plain Python calls:
no worker ever makes, connects or destroys an object of Qt, which may not be done beside the event
loop (objects that died on a worker while the loop was told of them ended the app, now and then).
"""

from collections import deque
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal

from gmm_explorer.controller.giving_way import drawing


class Mailbox(QObject):
    """Makes calls that were put in on any thread; on the thread that it was made in."""

    _rang = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], object]] = deque()
        self._rang.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._ring = self._rang.emit

    def put(self, call: Callable[[], object]) -> None:
        """Have a call made, after those that were put in before; from any thread."""
        self._calls.append(call)
        self._ring()

    def _open(self) -> None:
        # One a ring: what a call raises reaches the loop and keeps no other from being made.
        call = self._calls.popleft()
        with drawing():
            call()


@cache
def mailbox() -> Mailbox:
    """Return the mailbox of the event loop; to be called on its thread first."""
    return Mailbox()

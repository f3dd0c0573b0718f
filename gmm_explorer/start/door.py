"""The door of the running app: a second start knocks, hands over what it would open, and leaves.

It is a local socket that only this user can open; nothing here reaches a network.
"""

import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gmm_explorer.start.request import Request

CONNECT_PATIENCE = 500  # milliseconds; a socket that nobody listens to refuses at once
ANSWER_PATIENCE = 10_000  # milliseconds; the app may be drawing its first frame, or be busy
LONGEST_REQUEST = 1 << 20  # bytes
TAKEN = b"taken\n"


def door_name() -> str:
    """Return the name of the socket: one for each user and display.

    A window on another display would be out of sight, so that each has an app of its own.
    """
    seat = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")]
    owner = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    name = "gmm-explorer-" + hashlib.sha256("\n".join([owner, *seat]).encode()).hexdigest()[:12]
    if sys.platform == "win32":
        return name  # a named pipe
    place = QStandardPaths.StandardLocation.RuntimeLocation
    return str(Path(QStandardPaths.writableLocation(place)) / name)


def hand_over(request: Request) -> bool:
    """Give a request to the running app; return whether there is one that took it."""
    socket = QLocalSocket()
    socket.connectToServer(door_name())
    if not socket.waitForConnected(CONNECT_PATIENCE):
        return False
    socket.write(request.to_line())
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(ANSWER_PATIENCE):
            return False
    return socket.readLine().data() == TAKEN


class Door(QObject):
    """Listens for the requests of later starts.

    Attributes
    ----------
    knocked
        ``knocked(request)``: another start handed this over.
    """

    knocked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def open_or_hand_over(self, request: Request) -> bool:
        """Listen, or give the request to the app that does; return whether it was given.

        What a dead app left behind is swept away. Where no socket can be made, this app runs
        without one, and later starts do so too.
        """
        name = door_name()
        # Of two starts at the same time, the second looks when the first one listens.
        lock = QLockFile(_lock_name(name))
        locked = lock.tryLock(CONNECT_PATIENCE)
        if hand_over(request):
            return True
        if locked:
            QLocalServer.removeServer(name)
            self._server.listen(name)
        return False

    def close(self) -> None:
        """Take no more requests, and leave nothing behind."""
        self._server.close()

    def _let_in(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda visitor=socket: self._hear(visitor))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, visitor: QLocalSocket) -> None:
        if not visitor.canReadLine():
            if visitor.bytesAvailable() > LONGEST_REQUEST:
                visitor.abort()
            return
        try:
            request = Request.from_line(bytes(visitor.readLine(LONGEST_REQUEST).data()))
        except ValueError:
            visitor.abort()  # It was none of ours.
            return
        visitor.write(TAKEN)
        visitor.flush()
        self.knocked.emit(request)


def _lock_name(door: str) -> str:
    place = QStandardPaths.StandardLocation.TempLocation
    folder = QStandardPaths.writableLocation(place) if sys.platform == "win32" else ""
    return str(Path(folder) / f"{door}.lock")

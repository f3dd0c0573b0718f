"""The way to the state shown, gone through once more, picture by picture, and written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gmm_explorer.controller.reporting import Progress, Reporting
from gmm_explorer.files import FileError
from gmm_explorer.files.animation import Picture, write_animation
from gmm_explorer.model import Position, Session

MOST_PICTURES = 240

_PAINTING = 0.8  # of the time, roughly; the rest is writing


def way_to_here(session: Session) -> list[Position]:
    """Return the states with components that led to the one shown, about the same data.

    Of more than `MOST_PICTURES` some are left out evenly; the last is always there.
    """
    dataset = session.snapshot.dataset
    way: list[Position] = []
    step: Position | None = session.timeline.position
    while step is not None and step.entry.snapshot.dataset is dataset:
        positions = (Position(step.block, at) for at in range(step.at, -1, -1))
        way += [one for one in positions if one.entry.snapshot.mixture is not None]
        step = step.block.parent
    way.reverse()
    if len(way) <= MOST_PICTURES:
        return way
    chosen = np.linspace(0, len(way) - 1, MOST_PICTURES).round().astype(int)
    return [way[index] for index in chosen.tolist()]


class Recording(QObject):
    """Shows one state after another, has each painted, and writes them on a worker.

    Parameters
    ----------
    session
        What is gone through; it ends where it began.
    paint
        Returns what is shown as a picture.
    parent
        Who asks.

    Attributes
    ----------
    progressed
        ``progressed(share)``: how much is done, from 0 to 1.
    ended
        ``ended(error)``: it is written (None), or why it is not.
    """

    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, session: Session, paint: Callable[[], Picture], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._paint = session, paint
        self._here = session.timeline.position
        self._way: list[Position] = []
        self._pictures: list[Picture] = []
        self._writing = Reporting(self)
        self._writing.progressed.connect(self._report)
        self._writing.ended.connect(self.ended)
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._take_one)

    @property
    def active(self) -> bool:
        """Whether something is being painted or written."""
        return self._clock.isActive() or self._writing.active

    def start(self, path: Path, per_second: float) -> None:
        """Go through the way to the state shown, and write it."""
        self._here, self._way = self._session.timeline.position, way_to_here(self._session)
        self._path, self._per_second = path, per_second
        self._pictures = []
        self._clock.start()

    def cancel(self) -> None:
        """End it, and go back; nothing is written."""
        if self._clock.isActive():
            self._clock.stop()
            self._session.go_to(self._here)
        self._writing.cancel()

    def _take_one(self) -> None:
        if len(self._pictures) < len(self._way):
            self._session.go_to(self._way[len(self._pictures)])
            self._session.complete()
            self._pictures.append(self._paint())
            self.progressed.emit(_PAINTING * len(self._pictures) / len(self._way))
            return
        self._clock.stop()
        self._session.go_to(self._here)
        self._writing.start(partial(_write, self._path, self._pictures, self._per_second))

    def _report(self, share: float) -> None:
        self.progressed.emit(_PAINTING + (1.0 - _PAINTING) * share)


def _write(
    path: Path, pictures: list[Picture], per_second: float, progress: Progress
) -> FileError | None:
    try:
        write_animation(path, pictures, per_second, progress)
    except FileError as error:
        return error
    return None

"""Small changes in quick succession (held keys, clicks of the wheel) as one change."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, QTimer

from gmm_explorer.controller.editing import named
from gmm_explorer.controller.running import Running
from gmm_explorer.model import Session, Snapshot, edits

PAUSE = 600  # milliseconds without news that end a burst


class _Burst(NamedTuple):
    """Which change is under way, so that another kind, or other components, begin anew."""

    verb: str
    components: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"{self.verb} {named(self.components)}"


class Nudging(QObject):
    """Moves, scales, turns and weighs the selected components bit by bit.

    A burst is previewed, and entered into the history as one change when nothing followed for a
    while or when anything else is done; `cancel` gives back the state before it.
    """

    def __init__(self, session: Session, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._burst: _Burst | None = None
        self._shown: Snapshot | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.finish)
        running.interrupting.connect(self.finish)

    @property
    def active(self) -> bool:
        """Whether a burst is under way."""
        return self._burst is not None

    def nudge(self, displacement: ArrayLike, *, held: bool = False) -> None:
        """Move the selected components by a displacement, shape (D,), in data units.

        While a key is held the burst goes on, until `let_go`.
        """
        self._go_on("Nudge", lambda shown, chosen: _moved(shown, chosen, displacement), held=held)

    def scale(self, factor: float) -> None:
        """Make the selected components wider (factor > 1) or narrower."""
        self._go_on(
            "Scale",
            lambda shown, chosen: edits.scale_components(shown, chosen, factor),
            held=False,
        )

    def weigh(self, factor: float) -> None:
        """Make the selected components heavier (factor > 1) or lighter against the others."""
        self._go_on(
            "Weigh",
            lambda shown, chosen: edits.weigh_components(shown, chosen, factor),
            held=False,
        )

    def turn(self, covariances: Iterable[ArrayLike]) -> None:
        """Give the selected components covariances, shape (2, 2), that are turned a bit."""
        self._go_on(
            "Turn",
            lambda shown, chosen: edits.change_covariances(shown, chosen, covariances),
            held=False,
        )

    def let_go(self) -> None:
        """Begin the pause after which the burst is entered: a held key was released."""
        if self.active:
            self._pause.start()

    def finish(self) -> None:
        """Enter the burst into the history; nothing without one."""
        burst, shown = self._burst, self._shown
        self._forget()
        if burst is not None and self._session.snapshot is shown:
            self._session.commit(shown, burst.label)

    def cancel(self) -> bool:
        """Give back the state before the burst; return whether there was one."""
        burst, shown = self._burst, self._shown
        self._forget()
        if burst is None or self._session.snapshot is not shown:
            return False
        self._session.revert()
        return True

    def _go_on(
        self,
        verb: str,
        change: Callable[[Snapshot, tuple[int, ...]], Snapshot],
        *,
        held: bool,
    ) -> None:
        chosen = self._session.presentation.selection
        if not chosen:
            return
        burst = _Burst(verb, chosen)
        if burst != self._burst or self._session.snapshot is not self._shown:
            self._running.stop()  # which also enters a burst of another kind
        self._session.preview(change(self._session.snapshot, chosen))
        self._burst, self._shown = burst, self._session.snapshot
        if held:
            self._pause.stop()
        else:
            self._pause.start()

    def _forget(self) -> None:
        self._pause.stop()
        self._burst = self._shown = None


def _moved(shown: Snapshot, chosen: tuple[int, ...], displacement: ArrayLike) -> Snapshot:
    if shown.mixture is None:
        return shown
    means = shown.mixture.means[list(chosen)] + np.asarray(displacement)
    return edits.move_means(shown, chosen, means)

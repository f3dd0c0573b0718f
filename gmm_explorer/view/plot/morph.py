"""A drawing that glides from one state to the next: nothing but the painters knows of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame

DURATION = 200  # milliseconds


class Morph(QObject):
    """Draws states between two frames, eased; the next frame ends it.

    Parameters
    ----------
    draw
        Draws the components of a frame.
    place
        Places what a hand takes hold of as a frame has it; called only while gliding, since
        a frame that is drawn at once has it in place.
    parent
        Whose drawing it is.
    """

    def __init__(
        self, draw: Callable[[Frame], None], place: Callable[[Frame], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._draw = draw
        self._place = place
        self._ends: tuple[Mixture, Frame] | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._glide)

    @property
    def gliding(self) -> bool:
        """Whether it is under way."""
        return self._animation.state() is QVariantAnimation.State.Running

    def follow(self, old: Frame | None, new: Frame) -> None:
        """Draw a frame, at once or gliding towards it."""
        self._ends = None
        self._animation.stop()
        start = None if old is None or not _glides(old, new) else old.snapshot.mixture
        if start is None:
            self._draw(new)
        else:
            self._ends = (start, new)
            self._animation.start()
            self._glide(0.0)

    def move_to(self, milliseconds: int) -> None:
        """Go to a moment of it; 0 is its start."""
        self._animation.setCurrentTime(milliseconds)

    def finish(self) -> None:
        """Arrive at once."""
        if self._ends is not None:
            frame = self._ends[1]
            self.follow(None, frame)
            self._place(frame)

    def _glide(self, share: float) -> None:
        if self._ends is None:
            return
        start, frame = self._ends
        stop = frame.snapshot.mixture
        if stop is not None and share < 1.0:
            snapshot = replace(frame.snapshot, mixture=between(start, stop, share))
            frame = replace(frame, snapshot=snapshot)
        self._draw(frame)
        self._place(frame)


def between(start: Mixture, stop: Mixture, share: float) -> Mixture:
    """Return the mixture whose every number lies between those of two of the same shape."""
    # What lies between two covariances is one, and weights still sum to 1.
    return Mixture.trusted(
        *(
            (1.0 - share) * getattr(start, name) + share * getattr(stop, name)
            for name in ("weights", "means", "covariances")
        )
    )


def _glides(old: Frame, new: Frame) -> bool:
    """Whether two frames are states of the history between which a drawing can glide."""
    before, after = old.snapshot, new.snapshot
    if not new.presentation.shown.morph or old.previewing or new.previewing:
        return False
    if before.mixture is None or after.mixture is None or before.dataset is not after.dataset:
        return False
    alike = before.mixture.means.shape == after.mixture.means.shape
    return alike and before.mixture is not after.mixture

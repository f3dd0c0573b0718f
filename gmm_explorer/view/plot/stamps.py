"""Drawings that come again as they were, perhaps elsewhere: each is kept as a picture.

A hand that moves one component of a mixture leaves the shapes of all of them as they are, and most
of them where they are.  To copy a picture takes a fraction of the time that drawing it takes.
"""

import math
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from gmm_explorer.view.points.vector_points import is_vector

EXACT, ROUNDED = 1 / 64, 0.5
"""How far, in pixels of the device, a copy may lie beside its place: at rest, and under a hand."""

MOST_PIXELS = 6_000_000  # of all pictures, 4 bytes each: what has no room is drawn every time


class Drawing(NamedTuple):
    """How something is drawn round a place.

    Attributes
    ----------
    reach
        How far it reaches to either side, and up and down, logical pixels.
    paint
        Paints it with a painter whose origin is at the place.
    """

    reach: QSizeF
    paint: Callable[[QPainter], None]


@dataclass(slots=True)
class _Stamp:
    """What was drawn the last time and where, in pixels of the device; with its picture, if any."""

    key: Hashable
    at: QPointF
    picture: QPixmap | None = None
    origin: QPointF = field(default_factory=QPointF)
    made_at: QPointF = field(default_factory=QPointF)


class Stamps:
    """Some drawings, by number.

    A picture is made when the same is to be drawn a second time: of what changes with every frame
    there would be no use for it.
    """

    def __init__(self) -> None:
        self._stamps: dict[int, _Stamp] = {}

    @property
    def n_pixels(self) -> int:
        """How many pixels all pictures have."""
        pictures = (stamp.picture for stamp in self._stamps.values() if stamp.picture is not None)
        return sum(picture.width() * picture.height() for picture in pictures)

    def keep(self, numbers: Collection[int]) -> None:
        """Forget all drawings but these."""
        for number in self._stamps.keys() - numbers:
            del self._stamps[number]

    def draw(
        self,
        painter: QPainter,
        number: int,
        at: QPointF,
        key: Hashable,
        describe: Callable[[], Drawing | None],
        tolerance: float = EXACT,
    ) -> None:
        """Draw something, by copying its picture where it has not changed.

        Parameters
        ----------
        painter
            It may have been moved and scaled, alike along both axes; it is left as it was.
        number
            Which drawing.
        at
            Its place, in the painter's coordinates.
        key
            Everything that it follows from, the place and the device apart.
        describe
            Says how it is drawn; None for nothing. Asked only where there is no picture.
        tolerance
            How far from its place, in pixels of the device, a copy may lie.
        """
        ratio = painter.device().devicePixelRatioF()
        scale = ratio * painter.transform().m11()
        here = painter.transform().map(at) * ratio
        stamp = self._stamps.get(number)
        if stamp is None or stamp.key != (key, scale) or is_vector(painter):
            self._stamps[number] = _Stamp((key, scale), here)
            _draw(painter, at, describe())
            return
        if stamp.picture is None or _beside(here, stamp.made_at) > tolerance:
            stays = _beside(here, stamp.at) <= tolerance
            stamp.at, stamp.picture = here, None
            drawing = describe()
            room = MOST_PIXELS - self.n_pixels if stays else 0
            if drawing is None or not _make(stamp, drawing, here, scale, room):
                _draw(painter, at, drawing)
                return
        _copy(painter, stamp, here, ratio)


def _draw(painter: QPainter, at: QPointF, drawing: Drawing | None) -> None:
    if drawing is not None:
        painter.save()
        painter.translate(at)
        drawing.paint(painter)
        painter.restore()


def _make(stamp: _Stamp, drawing: Drawing, here: QPointF, scale: float, room: int) -> bool:
    """Make the picture of a drawing, if there is room for so many pixels; return whether."""
    right, down = (math.ceil(scale * side) + 1 for side in drawing.reach.toTuple())
    if 4 * right * down > room:
        return False
    picture = QPixmap(2 * right, 2 * down)
    picture.fill(Qt.GlobalColor.transparent)
    stamp.picture, stamp.made_at = picture, here
    stamp.origin = QPointF(right + here.x() % 1.0, down + here.y() % 1.0)
    inner = QPainter(picture)
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner.translate(stamp.origin)
    inner.scale(scale, scale)
    drawing.paint(inner)
    inner.end()
    return True


def _copy(painter: QPainter, stamp: _Stamp, here: QPointF, ratio: float) -> None:
    """Copy a picture onto whole pixels of the device."""
    if stamp.picture is not None:
        transform = painter.transform()
        painter.setTransform(QTransform.fromScale(1.0 / ratio, 1.0 / ratio))
        painter.drawPixmap((here - stamp.origin).toPoint(), stamp.picture)
        painter.setTransform(transform)


def _beside(one: QPointF, other: QPointF) -> float:
    """Return how far two places are from being whole pixels apart."""
    away = one - other
    return max(abs(part - round(part)) for part in away.toTuple())

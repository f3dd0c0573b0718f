"""The density of many points, drawn at once, or as soon as a worker has made its picture."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from gmm_explorer.controller.lane import SHOWING
from gmm_explorer.controller.newest import Newest
from gmm_explorer.model import Pause, nothing
from gmm_explorer.view.points.colouring import Looks
from gmm_explorer.view.points.density_image import DensityImage
from gmm_explorer.view.points.placement import Mapping, Placing

LATER_ABOVE = 100_000
"""Points whose picture takes longer than a frame (20 ms, measured)."""

FARTHEST = 1e6  # pixels that a stretched picture may reach


class Source(Protocol):
    """Says what points look like."""

    def __call__(self, points: NDArray[np.intp] | None, pause: Pause = nothing, /) -> Looks:
        """Return what some of the points look like, all of them for None; on any thread."""


class Wanted(NamedTuple):
    """What a picture is to show.

    Attributes
    ----------
    placing
        The view, and where it puts the points.
    source
        Says what the points look like.
    grey
        Shape (1, 3), the colour of points that have none.
    cell
        The side of one pixel of the picture, in device pixels.
    """

    placing: Placing
    source: Source
    grey: NDArray[np.uint8]
    cell: int

    def is_like(self, other: "Wanted | None") -> bool:
        """Return whether two show the same."""
        return (
            other is not None
            and self.placing is other.placing
            and self.source is other.source
            and self.grey is other.grey
        )


class Picture(NamedTuple):
    """A picture, and the view it was made for."""

    wanted: Wanted
    image: QImage

    def draw(self, painter: QPainter, mapping: Mapping) -> None:
        """Draw it in device pixels; in another view than its own, moved and stretched."""
        cell, before = self.wanted.cell, self.wanted.placing.margin + self.wanted.cell
        size = self.image.size() * cell
        own = QRect(-before, -before, size.width(), size.height())
        fitted = _fitted(QRectF(own), self.wanted.placing.mapping, mapping)
        # Moved and not stretched, whole pixels are blitted: a pan is as quick as that.
        stretched = abs(fitted.width() - own.width()) + abs(fitted.height() - own.height()) > 0.5
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, cell > 1 or stretched)
        edges = (fitted.left(), fitted.top(), fitted.right(), fitted.bottom())
        if not all(abs(edge) < FARTHEST for edge in edges):  # which NaN is not
            return
        if stretched:
            painter.drawImage(fitted, self.image)
        else:
            painter.drawImage(QRect(fitted.topLeft().toPoint(), own.size()), self.image)


class PictureMaker:
    """Makes one picture after another; points are binned anew only when the view changes."""

    def __init__(self) -> None:
        self._placing: Placing | None = None
        self._density: DensityImage | None = None
        self._source: Source | None = None
        self._rgb: NDArray[np.uint8] | None = None

    def make(self, wanted: Wanted, pause: Pause = nothing) -> Picture:
        """Return a picture, on any thread; ``pause`` is called on the way."""
        if self._density is None or wanted.placing is not self._placing:
            self._placing = wanted.placing
            placement = wanted.placing.placement
            pause()
            self._density = DensityImage(placement, wanted.cell)
        if wanted.source is not self._source:
            self._source, self._rgb = wanted.source, wanted.source(None, pause).rgb
        image = self._density.colored(wanted.grey if self._rgb is None else self._rgb, pause)
        return Picture(wanted, image.copy())  # the next one is made in the same memory


class DensityLayer:
    """Points as a picture of their density.

    Parameters
    ----------
    arrived
        Called when a picture is there that was not when it was last drawn.
    parent
        The item that is drawn.
    """

    def __init__(self, arrived: Callable[[], object], parent: QObject) -> None:
        self._arrived = arrived
        self._newest = Newest(SHOWING, parent)
        self._maker, self._maker_at_once = PictureMaker(), PictureMaker()
        self._wanted: Wanted | None = None
        self._picture: Picture | None = None

    def forget(self) -> None:
        """Drop the picture and whatever is on its way: there are other points."""
        self._newest.forget()
        self._maker, self._maker_at_once = PictureMaker(), PictureMaker()
        self._wanted = self._picture = None

    @property
    def has_picture(self) -> bool:
        """Whether there is one to draw until another has been made."""
        return self._picture is not None

    def draw(self, painter: QPainter, wanted: Wanted, *, at_once: bool) -> None:
        """Draw what is wanted: at once, or what there is of it until it has been made."""
        if at_once:
            self._maker_at_once.make(wanted).draw(painter, wanted.placing.mapping)
            return
        if not wanted.is_like(self._wanted):
            self._wanted = wanted
            placing = wanted.placing
            if placing.is_known and len(placing.placement.x) <= LATER_ABOVE:
                self._newest.forget()
                self._picture = self._maker_at_once.make(wanted)
            else:
                self._newest.ask(partial(self._maker.make, wanted), self._take)
        if self._picture is not None:
            self._picture.draw(painter, wanted.placing.mapping)

    def _take(self, picture: Picture) -> None:
        self._picture = picture
        self._arrived()


def _fitted(area: QRectF, old: Mapping, new: Mapping) -> QRectF:
    """Return where in a new view an area of device pixels of an old one is."""
    x_zoom, y_zoom = new.x_scale / old.x_scale, new.y_scale / old.y_scale
    return QRectF(
        (area.left() - old.x_shift) * x_zoom + new.x_shift,
        (area.top() - old.y_shift) * y_zoom + new.y_shift,
        area.width() * x_zoom,
        area.height() * y_zoom,
    )

"""How points reach the painter: as discs, as their density, and as rings around some of them.

A layer keeps what it worked out for as long as the arrays it was given are the same objects
and the view has not moved: a recolouring does not place points again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from gmm_explorer.view.density_image import DensityImage
from gmm_explorer.view.fragments import Fragments
from gmm_explorer.view.placement import Mapping, Placement, place
from gmm_explorer.view.sprites import SpriteAtlas

XY = NDArray[np.float64]
"""Points by coordinate, (2, N), contiguous: the layers' form of the data."""


@dataclass(frozen=True, slots=True)
class DiscStyle:
    """Size of discs and their halo in device pixels, and the colour of the halo."""

    diameter: float
    halo: float
    halo_color: str


class DiscLayer:
    """Every point a disc in its colour."""

    def __init__(self) -> None:
        self._style: DiscStyle | None = None
        self._atlas = SpriteAtlas(1, 0, "#000000")
        self._where: tuple[XY, Mapping] | None = None
        self._placement = _NOWHERE
        self._rgb: NDArray[np.uint8] | None = None
        self._fragments = Fragments()

    def draw(
        self,
        painter: QPainter,
        xy: XY,
        rgb: NDArray[np.uint8],
        mapping: Mapping,
        style: DiscStyle,
    ) -> None:
        """Draw points (2, N) in colours (N, 3), or all in one (1, 3), in device pixels."""
        restyled = style != self._style
        if restyled:
            self._style = style
            self._atlas = SpriteAtlas(style.diameter, style.halo, style.halo_color)
        moved = restyled or _is_elsewhere(self._where, xy, mapping)
        if moved:
            self._where = (xy, mapping)
            self._placement = place(xy, mapping, margin=self._atlas.side)
            self._fragments.place(self._placement.x, self._placement.y, self._atlas.side)
        if moved or rgb is not self._rgb:
            self._rgb = rgb
            self._fragments.take_from(*self._sources(rgb))
        self._fragments.draw(painter, self._atlas.pixmap())

    def _sources(self, rgb: NDArray[np.uint8]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        visible = self._placement.visible
        shown = rgb if visible is None or len(rgb) == 1 else rgb[visible]
        return self._atlas.sources(self._atlas.slots(shown))


class DensityLayer:
    """Points as a picture of their density."""

    def __init__(self) -> None:
        self._where: tuple[XY, Mapping] | None = None
        self._density: DensityImage | None = None
        self._rgb: NDArray[np.uint8] | None = None
        self._image = QImage()

    def draw(self, painter: QPainter, xy: XY, rgb: NDArray[np.uint8], mapping: Mapping) -> None:
        """Draw points (2, N) in colours (N, 3), or all in one (1, 3), in device pixels."""
        density = self._density
        if density is None or _is_elsewhere(self._where, xy, mapping):
            self._where = (xy, mapping)
            density = DensityImage(place(xy, mapping), mapping.width, mapping.height)
            self._density = density
            self._rgb = None
        if rgb is not self._rgb:
            self._rgb = rgb
            self._image = density.colored(rgb)
        painter.drawImage(0, 0, self._image)


class RingLayer:
    """A ring around each of some points."""

    def __init__(self) -> None:
        self._fragments = Fragments()

    def draw(self, painter: QPainter, xy: XY, mapping: Mapping, radius: float, pen: QPen) -> None:
        """Draw rings around points (2, N); ``radius`` and the pen's width in device pixels."""
        pixmap = _ring(radius, pen)
        placement = place(xy, mapping, margin=pixmap.width())
        self._fragments.place(placement.x, placement.y, pixmap.width())
        self._fragments.draw(painter, pixmap)


def _is_elsewhere(where: tuple[XY, Mapping] | None, xy: XY, mapping: Mapping) -> bool:
    return where is None or where[0] is not xy or where[1] != mapping


def _ring(radius: float, pen: QPen) -> QPixmap:
    side = 2 * int(np.ceil(radius + pen.widthF())) + 1
    pixmap = QPixmap(side, side)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(side / 2 - radius, side / 2 - radius, 2 * radius, 2 * radius))
    painter.end()
    return pixmap


_NOWHERE = Placement(np.empty(0, np.int32), np.empty(0, np.int32), None)

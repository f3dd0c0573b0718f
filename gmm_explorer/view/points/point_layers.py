"""How points reach the painter: as discs, as pies, and as rings around some of them.

A layer keeps what it worked out for as long as the objects it is given are the same: new
colours do not place points again, and a repaint without news only draws.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gmm_explorer.view.points.pies import ATLAS_COLUMNS, atlas_of, drawn_pies, pie_side
from gmm_explorer.view.points.placement import Placement
from gmm_explorer.view.points.sprites import SpriteAtlas
from gmm_explorer.view.widgets.fragments import Fragments


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
        self._placement: Placement | None = None
        self._rgb: NDArray[np.uint8] | None = None
        self._fragments = Fragments()

    def draw(
        self,
        painter: QPainter,
        placement: Placement,
        rgb: NDArray[np.uint8],
        style: DiscStyle,
        shapes: NDArray[np.uint8] | None = None,
    ) -> None:
        """Draw points in colours (V, 3), or all in one (1, 3), in device pixels.

        ``shapes`` (V,) are those of markers, all discs when None; they come with the colours.
        """
        restyled = style != self._style
        if restyled:
            self._style = style
            self._atlas = SpriteAtlas(style.diameter, style.halo, style.halo_color)
        moved = restyled or placement is not self._placement
        if moved:
            self._placement = placement
            self._fragments.place(placement.x, placement.y, self._atlas.side, self._atlas.side)
        if moved or rgb is not self._rgb:
            self._rgb = rgb
            self._fragments.take_from(*self._atlas.sources(self._atlas.slots(rgb, shapes)))
        self._fragments.draw(painter, self._atlas.pixmap())


class PieLayer:
    """Every point a pie of its own."""

    def __init__(self) -> None:
        self._style: DiscStyle | None = None
        self._placement: Placement | None = None
        self._shares: NDArray[np.float64] | None = None
        self._fragments = Fragments()
        self._atlas = QPixmap()

    def draw(
        self,
        painter: QPainter,
        placement: Placement,
        shares: NDArray[np.float64],
        style: DiscStyle,
    ) -> None:
        """Draw points as pies of shares (N, K), in device pixels."""
        redrawn = style != self._style or shares is not self._shares
        if redrawn:
            self._style, self._shares = style, shares
            pies = drawn_pies(shares, style.diameter, style.halo, style.halo_color)
            self._atlas = atlas_of(pies)
        if redrawn or placement is not self._placement:
            self._placement = placement
            side = pie_side(style.diameter, style.halo)
            which = np.arange(len(shares)) if placement.visible is None else placement.visible
            rows, columns = np.divmod(which.astype(np.int32), ATLAS_COLUMNS)
            self._fragments.place(placement.x, placement.y, side, side)
            self._fragments.take_from(columns * np.int32(side), rows * np.int32(side))
        self._fragments.draw(painter, self._atlas)


class RingLayer:
    """A ring around each of some points."""

    def __init__(self) -> None:
        self._fragments = Fragments()

    def draw(self, painter: QPainter, placement: Placement, radius: float, pen: QPen) -> None:
        """Draw rings around points; ``radius`` and the pen's width in device pixels."""
        pixmap = _ring(radius, pen)
        self._fragments.place(placement.x, placement.y, pixmap.width(), pixmap.height())
        self._fragments.draw(painter, pixmap)


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

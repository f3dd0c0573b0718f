"""What does not move during a drag, painted once."""

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gmm_explorer.view.points.vector_points import is_vector


class StillPicture:
    """A picture of part of a layer, kept as long as its key stays the same."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._picture = QPixmap()

    def draw(
        self,
        painter: QPainter,
        area: QRectF,
        key: Hashable,
        paint: Callable[[QPainter], None],
    ) -> None:
        """Draw what ``paint`` paints, from memory where the key is that of the last time.

        Parameters
        ----------
        painter
            Draws in pixels of the plot box.
        area
            The plot box, from (0, 0).
        key
            Everything that the picture follows from, the area and the device apart.
        paint
            Paints in the same pixels.
        """
        if is_vector(painter):
            paint(painter)
            return
        # A magnified plot is painted through a transform: its pixels are larger.
        ratio = painter.device().devicePixelRatioF() * painter.worldTransform().m11()
        full_key = (key, area.width(), area.height(), ratio)
        if full_key != self._key:
            self._key = full_key
            self._picture = QPixmap(
                math.ceil(area.width() * ratio), math.ceil(area.height() * ratio)
            )
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(inner)
            inner.end()
        painter.drawPixmap(QPointF(0.0, 0.0), self._picture)

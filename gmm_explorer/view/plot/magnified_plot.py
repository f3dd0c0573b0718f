"""A plot that can be drawn larger as a whole."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QResizeEvent, QTransform


class MagnifiedPlot(pg.PlotWidget):
    """A plot whose type, lines, points and grips grow together, by one transform.

    Everything on it goes on to be laid out, drawn and taken hold of in its own pixels, each of
    which is larger on the screen.
    """

    _magnification = 1.0  # pyqtgraph resizes itself before there is an object of ours

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - whatever pyqtgraph takes
        super().__init__(**options)
        # To fill the background is quicker than to copy it from a picture.
        self.setCacheMode(self.CacheModeFlag.CacheNone)

    def magnify(self, magnification: float) -> None:
        """Draw everything so many times larger."""
        if magnification != self._magnification:
            self._magnification = magnification
            self._suit_range()

    def resizeEvent(self, ev: QResizeEvent) -> None:
        """Show as many pixels of the plot as there is room for; called by Qt."""
        super().resizeEvent(ev)
        if self._magnification != 1.0 and not self.closed:
            self._suit_range()

    def updateMatrix(self, propagate: bool = True) -> None:
        """Map pixels of the plot to pixels of the screen; called by pyqtgraph."""
        if self._magnification == 1.0:
            super().updateMatrix(propagate)
            return
        self.setSceneRect(self.range)
        self.setTransform(QTransform.fromScale(self._magnification, self._magnification))
        self.sigDeviceRangeChanged.emit(self, self.range)
        self.sigDeviceTransformChanged.emit(self)

    def _suit_range(self) -> None:
        width, height = (
            side / self._magnification for side in (self.size().width(), self.size().height())
        )
        area = QRectF(0.0, 0.0, width, height)
        pg.GraphicsView.setRange(self, area, padding=0, disableAutoPixel=False)

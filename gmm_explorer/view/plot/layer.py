"""The base of what is painted in pixels over or under the points."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.theme import Theme


class Layer(pg.GraphicsObject):
    """Paints what follows from a frame over the whole plot box, in its pixels.

    Subclasses write `draw`; they are never hit by the mouse.
    """

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box)
        self.box = box
        self.theme = theme
        self.frame: Frame | None = None
        box.pixels_changed.connect(self._follow)

    def show_frame(self, frame: Frame) -> None:
        """Paint another frame from now on."""
        self.frame = frame
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole plot box."""
        return QRectF(self.box.rect())

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw the frame, if there is one."""
        if self.frame is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, self.frame)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw a frame."""
        raise NotImplementedError

    def _follow(self) -> None:
        self.prepareGeometryChange()
        self.update()

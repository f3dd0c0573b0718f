"""The base of what is painted in pixels over or under the points."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.reported import reported


class Layer(pg.GraphicsObject):
    """Paints what follows from a frame over the whole plot, in pixels of its box.

    Subclasses write `draw`; they are never hit by the mouse.
    """

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__()
        self.box = box
        # Among the points and the grid, so that all have one order from back to front.
        box.addItem(self, ignoreBounds=True)
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
        """Return all that the view shows, in data units."""
        shown: QRectF = self.box.viewRect()
        return shown

    @reported
    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw the frame, if there is one."""
        if self.frame is not None:
            painter.setTransform(self._from_pixels(painter.transform()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, self.frame)

    def _from_pixels(self, from_data: QTransform) -> QTransform:
        """Return the way from the box's pixels to the device, given that from the data."""
        pixels = self.box.pixels()
        x, y = from_data.m11() / pixels.scale_x, from_data.m22() / pixels.scale_y
        return QTransform(
            x,
            0.0,
            0.0,
            y,
            from_data.dx() - x * pixels.offset_x,
            from_data.dy() - y * pixels.offset_y,
        )

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw a frame."""
        raise NotImplementedError

    def _follow(self) -> None:
        self.prepareGeometryChange()
        self.update()

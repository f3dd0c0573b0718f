"""A plot of the data alone: axes, grid, points and the key to their colours."""

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QCursor

from gmm_explorer.model import Frame, Snapshot
from gmm_explorer.view.plot.colour_key import ColourKey
from gmm_explorer.view.plot.grid import GridItem, QuietAxis
from gmm_explorer.view.plot.one_hand import OneHandPlot
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.points.colouring import colouring_of
from gmm_explorer.view.points.point_cloud import PointCloudItem
from gmm_explorer.view.style.theme import Theme, Themed

KEY_CORNER = (72, 12)  # pixels: where the key to the colours is, right of the axis


class Surface(OneHandPlot):
    """What components are drawn on, and where on it the mouse is."""

    def __init__(self, theme: Theme, *, vertical_grid: bool = True) -> None:
        self.box = PlotBox()
        axes = {side: QuietAxis(side, theme) for side in ("left", "bottom")}
        super().__init__(viewBox=self.box, axisItems=axes, background=theme.plot)
        self.theme = theme
        self.grid = GridItem(theme, vertical=vertical_grid)
        self.points = PointCloudItem(theme)
        self.colour_key = ColourKey(theme, self)
        self.colour_key.move(*KEY_CORNER)
        self._axes = axes
        self.hideButtons()
        self.setFrameShape(OneHandPlot.Shape.NoFrame)
        self.getPlotItem().setContentsMargins(8, 12, 16, 8)
        self.addItem(self.grid, ignoreBounds=True)
        self.addItem(self.points, ignoreBounds=True)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.theme = theme
        self.magnify(theme.scale)
        self.setBackground(theme.plot)
        items: list[Themed] = [self.colour_key, self.grid, self.points, *self._axes.values()]
        for item in items:
            item.set_theme(theme)

    def name_axes(self, x: str, y: str) -> None:
        """Write the names of what is drawn along the axes."""
        self._axes["bottom"].set_name(x)
        self._axes["left"].set_name(y)

    def color_points(self, frame: Frame) -> None:
        """Show the points in the colours of a frame."""
        self.points.set_colouring(colouring_of(frame, self.theme))
        self.colour_key.show_frame(frame)

    def clear_area(self) -> QRectF:
        """Return the plot without the rows of the key to the colours, while that is shown."""
        area = self.box.rect()
        if self.colour_key.isVisible():
            area.setTop(self.in_box(self.colour_key.geometry().bottomLeft()).y())
        return area

    def point_at(self, position: QPointF, radius: float) -> int | None:
        """Return the data point nearest to a pixel, or None when none is so near, in pixels."""
        return self.points.nearest(*self.box.pixels().to_data(position.x(), position.y()), radius)

    def in_box(self, at: QPoint) -> QPointF:
        """Return which pixel of the plot box a place of this widget is."""
        return QPointF(self.box.mapFromScene(self.mapToScene(at)))

    def on_screen(self, position: QPointF) -> QPoint:
        """Return where on the screen a pixel of the plot box is."""
        return self.mapToGlobal(self.mapFromScene(self.box.mapToScene(position)))

    def aim(self) -> QPointF:
        """Return the pixel under the mouse, or the middle while it is elsewhere."""
        area = self.box.rect()
        mouse = self.in_box(self.mapFromGlobal(QCursor.pos()))
        return mouse if area.contains(mouse) else area.center()


def axis_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of the features as axes bear them: with the units where there are two."""
    units = ", standardised" if snapshot.is_standardised else ""
    return tuple(f"{name}{units}" for name in snapshot.names)

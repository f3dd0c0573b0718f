"""What the mixture says of every place on a plane: decision regions and iso-lines."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame
from gmm_explorer.view.plot.fields import Gaussian, in_pixels, levels, log_density, owners_of_cells
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.isolines import isolines
from gmm_explorer.view.plot.optional_layer import OptionalLayer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.strokes import segments_path
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, rgb_of

FloatArray = NDArray[np.float64]

REGION_CELL, REGION_BLOCK = 2, 2  # pixels a cell of a region; cells a side of what edges divide
ISO_CELL = 4  # pixels between the nodes that iso-lines are found from
MASSES = np.array([0.25, 0.50, 0.75, 0.90, 0.95])
TINT = {"light": 0.13, "dark": 0.22}


class View(NamedTuple):
    """What a field depends on: the mixture and the pixels it is seen in."""

    mixture: Mixture
    pixels: PixelMap
    width: int
    height: int


class FieldLayer(OptionalLayer):
    """A drawing that is worked out for a view once, and kept while the view is the same."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._view: View | None = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the field of a frame."""
        mixture = frame.snapshot.mixture
        if mixture is None:
            return
        view = View(mixture, self.box.pixels(), int(self.box.width()), int(self.box.height()))
        if view.width < 1 or view.height < 1:
            return
        if view != self._view:
            self._view = view
            self.work_out(in_pixels(mixture, view.pixels), view)
        self.draw_kept(painter)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._view = None
        super().set_theme(theme)

    def work_out(self, gaussians: dict[int, Gaussian], view: View) -> None:
        """Work out what to draw from the components that have a density."""
        raise NotImplementedError

    def draw_kept(self, painter: QPainter) -> None:
        """Draw what was worked out."""
        raise NotImplementedError


class RegionLayer(FieldLayer):
    """A tint of the component with the largest responsibility."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._image = QImage()

    def wanted(self, frame: Frame) -> bool:
        """Return whether regions are shown and there is a component."""
        return frame.presentation.shown.regions and frame.snapshot.mixture is not None

    def work_out(self, gaussians: dict[int, Gaussian], view: View) -> None:
        """Find the owner of every cell."""
        if not gaussians:
            self._image = QImage()
            return
        found = owners_of_cells(gaussians, view.width, view.height, REGION_CELL, REGION_BLOCK)
        colors = [(*component_color(k), 255) for k in range(view.mixture.n_components)]
        pixels = np.array(colors, np.uint8).view(np.uint32)[:, 0].take(found)
        height, width = found.shape
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
        self._image = image.copy()  # the array's memory is not Qt's

    def draw_kept(self, painter: QPainter) -> None:
        """Draw the tint, its edges smoothed."""
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(TINT[self.theme.name])
        width, height = self._image.width() * REGION_CELL, self._image.height() * REGION_CELL
        painter.drawImage(QRectF(0, 0, width, height), self._image)
        painter.setOpacity(1.0)


class DensityLinesLayer(FieldLayer):
    """Iso-lines of the mixture's density, at the masses it holds inside them."""

    def __init__(self, box: PlotBox, theme: Theme) -> None:
        super().__init__(box, theme)
        self._lines: list[QPainterPath] = []

    def wanted(self, frame: Frame) -> bool:
        """Return whether iso-lines are shown and there is a component."""
        return frame.presentation.shown.density and frame.snapshot.mixture is not None

    def work_out(self, gaussians: dict[int, Gaussian], view: View) -> None:
        """Find the iso-lines on a coarse grid that reaches beyond the edges."""
        self._lines = []
        if not gaussians:
            return
        x = np.arange(-1, view.width // ISO_CELL + 3) * float(ISO_CELL)
        y = np.arange(-1, view.height // ISO_CELL + 3) * float(ISO_CELL)
        field = log_density(gaussians, x, y[:, None])
        for level in levels(gaussians, MASSES):
            segments = isolines(field, float(level))
            self._lines.append(segments_path((segments - 1.0) * ISO_CELL))

    def draw_kept(self, painter: QPainter) -> None:
        """Draw the lines, the inner ones stronger."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line, share in zip(self._lines, np.linspace(0.6, 0.3, len(MASSES)), strict=False):
            painter.setPen(self._pen(float(share)))
            painter.drawPath(line)

    def _pen(self, share: float) -> QPen:
        """Return a pen without transparency: where segments meet, it would show as dots."""
        ink, paper = rgb_of(self.theme.text), rgb_of(self.theme.plot)
        mixed = (round(share * a + (1.0 - share) * b) for a, b in zip(ink, paper, strict=True))
        style, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
        return QPen(QColor(*mixed), 1.0, style, cap)

"""A small picture of a data set: a scatter of two columns, or one column as a histogram."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from gmm_explorer.data import Dataset
from gmm_explorer.data.dataset import LabelArray
from gmm_explorer.view.generate.preview_bars import draw_bars, label_color
from gmm_explorer.view.generate.preview_places import (
    FloatArray,
    preview_places,
    preview_scales,
)
from gmm_explorer.view.generate.preview_truth import draw_curve, draw_ellipses
from gmm_explorer.view.points.point_cloud import automatic_size

MOST_POINTS = 2000
"""More are not told apart in a small picture."""

_SMALLEST = 280
_DASHES = (4.0, 3.0)


class DatasetPreview(QFrame):
    """Draws points in the colours of their clusters, and what they were drawn from dashed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_preview")
        self.setProperty("plotcard", True)
        self.setAccessibleName("Preview")
        self.setMinimumSize(_SMALLEST, _SMALLEST)
        self._dataset: Dataset | None = None

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Draw another data set, of at most `MOST_POINTS` to be quick, or nothing."""
        self._dataset = dataset
        self.setAccessibleDescription("" if dataset is None else dataset.provenance)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points, and over them the truth where it is a mixture."""
        super().paintEvent(event)
        if self._dataset is not None:
            painter = QPainter(self)
            painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
            self._draw(painter, self._dataset)

    def _draw(self, painter: QPainter, dataset: Dataset) -> None:
        scales = preview_scales(dataset.X, self.width(), self.height())
        labels = np.full(dataset.n_samples, -1) if dataset.labels is None else dataset.labels
        on_line = dataset.n_features == 1
        height_of_one = draw_bars(painter, dataset.X[:, 0], labels, scales) if on_line else 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_points(painter, preview_places(dataset.X, scales), labels)
        if dataset.mixture is None:
            return
        pen = QPen(self.palette().text().color(), 1.25)
        pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if on_line:
            draw_curve(painter, dataset.mixture, scales, height_of_one)
        else:
            draw_ellipses(painter, dataset.mixture, scales)


def _draw_points(painter: QPainter, places: FloatArray, labels: LabelArray) -> None:
    for label in np.unique(labels).tolist():
        pen = QPen(QColor(*label_color(label)), automatic_size(len(places)) * 0.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints([QPointF(x, y) for x, y in places[labels == label].tolist()])

"""A small picture of a data set: a scatter of two columns, or one column as a histogram."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from gmm_explorer.data import Dataset
from gmm_explorer.view.plot.plane import EQUAL_WITHIN
from gmm_explorer.view.points.point_cloud import automatic_size
from gmm_explorer.view.style.palette import UNASSIGNED, Color, component_color

MOST_POINTS = 2000
"""More are not told apart in a small picture."""

_SMALLEST = 280
_MARGIN = 12

# Of the height, for a single column: where its histogram stands, and where its points begin.
_BASELINE = 0.74
_STRIP = 0.8
_BARS = 60
_BAR_ALPHA = 150

FloatArray = NDArray[np.float64]
LabelArray = NDArray[np.int64]


class DatasetPreview(QFrame):
    """Draws points in the colours of the clusters they were drawn from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataset_preview")
        self.setProperty("plotcard", True)
        self.setAccessibleName("Preview")
        self.setMinimumSize(_SMALLEST, _SMALLEST)
        self._dataset: Dataset | None = None

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Draw another data set, or nothing."""
        self._dataset = dataset
        self.setAccessibleDescription("" if dataset is None else dataset.provenance)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points, cluster by cluster; outliers and points without a cluster are grey."""
        super().paintEvent(event)
        if self._dataset is None:
            return
        X = self._dataset.X[:MOST_POINTS]
        labels = np.full(len(X), -1)
        if self._dataset.labels is not None:
            labels = self._dataset.labels[:MOST_POINTS]
        places = preview_places(X, self.width(), self.height())
        painter = QPainter(self)
        if X.shape[1] == 1:
            _draw_histogram(painter, places[:, 0], labels, self.width(), self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label in np.unique(labels).tolist():
            pen = QPen(QColor(*_color(label)), automatic_size(len(places)) * 0.75)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints([QPointF(x, y) for x, y in places[labels == label].tolist()])


def preview_places(X: FloatArray, width: int, height: int) -> FloatArray:
    """Return where points are drawn, in pixels from the top left.

    Parameters
    ----------
    X
        Shape (N, 1) or (N, 2). Two columns have one scale if the plot would give them one, else
        they fill the picture; one column is a strip near the bottom, in which points keep clear of
        each other by their number.
    width, height
        Of the picture, in pixels.

    Returns
    -------
    ndarray of shape (N, 2)
    """
    room = np.maximum(np.array([width, height]) - 2.0 * _MARGIN, 1.0)
    low, span = X.min(axis=0), np.ptp(X, axis=0)
    middle = low + span / 2.0
    if X.shape[1] == 1:
        scale = room[0] / span[0] if span[0] > 0.0 else 1.0
        # Multiples of the golden ratio never come close to each other.
        across = (np.arange(len(X)) * 0.6180339887498949) % 1.0
        top, bottom = height * _STRIP, max(height - float(_MARGIN), height * _STRIP)
        x = width / 2 + (X[:, 0] - middle[0]) * scale
        return np.column_stack([x, top + across * (bottom - top)])
    scales = np.divide(room, span, out=np.full(2, np.inf), where=span > 0.0)
    if span.max() <= EQUAL_WITHIN * span.min() or not np.isfinite(scales).all():
        scales = np.full(2, scales.min() if np.isfinite(scales.min()) else 1.0)
    away = (X - middle) * scales
    return np.column_stack([width / 2 + away[:, 0], height / 2 - away[:, 1]])


def bar_heights(x: FloatArray, labels: LabelArray, edges: FloatArray) -> FloatArray:
    """Return how many points of each label are in each bin, the smallest label first.

    Returns
    -------
    ndarray of shape (number of labels, number of bins)
    """
    return np.array([np.histogram(x[labels == one], edges)[0] for one in np.unique(labels)], float)


def _draw_histogram(
    painter: QPainter, x: FloatArray, labels: LabelArray, width: int, height: int
) -> None:
    """Draw bars of the pixels x, the clusters one upon the other."""
    edges = np.linspace(_MARGIN, max(width - _MARGIN, _MARGIN + 1), _BARS + 1)
    counts = bar_heights(x.clip(edges[0], edges[-1]), labels, edges)
    unit = (height * _BASELINE - _MARGIN) / max(counts.sum(axis=0).max(), 1.0)
    tops = height * _BASELINE - unit * counts.cumsum(axis=0)
    painter.setPen(Qt.PenStyle.NoPen)
    for label, top, count in zip(np.unique(labels).tolist(), tops, counts, strict=True):
        painter.setBrush(QColor(*_color(label), _BAR_ALPHA))
        bars = zip(
            edges[:-1].tolist(), edges[1:].tolist(), top.tolist(), count.tolist(), strict=True
        )
        painter.drawRects([QRectF(a, y, b - a - 1.0, n * unit) for a, b, y, n in bars if n])


def _color(label: int) -> Color:
    return UNASSIGNED if label < 0 else component_color(label)

"""A small picture of a data set: a scatter of two columns, or a strip of one."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from gmm_explorer.data import Dataset
from gmm_explorer.view.points.point_cloud import automatic_size
from gmm_explorer.view.style.palette import UNASSIGNED, component_color

MOST_POINTS = 4000
"""More are not told apart in a small picture."""

_SMALLEST = 280
_MARGIN = 12
_STRIP = 0.5  # how much of the height the points of a single column take

FloatArray = NDArray[np.float64]


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
        """Draw the points, cluster by cluster."""
        super().paintEvent(event)
        if self._dataset is None:
            return
        places = preview_places(self._dataset.X[:MOST_POINTS], self.width(), self.height())
        labels = np.full(len(places), -1)
        if self._dataset.labels is not None:
            labels = self._dataset.labels[:MOST_POINTS]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label in np.unique(labels).tolist():
            color = UNASSIGNED if label < 0 else component_color(label)
            pen = QPen(QColor(*color), automatic_size(len(places)) * 0.75)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints([QPointF(x, y) for x, y in places[labels == label].tolist()])


def preview_places(X: FloatArray, width: int, height: int) -> FloatArray:
    """Return where points are drawn, in pixels from the top left.

    Parameters
    ----------
    X
        Shape (N, 1) or (N, 2). Two columns have one scale; one column is a strip along the
        middle, in which points keep clear of each other by their number.
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
        spread = (np.arange(len(X)) * 0.6180339887498949) % 1.0 - 0.5
        across = spread * room[1] * _STRIP
        return np.column_stack([width / 2 + (X[:, 0] - middle[0]) * scale, height / 2 + across])
    scales = np.divide(room, span, out=np.full(2, np.inf), where=span > 0.0)
    scale = scales.min() if np.isfinite(scales.min()) else 1.0
    away = (X - middle) * scale
    return np.column_stack([width / 2 + away[:, 0], height / 2 - away[:, 1]])

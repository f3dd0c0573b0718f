"""A small histogram in a cell."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gmm_explorer.view.exchange.columns_model import VALUES
from gmm_explorer.view.widgets.number_delegate import Index

BINS = 24
_MARGIN = 4
_WIDTH = 120


class HistogramDelegate(QStyledItemDelegate):
    """Paints how often the values of a column are where, from the smallest to the largest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell; called by Qt."""
        super().paint(painter, option, index)
        heights = bar_heights(np.asarray(index.data(VALUES), dtype=np.float64))
        room = QRectF(option.rect).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width = room.width() / max(1, len(heights))
        color = option.palette.color(QPalette.ColorRole.Accent)
        for number, share in enumerate(heights.tolist()):
            height = share * room.height()
            bar = QRectF(room.left() + number * width, room.bottom() - height, width - 1.0, height)
            painter.fillRect(bar, color)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for room for the bars; called by Qt."""
        return QSize(_WIDTH, super().sizeHint(option, index).height())


def bar_heights(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the height of each bar, shape (`BINS`,), of the tallest 1; none without values."""
    values = values[np.isfinite(values)]
    if not values.size:
        return np.empty(0)
    scale = max(float(np.abs(values).max()), np.finfo(float).tiny)
    scaled = values / scale  # numbers near the end of the range would overflow a difference
    low, high = float(scaled.min()), float(scaled.max())
    places = np.zeros(len(scaled)) + 0.5 if high <= low else (scaled - low) / (high - low)
    counts = np.bincount(np.minimum((places * BINS).astype(np.intp), BINS - 1), minlength=BINS)
    return counts / counts.max()

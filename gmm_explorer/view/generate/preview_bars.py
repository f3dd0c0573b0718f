"""The histogram of a single column in a small picture."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gmm_explorer.data.dataset import LabelArray
from gmm_explorer.view.generate.preview_places import BASELINE, MARGIN, FloatArray, Scales
from gmm_explorer.view.style.palette import UNASSIGNED, Color, component_color

_BARS = 60
_ALPHA = 150


def label_color(label: int) -> Color:
    """Return the colour of a cluster, or the grey of what belongs to none."""
    return UNASSIGNED if label < 0 else component_color(label)


def bar_heights(x: FloatArray, labels: LabelArray, edges: FloatArray) -> FloatArray:
    """Return how many points of each label are in each bin, the smallest label first.

    Returns
    -------
    ndarray of shape (number of labels, number of bins)
    """
    return np.array([np.histogram(x[labels == one], edges)[0] for one in np.unique(labels)], float)


def draw_bars(painter: QPainter, x: FloatArray, labels: LabelArray, scales: Scales) -> float:
    """Draw bars, the clusters one upon the other, outliers at the bottom.

    Returns
    -------
    float
        How many pixels high a density of 1 is, in the units of the data, outliers apart.
    """
    edges = np.linspace(MARGIN, max(scales.width - MARGIN, MARGIN + 1), _BARS + 1)
    places = scales.width / 2 + (x - scales.middle[0]) * scales.per_unit[0]
    counts = bar_heights(places.clip(edges[0], edges[-1]), labels, edges)
    unit = (scales.height * BASELINE - MARGIN) / max(counts.sum(axis=0).max(), 1.0)
    tops = scales.height * BASELINE - unit * counts.cumsum(axis=0)
    painter.setPen(Qt.PenStyle.NoPen)
    left, breadth = edges[:-1].tolist(), float(edges[1] - edges[0])
    for label, top, count in zip(np.unique(labels).tolist(), tops, counts, strict=True):
        painter.setBrush(QColor(*label_color(label), _ALPHA))
        bars = zip(left, top.tolist(), count.tolist(), strict=True)
        painter.drawRects([QRectF(a, y, breadth - 1.0, n * unit) for a, y, n in bars if n])
    return float((labels >= 0).sum() * unit * breadth / scales.per_unit[0])

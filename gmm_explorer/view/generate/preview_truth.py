"""The mixture that data are drawn from, in a small picture, in the pen of the painter."""

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF

from gmm_explorer.em import Mixture, ellipse_axes
from gmm_explorer.view.generate.preview_places import BASELINE, FloatArray, Scales

_N_SIGMA = 2.0
_STEP = 0.5  # pixels between two points of a curve
_LEAST, _MOST = 0.5, 1e4  # pixels: what is smaller or larger is not drawn


def draw_ellipses(painter: QPainter, mixture: Mixture, scales: Scales) -> None:
    """Draw each component at 2 sigma."""
    to_pixels = scales.per_unit * (1.0, -1.0)  # down is up
    middle = np.array([scales.width, scales.height]) / 2.0
    centres = middle + (mixture.means - scales.middle) * to_pixels
    covariances = mixture.covariances * np.outer(to_pixels, to_pixels)
    for (x, y), covariance in zip(centres.tolist(), covariances, strict=True):
        axes, angle = ellipse_axes(covariance)
        longer, shorter = (_N_SIGMA * axes).tolist()
        if _LEAST < longer < _MOST and max(abs(x), abs(y)) < _MOST:
            painter.save()
            painter.translate(x, y)
            painter.rotate(math.degrees(angle))
            painter.drawEllipse(QPointF(), longer, shorter)
            painter.restore()


def density(mixture: Mixture, x: FloatArray) -> FloatArray:
    """Return the density of a mixture on a line, Bishop 2006, eq. 2.193; shape as x (N,).

    A component without a width has none, and is left out.
    """
    total = np.zeros(len(x))
    deviations = np.sqrt(mixture.covariances[:, 0, 0])
    for weight, mean, deviation in zip(
        mixture.weights, mixture.means[:, 0], deviations, strict=True
    ):
        if deviation > 0.0:
            height = weight / (deviation * math.sqrt(2.0 * math.pi))
            total += height * np.exp(-0.5 * ((x - mean) / deviation) ** 2)
    return total


def draw_curve(painter: QPainter, mixture: Mixture, scales: Scales, height_of_one: float) -> None:
    """Draw the density over the bars, a density of 1 so many pixels high."""
    across = np.arange(0.0, scales.width + _STEP, _STEP)
    x = scales.middle[0] + (across - scales.width / 2) / scales.per_unit[0]
    y = scales.height * BASELINE - height_of_one * density(mixture, x)
    points = zip(across.tolist(), y.clip(-_MOST, _MOST).tolist(), strict=True)
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))

"""Quick ellipses hold as much ink as those that Qt draws."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gmm_explorer.view.plot.quick_ellipse import Edge, Ring, draw_ellipses

BOUNDS = QRectF(-60.0, -35.0, 120.0, 70.0)


def ink(draw):
    """Return how dark each pixel of a picture gets, from 0 to 255."""
    image = QImage(200, 200, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(100, 100)
    painter.rotate(30)
    draw(painter)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(200, image.bytesPerLine())
    return 255.0 - rows[:, :200]


@pytest.mark.parametrize("width", [0.75, 1.0, 1.2, 1.5, 2.25])
@pytest.mark.parametrize("alpha", [0.4, 1.0])
def test_an_edge_of_any_width_is_as_dark_as_qts_own(qapp, width, alpha):
    color = QColor(0, 0, 0)
    color.setAlphaF(alpha)
    pen = QPen(color, width)

    def by_qt(painter):
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(BOUNDS)

    ring = Ring(BOUNDS, None, [Edge((0, 0, 0), alpha, width)])
    ours, theirs = ink(lambda painter: draw_ellipses(painter, [ring])), ink(by_qt)
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.15)


def test_the_fill_reaches_to_the_edge_and_no_further(qapp):
    ring = Ring(BOUNDS, QColor(128, 128, 128), [Edge((0, 0, 0), 1.0, 1.0)])
    picture = ink(lambda painter: draw_ellipses(painter, [ring]))
    assert picture[100, 100] == 127
    assert picture[0, 0] == 0
    area = np.pi * 60 * 35
    assert np.count_nonzero(picture) == pytest.approx(area, rel=0.06)

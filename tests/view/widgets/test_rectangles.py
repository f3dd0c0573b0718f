import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from gmm_explorer.view.widgets.rectangles import fill_rectangles


def covered(tops, width):
    """Return which pixels (12, 10) rectangles from x = 2, two high, cover."""
    image = QImage(10, 12, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    fill_rectangles(painter, QColor("black"), 2, np.array(tops, float), width, 2)
    painter.end()
    return np.array(image.constBits()).reshape(12, 10, 4)[..., 0] == 0


@pytest.mark.parametrize("width", [5, np.array([5.0, 5.0])])
def test_rectangles_cover_whole_pixels(qapp, width):
    expected = np.zeros((12, 10), np.bool_)
    expected[1:3, 2:7] = expected[6:8, 2:7] = True
    np.testing.assert_array_equal(covered([1, 6], width), expected)


def test_of_no_width_and_of_no_rectangles_nothing_is_seen(qapp):
    assert covered([1, 6], np.array([0.0, 3.0])).sum() == 6
    assert not covered([], 5).any()

"""A copy looks like the drawing, to the pixel, wherever it is put."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from gmm_explorer.view.plot import stamps as stamps_module
from gmm_explorer.view.plot.stamps import EXACT, ROUNDED, Drawing, Stamps

SIZE = 160  # logical pixels
PLACE = QPointF(70.3, 61.7)


class Blob:
    """A drawing that counts how often it is painted."""

    def __init__(self):
        self.n_painted = 0

    def describe(self):
        return Drawing(QSizeF(40.0, 25.0), self._paint)

    def _paint(self, painter):
        self.n_painted += 1
        painter.rotate(20)
        painter.setBrush(QColor(200, 30, 30, 90))
        painter.drawEllipse(QPointF(), 35.0, 15.0)


@pytest.fixture
def blob(qapp):
    return Blob()


def drawn(draw, ratio=1.0, magnified=1.0):
    """Return the pixels, shape (H, W, 4), after something was drawn on a device."""
    side = round(SIZE * ratio * magnified)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(magnified, magnified)
    draw(painter)
    painter.end()
    return np.array(image.constBits()).reshape(side, side, 4).astype(int)


def directly(blob, at, **device):
    return drawn(lambda painter: Stamps().draw(painter, 0, at, "", blob.describe), **device)


def assert_alike(one, other):
    # What is covered in two steps is rounded twice.
    assert np.abs(one - other).max() <= 2


@pytest.mark.parametrize("magnified", [1.0, 1.5])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_copy_is_the_drawing_also_pixels_away(blob, ratio, magnified):
    device = {"ratio": ratio, "magnified": magnified}
    stamps = Stamps()
    moved = PLACE + QPointF(-12.0, 7.0) / (ratio * magnified)
    for at in (PLACE, PLACE, moved):
        picture = drawn(lambda p, at=at: stamps.draw(p, 0, at, "same", blob.describe), **device)
        assert (picture < 255).any()
        assert_alike(picture, directly(Blob(), at, **device))
    assert blob.n_painted == 2  # as it was, and for the copies


def test_at_rest_a_copy_is_not_put_beside_its_place(blob):
    stamps = Stamps()
    beside = PLACE + QPointF(0.4, 0.0)
    for at in (PLACE, PLACE, beside, beside):
        picture = drawn(lambda p, at=at: stamps.draw(p, 0, at, "same", blob.describe, EXACT))
        assert_alike(picture, directly(Blob(), at))
    assert blob.n_painted == 4


def test_under_a_hand_a_copy_is_put_on_the_nearest_pixels(blob):
    stamps = Stamps()
    for at in (PLACE, PLACE, PLACE + QPointF(5.4, 0.0)):
        picture = drawn(lambda p, at=at: stamps.draw(p, 0, at, "same", blob.describe, ROUNDED))
    assert_alike(picture, directly(Blob(), PLACE + QPointF(5.0, 0.0)))
    assert blob.n_painted == 2


def test_what_changes_every_time_is_drawn_every_time(blob):
    stamps = Stamps()
    for key in range(5):
        drawn(lambda p, key=key: stamps.draw(p, 0, PLACE, key, blob.describe))
    assert blob.n_painted == 5


def test_a_drawing_larger_than_a_screen_is_never_made_a_picture(qapp):
    n_asked = 0

    def describe():
        nonlocal n_asked
        n_asked += 1
        return Drawing(QSizeF(1e5, 1e5), lambda _painter: None)

    stamps = Stamps()
    for _ in range(3):
        drawn(lambda p: stamps.draw(p, 0, PLACE, "same", describe))
    assert n_asked == 3


def test_pictures_have_room_for_a_few_screens_together(blob, monkeypatch):
    monkeypatch.setattr(stamps_module, "MOST_PIXELS", 10_000)
    stamps = Stamps()
    for _ in range(3):
        for number in range(3):
            drawn(lambda p, n=number: stamps.draw(p, n, PLACE, "same", blob.describe))
    assert 0 < stamps.n_pixels <= 10_000
    assert blob.n_painted == 3 + 3 + 1  # the third is drawn every time
    stamps.keep(())
    assert stamps.n_pixels == 0


def test_nothing_is_drawn_of_nothing(qapp):
    stamps = Stamps()
    for _ in range(3):
        assert (drawn(lambda p: stamps.draw(p, 0, PLACE, "same", lambda: None)) == 255).all()

"""Shares drawn by copying look as if each had been written by Qt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from gmm_explorer.view.style.numbers import fixed
from gmm_explorer.view.widgets.share_texts import ShareTexts, thousandths


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20))
def test_they_are_rounded_as_they_are_written_elsewhere(values):
    written = [round(1000 * float(fixed(value, 3))) for value in values]
    assert thousandths(np.array(values)).tolist() == written


def test_halves_are_rounded_as_python_rounds_the_number_itself():
    values = np.arange(1000) / 1000 + 0.0005
    written = [round(1000 * float(fixed(value, 3))) for value in values.tolist()]
    assert thousandths(values).tolist() == written


def test_what_is_no_number_is_a_dash():
    assert thousandths(np.array([np.nan, np.inf, -np.inf, 0.5])).tolist() == [1001, 1001, 1001, 500]


def test_what_rounding_carries_beyond_1_is_1():
    assert thousandths(np.array([1.0 + 2e-16, 1.0 + 1e-9])).tolist() == [1000, 1000]


def blank(ratio):
    image = QImage(round(300 * ratio), round(60 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    return image


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_they_look_like_texts(qapp, ratio):
    font, ink = QFont(qapp.font()), QColor("black")
    values = np.array([0.0, 0.488, 1.0, 0.9996, np.nan])
    rights, middle = np.arange(1, 6) * 55.0, 25.0
    copied, written = blank(ratio), blank(ratio)
    texts = ShareTexts()
    for _ in range(2):  # the second time from memory
        painter = QPainter(copied)
        painter.fillRect(copied.rect(), Qt.GlobalColor.white)
        texts.use(font, ink, ratio)
        texts.draw(painter, rights, np.full(5, middle), values)
        painter.end()
    painter = QPainter(written)
    painter.setFont(font)
    painter.setPen(ink)
    height = QFontMetricsF(font).height()
    for right, value in zip(rights.tolist(), values.tolist(), strict=True):
        cell = QRectF(right - 50.0, middle - height / 2, 50.0, height)
        painter.drawText(cell, Qt.AlignmentFlag.AlignRight, fixed(value, 3))
    painter.end()
    assert pixels(copied).min() < 100
    for right in rights.tolist():
        part = slice(round((right - 50) * ratio), round((right + 2) * ratio))
        ours, theirs = 255 - pixels(copied)[:, part], 255 - pixels(written)[:, part]
        # As much ink, in the same place to a pixel.
        assert ours.sum() == pytest.approx(theirs.sum(), rel=0.1)
        for axis in (0, 1):
            places = np.arange(ours.shape[1 - axis])
            centre, other = (ink.sum(axis=axis) @ places / ink.sum() for ink in (ours, theirs))
            assert abs(centre - other) <= 1.0


def test_another_colour_draws_them_anew(qapp):
    texts = ShareTexts()
    shades = []
    for ink in ("black", "red"):
        image = blank(1.0)
        painter = QPainter(image)
        texts.use(QFont(qapp.font()), QColor(ink), 1.0)
        texts.draw(painter, np.array([60.0]), np.array([25.0]), np.array([0.25]))
        painter.end()
        shades.append({image.pixelColor(x, y).name() for x in range(60) for y in range(50)})
    assert "#000000" in shades[0]
    assert "#000000" not in shades[1]
    assert "#ff0000" in shades[1]

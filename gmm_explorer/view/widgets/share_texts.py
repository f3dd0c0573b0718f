"""Numbers from 0 to 1 to three decimals, as many as a table shows drawn with a single call."""

import math
from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from gmm_explorer.view.style.numbers import fixed
from gmm_explorer.view.widgets.fragments import Fragments

_DECIMALS = 3
_LARGEST = 10**_DECIMALS
_NOT_A_NUMBER = _LARGEST + 1
_COLUMNS = 32  # of texts in the atlas
_TIE = 1e-9  # of the last decimal: so near to a half, binary and decimal rounding may differ


class ShareTexts:
    """Draws shares in one font and colour; each text is drawn once and then copied."""

    def __init__(self) -> None:
        self._look: Hashable = None
        self._font, self._ink, self._ratio = QFont(), QColor(), 1.0
        self._width = self._height = 1
        self._is_drawn = np.zeros(_NOT_A_NUMBER + 1, np.bool_)
        self._atlas = QPixmap()
        self._fragments = Fragments()

    def use(self, font: QFont, ink: QColor, ratio: float) -> None:
        """Draw like this from now on, on a device with so many pixels a unit."""
        look = (font.key(), ink.rgba(), ratio)
        if look == self._look:
            return
        self._look = look
        self._font, self._ink, self._ratio = QFont(font), QColor(ink), ratio
        metrics = QFontMetricsF(font)
        self._width = _odd(ratio * (metrics.horizontalAdvance(fixed(0.0, _DECIMALS)) + 2))
        self._height = _odd(ratio * metrics.height())
        self._atlas = QPixmap(
            _COLUMNS * self._width, -(-len(self._is_drawn) // _COLUMNS) * self._height
        )
        self._atlas.fill(Qt.GlobalColor.transparent)
        self._is_drawn[:] = False

    def draw(
        self,
        painter: QPainter,
        right: NDArray[np.float64],
        middle: NDArray[np.float64],
        values: NDArray[np.float64],
    ) -> None:
        """Draw shares that end at ``right``, around ``middle``, in the painter's coordinates.

        Parameters
        ----------
        painter
            It may have been moved, and is left as it was.
        right, middle, values : (M,)
            The places, and the shares.
        """
        texts = thousandths(values)
        for text in np.flatnonzero(~self._is_drawn & _among(texts)).tolist():
            self._add(text)
        left = np.rint(self._ratio * right).astype(np.int32) - self._width
        top = np.rint(self._ratio * middle - self._height / 2).astype(np.int32)
        x, y = left + (self._width - 1) // 2, top + (self._height - 1) // 2
        rows, columns = np.divmod(texts, _COLUMNS)
        self._fragments.place(x, y, self._width, self._height)
        self._fragments.take_from(columns * self._width, rows * self._height)
        painter.save()
        painter.scale(1 / self._ratio, 1 / self._ratio)
        self._fragments.draw(painter, self._atlas)
        painter.restore()

    def _add(self, text: int) -> None:
        """Draw a text into the atlas."""
        self._is_drawn[text] = True
        row, column = divmod(text, _COLUMNS)
        painter = QPainter(self._atlas)
        painter.translate(column * self._width, row * self._height)
        painter.scale(self._ratio, self._ratio)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        value = math.nan if text == _NOT_A_NUMBER else text / _LARGEST
        cell = QRectF(0.0, 0.0, self._width / self._ratio, self._height / self._ratio)
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell, at_right, fixed(value, _DECIMALS))
        painter.end()


def thousandths(values: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return shares (M,) in thousandths, rounded as `fixed` writes them; 1001 for no number."""
    is_share = np.abs(values - 0.5) < 0.5004  # rounding may carry one a little beyond 1
    scaled = _LARGEST * np.where(is_share, values, 0.0)
    rounded = np.where(is_share, np.rint(scaled), _NOT_A_NUMBER).astype(np.int32)
    ties = np.abs(scaled - np.floor(scaled) - 0.5) < _TIE
    for at in np.flatnonzero(ties).tolist():
        rounded[at] = round(_LARGEST * float(fixed(values[at], _DECIMALS)))
    return rounded


def _among(texts: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Tell of every text whether it is one of these."""
    wanted = np.zeros(_NOT_A_NUMBER + 1, np.bool_)
    wanted[texts] = True
    return wanted


def _odd(length: float) -> int:
    return 2 * math.ceil((length - 1) / 2) + 1

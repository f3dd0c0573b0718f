"""Windows as the app builds them, and colour measures as published, apart from our code."""

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog, QWidget

from gmm_explorer.app import create_window
from gmm_explorer.data import Dataset
from tests.view.windows import settle, show

PLANE = np.random.default_rng(1).normal(size=(200, 2)) * [2.0, 1.0] + [5.0, -3.0]
LINE = np.random.default_rng(2).normal(size=(80, 1)) * 3.0


class ColorTruth:
    """What colours are to an eye."""

    @staticmethod
    def light(rgb):
        """Linear light (..., 3) of sRGB bytes (IEC 61966-2-1)."""
        value = np.asarray(rgb) / 255
        return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)

    def oklab_lightness(self, rgb):
        """Lightness L, from 0 to 1, of sRGB bytes (..., 3) in Oklab (B. Ottosson 2020)."""
        red, green, blue = np.moveaxis(self.light(rgb), -1, 0)
        long = np.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        medium = np.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = np.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short

    def contrast(self, one, other):
        """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
        dark, bright = sorted(self.light([one, other]) @ (0.2126, 0.7152, 0.0722))
        return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(scope="session")
def color_truth() -> ColorTruth:
    """Measures of colour."""
    return ColorTruth()


@pytest.fixture
def window(qtbot):
    """Return an empty window, shown."""
    window = create_window([])
    window.resize(1280, 720)
    return show(qtbot, window)


@pytest.fixture
def dialog_owner(qtbot):
    """Return a plain widget for dialogs to stand on, which are closed with it."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1280, 720)
    owner.show()
    yield owner
    # A dialog deletes itself when it is closed: qtbot would close it once more.
    for dialog in owner.findChildren(QDialog):
        dialog.close()


@pytest.fixture
def plane_window(window):
    """Return a window with 200 points on a plane."""
    window.controller.documents.take_data(Dataset.from_array(PLANE), "Open plane")
    settle(window)
    return window


@pytest.fixture
def line_window(window):
    """Return a window with 80 points on a line."""
    window.controller.documents.take_data(Dataset.from_array(LINE), "Open line")
    settle(window)
    return window

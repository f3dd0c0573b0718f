"""The dialog that says what this is and what it stands on."""

import platform

import numpy as np
import pyqtgraph as pg
import scipy
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gmm_explorer import __version__
from gmm_explorer.view.card import plain_label
from gmm_explorer.view.icons import app_icon

_ICON_SIZE = 64
_MARGIN = 20
_WIDTH = 380

WHAT = (
    "See Expectation-Maximization fit Gaussian mixtures: place Gaussians by hand, step, "
    "and watch points, ellipses and the log-likelihood follow."
)
SOURCE = "The algorithm follows Bishop, Pattern Recognition and Machine Learning (2006), chapter 9."
LICENCE = "MIT licence. Qt and PySide6 are used under the LGPL, version 3."


class AboutDialog(QDialog):
    """Name, version, licence, and the versions of what it is built with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle("About GMM Explorer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = plain_label()
        picture.setPixmap(app_icon().pixmap(_ICON_SIZE, _ICON_SIZE))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(plain_label(f"GMM Explorer {__version__}", title=True))
        for text in (WHAT, SOURCE):
            words.addWidget(_paragraph(text))
        for text in (LICENCE, versions()):
            words.addWidget(_paragraph(text, dim=True, small=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        words.addSpacing(4)
        words.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN)
        layout.addWidget(picture)
        layout.addLayout(words)


def _paragraph(text: str, **properties: bool) -> QLabel:
    label = plain_label(text, **properties)
    label.setWordWrap(True)
    label.setMinimumWidth(_WIDTH)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def versions() -> str:
    """Return the versions of what the window is built with, in one line."""
    parts = {
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "PySide6": pyside_version,
        "pyqtgraph": pg.__version__,
        "NumPy": np.__version__,
        "SciPy": scipy.__version__,
    }
    return " · ".join(f"{name} {version}" for name, version in parts.items())

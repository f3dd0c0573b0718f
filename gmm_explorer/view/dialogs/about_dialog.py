"""The dialog that says what this is and what it stands on."""

import platform

import numpy as np
import pyqtgraph as pg
import scipy
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gmm_explorer import __version__
from gmm_explorer.view.style.icons import app_icon
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_ICON_SIZE = 64
_WIDTH = 380

WHAT = (
    "See Expectation-Maximization fit Gaussian mixtures: place Gaussians by hand, step, "
    "and watch points, ellipses and the log-likelihood follow."
)
SOURCE = "The algorithm follows Bishop, Pattern Recognition and Machine Learning (2006), chapter 9."
LICENCE = "MIT licence. Qt and PySide6: LGPL, version 3."


class AboutDialog(Dialog):
    """Name, version, licence, and the versions of what it is built with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("about_dialog", f"GMM Explorer {__version__}", parent)
        picture = plain_label()
        picture.setPixmap(app_icon().pixmap(_ICON_SIZE, _ICON_SIZE))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(8)
        for text in (WHAT, SOURCE):
            words.addWidget(_paragraph(text))
        for text in (LICENCE, versions()):
            words.addWidget(_paragraph(text, dim=True, small=True))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(picture)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        close = self.add_button("Close", Role.RejectRole, "Go back to the window", primary=True)
        close.setFocus()


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

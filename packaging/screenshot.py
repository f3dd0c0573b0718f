"""Draw the picture in the README anew: the real window on the Old Faithful data.

Run with the project's own Python: ``.venv/bin/python packaging/screenshot.py``.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from gmm_explorer.app import create_window
from gmm_explorer.view.style.theme import LIGHT

PICTURE = Path(__file__).parents[1] / "resources" / "guide" / "screenshot.png"
STARTS = (([2.6, 62.0], [0.35, 7.0]), ([3.7, 74.0], [0.4, 7.0]))
N_STEPS = 4


def main() -> int:
    """Draw the picture and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        window = create_window(["--example", "old_faithful"])
        window.set_theme(LIGHT)
        window.resize(1440, 900)
        window.show()
        for mean, deviations in STARTS:
            window.controller.editing.place(mean, np.diag(np.square(deviations)))
        for _ in range(N_STEPS):
            window.controller.stepping.step()
        for _ in range(3):  # axes know the width of their labels only after painting them
            QTest.qWait(20)
            window.grab()
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        saved = window.grab().save(str(PICTURE))
        window.close()
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main())

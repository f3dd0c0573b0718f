"""A script that leaves its window open ends all the same."""

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from gmm_explorer.app import create_window
window = create_window(["--example", "tutorial_collapse"])
window.show()
for _ in range(6):
    window.findChild(QAction, "em_step").trigger()
window.findChild(QAction, "collapse_show_me").trigger()
window.grab()
"""


def test_a_window_left_open_does_not_crash_python(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr

"""A script that leaves its window open ends all the same."""

import subprocess
import sys

import pytest

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
RUNNING = """
import gc, sys, threading
from PySide6.QtCore import QCoreApplication, QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from gmm_explorer.app import create_window
from gmm_explorer.em import EMSettings
tidied = set()
window = create_window(["--example", "tutorial_five"])
gc.callbacks.append(lambda *_: tidied.add(threading.current_thread().name))
window.show()
window.controller.stepping.change_settings(EMSettings(tol=0.0, max_iter=10**9))
window.controller.running.start()
while window.session.snapshot.n_iter < 1000 and window.controller.running.active:
    QCoreApplication.processEvents()
gc.collect()
assert tidied == {"MainThread"}, tidied
"""


@pytest.mark.parametrize("script", [SCRIPT, RUNNING], ids=["window", "run"])
def test_what_is_left_open_does_not_crash_python(tmp_path, monkeypatch, script):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", script, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr

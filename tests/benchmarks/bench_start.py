"""Start to the first painted window with an example, against a bare window with an empty plot.

The bundle is measured too where ``packaging/dev.py bundle`` has made one. Every figure is the wall
time of a whole process, which leaves as soon as it has painted; the runs take turns.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 9
ROOT = Path(__file__).parents[2]
PROGRAM = "gmm-explorer-console.exe" if sys.platform == "win32" else "gmm-explorer"
BUNDLE = ROOT / "dist" / "gmm-explorer" / PROGRAM
ARGUMENTS = ["--try-start", "--example", "old_faithful"]
BARE = """
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Leave(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, app.quit)
        return False

app = QApplication([])
window = QMainWindow()
window.setCentralWidget(pg.PlotWidget())
window.resize(1440, 900)
leave = Leave()
window.create()
window.windowHandle().installEventFilter(leave)
window.show()
app.exec()
"""
GOALS = {"source": 1.6, "bundle": 1.5}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=60)
    return time.perf_counter() - start


def main() -> int:
    """Print the medians and their ratios."""
    commands = {
        "bare": [sys.executable, "-P", "-c", BARE],
        "source": [sys.executable, "-P", "-m", "gmm_explorer", *ARGUMENTS],
    }
    if BUNDLE.exists():
        commands["bundle"] = [str(BUNDLE), *ARGUMENTS]
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home:
        # Compiled modules are kept, as a person's Python does, whatever this one is told.
        own = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(home, "cache"))}
        own |= {"HOME": home, "XDG_CONFIG_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        for _ in range(ROUNDS + 1):
            for name, command in commands.items():
                times[name].append(seconds(command, {**os.environ, **own}))
    typical = {name: median(found[1:]) for name, found in times.items()}  # the first fills caches
    print(f"{'bare window, empty plot':28} {typical['bare'] * 1e3:6.0f} ms")
    against = {"source": "bare", "bundle": "source"}
    for name in list(commands)[1:]:
        ratio = typical[name] / typical[against[name]]
        words = f"{ratio:.2f} x {against[name]} (goal {GOALS[name]})"
        print(f"{name + ', an example painted':28} {typical[name] * 1e3:6.0f} ms   {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

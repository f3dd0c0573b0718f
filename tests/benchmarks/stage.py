"""What benchmarks of the window share: the machine told, a window with points and a start."""

import os
import platform
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import PySide6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gmm_explorer.app import create_window
from gmm_explorer.controller.lane import EM, SHOWING, Lane
from gmm_explorer.data.generators import Blobs
from gmm_explorer.start.garbage import keep_what_is_there
from gmm_explorer.view.window import MainWindow


@contextmanager
def own_settings() -> Iterator[None]:
    """Keep away from the layout of whoever runs this."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        yield


def print_machine() -> None:
    """Print what the figures belong to."""
    processor = platform.processor() or platform.machine()
    print(f"{platform.system()} {processor}, {os.cpu_count()} processors, load {load()}")
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, "
        f"PySide6 {PySide6.__version__}, pyqtgraph {pg.__version__}"
    )


def load() -> str:
    """Return the machine's load, where it can be told."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


@contextmanager
def started(n_points: int, n_components: int) -> Iterator[MainWindow]:
    """Show a window with blobs and a start on them."""
    window = create_window([])
    window.show()
    points = Blobs(n_clusters=n_components, n_points=n_points).dataset(1)
    window.controller.documents.take_data(points, "Generate")
    start = replace(window.session.presentation.start, n_components=n_components)
    window.controller.presenting.prepare_start(start)
    window.controller.stepping.initialize()
    QTest.qWait(50)
    paint_all(window)
    keep_what_is_there()  # as the app does once it is shown
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QTest.qWait(1)


class Worker:
    """A lane that counts what it is asked for: it need not be waited for when that is nothing.

    To wait costs a change of threads, which is no part of a frame.
    """

    def __init__(self, lane: Lane) -> None:
        self._put = lane.put
        self._n_asked = 0
        lane.put = self._ask

    def _ask(self, work: Callable[[], None]) -> None:
        self._n_asked += 1
        self._put(work)

    def finish(self) -> None:
        """Let the event loop work until all that the lane was asked for is done."""
        while self._n_asked:
            self._n_asked = 0
            done = threading.Event()
            self._put(done.set)  # after all of it
            while not done.wait(0.0005):
                QApplication.processEvents()


WORKERS = Worker(EM), Worker(SHOWING)


def paint_all(window: MainWindow) -> None:
    """Let the event loop work until nothing that a worker was asked for is missing on screen."""
    QApplication.processEvents()
    awaited = True
    while awaited:
        for worker in WORKERS:
            worker.finish()
        awaited = window.session.derived.awaited
        QApplication.processEvents()

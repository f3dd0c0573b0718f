"""Time of whole frames of the real window while one scrubs along a long history.

The window is 1440 x 900, with 5,000 points and a run of 10,000 iterations (each one kept). A move
is measured from the mouse event on the log-likelihood plot to the painted frame: finding the
iteration, responsibilities, log-likelihood, points, ellipses, trails, tables and the plot itself.
It is set against what a plot made of pyqtgraph's own items would do in the same run: give a
PlotDataItem the 10,000 values anew and recolour a ScatterPlotItem of as many points. A second line
has a thousand changes by hand in the history. Run it as a script; it prints, and judges nothing.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from bench_drag import N_COMPONENTS, stock_of
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stage import own_settings, print_machine, started

from gmm_explorer.em import iterate_em
from gmm_explorer.model import Run, edits
from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot
from gmm_explorer.view.window import MainWindow

WINDOW = (1440, 900)
N_POINTS = 5_000
N_ITERATIONS = 10_000
N_EDITS = 1_000
GOAL = 16.0
MOVES = 120


def main() -> None:
    """Print one line for a single run, and one for a history of many edits."""
    with own_settings():
        print_machine()
        print(
            f"\none move along {N_ITERATIONS:,} entries to its painted frame, {N_POINTS:,} points"
        )
        print(f"{'history':>16} {'ms':>7} {'95 %':>7} {'goal':>6} {'stock items':>12} {'ratio':>7}")
        for name, fill in (("one run", run), (f"{N_EDITS:,} edits", run_with_edits)):
            print(scrub_line(name, fill))
        print("\nms of a move past which 5 % of them take longer stand under 95 %")


def scrub_line(name: str, fill: Callable[[MainWindow], None]) -> str:
    """Measure scrubbing along one history."""
    with opened() as window:
        fill(window)
        QTest.qWait(50)
        scrub_times(window, 10)
        times = scrub_times(window, MOVES)
        stock = stock_curve_ms(window) + stock_of(
            window.session.snapshot.dataset.X, window.session.derived.responsibilities
        )
    ours, slow = statistics.median(times), float(np.percentile(times, 95))
    return f"{name:>16} {ours:7.2f} {slow:7.2f} {GOAL:6.1f} {stock:12.1f} {stock / ours:7.1f}"


def scrub_times(window: MainWindow, n_moves: int) -> list[float]:
    """Return the milliseconds of each move of a drag there and back across the whole plot."""
    plot = window.likelihood_plot
    area = plot.box.sceneBoundingRect()
    ends = (area.left() + 0.05 * area.width(), area.right() - 0.05 * area.width())
    y = area.center().y()
    send(plot, QEvent.Type.MouseButtonPress, QPointF(ends[0], y))
    times = []
    for turn in np.linspace(0.0, 2 * np.pi, n_moves):
        x = ends[0] + (ends[1] - ends[0]) * (1 - np.cos(turn)) / 2
        begin = time.perf_counter()
        send(plot, QEvent.Type.MouseMove, QPointF(float(x), y))
        QApplication.processEvents()
        times.append(1e3 * (time.perf_counter() - begin))
    send(plot, QEvent.Type.MouseButtonRelease, QPointF(ends[0], y))
    QApplication.processEvents()
    return times


def send(plot: LikelihoodPlot, kind: QEvent.Type, at: QPointF) -> None:
    """Send a mouse event with the left button to the plot."""
    viewport = plot.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    place = QPointF(viewport.mapToGlobal(at))
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QMouseEvent(kind, at, place, button, held, keys))


def run(window: MainWindow, n_iterations: int = N_ITERATIONS) -> None:
    """Enter a run into the history."""
    session = window.session
    settings = replace(session.snapshot.settings, tol=0.0, max_iter=n_iterations)
    states = iterate_em(session.prepared, session.snapshot.mixture, settings)
    session.play_on(Run(session.snapshot, list(states)[1:]))


def run_with_edits(window: MainWindow) -> None:
    """Enter as many iterations, interrupted by a hand that moves a component."""
    session = window.session
    for _ in range(N_EDITS):
        run(window, N_ITERATIONS // N_EDITS)
        mean = session.snapshot.mixture.means[0]
        session.commit(edits.move_mean(session.snapshot, 0, mean + 0.1), "Move component 1")


def stock_curve_ms(window: MainWindow) -> float:
    """Return the milliseconds of giving pyqtgraph's own curve its values anew, and painting it."""
    values = window.session.timeline.position.block.entries.log_likelihood
    values = np.resize(values, N_ITERATIONS)
    widget = pg.PlotWidget()
    widget.resize(window.likelihood_plot.size())
    widget.show()
    item = widget.plot(values)
    QTest.qWait(50)
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        item.setData(values)
        widget.grab()
        times.append(1e3 * (time.perf_counter() - begin))
    widget.close()
    return statistics.median(times)


@contextmanager
def opened() -> Iterator[MainWindow]:
    """Show a window with points and a start."""
    pg.setConfigOption("mouseRateLimit", 0)  # every move counts
    with started(N_POINTS, N_COMPONENTS) as window:
        window.resize(*WINDOW)
        window.likelihood_plot.scene().minDragTime = 0
        QTest.qWait(50)
        yield window


if __name__ == "__main__":
    main()

"""Time of whole frames of the real window: a drag of a component, and an EM iteration.

The plot is 1000 x 700 pixels; every other panel is open beside it. A drag move is measured from
the intent to the painted frame: edit, responsibilities, log-likelihood, points, ellipses, tables
and the log-likelihood plot; where workers have a part in it, until the last of them is painted. It
is set against recolouring a ScatterPlotItem of pyqtgraph with as many points, and nothing else, in
the same run. Run it as a script; it prints, and judges nothing.
"""

import os
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from bench_point_cloud import Canvas, stock_ms
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stage import own_settings, paint_all, print_machine, started

from gmm_explorer.view.window import MainWindow

PLOT = (1000, 700)
N_COMPONENTS = 5
DRAG_GOALS = {5_000: 8.0, 100_000: 33.0}
RATIO_GOAL = 10.0
MANY = 1_000_000
ITERATION_GOAL = 250.0
MEMORY_GOAL = 200.0
MEGABYTE = 1e6


def main() -> None:
    """Print a line for each number of points."""
    with own_settings():
        print_machine()
        print(f"\none drag move to its painted frame, K = {N_COMPONENTS}, medians")
        print(f"{'points':>9} {'ms':>7} {'worst':>7} {'goal':>6} {'stock item':>11} {'ratio':>7}")
        for n_points, goal in DRAG_GOALS.items():
            print(drag_line(n_points, goal))
        print(f"\none EM iteration and its painted frame, K = {N_COMPONENTS}")
        print(f"{'points':>9} {'ms':>7} {'worst':>7} {'goal':>6} {'MB':>7} {'goal':>6}")
        print(iteration_line(MANY))
        print("MB: the most held in arrays, above data and responsibilities")


def drag_line(n_points: int, goal: float) -> str:
    """Measure drags of a component among so many points."""
    with opened(n_points) as window:
        drag_frames(window, 10)
        times = drag_frames(window, 60)
        rows = window.session.derived.responsibilities
        stock = stock_of(window.session.snapshot.dataset.X, rows)
    ours = statistics.median(times)
    return (
        f"{n_points:9} {ours:7.2f} {max(times):7.2f} {goal:6.1f} {stock:11.1f} "
        f"{stock / ours:7.1f} ({RATIO_GOAL:g})"
    )


def drag_frames(window: MainWindow, n_frames: int) -> list[float]:
    """Return the milliseconds of each move of a drag in circles, and let go."""
    mean = window.session.snapshot.mixture.means[0]
    times = []
    for angle in np.linspace(0.0, 4 * np.pi, n_frames):
        begin = time.perf_counter()
        window.controller.editing.drag_means(
            (0,), 0, mean + 0.5 * np.array([np.sin(angle), np.cos(angle)])
        )
        paint_all(window)
        times.append(1e3 * (time.perf_counter() - begin))
    window.controller.editing.cancel()
    QApplication.processEvents()
    return times


def stock_of(X: np.ndarray, rows: np.ndarray) -> float:
    """Return the milliseconds of recolouring pyqtgraph's own item alone."""
    widget = pg.PlotWidget()
    widget.hideAxis("left")
    widget.hideAxis("bottom")
    widget.resize(*PLOT)
    frames = [np.roll(rows, shift, axis=1) for shift in range(3)]
    return stock_ms(X, frames, widget, Canvas())


def iteration_line(n_points: int) -> str:
    """Measure iterations by hand with so many points, and then their memory."""
    with opened(n_points) as window:
        times = [step_ms(window) for _ in range(9)]
        held = megabytes_above(n_points)
    return (
        f"{n_points:9} {statistics.median(times):7.1f} {max(times):7.1f} {ITERATION_GOAL:6.0f} "
        f"{held:7.1f} {MEMORY_GOAL:6.0f}"
    )


def step_ms(window: MainWindow) -> float:
    """Return the milliseconds of an iteration and its frame."""
    begin = time.perf_counter()
    window.controller.stepping.step()
    paint_all(window)
    return 1e3 * (time.perf_counter() - begin)


def megabytes_above(n_points: int) -> float:
    """Return the most that a fresh window holds in a few iterations, but for data and r."""
    tracemalloc.start()
    with opened(n_points) as window:
        tracemalloc.reset_peak()
        for _ in range(3):
            step_ms(window)
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - 8 * n_points * (2 + N_COMPONENTS)) / MEGABYTE


@contextmanager
def opened(n_points: int) -> Iterator[MainWindow]:
    """Show a window with so many points, coloured, its plot of the size above."""
    with started(n_points, N_COMPONENTS) as window:
        window.controller.stepping.step()
        window.controller.presenting.select([0])
        for _ in range(3):  # docks share out what is left
            QTest.qWait(20)
            plot = window.plot_area.plane.size()
            window.resize(
                window.width() + PLOT[0] - plot.width(), window.height() + PLOT[1] - plot.height()
            )
        QTest.qWait(50)
        paint_all(window)
        yield window


if __name__ == "__main__":
    main()

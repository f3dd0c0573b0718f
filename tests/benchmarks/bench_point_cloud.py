"""Time to recolour and repaint all points, against pyqtgraph's ScatterPlotItem in the same run.

Both items paint into the same 1000 x 700 picture, without axes or grid. Each frame has new
responsibilities: ours mixes them and draws, theirs is given a fresh list of brushes of the same
colours. Run it as a script; it prints the ratios beside those hoped for, and judges nothing.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from gmm_explorer.view.points.point_cloud import PointCloudItem
from gmm_explorer.view.style.palette import mix
from gmm_explorer.view.style.theme import LIGHT

SIZE = (1000, 700)
N_COMPONENTS = 5
OURS_ALONE_ABOVE = 50_000
GOALS = {5_000: 80, 50_000: 40}


def main() -> None:
    """Print one line for each number of points."""
    pg.mkQApp()
    print("milliseconds a frame, medians; 'move' is a repaint after the view moved")
    print(f"{'points':>9} {'mix':>8} {'recolour':>9} {'move':>8} {'stock':>9} {'ratio':>7}")
    for n_points in (60, 500, 5_000, 50_000, 50_001, 100_000, 1_000_000):
        print(line(n_points))


def line(n_points: int) -> str:
    """Measure one number of points."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n_points, 2))
    frames = [rng.dirichlet([0.3] * N_COMPONENTS, n_points) for _ in range(3)]
    widget = pg.PlotWidget()
    widget.hideAxis("left")
    widget.hideAxis("bottom")
    widget.resize(*SIZE)
    ours = PointCloudItem(LIGHT)
    widget.addItem(ours)
    ours.set_points(X)
    widget.grab()
    canvas = Canvas()

    def recolour(frame: np.ndarray) -> None:
        ours.set_colors(mix(frame))
        canvas.paint(ours)

    def move(frame: np.ndarray) -> None:
        widget.setXRange(-3, 3 + frame[0, 0])
        widget.scene().prepareForPaint()
        canvas.paint(ours)

    repeats = 15 if n_points <= OURS_ALONE_ABOVE else 5
    mixing = median_ms(mix, frames, repeats)
    with ours.at_once():  # else a worker would draw the largest
        recolouring = median_ms(recolour, frames, repeats)
        moving = median_ms(move, frames, repeats)
    text = f"{n_points:9} {mixing:8.2f} {recolouring:9.2f} {moving:8.2f}"
    if n_points > OURS_ALONE_ABOVE:
        return text
    stock = stock_ms(X, frames, widget, canvas)
    goal = f" ({GOALS[n_points]})" if n_points in GOALS else ""
    return f"{text} {stock:9.1f} {stock / recolouring:7.1f}{goal}"


def stock_ms(
    X: np.ndarray, frames: list[np.ndarray], widget: pg.PlotWidget, canvas: "Canvas"
) -> float:
    """Measure ScatterPlotItem with a brush for each point."""
    scatter = pg.ScatterPlotItem(x=X[:, 0], y=X[:, 1], size=6, pen=None)
    widget.addItem(scatter)
    widget.grab()

    def recolour(frame: np.ndarray) -> None:
        scatter.setBrush([pg.mkBrush(*color) for color in mix(frame).tolist()])
        canvas.paint(scatter)

    return median_ms(recolour, frames, 3)


class Canvas:
    """A picture of 1000 x 700 pixels that an item of a plot paints itself into."""

    def __init__(self) -> None:
        self._image = QImage(*SIZE, QImage.Format.Format_RGB32)
        self._option = QStyleOptionGraphicsItem()

    def paint(self, item: pg.GraphicsObject) -> None:
        """Paint the item where its plot has it."""
        painter = QPainter(self._image)
        painter.setTransform(item.sceneTransform())
        item.paint(painter, self._option, None)
        painter.end()


def median_ms(
    work: Callable[[np.ndarray], object], frames: list[np.ndarray], repeats: int
) -> float:
    """Return the median time of a call, after one that is not counted."""
    work(frames[-1])
    times = []
    for repeat in range(repeats):
        start = time.perf_counter()
        work(frames[repeat % len(frames)])
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


if __name__ == "__main__":
    main()

"""What tests of painting share: each says which ``window`` it is about."""

import pytest
from PySide6.QtCore import QPointF

from tests.view.hand import Hand
from tests.view.windows import settle, trigger


class Brush:
    """A hand with a brush, over whatever plot the window shows; places are shares of the plot."""

    def __init__(self, window):
        self.window = window

    def take(self, name):
        trigger(self.window, f"tool_{name}")
        settle(self.window)
        return self

    @property
    def hand(self):
        return Hand(self.window.plot_area.canvas)

    def at(self, x, y):
        """Return the viewport position of a place of the plot, (0, 0) at its upper left."""
        canvas = self.window.plot_area.canvas
        area = canvas.box.rect()
        pixel = QPointF(x * area.width(), y * area.height())
        return QPointF(canvas.mapFromScene(canvas.box.mapToScene(pixel)))

    def seen(self):
        """Return where the points are on the plot, as shares of it."""
        canvas = self.window.plot_area.canvas
        pixels, area = canvas.box.pixels(), canvas.box.rect()
        points = [canvas.points.place_of(row) for row in range(self.n_samples)]
        places = [pixels.to_pixels(*point) for point in points]
        return [(x / area.width(), y / area.height()) for x, y in places]

    @property
    def n_samples(self):
        dataset = self.window.session.snapshot.dataset
        return 0 if dataset is None else dataset.n_samples

    @property
    def label(self):
        return self.window.session.timeline.entry.label


@pytest.fixture
def brush(window):
    return Brush(window)

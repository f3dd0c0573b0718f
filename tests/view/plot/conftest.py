"""What tests of plots under a hand share; each says which ``window`` it is about."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from tests.view.hand import Hand
from tests.view.windows import place, select

TWO = {
    "line": (([-3.0], [[1.0]]), ([3.0], [[4.0]])),
    "plane": (([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([1.0, 0.5]))),
}


@pytest.fixture(params=["line", "plane"])
def line_or_plane(request):
    """Return a window with two components, neither of them selected."""
    window = request.getfixturevalue(f"{request.param}_window")
    place(window, *TWO[request.param])
    select(window)
    return window


@pytest.fixture
def canvas(window):
    """Return the plot that the window shows."""
    return window.plot_area.canvas


@pytest.fixture
def corner(canvas):
    """Return a place on the viewport with neither points nor components."""
    area = canvas.box.rect()
    pixel = QPointF(0.03 * area.width(), 0.08 * area.height())
    return QPointF(canvas.mapFromScene(canvas.box.mapToScene(pixel)))


@pytest.fixture
def hand(window):
    """Return a hand over the plot that the window shows."""
    return Hand(window.plot_area.canvas)


@pytest.fixture
def past(window):
    """Return a function: the labels of the history, the last first."""
    return lambda: [position.entry.label for position in window.session.timeline.past()]

"""What tests of plots under a hand share; each says which ``window`` it is about."""

import pytest

from tests.view.hand import Hand


@pytest.fixture
def hand(window):
    """Return a hand over the plot that the window shows."""
    return Hand(window.plot_area.canvas)


@pytest.fixture
def past(window):
    """Return a function: the labels of the history, the last first."""
    return lambda: [position.entry.label for position in window.session.timeline.past()]

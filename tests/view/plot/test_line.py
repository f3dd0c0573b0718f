"""The line under a real mouse."""

import numpy as np
import pytest

from gmm_explorer.em import log_density
from tests.view.windows import place, settle, trigger

pytestmark = pytest.mark.real_window

TWO = (([-3.0], [[1.0]]), ([3.0], [[4.0]]))


@pytest.fixture
def window(line_window):
    return line_window


@pytest.fixture
def line(window):
    return window.plot_area.line


def label(window):
    return window.session.timeline.entry.label


def beside(hand, item, dx):
    """Return the viewport position so many data units to the right of an item."""
    here = hand.on(item)
    step = hand.over(dx, 0.0) - hand.over(0.0, 0.0)
    return here + step


def test_press_sets_the_mean_and_the_drag_the_deviation(window, hand):
    trigger(window, "tool_place")
    hand.drag(hand.over(1.0, 0.02), hand.over(2.5, 0.02))
    mixture = window.session.snapshot.mixture
    assert mixture.means[0, 0] == pytest.approx(1.0, abs=0.05)
    assert mixture.covariances[0, 0, 0] ** 0.5 == pytest.approx(1.5, abs=0.05)
    assert label(window) == "Place component 1"


def test_a_click_places_one_of_a_sensible_size(window, hand):
    trigger(window, "tool_place")
    hand.click(hand.over(1.0, 0.02))
    assert 0.2 < window.session.snapshot.mixture.covariances[0, 0, 0] ** 0.5 < 5.0


def test_a_drag_of_the_badge_moves_the_mean(window, line, hand):
    place(window, *TWO)
    hand.drag(hand.on(line.badges[0]), beside(hand, line.badges[0], 2.0))
    assert window.session.snapshot.mixture.means[0, 0] == pytest.approx(-1.0, abs=0.05)
    assert label(window) == "Move component 1"


@pytest.mark.parametrize(("end", "sign"), [(0, -1.0), (1, 1.0)])
def test_a_handle_sets_the_deviation(window, line, hand, end, sign):
    place(window, *TWO)
    window.controller.presenting.select([1])
    settle(window)
    hand.drag(hand.on(line.handles[end]), beside(hand, line.handles[end], sign))
    mixture = window.session.snapshot.mixture
    assert mixture.covariances[1, 0, 0] ** 0.5 == pytest.approx(3.0, abs=0.05)
    assert mixture.means[1, 0] == 3.0
    assert label(window) == "Reshape component 2"


def test_a_click_under_a_curve_selects_it(window, line, hand):
    place(window, *TWO)
    hand.click(hand.over(-3.2, 0.01))
    assert window.session.presentation.selection == (0,)
    hand.click(hand.over(-8.0, 0.1))
    assert window.session.presentation.selection == ()


def test_a_collapsed_component_is_still_shown_and_can_be_pulled_open(window, line, hand):
    place(window, *TWO)
    window.controller.editing.set_deviation(0, 0, 0.0)
    window.controller.presenting.select([0])
    settle(window)
    assert window.session.derived.log_likelihood == np.inf
    hand.drag(hand.on(line.handles[1]), beside(hand, line.handles[1], 1.0))
    assert window.session.snapshot.mixture.covariances[0, 0, 0] ** 0.5 == pytest.approx(
        1.0, abs=0.1
    )


def test_where_components_overlap_the_curve_of_the_mixture_is_in_sight(window, line):
    place(window, *(([0.2 * k], [[1.0]]) for k in range(6)))
    mixture = window.session.snapshot.mixture
    x = np.linspace(-5.0, 5.0, 1001)[:, None]
    peak = np.exp(log_density(x, mixture)).max()
    assert peak < line.box.viewRange()[1][1] < 2.0 * peak

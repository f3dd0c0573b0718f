"""Plots at the ends of what numbers can be: they draw something sensible, or say why not.

Warnings of Python and of Qt fail these tests like all others, so that nothing here may overflow
on its way to a painter.
"""

import numpy as np
import pytest
from pyqtgraph import debug
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from gmm_explorer.data import Dataset
from gmm_explorer.model import edits
from gmm_explorer.view.actions.show_rows import DRAWINGS
from tests.view.hand import CTRL, NO_KEYS, SHIFT, Hand
from tests.view.windows import place, settle

POINTS = np.random.default_rng(0).normal(size=(60, 2))
dimensions = pytest.mark.parametrize("n_features", [1, 2])


@pytest.fixture
def refused(window):
    """Collect what the window refuses."""
    told = []
    window.controller.notices.refused.disconnect()
    window.controller.notices.refused.connect(lambda notice: told.append(notice.text))
    return told


def open_points(window, X):
    window.controller.documents.take_data(Dataset.from_array(X), "Open")
    settle(window)
    return window.plot_area.canvas


def show_everything(window):
    """Let all drawings lie over and under the points."""
    window.controller.presenting.show(**{drawing.field: True for drawing in DRAWINGS})


def colors_of(canvas):
    """Return how many colours the picture of a canvas has."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len(np.unique(np.frombuffer(image.constBits(), np.uint32)))


def use(window, canvas):
    """Do all that a hand does on a canvas, and look at it after each."""
    hand, middle = Hand(canvas), canvas.box.rect().center()
    centre = QPointF(canvas.mapFromScene(canvas.box.mapToScene(middle)))
    canvas.place_at(middle)
    settle(window)
    hand.drag(centre, centre + QPointF(30.0, 12.0))
    hand.wheel(centre, 240)
    hand.wheel(centre, -480)
    window.controller.stepping.step()
    settle(window)
    canvas.fit_data()
    settle(window)


@dimensions
@pytest.mark.parametrize("size", [1e-148, 1e-12, 1e148])
def test_data_of_any_size_that_can_be_squared_are_drawn_as_any_other(window, n_features, size):
    canvas = open_points(window, POINTS[:, :n_features])
    usual = colors_of(canvas)
    open_points(window, size * POINTS[:, :n_features])
    assert colors_of(canvas) > usual / 2
    use(window, canvas)
    assert window.session.snapshot.n_components == 1
    assert np.isfinite(window.session.derived.log_likelihood)
    assert colors_of(canvas) > usual / 2


@dimensions
@pytest.mark.parametrize("size", [5e-324, 1e-160, 1e160, 1e300])
def test_data_whose_squares_cannot_be_computed_with_are_refused_with_a_reason(
    window, refused, n_features, size
):
    open_points(window, size * POINTS[:, :n_features])
    assert len(refused) == 1
    assert "column 1" in refused[0]
    assert window.session.snapshot.dataset is None


@pytest.mark.parametrize("place", [1e300, 1.7e308])
def test_numbers_too_far_from_zero_are_refused_even_where_they_are_all_equal(
    window, refused, place
):
    open_points(window, np.full((5, 2), place))
    open_points(window, np.array([[place], [-place], [0.0]]))
    assert ["column 1" in text for text in refused] == [True, True]


@dimensions
@pytest.mark.parametrize("n_points", [1, 20])
@pytest.mark.parametrize("place", [0.3, -1e100])
def test_points_that_are_all_equal_are_drawn(window, n_features, n_points, place):
    canvas = open_points(window, np.full((n_points, n_features), place))
    bare = colors_of(canvas)
    assert bare > 5
    use(window, canvas)
    assert window.plot_area.banner.notice is not None  # the component collapses, and it says so
    assert colors_of(canvas) > bare


@dimensions
def test_points_close_together_and_far_from_zero_are_drawn(window, n_features):
    canvas = open_points(window, POINTS[:, :n_features] + 1e12)
    use(window, canvas)
    assert colors_of(canvas) > 50


@dimensions
@pytest.mark.parametrize(
    ("size", "deviation"),
    [(1.0, deviation) for deviation in (0.0, 1e-161, 1e-100, 1e-12, 1e12, 1e153)]
    + [(1e-60, 1e100), (1e-148, 1e12), (1e148, 1e-160)],
)
def test_components_of_any_size_are_drawn_and_dragged(window, n_features, size, deviation):
    canvas = open_points(window, POINTS[:, :n_features] * size)
    show_everything(window)
    covariance = np.eye(n_features) * deviation**2
    snapshot, mean = window.session.snapshot, np.full(n_features, 0.3 * size)
    placed = edits.place_component(snapshot, mean, covariance)
    window.session.commit(placed, "Place")
    window.controller.presenting.select([0])
    settle(window)
    window.controller.stepping.e_step()
    settle(window)
    assert colors_of(canvas) > 50
    hand = Hand(canvas)
    start = hand.on(canvas.badges[0])
    hand.drag(start, start + QPointF(25.0, 0.0))
    assert window.session.snapshot.mixture.means[0, 0] != mean[0]
    assert colors_of(canvas) > 50
    if deviation < 1e-10 * size:
        assert window.plot_area.banner.notice is not None


@dimensions
@pytest.mark.parametrize(
    ("deviation", "keys"),
    [(0.0, NO_KEYS), (0.0, SHIFT), (0.0, CTRL), (1e-150, SHIFT), (1e-12, CTRL)],
)
def test_handles_of_tiny_components_pull_them_open_to_the_hand(window, n_features, deviation, keys):
    canvas = open_points(window, POINTS[:, :n_features])
    covariance = np.eye(n_features) * deviation**2
    placed = edits.place_component(window.session.snapshot, np.full(n_features, 0.3), covariance)
    window.session.commit(placed, "Place")
    window.controller.presenting.select([0])
    settle(window)
    hand = Hand(canvas)
    start = hand.on(canvas.handles[1])
    outwards = (start - hand.on(canvas.badges[0])) / 4.0
    hand.drag(start, start + 4.0 * outwards, keys=keys)
    pulled = float(np.sqrt(window.session.snapshot.mixture.covariances[0].diagonal().max()))
    assert pulled * canvas.box.pixels().scale_x > 5.0
    assert colors_of(canvas) > 50


@dimensions
@pytest.mark.parametrize("turned", [-12_000, 1_200_000, -1_200_000])
def test_any_turn_of_the_wheel_scales_or_leaves_alone(window, n_features, turned):
    canvas = open_points(window, POINTS[:, :n_features])
    placed = edits.place_component(
        window.session.snapshot, np.zeros(n_features), np.eye(n_features)
    )
    window.session.commit(placed, "Place")
    window.controller.presenting.select([0])
    settle(window)
    hand = Hand(canvas)
    for _ in range(3):
        hand.wheel(hand.over(*([0.05] * 2)), turned, CTRL)
        hand.wheel(hand.over(*([0.05] * 2)), turned)
        settle(window)
    assert np.isfinite(window.session.snapshot.mixture.covariances).all()
    assert colors_of(canvas) > 5
    canvas.fit_data()
    settle(window)
    assert colors_of(canvas) > 50


@dimensions
def test_a_zoom_that_leaps_out_of_every_screen_leaves_the_view_alone(
    window, n_features, monkeypatch
):
    swallowed = []  # by pyqtgraph, which only prints what goes wrong in a drag
    monkeypatch.setattr(debug, "printExc", lambda *args, **_more: swallowed.append(args))
    canvas = open_points(window, POINTS[:, :n_features])
    hand = Hand(canvas)
    start = QPointF(300.0, 200.0)
    for way in (QPointF(100_000.0, -100_000.0), QPointF(-1e6, 1e6)):
        hand.drag(start, start + way, steps=1, button=Qt.MouseButton.RightButton)
        settle(window)
    assert swallowed == []
    assert colors_of(canvas) > 50


@dimensions
@pytest.mark.parametrize("reach", [1e-300, 1e-14, 1e14, 1e150, 1e300])
def test_a_view_of_any_range_can_be_used_and_left(window, n_features, reach):
    canvas = open_points(window, POINTS[:, :n_features])
    show_everything(window)
    usual = canvas.box.viewRange()
    canvas.box.setRange(xRange=(-reach, reach), yRange=(-reach, reach), padding=0.0)
    settle(window)
    use(window, canvas)
    np.testing.assert_allclose(canvas.box.viewRange()[0], usual[0], rtol=0.5)
    assert colors_of(canvas) > 50


@dimensions
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (30, 30), (300, 24), (300, 32)])
def test_a_plot_of_any_size_can_be_used(window, n_features, size):
    canvas = open_points(window, POINTS[:, :n_features])
    place(
        window,
        (np.zeros(n_features), np.eye(n_features)),
        (np.ones(n_features), np.eye(n_features)),
    )
    show_everything(window)
    canvas.setFixedSize(*size)
    settle(window)
    use(window, canvas)
    window.controller.presenting.select([0])
    settle(window)
    canvas.setMinimumSize(0, 0)
    canvas.setMaximumSize(2000, 2000)
    canvas.resize(600, 400)
    canvas.fit_data()
    settle(window)
    assert colors_of(canvas) > 50

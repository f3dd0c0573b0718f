import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PySide6.QtCore import QObject

from gmm_explorer.view.points import finding
from gmm_explorer.view.points.finding import Finder, Order, Reach

NUMBERS = st.one_of(st.sampled_from([-1.0, 0.0, 0.5, 1.0, np.nan, np.inf, -np.inf]), st.floats())


@pytest.fixture
def few_make_a_crowd(monkeypatch):
    monkeypatch.setattr(finding, "ORDERED_ABOVE", 100)
    monkeypatch.setattr(finding, "STRIP", 64)


@pytest.fixture
def finder(qtbot):
    parent = QObject()
    yield Finder(parent)
    parent.deleteLater()


def brute_force(xy, at, scale, radius):
    x, y = at
    away = (np.abs(xy[0] - x) * scale[0], 0.0 if y is None else np.abs(xy[1] - y) * scale[1])
    distance = np.hypot(*np.broadcast_arrays(*away))
    return int(distance.argmin()) if distance.min() <= radius else None


@pytest.mark.usefixtures("few_make_a_crowd")
@pytest.mark.parametrize("offset", [0.0, 1e9])
@pytest.mark.parametrize("scale", [(60.0, 80.0), (1e-3, 2.0), (1e6, 1e6)])
def test_it_finds_the_same_before_and_after_points_are_in_order(qtbot, finder, scale, offset):
    rng = np.random.default_rng(0)
    xy = np.concatenate([rng.normal(size=(2, 1500)), rng.integers(-2, 3, (2, 500))], axis=1)
    xy += offset
    finder.look_at(xy)
    questions = [
        ((x, y), radius)
        for x, y in zip(*(rng.normal(size=(2, 60)) + offset), strict=True)
        for radius in (4.0, 300.0)
    ]
    questions += [((x, None), 6.0) for (x, _), _ in questions[::4]]
    expected = [brute_force(xy, at, scale, radius) for at, radius in questions]
    assert [finder.nearest(at, scale, radius) for at, radius in questions] == expected
    qtbot.waitUntil(lambda: finder.is_ordered)
    assert [finder.nearest(at, scale, radius) for at, radius in questions] == expected


@pytest.mark.usefixtures("few_make_a_crowd")
def test_other_points_are_put_in_order_anew(qtbot, finder):
    for offset in (0.0, 5.0):
        xy = np.random.default_rng(0).normal(size=(2, 500)) + offset
        finder.look_at(xy)
        assert not finder.is_ordered
        for _ in range(2):
            assert finder.nearest((offset, offset), (9.0, 9.0), 9.0) == brute_force(
                xy, (offset, offset), (9.0, 9.0), 9.0
            )
            qtbot.waitUntil(lambda: finder.is_ordered)


def test_few_points_are_never_put_in_order(finder):
    finder.look_at(np.zeros((2, 1000)))
    assert finder.nearest((0.0, 0.0), (1.0, 1.0), 5.0) == 0
    assert not finder._newest.active


@given(
    hnp.arrays(np.float64, st.tuples(st.just(2), st.integers(1, 40)), elements=NUMBERS),
    st.tuples(*[st.floats(-2.0, 2.0)] * 4),
)
def test_no_point_within_a_box_is_missed(xy, numbers):
    left, right = sorted(numbers[:2])
    low, high = sorted(numbers[2:])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finding, "STRIP", 4)
        rows = Order(xy).within(Reach(left, right, low, high))
    x, y = xy
    held = np.flatnonzero((left <= x) & (x <= right) & (low <= y) & (y <= high))
    assert set(held) <= set(rows.tolist())
    assert len(set(rows.tolist())) == len(rows)


def test_a_box_that_holds_most_points_is_left_to_a_look_at_all():
    xy = np.random.default_rng(0).normal(size=(2, 200))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(finding, "STRIP", 1)
        assert Order(xy).within(Reach(-np.inf, np.inf, -np.inf, np.inf)) is None

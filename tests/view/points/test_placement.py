import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmm_explorer.view.points.placement import Mapping, place

MAPPING = Mapping(x_scale=10, x_shift=50, y_scale=-10, y_shift=80, width=200, height=100)


def test_points_fall_on_the_pixels_of_the_map():
    xy = np.array([[0.0, 1.0, -1.25], [0.0, 2.0, 1.01]])
    placement = place(xy, MAPPING, margin=0)
    assert placement.visible is None
    np.testing.assert_array_equal(placement.x, [50, 60, 37])
    np.testing.assert_array_equal(placement.y, [80, 60, 69])


def test_what_cannot_be_seen_is_left_out():
    nowhere = [np.nan, np.inf, -np.inf, 1e308, -1e308, 100.0]
    xy = np.array([[0.0, *nowhere], [0.0] * 7])
    placement = place(xy, MAPPING, margin=0)
    np.testing.assert_array_equal(placement.visible, [0])
    colors = np.arange(21, dtype=np.uint8).reshape(7, 3)
    np.testing.assert_array_equal(placement.seen(colors), colors[:1])


def test_points_just_outside_are_kept_for_their_discs():
    xy = np.array([[-5.1, -5.6], [0.0, 0.0]])
    np.testing.assert_array_equal(place(xy, MAPPING, margin=5).visible, [0])


@given(
    hnp.arrays(np.float64, st.tuples(st.just(2), st.integers(0, 50))),
    st.tuples(*[st.floats()] * 4),
    st.integers(0, 20),
)
def test_every_pixel_lies_on_the_device_or_its_margin(xy, numbers, margin):
    mapping = Mapping(*numbers, width=30, height=20)
    placement = place(xy, mapping, margin)
    assert placement.x.dtype == placement.y.dtype == np.int32
    assert ((placement.x >= -margin) & (placement.x < 30 + margin)).all()
    assert ((placement.y >= -margin) & (placement.y < 20 + margin)).all()

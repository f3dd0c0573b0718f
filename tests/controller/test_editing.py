"""Numbers that a person types."""

import numpy as np
import pytest

from gmm_explorer.em import EMSettings


def test_a_deviation_keeps_the_correlation_and_the_other_deviation(controller, session):
    controller.editing.set_correlation(0, 0.5)
    controller.editing.set_deviation(0, 1, 3.0)
    covariance = session.snapshot.mixture.covariances[0]
    np.testing.assert_allclose(covariance, [[1.0, 1.5], [1.5, 9.0]], rtol=1e-15)
    assert covariance[0, 0] == 1.0


def test_a_deviation_of_zero_makes_a_line(controller, session):
    controller.editing.set_correlation(0, 0.5)
    controller.editing.set_deviation(0, 1, 0.0)
    np.testing.assert_array_equal(session.snapshot.mixture.covariances[0], [[1.0, 0.0], [0.0, 0.0]])


@pytest.mark.parametrize("deviation", [1e-300, 5e-324])
def test_a_deviation_whose_square_vanishes_is_zero(controller, session, deviation):
    controller.editing.set_correlation(0, 0.5)
    controller.editing.set_deviation(0, 1, deviation)
    assert session.snapshot.mixture.covariances[0, 1].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("value", [-1.0, 1e200, float("inf"), float("nan")])
def test_impossible_deviations_are_refused(controller, session, value):
    before = session.snapshot
    with pytest.raises(ValueError, match="standard deviation"):
        controller.editing.set_deviation(0, 0, value)
    assert session.snapshot is before


@pytest.mark.parametrize("value", [1e200, float("-inf"), float("nan")])
def test_impossible_means_are_refused(controller, session, value):
    with pytest.raises(ValueError, match="a mean lies"):
        controller.editing.set_mean(0, 0, value)


@pytest.mark.parametrize("value", [-1.5, 1.0000001, float("nan")])
def test_a_correlation_that_is_none_is_refused_with_the_reason(controller, session, value):
    with pytest.raises(ValueError, match="positive semi-definite"):
        controller.editing.set_correlation(0, value)


def test_deleting_the_selection_is_one_entry(controller, session):
    controller.presenting.select([0, 1])
    controller.editing.delete_selected()
    assert session.snapshot.mixture is None
    assert session.timeline.entry.label == "Delete components 1, 2"
    controller.editing.undo()
    assert session.snapshot.n_components == 2


def test_several_means_follow_one_that_lands_exactly(controller, session):
    exactly = np.array([0.1 + 0.2, 1.0 / 3.0])
    controller.editing.drag_means((0, 1), 1, exactly)
    means = session.snapshot.mixture.means
    np.testing.assert_array_equal(means[1], exactly)
    np.testing.assert_allclose(means[0], exactly - [4.0, 0.0])
    controller.editing.finish("Move components 1, 2")
    assert session.timeline.entry.label == "Move components 1, 2"


def test_a_dragged_weight_is_cut_to_what_a_weight_can_be(controller, session):
    controller.editing.drag_weight(0, 1.7)
    np.testing.assert_array_equal(session.snapshot.mixture.weights, [1.0, 0.0])
    controller.editing.drag_weight(0, -0.2)
    np.testing.assert_array_equal(session.snapshot.mixture.weights, [0.0, 1.0])
    controller.editing.cancel()
    controller.editing.share_equally()
    np.testing.assert_array_equal(session.snapshot.mixture.weights, [0.5, 0.5])


@pytest.mark.parametrize("family", ["diag", "spherical"])
def test_a_correlation_that_the_family_has_not_is_refused(controller, session, family):
    controller.stepping.change_settings(EMSettings(family))
    before = session.snapshot
    with pytest.raises(ValueError, match="choose full or tied"):
        controller.editing.set_correlation(0, 0.5)
    assert session.snapshot is before


def test_a_circle_gets_the_deviation_that_was_typed(controller, session):
    controller.stepping.change_settings(EMSettings("spherical"))
    controller.editing.set_deviation(0, 1, 3.0)
    assert session.snapshot.mixture.covariances[0].tolist() == [[9.0, 0.0], [0.0, 9.0]]

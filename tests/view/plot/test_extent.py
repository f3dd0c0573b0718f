"""What is brought into view: data, and components that lie outside them."""

import numpy as np
import pytest

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Session, Snapshot
from gmm_explorer.view.plot.extent import data_extent, full_extent

X = np.array([[0.0, 0.0], [10.0, 1.0]])


def framed(dataset, mixture):
    session = Session()
    session.preview(Snapshot(dataset=dataset, mixture=mixture))
    return session.frame


@pytest.fixture
def dataset():
    return Dataset.from_array(X)


def test_components_among_the_data_change_nothing(dataset):
    inside = Mixture([1.0], [[5.0, 0.5]], [np.diag([1.0, 0.01])])
    np.testing.assert_array_equal(full_extent(framed(dataset, inside)), X)


def test_a_component_outside_is_seen_with_its_handles(dataset):
    outside = Mixture([1.0], [[30.0, 0.5]], [np.diag([4.0, 0.01])])
    frame = framed(dataset, outside)
    np.testing.assert_array_equal(full_extent(frame), [[0.0, 0.0], [34.0, 1.0]])
    np.testing.assert_array_equal(data_extent(frame), X)


def test_the_data_are_not_lost_in_a_component_that_is_far_too_wide_or_away(dataset):
    wide = Mixture([1.0], [[5.0, 0.5]], [np.diag([1e12, 1e12])])
    np.testing.assert_array_equal(full_extent(framed(dataset, wide)), [[-25.0, -2.5], [35.0, 3.5]])
    away = Mixture([1.0], [[1e90, 0.5]], [np.eye(2)])
    np.testing.assert_array_equal(full_extent(framed(dataset, away)), X)


def test_without_data_the_components_are_seen():
    alone = Mixture([1.0], [[5.0]], [[[4.0]]])
    np.testing.assert_array_equal(full_extent(framed(None, alone)), [[-1.0], [11.0]])


def test_what_has_no_span_is_given_one():
    low, high = data_extent(framed(Dataset.from_array(np.full((3, 2), 7.0)), None))
    assert np.all(low < 7.0)
    assert np.all(high > 7.0)

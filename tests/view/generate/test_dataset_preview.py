"""The picture of a data set: where its points are, and in which colours."""

import numpy as np
import pytest

from gmm_explorer.data import Blobs, Dataset
from gmm_explorer.data.points import UNKNOWN
from gmm_explorer.view.generate.dataset_preview import (
    DatasetPreview,
    bar_heights,
    preview_places,
)
from gmm_explorer.view.style.palette import UNASSIGNED, component_color


def shown(qtbot, dataset):
    preview = DatasetPreview()
    qtbot.addWidget(preview)
    preview.resize(360, 360)
    preview.show_dataset(dataset)
    return preview.grab().toImage(), preview_places(dataset.X, 360, 360)


def seen(image, places):
    return [image.pixelColor(int(x), int(y)).getRgb()[:3] for x, y in places]


@pytest.mark.parametrize("n_features", [1, 2])
def test_points_have_the_colours_of_their_clusters(qtbot, n_features):
    data = Blobs(n_features=n_features).dataset(0)
    image, places = shown(qtbot, data)
    wanted = [component_color(label) for label in data.labels.tolist()]
    # A point may lie under one of another cluster.
    same = [one == other for one, other in zip(wanted, seen(image, places), strict=True)]
    assert np.mean(same) > 0.9


def test_outliers_are_grey(qtbot):
    data = Blobs(n_clusters=1, n_points=20, outliers=0.5).dataset(0)
    image, places = shown(qtbot, data)
    colors = seen(image, places[data.labels == UNKNOWN])
    assert colors.count(UNASSIGNED) > 7  # of ten; others may be covered


@pytest.mark.parametrize("n_features", [1, 2])
@pytest.mark.parametrize("X", [[[0.0, 0.0]], [[-1e9, 3.0], [1e9, 3.0]], [[0.0, 1.0], [1.0, 9.0]]])
def test_every_point_is_inside(qtbot, X, n_features):
    data = Dataset.from_array(np.array(X)[:, :n_features])
    _, places = shown(qtbot, data)
    assert ((places >= 0.0) & (places <= 360.0)).all()


def test_a_plane_keeps_its_proportions():
    places = preview_places(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0]]), 300, 300)
    assert places[2, 1] < places[0, 1]
    assert (places[0, 1] - places[2, 1]) == pytest.approx(3 * (places[1, 0] - places[0, 0]))


def test_columns_that_are_too_unlike_for_that_fill_the_picture():
    places = preview_places(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 14.0]]), 300, 200)
    assert np.ptp(places, axis=0).tolist() == pytest.approx([276.0, 176.0])


def test_bars_hold_every_point_once():
    x = np.array([0.0, 0.1, 0.9, 1.0, 0.95])
    counts = bar_heights(x, np.array([0, 1, 1, 1, 0]), np.array([0.0, 0.5, 1.0]))
    np.testing.assert_array_equal(counts, [[1, 1], [1, 2]])

"""The picture of a data set: where its points are, and in which colours."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from scipy.stats import norm

from gmm_explorer.data import Dataset
from gmm_explorer.data.generators import Blobs
from gmm_explorer.data.points import UNKNOWN
from gmm_explorer.em import Mixture
from gmm_explorer.view.generate.dataset_preview import DatasetPreview
from gmm_explorer.view.generate.preview_bars import bar_heights
from gmm_explorer.view.generate.preview_places import BASELINE, preview_places, preview_scales
from gmm_explorer.view.generate.preview_truth import density
from gmm_explorer.view.style.palette import UNASSIGNED, component_color

SIDE = 360


def places_of(X, width=SIDE, height=SIDE):
    return preview_places(X, preview_scales(X, width, height))


def shown(qtbot, dataset):
    preview = DatasetPreview()
    qtbot.addWidget(preview)
    preview.resize(SIDE, SIDE)
    preview.show_dataset(dataset)
    return preview.grab().toImage(), places_of(dataset.X)


def ink(qtbot, dataset):
    """Return the pixels of a picture as whole numbers (SIDE, SIDE)."""
    preview = DatasetPreview()
    qtbot.addWidget(preview)
    preview.resize(SIDE, SIDE)
    preview.show_dataset(dataset)
    image = preview.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(SIDE, SIDE).copy()


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
    assert ((places >= 0.0) & (places <= SIDE)).all()


def test_a_plane_keeps_its_proportions():
    places = places_of(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 3.0]]))
    assert places[2, 1] < places[0, 1]
    assert (places[0, 1] - places[2, 1]) == pytest.approx(3 * (places[1, 0] - places[0, 0]))


def test_columns_that_are_too_unlike_for_that_fill_the_picture():
    places = places_of(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 14.0]]), 300, 200)
    assert np.ptp(places, axis=0).tolist() == pytest.approx([276.0, 176.0])


def test_bars_hold_every_point_once():
    x = np.array([0.0, 0.1, 0.9, 1.0, 0.95])
    counts = bar_heights(x, np.array([0, 1, 1, 1, 0]), np.array([0.0, 0.5, 1.0]))
    np.testing.assert_array_equal(counts, [[1, 1], [1, 2]])


def test_the_truth_of_a_plane_is_dashed_at_two_sigma(qtbot):
    """Its ink lies between 1.9 and 2.1 sigma, and nowhere else is any."""
    mixture = Mixture([1.0], [[1.0, 2.0]], [[[4.0, 1.5], [1.5, 1.0]]])
    X = mixture.means + np.array([[-8.0, -4.0], [8.0, 4.0]])
    plain = ink(qtbot, Dataset.from_array(X))
    places = np.argwhere(plain != ink(qtbot, Dataset.from_array(X, mixture=mixture)))
    middle, per_unit, width, height = preview_scales(X, SIDE, SIDE)
    away = (places[:, ::-1] + 0.5 - np.array([width, height]) / 2) / (per_unit * (1, -1)) + middle
    away -= mixture.means
    sigmas = np.sqrt(np.einsum("ni,ij,nj->n", away, np.linalg.inv(mixture.covariances[0]), away))
    assert len(places) > 100
    assert 1.8 < sigmas.min() < 1.98 < 2.02 < sigmas.max() < 2.2


def test_the_truth_of_a_line_is_a_density():
    mixture = Mixture([0.3, 0.7], [[0.0], [2.0]], [[[1.0]], [[0.25]]])
    x = np.linspace(-5.0, 6.0, 50)
    known = 0.3 * norm(0.0, 1.0).pdf(x) + 0.7 * norm(2.0, 0.5).pdf(x)
    np.testing.assert_allclose(density(mixture, x), known, rtol=1e-12)


def test_the_curve_of_a_line_is_as_high_as_the_bars(qtbot):
    data = Blobs(n_features=1, n_clusters=1, n_points=2000, outliers=0.2).dataset(0)
    bare = Dataset.from_array(data.X, labels=data.labels)
    drawn = np.argwhere(ink(qtbot, bare) != ink(qtbot, data))
    bars = np.argwhere(ink(qtbot, bare) != ink(qtbot, None))
    tops = [bars[bars[:, 1] == x, 0].min() for x in range(100, 260)]
    curve = drawn[:, 0].min()
    assert abs(curve - np.sort(tops)[:10].mean()) < 0.15 * SIDE


@pytest.mark.parametrize("n_features", [1, 2])
def test_a_collapsed_truth_is_left_out(qtbot, n_features):
    mixture = Mixture([0.5, 0.5], np.zeros((2, n_features)), np.zeros((2, n_features, n_features)))
    X = np.zeros((3, n_features))
    plain = ink(qtbot, Dataset.from_array(X))
    rows, _ = np.nonzero(plain != ink(qtbot, Dataset.from_array(X, mixture=mixture)))
    # On a line, a curve along the bottom.
    assert (np.abs(rows - BASELINE * SIDE) <= 2.0).all()

"""What holds for every kind of data."""

from dataclasses import replace

import numpy as np
import pytest

from gmm_explorer.data import Dataset, DatasetError, only_points, room
from gmm_explorer.data.generators import KINDS, Blobs, Choice, MixtureSample, Number, parameters
from gmm_explorer.em import Mixture

PAIR = Mixture(
    [0.3, 0.7],
    [[0.0, 1.0], [5.0, -2.0]],
    [[[1.0, 0.5], [0.5, 1.0]], [[2.0, 0.0], [0.0, 0.5]]],
)
RECIPES = [*(kind() for kind in KINDS), MixtureSample.of(PAIR, None)]


def each(recipes):
    return pytest.mark.parametrize("recipe", recipes, ids=lambda recipe: recipe.kind)


def in_each_dimension(recipe):
    options = parameters(recipe).get("n_features", Choice("", "", {recipe.n_features: ""})).options
    return [replace(recipe, n_features=n_features) for n_features in options]


@each(RECIPES)
def test_the_same_recipe_and_seed_give_the_same_points(recipe):
    for one in in_each_dimension(recipe):
        first, again, other = one.dataset(4), one.dataset(4), one.dataset(5)
        np.testing.assert_array_equal(first.X, again.X)
        assert first.X.shape == (500, one.n_features)
        assert not np.array_equal(first.X, other.X)
        assert first.provenance.endswith(", 500 points, seed 4")


@each(RECIPES)
@pytest.mark.parametrize("n_points", [1, 2, 7])
def test_few_points_are_made_too(recipe, n_points):
    for one in in_each_dimension(recipe):
        assert replace(one, n_points=n_points).dataset(0).n_samples == n_points


@each([kind() for kind in KINDS])
def test_every_end_of_every_range_is_made(recipe):
    for name, number in parameters(recipe).items():
        ends = (number.low, number.high) if isinstance(number, Number) else number.options
        for end in ends:
            value = int(end) if isinstance(end, float) and number.is_whole else end
            made = replace(recipe, **{name: value}).dataset(1, most=300)
            assert np.isfinite(made.X).all()


@each([kind() for kind in KINDS])
def test_beyond_its_range_every_number_is_named(recipe):
    for name, number in parameters(recipe).items():
        if isinstance(number, Number):
            for wrong in (number.low - 1, number.high + 1, float("nan")):
                with pytest.raises(DatasetError, match=f"^{number.name} cannot be .*: give a numb"):
                    replace(recipe, **{name: wrong}).dataset(0)
        else:
            with pytest.raises(DatasetError, match=f"^{number.name} cannot be .*: choose one of"):
                replace(recipe, **{name: 99}).dataset(0)


def test_a_seed_below_zero_is_refused():
    with pytest.raises(DatasetError, match=r"^Seed cannot be -1: give a number from 0 on$"):
        Blobs().dataset(-1)


@each(RECIPES)
def test_a_picture_has_fewer_points_of_the_same_mixture(recipe):
    whole, part = recipe.dataset(3), recipe.dataset(3, most=40)
    assert part.n_samples == 40
    assert part.provenance == whole.provenance
    if whole.mixture is not None:
        np.testing.assert_array_equal(part.mixture.means, whole.mixture.means)


@each(RECIPES)
def test_what_was_asked_for_is_said_in_full(recipe):
    (notice,) = recipe.dataset(6).notices
    assert notice.startswith(f"Generated, {recipe.title}: ")
    assert notice.endswith(", seed 6.")
    for parameter in parameters(recipe).values():
        assert parameter.text in notice


def test_words_of_a_recipe():
    (notice,) = Blobs(n_points=12_000, stretch=2.5).dataset(1).notices
    assert notice == (
        "Generated, Gaussian blobs: Dimension 2-D, Points 12,000, Clusters 3, Spread σ 1, "
        "Stretch 2.5, Overlap as drawn, Imbalance 0, Outliers 0, Noise 0, seed 1."
    )


def test_no_more_points_are_made_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(room, "available_memory", lambda: 10**6)
    assert Blobs(n_points=1_000).dataset(0).n_samples == 1_000
    monkeypatch.setattr(Blobs, "draw", lambda *_: pytest.fail("it was made"))
    with pytest.raises(DatasetError, match=r"need about 0\.2 GB .* free: generate fewer"):
        Blobs(n_points=1_000_000).dataset(0, most=10)


def test_a_sample_has_the_columns_and_units_of_the_data():
    X = np.random.default_rng(0).normal(size=(40, 2)) * [1.0, 300.0] + [2.0, 900.0]
    fitted = Dataset.from_array(X, ("time", "force")).standardised(True)
    recipe = MixtureSample.of(PAIR, fitted)
    dataset = replace(recipe, n_points=30_000).dataset(2)
    assert recipe.n_points == 40
    assert dataset.names == ("time", "force")
    scale, shift = X.std(axis=0), X.mean(axis=0)
    np.testing.assert_allclose(dataset.truth.means, PAIR.means * scale + shift)
    for k in (0, 1):
        of_cluster = dataset.X[dataset.labels == k]
        assert len(of_cluster) / 30_000 == pytest.approx(PAIR.weights[k], abs=0.01)
        np.testing.assert_allclose(
            (of_cluster.mean(axis=0) - shift) / scale, PAIR.means[k], atol=0.03
        )
        covariance = np.cov(of_cluster.T) / np.outer(scale, scale)
        np.testing.assert_allclose(covariance, PAIR.covariances[k], atol=0.06)


def test_a_sample_of_a_collapsed_component_lies_on_its_point():
    flat = Mixture([0.5, 0.5], [[0.0], [3.0]], [[[1.0]], [[0.0]]])
    dataset = MixtureSample.of(flat, None).dataset(0)
    assert set(dataset.X[dataset.labels == 1, 0]) == {3.0}
    assert only_points(dataset, [0]).mixture is flat

"""Fields over pixels against SciPy, in data as in pixels."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from gmm_explorer.em import Mixture, predict_proba
from gmm_explorer.view.plot.fields import in_pixels, levels, log_density, owners, owners_of_cells
from gmm_explorer.view.plot.geometry import PixelMap
from gmm_explorer.view.plot.isolines import isolines

MIXTURE = Mixture(
    [0.3, 0.7],
    [[1.0, 2.0], [4.0, -1.0]],
    [[[1.0, 0.6], [0.6, 2.0]], [[0.5, -0.3], [-0.3, 0.4]]],
)
PIXELS = PixelMap(50.0, -30.0, 20.0, 200.0)
PLACES = np.random.default_rng(0).normal(size=(300, 2)) * 2.0 + [2.0, 1.0]


def seen(places, pixels=PIXELS):
    return (places * pixels.scale + [pixels.offset_x, pixels.offset_y]).T


def test_densities_per_pixel_are_those_of_the_data():
    expected = np.log(
        sum(
            weight * multivariate_normal(mean, covariance).pdf(PLACES)
            for weight, mean, covariance in zip(
                MIXTURE.weights, MIXTURE.means, MIXTURE.covariances, strict=True
            )
        )
    )
    found = log_density(in_pixels(MIXTURE, PIXELS), *seen(PLACES))
    np.testing.assert_allclose(found + np.log(50.0 * 30.0), expected, rtol=1e-10)


def test_cells_have_the_owners_of_their_middles_also_where_these_meet():
    gaussians = in_pixels(MIXTURE, PIXELS)
    found = owners_of_cells(gaussians, 301, 202, 2, 4)
    assert found.shape == (104, 152)  # whole blocks
    y, x = ((np.arange(n) + 0.5) * 2.0 for n in found.shape)
    np.testing.assert_array_equal(found, owners(gaussians, x, y[:, None]))
    assert len(np.unique(found)) > 1


def test_owners_have_the_largest_responsibility():
    expected = predict_proba(PLACES, MIXTURE).argmax(axis=1)
    np.testing.assert_array_equal(owners(in_pixels(MIXTURE, PIXELS), *seen(PLACES)), expected)


@pytest.mark.parametrize("scale", [1e-150, 1e-8, 1e8, 1e150])
def test_the_scale_of_the_data_has_no_part_in_it(scale):
    scaled = Mixture(MIXTURE.weights, MIXTURE.means * scale, MIXTURE.covariances * scale**2)
    pixels = PixelMap(50.0 / scale, -30.0 / scale, 20.0, 200.0)
    places = seen(PLACES)
    np.testing.assert_allclose(
        log_density(in_pixels(scaled, pixels), *places),
        log_density(in_pixels(MIXTURE, PIXELS), *places),
        rtol=1e-9,
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_place_too_far_for_its_square_still_has_a_density(dtype):
    tiny = Mixture([1.0], [[0.0, 0.0]], [np.eye(2) * 1e-60])
    far = np.array([0.0, 1e10, 1e38], dtype)
    gaussians = in_pixels(tiny, PixelMap(1.0, -1.0, 0.0, 0.0))
    found = log_density(gaussians, far, np.zeros(3, dtype))
    assert np.isfinite(found).all()
    assert found[0] > 0.0 > found[1] >= found[2]


def test_components_without_a_density_own_nothing():
    flat = Mixture(
        [0.2, 0.2, 0.6],
        [[0.0, 0.0]] * 3,
        [np.zeros((2, 2)), [[1.0, 1.0], [1.0, 1.0]], np.eye(2)],
    )
    assert list(in_pixels(flat, PIXELS)) == [2]
    assert set(owners(in_pixels(flat, PIXELS), *seen(PLACES))) == {2}


def test_levels_hold_their_mass():
    masses = np.array([0.25, 0.5, 0.75, 0.9, 0.95])
    gaussians = in_pixels(MIXTURE, PIXELS)
    rng = np.random.default_rng(1)
    labels = rng.choice(2, p=MIXTURE.weights, size=40_000)
    drawn = np.array(
        [rng.multivariate_normal(MIXTURE.means[k], MIXTURE.covariances[k]) for k in labels]
    )
    values = log_density(gaussians, *seen(drawn))
    held = (values[:, None] > levels(gaussians, masses)).mean(axis=0)
    np.testing.assert_allclose(held, masses, atol=0.04)


def test_the_isoline_of_a_cone_is_a_circle():
    rows, columns = np.mgrid[0:60, 0:80]
    field = np.hypot(columns - 41.3, rows - 29.7)
    segments = isolines(field, 20.0)
    radii = np.hypot(segments[..., 0] - 41.3, segments[..., 1] - 29.7)
    np.testing.assert_allclose(radii, 20.0, atol=0.05)
    length = np.hypot(*(segments[:, 1] - segments[:, 0]).T).sum()
    assert length == pytest.approx(2.0 * np.pi * 20.0, rel=0.01)


def test_every_end_of_a_closed_isoline_is_shared_by_two_segments():
    rows, columns = np.mgrid[0:40, 0:40]
    field = (
        np.sin(columns / 3.0)
        + np.cos(rows / 4.0 + columns / 9.0)
        - 0.02 * np.hypot(columns - 20, rows - 20)
    )
    field[[0, -1]] = field[:, [0, -1]] = -9.0
    ends = np.round(isolines(field, 0.11).reshape(-1, 2), 9)
    _unique, counts = np.unique(ends, axis=0, return_counts=True)
    assert (counts == 2).all()


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (2, 2)])
def test_small_and_even_fields_have_no_isoline(shape):
    assert isolines(np.zeros(shape), 0.0).shape == (0, 2, 2)

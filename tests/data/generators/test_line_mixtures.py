"""The densities of Marron & Wand as another program has them, and samples of them."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest, norm

from gmm_explorer.data.generators import LineMixture
from gmm_explorer.data.generators.densities import DENSITIES

REFERENCE = Path(__file__).parents[2] / "reference" / "marron_wand.json"
KNOWN = json.loads(REFERENCE.read_text(encoding="utf-8"))["densities"]


def test_all_fifteen_are_there():
    assert list(DENSITIES) == list(KNOWN)


@pytest.mark.parametrize("name", DENSITIES)
def test_a_density_is_the_published_one(name):
    means, variances, weights = np.array(KNOWN[name]).T
    mixture = DENSITIES[name].mixture
    np.testing.assert_allclose(mixture.means[:, 0], means, atol=5e-7)
    np.testing.assert_allclose(mixture.covariances[:, 0, 0], variances, rtol=5e-7, atol=5e-8)
    np.testing.assert_allclose(mixture.weights, weights, atol=5e-8)


@pytest.mark.parametrize("name", DENSITIES)
def test_a_sample_follows_its_density(name):
    means, variances, weights = np.array(KNOWN[name]).T
    dataset = LineMixture(density=name, n_points=4000).dataset(12)

    def cdf(x):
        return norm.cdf(np.asarray(x)[:, None], means, np.sqrt(variances)) @ weights

    assert kstest(dataset.X[:, 0], cdf).pvalue > 0.01
    assert dataset.mixture.n_components == len(weights)

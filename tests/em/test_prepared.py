"""The centre and the scale of data, against NumPy's own medians and percentiles."""

import subprocess
import sys

import numpy as np
import pytest

from gmm_explorer.em import prepare

IQR_OF_NORMAL = 1.349


@pytest.mark.parametrize("n_samples", [4, 5, 6, 7, 100, 1001])
@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_centre_and_scale_are_median_and_quartiles(n_samples, n_features):
    X = np.random.default_rng(n_samples).normal(3.0, 50.0, (n_samples, n_features))

    prepared = prepare(X)

    lower, upper = np.percentile(X, (25, 75), axis=0)
    np.testing.assert_array_equal(prepared.centre, np.median(X, axis=0))
    np.testing.assert_allclose(prepared.scale, (upper - lower) / IQR_OF_NORMAL, rtol=1e-13)


def test_nothing_heavy_is_loaded_to_prepare_data():
    script = (
        "import sys, numpy as np; from gmm_explorer.em import prepare\n"
        "prepare(np.arange(20.0).reshape(10, 2) ** 2)\n"
        "print([name for name in ('numpy.ma', 'scipy') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"

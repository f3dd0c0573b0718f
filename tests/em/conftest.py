"""The cases computed outside the project, as numbers, and how parameters are compared."""

import json
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer.em import EMSettings, Mixture, iterate_em, prepare
from gmm_explorer.em.engine import TextbookEngine
from gmm_explorer.em.run import run

REFERENCE = Path(__file__).parent.parent / "reference"
BOUNDS = ("weights_abs", "means_in_sd", "covariances_scaled")


class Case:
    """One file: data, start, and what an outside computation says about it."""

    def __init__(self, path):
        self.fields = json.loads(path.read_text(encoding="utf-8"))
        self.X = np.array(self.fields["X"], dtype=float)
        self.start = Mixture(*numbers(self.fields["init"]))
        self.settings = EMSettings(
            reg_covar=self.fields["reg_covar"], tol=0.0, max_iter=self.fields["n_iter"]
        )

    def __getitem__(self, name):
        return self.fields[name]


def numbers(parameters):
    """Read parameters given as numbers or as decimal strings of any length."""
    return [
        np.array(parameters[name], dtype=object).astype(float)
        for name in ("weights", "means", "covariances")
    ]


def textbook(X, start, settings):
    data = prepare(X)
    prior = settings.resolved_prior(data.X, start.n_components)
    return run(TextbookEngine(data, settings, prior), data, start, settings)


WAYS = {"textbook": textbook, "public": iterate_em}


def pytest_generate_tests(metafunc):
    """Give a test that asks for a `trajectory` or a `collapse` every file of the kind."""
    for name in ("trajectory", "collapse"):
        if name in metafunc.fixturenames:
            paths = sorted((REFERENCE / name).glob("*.json"))
            metafunc.parametrize(name, paths, ids=lambda path: path.stem, indirect=True)


@pytest.fixture
def trajectory(request):
    return Case(request.param)


@pytest.fixture
def collapse(request):
    return Case(request.param)


@pytest.fixture
def case_named():
    """Return the one case whose file begins with a name such as R06 or C02."""

    def find(name):
        (path,) = REFERENCE.glob(f"*/{name}_*.json")
        return Case(path)

    return find


@pytest.fixture(params=WAYS)
def way(request):
    """Each of the ways to run EM, all to be held to the same truth."""
    return WAYS[request.param]


@pytest.fixture
def assert_same():
    """Compare parameters on the scale of each component: weights as they are, the rest in sd."""

    def compare(found, truth, bound):
        weights, means, covariances = (
            (truth.weights, truth.means, truth.covariances)
            if isinstance(truth, Mixture)
            else numbers(truth)
        )
        deviations = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
        unit = deviations[:, :, None] * deviations[:, None, :]
        bounds = bound if isinstance(bound, dict) else dict.fromkeys(BOUNDS, bound)
        errors = (
            np.abs(found.weights - weights),
            np.abs(found.means - means) / deviations,
            np.abs(found.covariances - covariances) / unit,
        )
        for name, error in zip(BOUNDS, errors, strict=True):
            assert error.max() <= bounds[name], name

    return compare

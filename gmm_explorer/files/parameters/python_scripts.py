"""The parameters of a mixture as Python: for scikit-learn, or with NumPy and SciPy alone."""

from gmm_explorer.em import CovarianceType, Mixture, SingularCovarianceError, project
from gmm_explorer.em.conversion import to_scikit_learn
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.literals import comment, python_list
from gmm_explorer.resource_path import resource_path

_SCIKIT_LEARN = '''\
"""A Gaussian mixture as GMM Explorer left it, for scikit-learn.

`model` is ready: model.predict_proba(X), model.score_samples(X), model.sample(100).
`start` fits a new one from here: GaussianMixture(**start).fit(X).
"""

import numpy as np
from sklearn.mixture import GaussianMixture

{facts}feature_names = {names!r}

weights = np.array({weights_})
means = np.array({means_})
covariances = np.array({covariances_})
precisions = np.array({precisions_})
precisions_cholesky = np.array({precisions_cholesky_})

start = {{
    "n_components": {n_components},
    "covariance_type": "{family}",
    "weights_init": weights,
    "means_init": means,
    "precisions_init": precisions,
}}

model = GaussianMixture(n_components={n_components}, covariance_type="{family}")
model.weights_ = weights
model.means_ = means
model.covariances_ = covariances
model.precisions_ = precisions
model.precisions_cholesky_ = precisions_cholesky
model.n_features_in_ = {n_features}
'''

_SINGULAR = '''\
"""A Gaussian mixture as GMM Explorer left it: too far collapsed for scikit-learn."""

import numpy as np

{facts}feature_names = {names!r}

weights = np.array({weights_})
means = np.array({means_})
covariances = np.array({covariances_})

raise ValueError("component {component}: {reason}; repair it and export it again.")
'''

_NUMPY = '''\
"""A Gaussian mixture as GMM Explorer left it, with NumPy and SciPy alone.

predict_proba(X), log_density(X) and sample(n) are for points (N, {n_features}).
"""

{functions}
{facts}feature_names = {names!r}

WEIGHTS = np.array({weights_})
MEANS = np.array({means_})
COVARIANCES = np.array({covariances_})


def log_density(X):
    """Return ln p(x), nats, for each point."""
    return logsumexp(log_joint(X, WEIGHTS, MEANS, COVARIANCES), axis=1)


def predict_proba(X):
    """Return the probability of each component at each point."""
    return responsibilities(X, WEIGHTS, MEANS, COVARIANCES)


def sample(n, seed=None):
    """Return n points and the component that each was drawn from."""
    rng = np.random.default_rng(seed)
    labels = rng.choice(len(WEIGHTS), size=n, p=WEIGHTS)
    draws = [rng.multivariate_normal(MEANS[k], COVARIANCES[k]) for k in labels]
    return np.array(draws).reshape(n, MEANS.shape[1]), labels
'''


def to_scikit_learn_script(mixture: Mixture, facts: FitFacts) -> str:
    """Return a script that defines ``model``, a GaussianMixture, and ``start``.

    Where a component has no inverse covariance, a script that says so and has the parameters.
    """
    family = _family(mixture, facts)
    known = _known(mixture, facts)
    try:
        arrays = to_scikit_learn(mixture, family)
    except SingularCovarianceError as problem:
        return _SINGULAR.format(component=problem.component + 1, reason=problem.reason, **known)
    known |= {name: python_list(values) for name, values in arrays.items()}
    return _SCIKIT_LEARN.format(family=family, **known)


def to_numpy_script(mixture: Mixture, facts: FitFacts) -> str:
    """Return a script that defines the parameters and ``predict_proba``, ``log_density``."""
    functions = resource_path("scripts", "density.py").read_text(encoding="utf-8")
    return _NUMPY.format(functions=functions, **_known(mixture, facts))


def _known(mixture: Mixture, facts: FitFacts) -> dict[str, object]:
    return {
        "facts": comment(facts.sentences(mixture), "#"),
        "names": list(facts.names_for(mixture)),
        "n_components": mixture.n_components,
        "n_features": mixture.n_features,
        "weights_": python_list(mixture.weights),
        "means_": python_list(mixture.means),
        "covariances_": python_list(mixture.covariances),
    }


def _family(mixture: Mixture, facts: FitFacts) -> CovarianceType:
    """Return the family of the fit, or 'full' where units or hands have led out of it."""
    family = facts.covariance_type
    return family if project(mixture, family) is mixture else "full"

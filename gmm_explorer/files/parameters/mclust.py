"""The parameters of a mixture for R and its package mclust (Scrucca et al. 2016)."""

import json

import numpy as np

from gmm_explorer.em import CovarianceType, Mixture
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.literals import comment, r_vector

_SCRIPT = """\
# A Gaussian mixture as GMM Explorer left it, for R with the package mclust.
#   predict(model, X)$z are the probabilities of the components at each row of X;
#   em(data = X, modelName = model$modelName, parameters = model$parameters) fits on from here.
{facts}
library(mclust)

weights <- {weights}
means <- matrix({means}, nrow = {d}, ncol = {g}, dimnames = list({names}, NULL))
covariances <- array({covariances}, dim = c({d}, {d}, {g}))

model <- local({{{before}
  variance <- list(
    modelName = "{name}", d = {d}, G = {g},
    {variance}
  )
  structure(
    list(
      data = matrix(numeric(0), nrow = 0, ncol = {d}, dimnames = list(NULL, {names})),
      modelName = "{name}", n = {n}, d = {d}, G = {g}, loglik = {loglik}, hypvol = NA,
      parameters = list(pro = weights, mean = {mean}, variance = variance)
    ),
    class = "Mclust"
  )
}})
"""

# What `mclustVariance` documents for each model; expressions of R on the covariances above.
_VARIANCES = {
    "E": "sigmasq = covariances[1]",
    "V": "sigmasq = as.vector(covariances), scale = as.vector(covariances)",
    "VII": "sigma = covariances, sigmasq = covariances[1, 1, ], scale = covariances[1, 1, ]",
    "VVI": "sigma = covariances, scale = scale, shape = sweep(variances, 2, scale, `/`)",
    "EEE": "sigma = covariances, Sigma = shared, cholSigma = chol(shared)",
    "VVV": "sigma = covariances, cholsigma = array(apply(covariances, 3, chol), dim(covariances))",
}
_BEFORE = {
    "VVI": """
  variances <- matrix(apply(covariances, 3, diag), nrow = {d})
  scale <- exp(colMeans(log(variances)))""",
    "EEE": """
  shared <- matrix(covariances[, , 1], nrow = {d})""",
}


def to_mclust(mixture: Mixture, facts: FitFacts) -> str:
    """Return a script of R that defines ``model``, an object that mclust's functions take."""
    name = _model_name(mixture, facts.covariance_type)
    sizes = {"d": mixture.n_features, "g": mixture.n_components}
    names = ", ".join(
        json.dumps(name, ensure_ascii=False).replace("\\u", "\\\\u")
        for name in facts.names_for(mixture)
    )
    log_likelihood = facts.finite_log_likelihood
    return _SCRIPT.format(
        facts=comment(facts.sentences(mixture), "#"),
        weights=r_vector(mixture.weights),
        means=r_vector(mixture.means.T),
        covariances=r_vector(np.moveaxis(mixture.covariances, 0, 2)),
        names=f"c({names})",
        before=_BEFORE.get(name, "").format(**sizes),
        variance=_VARIANCES[name],
        name=name,
        mean="as.vector(means)" if mixture.n_features == 1 else "means",
        n="NA" if facts.n_samples is None else facts.n_samples,
        loglik="NA" if log_likelihood is None else repr(log_likelihood),
        **sizes,
    )


def _model_name(mixture: Mixture, fitted: CovarianceType) -> str:
    """Return mclust's name for the family that was fitted, or for a wider one that holds it all.

    A hand may have left the family, and spheres are none in the units of another table.
    """
    covariances = mixture.covariances
    are_equal = bool((covariances == covariances[0]).all())
    if mixture.n_features == 1:
        return "E" if fitted == "tied" and are_equal else "V"
    if fitted == "tied" and are_equal:
        return "EEE"
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    is_diagonal = bool((covariances == variances[:, :, None] * np.eye(mixture.n_features)).all())
    if fitted == "spherical" and is_diagonal and bool((variances == variances[:, :1]).all()):
        return "VII"
    return "VVI" if fitted in ("spherical", "diag") and is_diagonal else "VVV"

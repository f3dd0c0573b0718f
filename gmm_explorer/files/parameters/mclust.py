"""The parameters of a mixture for R and its package mclust (Scrucca et al. 2016)."""

import json

import numpy as np

from gmm_explorer.em import Mixture
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

model <- local({{
  variance <- {variance}
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

_PLANE = """list(
    modelName = "VVV", d = {d}, G = {g}, sigma = covariances,
    cholsigma = array(apply(covariances, 3, chol), dim = c({d}, {d}, {g}))
  )"""
_LINE = 'list(modelName = "V", d = 1, G = {g}, sigmasq = as.vector(covariances))'


def to_mclust(mixture: Mixture, facts: FitFacts) -> str:
    """Return a script of R that defines ``model``, an object that mclust's functions take."""
    is_line = mixture.n_features == 1
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
        variance=(_LINE if is_line else _PLANE).format(**sizes),
        name="V" if is_line else "VVV",
        mean="as.vector(means)" if is_line else "means",
        n="NA" if facts.n_samples is None else facts.n_samples,
        loglik="NA" if log_likelihood is None else repr(log_likelihood),
        **sizes,
    )

import numpy as np

EMPTY = 1e-290  # responsibilities that sum to less have lost their digits


def m_step(X, r, previous, family="full", reg_covar=0.0, prior=None, least=None):
    """Return weights, means and covariances; Bishop (2006), eqs. 9.24 to 9.27."""
    n = r.sum(axis=0)
    weights = n / n.sum()
    _, means, covariances = (np.array(part) for part in previous)
    middle = X.mean(axis=0)  # numbers near 0 keep the digits that a large offset would cost
    for k in np.flatnonzero(n >= EMPTY):  # the others stay where they are
        share = r[:, k] / n[k]
        means[k] = middle + share @ (X - middle)
        centred = X - means[k]
        covariances[k] = (share * centred.T) @ centred
    if prior is None:
        covariances = in_family(covariances, weights, family)
    else:
        means, covariances = posterior(n, means, covariances, family, **prior)
    covariances = covariances + reg_covar * np.eye(X.shape[1])
    if least is not None:
        covariances = floored(covariances, least, family)
    return weights, means, (covariances + covariances.swapaxes(1, 2)) / 2.0


def in_family(covariances, weights, family):
    """Return the covariances of a family that the data make most likely."""
    if family == "full":
        return covariances
    if family == "tied":
        return np.tile(np.tensordot(weights, covariances, axes=1), (len(weights), 1, 1))
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    if family == "spherical":
        variances = np.tile(variances.mean(axis=1, keepdims=True), variances.shape[1])
    return variances[:, :, None] * np.eye(variances.shape[1])


def posterior(n, means, covariances, family, shrinkage, degrees_of_freedom, mean, scale):
    """Return means and covariances under a prior; Fraley & Raftery (2007), tables 1 and 2."""
    d, nu, away = len(mean), degrees_of_freedom, means - mean
    pull = (shrinkage * n / (shrinkage + n))[:, None, None]
    scatter = n[:, None, None] * covariances + pull * away[:, :, None] * away[:, None, :]
    means = mean + (n / (shrinkage + n))[:, None] * away
    points = n[:, None, None]
    if family == "full":
        return means, (scale + scatter) / (nu + points + d + 2)
    if family == "diag":
        return means, (scale + scatter) / (nu + points + 3) * np.eye(d)
    if family == "spherical":
        traces = np.trace(scatter, axis1=1, axis2=2)[:, None, None]
        return means, (scale[0, 0] + traces) / (nu + 2 + d * (points + 1)) * np.eye(d)
    shared = (scale + scatter.sum(axis=0)) / (nu + d + 1 + len(n) + n.sum())
    return means, np.tile(shared, (len(n), 1, 1))


def floored(covariances, least, family):
    """Return covariances that are nowhere narrower than `least`; Won et al. (2013)."""
    if family == "spherical":
        variances = np.maximum(covariances[:, 0, 0], np.linalg.eigvalsh(least)[-1])
        return variances[:, None, None] * np.eye(len(least))
    triangle = np.linalg.cholesky(least)
    inverse = np.linalg.inv(triangle)
    eigenvalues, vectors = np.linalg.eigh(inverse @ covariances @ inverse.T)
    roots = triangle @ vectors * np.sqrt(np.maximum(eigenvalues, 1.0))[:, None, :]
    raised = roots @ roots.swapaxes(1, 2)
    return np.where((eigenvalues[:, 0] < 1.0)[:, None, None], raised, covariances)

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import logsumexp


def log_joint(X, weights, means, covariances):
    """Return ln pi_k + ln N(x_i | mu_k, Sigma_k), shape (N, K); Bishop (2006), eq. 9.14."""
    X = np.asarray(X, dtype=float).reshape(-1, means.shape[1])
    terms = np.empty((len(X), len(weights)))
    for k, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        # Correlations, so that columns in very different units lose no digits.
        deviations = np.sqrt(np.diagonal(covariance))
        root = np.linalg.cholesky(covariance / deviations / deviations[:, None])
        whitened = solve_triangular(root, ((X - mean) / deviations).T, lower=True)
        log_root = np.log(deviations).sum() + np.log(np.diagonal(root)).sum()
        constant = 0.5 * X.shape[1] * np.log(2.0 * np.pi) + log_root
        with np.errstate(divide="ignore"):  # the logarithm of a weight of 0
            terms[:, k] = np.log(weights[k]) - constant - 0.5 * (whitened**2).sum(axis=0)
    return terms


def responsibilities(X, weights, means, covariances):
    """Return the probability of each component given each point, (N, K); eq. 9.13."""
    terms = log_joint(X, weights, means, covariances)
    return np.exp(terms - logsumexp(terms, axis=1, keepdims=True))

"""The parameters of a mixture as arrays of NumPy."""

from io import BytesIO

import numpy as np

from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.arrays.archive import ArrayArchive
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.parsed import Parameters, checked_mixture

_DIMENSIONS = {"weights": 1, "means": 2, "covariances": 3}


def to_npz(mixture: Mixture, facts: FitFacts) -> bytes:
    """Return an archive of ``weights``, ``means``, ``covariances`` and ``feature_names``."""
    content = BytesIO()
    np.savez(
        content,
        allow_pickle=False,
        weights=mixture.weights,
        means=mixture.means,
        covariances=mixture.covariances,
        feature_names=np.array(facts.names_for(mixture)),
        covariance_type=np.array(facts.covariance_type),
    )
    return content.getvalue()


def from_npz(content: bytes) -> Parameters:
    """Return the mixture in an archive.

    Raises
    ------
    BadContentError
        When it is no archive of arrays, or lacks one.
    """
    with ArrayArchive(BytesIO(content)) as archive:
        weights, means, covariances = (_numbers(archive, key) for key in _DIMENSIONS)
        mixture = checked_mixture(weights, means, covariances)
        return Parameters(mixture, _names(archive, mixture))


def _numbers(archive: ArrayArchive, key: str) -> FloatArray:
    if key not in archive.names:
        raise BadContentError(
            f"array {key}", "it is missing", "give weights, means and covariances"
        )
    array = archive.read(key)
    if array.dtype.kind not in "iuf" or array.ndim != _DIMENSIONS[key]:
        raise BadContentError(
            f"array {key}",
            f"it has {array.ndim} dimensions and the type {array.dtype}",
            f"give numbers in {_DIMENSIONS[key]} dimensions",
        )
    return np.asarray(array, dtype=np.float64)


def _names(archive: ArrayArchive, mixture: Mixture) -> tuple[str, ...] | None:
    if "feature_names" not in archive.names:
        return None
    names = archive.read("feature_names")
    if names.dtype.kind != "U" or names.shape != (mixture.n_features,):
        raise BadContentError(
            "array feature_names",
            f"it does not hold {mixture.n_features} names",
            "correct or remove it",
        )
    return tuple(names.tolist())

"""From JSON to a mixture, one check after the other."""

from collections.abc import Mapping

import numpy as np

from gmm_explorer.em import Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.parameters.json_out import FORMAT, VERSION
from gmm_explorer.files.parameters.parsed import Parameters, checked_mixture
from gmm_explorer.files.strictjson import parse_strictly

_SHAPES = {1: "a list of numbers", 2: "a list of lists of numbers", 3: "a list of matrices"}


def from_json(content: bytes) -> Parameters:
    """Return the mixture in a JSON document; weights, means and covariances are enough.

    Raises
    ------
    BadContentError
        When the document is no JSON, or what it holds is no mixture.
    """
    document = parse_strictly(content)
    if not isinstance(document, dict):
        raise BadContentError("", "it holds no object with keys", "choose a file of parameters")
    _check_format(document)
    weights = _numbers(document, "weights", 1)
    means = _numbers(document, "means", 2)
    covariances = _numbers(document, "covariances", 3)
    mixture = checked_mixture(weights, means, covariances)
    _check_counts(document, mixture)
    return Parameters(mixture, _names(document, mixture))


def _check_format(document: Mapping[str, object]) -> None:
    if document.get("format", FORMAT) != FORMAT:
        raise BadContentError(
            "key 'format'", f"it is not {FORMAT!r}", "choose a file of parameters"
        )
    version = document.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise BadContentError("key 'version'", "it is no version number", f"write {VERSION}")
    if version > VERSION:
        raise BadContentError(
            "key 'version'",
            f"a newer GMM Explorer wrote the file, {VERSION} is the newest version known here",
            "update GMM Explorer",
        )


def _numbers(document: Mapping[str, object], key: str, depth: int) -> FloatArray:
    if key not in document:
        raise BadContentError(
            f"key '{key}'", "it is missing", "give weights, means and covariances"
        )
    try:
        _check_nested(document[key], depth)
        return np.array(document[key], dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as problem:
        raise BadContentError(
            f"key '{key}'", f"it is not {_SHAPES[depth]} of one size", "write it as such"
        ) from problem


def _check_nested(value: object, depth: int) -> None:
    """Raise TypeError unless these are lists in lists of numbers: no text, no truth values."""
    if depth == 0:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        return
    if not isinstance(value, list):
        raise TypeError
    for item in value:
        _check_nested(item, depth - 1)


def _check_counts(document: Mapping[str, object], mixture: Mixture) -> None:
    for key, found in (
        ("n_components", mixture.n_components),
        ("n_features", mixture.n_features),
    ):
        said = document.get(key, found)
        if said != found:
            raise BadContentError(
                f"key '{key}'",
                f"it says {quoted(str(said))} where the parameters have {found}",
                "correct or remove it",
            )


def _names(document: Mapping[str, object], mixture: Mixture) -> tuple[str, ...] | None:
    names = document.get("feature_names")
    if names is None:
        return None
    if not isinstance(names, list) or len(names) != mixture.n_features:
        names = [None]
    if not all(isinstance(name, str) for name in names):
        raise BadContentError(
            "key 'feature_names'",
            f"it is not a list of {mixture.n_features} names",
            "correct or remove it",
        )
    return tuple(names)

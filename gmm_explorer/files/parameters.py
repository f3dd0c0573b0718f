"""Parameters of a mixture as files; the format follows from the suffix."""

from collections.abc import Sequence
from pathlib import Path

from gmm_explorer.em import EMSettings, Mixture, Outcome
from gmm_explorer.files.atomic import replacing
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import FilePath, ParametersFileError
from gmm_explorer.files.parameters_json import FitFacts, to_json
from gmm_explorer.files.parameters_reading import Parameters, parse_parameters
from gmm_explorer.files.size import at_most
from gmm_explorer.files.source import read_bytes

PARAMETERS_SUFFIXES = (".json",)
# A thousand components in ten columns; a larger file would take seconds to refuse.
_MAX_BYTES = 8 * 10**6


def write_parameters(
    path: FilePath,
    mixture: Mixture,
    *,
    names: Sequence[str] | None = None,
    settings: EMSettings | None = None,
    log_likelihood: float | None = None,
    n_iter: int | None = None,
    outcome: Outcome | None = None,
    n_samples: int | None = None,
) -> None:
    """Write a mixture, and what is known about its fit, in the format of the suffix.

    Parameters
    ----------
    path
        The file, ``.json``; one that exists is replaced at once or not at all.
    mixture
        The parameters, in original units.
    names
        Of the columns.
    settings
        Of the fit; None means the plain algorithm with full covariances.
    log_likelihood
        Total, nats; an infinite one is written as null.
    n_iter, outcome
        How many iterations were done and why they ended.
    n_samples
        Number of points: the BIC is null without it.

    Raises
    ------
    ParametersFileError
        When the suffix is of no known format.
    ExportError
        When the file cannot be written.
    """
    check_parameters_suffix(path)
    facts = FitFacts(names, settings, log_likelihood, n_iter, outcome, n_samples)
    with replacing(path) as stream:
        stream.write(to_json(mixture, facts))


def read_parameters(path: FilePath) -> Mixture:
    """Return the mixture in a file of parameters.

    Raises
    ------
    ParametersFileError
        When the file cannot be read or holds no mixture.
    """
    return read_named_parameters(path).mixture


def read_named_parameters(path: FilePath) -> Parameters:
    """Return the mixture in a file of parameters, and the names of the columns it is about.

    Raises
    ------
    ParametersFileError
        When the file cannot be read or holds no mixture.
    """
    check_parameters_suffix(path)
    content = read_bytes(path, ParametersFileError, at_most(_MAX_BYTES))
    try:
        return parse_parameters(content)
    except BadContentError as bad:
        raise ParametersFileError(path, bad.place, bad.reason, bad.remedy) from bad


def check_parameters_suffix(path: FilePath) -> None:
    """Raise ParametersFileError unless the suffix is of a known format."""
    suffix = Path(path).suffix
    if suffix.lower() not in PARAMETERS_SUFFIXES:
        raise ParametersFileError(
            path,
            "",
            f"parameters are not kept as {suffix or 'files without a suffix'}",
            f"use {', '.join(PARAMETERS_SUFFIXES)}",
        )

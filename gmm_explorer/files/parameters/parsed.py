"""What every file of parameters says, whatever its format."""

from typing import NamedTuple

from gmm_explorer.em import InvalidMixtureError, Mixture
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.badcontent import BadContentError


class Parameters(NamedTuple):
    """What a file of parameters says.

    Attributes
    ----------
    mixture : Mixture
        The parameters.
    names : tuple of str or None
        Of the columns of the data, where the file has them.
    """

    mixture: Mixture
    names: tuple[str, ...] | None


def checked_mixture(weights: FloatArray, means: FloatArray, covariances: FloatArray) -> Mixture:
    """Return the mixture, or raise BadContentError naming the component that is none."""
    try:
        return Mixture(weights, means, covariances)
    except InvalidMixtureError as problem:
        place = "" if problem.component is None else f"component {problem.component + 1}"
        raise BadContentError(place, problem.reason, problem.remedy) from problem

"""What goes into a pass over the points, and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gmm_explorer.em.arrays import FloatArray

# exp takes a hundred times longer where its result is subnormal, below -708. Logarithms are
# cut here instead.
FLOOR = -700.0


@dataclass(slots=True)
class Tight:
    """A component whose monomial form would lose digits: its rows are computed centred.

    Parameters
    ----------
    k
        Which component.
    mean : (D, 1)
        Of its density.
    triangle : (D, D)
        Lower triangle W with ln N = constant - |W (z - mean)|^2.
    constant
        Logarithm of its weight and of its density at the mean.
    """

    k: int
    mean: FloatArray
    triangle: FloatArray
    constant: float


@dataclass(slots=True)
class Densities:
    """All that a pass must know of the components.

    Parameters
    ----------
    theta : (K, F)
        Natural parameters, in the order of the monomials; rows of tight components are 0.
    lowest, highest
        Bounds of all the log densities at all the points.
    tight
        The components that theta leaves out.
    """

    theta: FloatArray
    lowest: float
    highest: float
    tight: Sequence[Tight] = ()


@dataclass(slots=True)
class Sums:
    """What a pass finds, in whitened coordinates.

    Parameters
    ----------
    log_likelihood
        Of the whitened points.
    moments : (K, F)
        Sums of responsibility times monomial; of a component with a reference, of the
        monomials of z - reference.
    references
        The points (D,) about which moments are taken, by component; the others are about 0.
    """

    log_likelihood: float
    moments: FloatArray
    references: dict[int, FloatArray] = field(default_factory=dict)

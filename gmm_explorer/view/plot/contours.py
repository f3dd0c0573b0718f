"""How wide and how strongly the contours of components are drawn, without Qt."""

from collections.abc import Iterable
from typing import NamedTuple

from gmm_explorer.em import n_sigma_of_mass
from gmm_explorer.model import Contours

SIGMAS = (3.0, 2.0, 1.0)
MASSES = (0.95, 0.90, 0.50)


class Contour(NamedTuple):
    """How an ellipse of so many standard deviations is drawn."""

    n_sigma: float
    width: float
    edge_alpha: float
    fill_alpha: float


# The outermost first: the fills lie over one another, the inner edge is the strongest.
_LOOKS = ((1.0, 0.38, 0.05), (1.0, 0.60, 0.06), (1.5, 0.95, 0.09))


def contours_of(choice: Contours, n_features: int) -> tuple[Contour, ...]:
    """Return the contours of a choice, in so many dimensions, the outermost first."""
    radii: Iterable[float] = SIGMAS
    if choice is Contours.MASSES:
        radii = (n_sigma_of_mass(mass, n_features) for mass in MASSES)
    return tuple(Contour(radius, *look) for radius, look in zip(radii, _LOOKS, strict=True))

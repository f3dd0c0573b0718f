"""The fifteen normal mixture densities of Marron & Wand, on a line."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from gmm_explorer.em import Mixture


class Density(NamedTuple):
    """A mixture in 1-D under the name its authors gave it.

    Attributes
    ----------
    title
        The name.
    parts
        Weight, mean and standard deviation of each component.
    """

    title: str
    parts: tuple[tuple[float, float, float], ...]

    @property
    def mixture(self) -> Mixture:
        """The mixture."""
        weights, means, deviations = np.array(self.parts).T
        return Mixture(
            weights / weights.sum(),
            means[:, np.newaxis],
            (deviations**2)[:, np.newaxis, np.newaxis],
        )


def _density(title: str, *parts: Iterable[tuple[float, float, float]]) -> Density:
    return Density(title, tuple(part for group in parts for part in group))


DENSITIES = {
    "gaussian": _density("Gaussian", [(1, 0, 1)]),
    "skewed": _density(
        "Skewed unimodal", [(1 / 5, 0, 1), (1 / 5, 1 / 2, 2 / 3), (3 / 5, 13 / 12, 5 / 9)]
    ),
    "strongly_skewed": _density(
        "Strongly skewed",
        ((1 / 8, 3 * ((2 / 3) ** i - 1), (2 / 3) ** i) for i in range(8)),
    ),
    "kurtotic": _density("Kurtotic unimodal", [(2 / 3, 0, 1), (1 / 3, 0, 1 / 10)]),
    "outlier": _density("Outlier", [(1 / 10, 0, 1), (9 / 10, 0, 1 / 10)]),
    "bimodal": _density("Bimodal", [(1 / 2, -1, 2 / 3), (1 / 2, 1, 2 / 3)]),
    "separated": _density("Separated bimodal", [(1 / 2, -3 / 2, 1 / 2), (1 / 2, 3 / 2, 1 / 2)]),
    "skewed_bimodal": _density("Skewed bimodal", [(3 / 4, 0, 1), (1 / 4, 3 / 2, 1 / 3)]),
    "trimodal": _density(
        "Trimodal", [(9 / 20, -6 / 5, 3 / 5), (9 / 20, 6 / 5, 3 / 5), (1 / 10, 0, 1 / 4)]
    ),
    "claw": _density("Claw", [(1 / 2, 0, 1)], ((1 / 10, i / 2 - 1, 1 / 10) for i in range(5))),
    "double_claw": _density(
        "Double claw",
        [(49 / 100, -1, 2 / 3), (49 / 100, 1, 2 / 3)],
        ((1 / 350, (i - 3) / 2, 1 / 100) for i in range(7)),
    ),
    "asymmetric_claw": _density(
        "Asymmetric claw",
        [(1 / 2, 0, 1)],
        ((2.0 ** (1 - i) / 31, i + 1 / 2, 2.0**-i / 10) for i in range(-2, 3)),
    ),
    "asymmetric_double_claw": _density(
        "Asymmetric double claw",
        [(46 / 100, -1, 2 / 3), (46 / 100, 1, 2 / 3)],
        ((1 / 300, -i / 2, 1 / 100) for i in (3, 2, 1)),
        ((7 / 300, i / 2, 7 / 100) for i in range(1, 4)),
    ),
    "smooth_comb": _density(
        "Smooth comb",
        ((2.0 ** (5 - i) / 63, (65 - 96 / 2.0**i) / 21, 32 / 63 / 2.0**i) for i in range(6)),
    ),
    "discrete_comb": _density(
        "Discrete comb",
        ((2 / 7, (12 * i - 15) / 7, 2 / 7) for i in range(3)),
        ((1 / 21, 2 * i / 7, 1 / 21) for i in range(8, 11)),
    ),
}
"""Marron & Wand (1992), "Exact mean integrated squared error", Annals of Statistics 20, table 1."""

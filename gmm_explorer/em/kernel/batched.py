"""Many starts over the same points at once: one matrix product for all their densities.

Parameters of B starts are columns: an array (P, K, B) of weight, mean and packed covariance,
in the order of a flat component of `planar`, in whitened coordinates. Starts that this form
does not suit are told apart, to be run one at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.families import CovarianceType
from gmm_explorer.em.kernel.algebra import GATE
from gmm_explorer.em.kernel.blocks import packed_triangle
from gmm_explorer.em.kernel.centred import Focus
from gmm_explorer.em.kernel.formulas import (
    LOG_2PI,
    central_1d,
    central_2d,
    log_weights,
    natural_1d,
    natural_2d,
)
from gmm_explorer.em.kernel.parts import Parts, starts_at_once
from gmm_explorer.em.kernel.starts import arranged
from gmm_explorer.em.kernel.whitening import THINNEST, Whitening

# So many times more starts are under way, so that the arithmetic of their few parameters is
# worth calling NumPy for.
_MORE = 32
# Coordinates more skewed than this against the data's own could hide a collapse.
_LEAST_STRETCH = 1e-2


def starts_under_way(n_samples: int, n_components: int) -> int:
    """Return how many starts to advance together."""
    return _MORE * starts_at_once(n_samples, n_components)


def suits(whitening: Whitening, scale: FloatArray) -> bool:
    """Tell whether data, of that scale (D,), can be fitted from many starts at once."""
    if len(scale) > 2:
        return False
    return least_stretch(whitening, scale) > _LEAST_STRETCH


def least_stretch(whitening: Whitening, scale: FloatArray) -> float:
    """Return by how much the coordinates are at least stretched to be in units of scale (D,)."""
    return float(np.linalg.svd(whitening.root / scale[:, None], compute_uv=False)[-1])


@dataclass(slots=True)
class Pass:
    """What a pass over several starts finds.

    Parameters
    ----------
    moments : (F, K, B)
        Sums of responsibility times monomial, about the centres.
    centres
        What the moments are about.
    log_likelihoods : (B,)
        ln p(X), Bishop (9.28), in the data's units.
    is_bright : (B,)
        Whether no point is too far from everything for all this to be exact.
    """

    moments: FloatArray
    centres: Focus
    log_likelihoods: FloatArray
    is_bright: NDArray[np.bool_]

    def of(self, which: NDArray[np.bool_]) -> "Pass":
        """Return the pass of some of the starts."""
        return Pass(
            self.moments[:, :, which],
            self.centres.of(which),
            self.log_likelihoods[which],
            self.is_bright[which],
        )


class Together:
    """The steps of EM for several starts at once.

    Parameters
    ----------
    whitening
        The points in their coordinates, with one or two features.
    n_components
        K of every start.
    covariance_type
        The family.
    added : (D, D)
        What reg_covar adds, in whitened coordinates.
    narrowest
        The variance, in whitened coordinates, below which a component may have collapsed.
    """

    def __init__(
        self,
        whitening: Whitening,
        n_components: int,
        covariance_type: CovarianceType,
        added: FloatArray,
        narrowest: float,
    ) -> None:
        n_features, n_samples = whitening.z.shape
        self._parts = Parts(whitening.z, n_components)
        self._log_jacobian = n_samples * whitening.log_det
        self._n_features = n_features
        self._reach = whitening.reach
        self._covariance_type = covariance_type
        self._narrowest = narrowest
        self._added = added[packed_triangle(n_features)][:, None, None]

    def e_step(
        self, columns: FloatArray, with_logs: NDArray[np.bool_], focus: Focus | None = None
    ) -> Pass:
        """Make a pass: Bishop (9.23), and the sums that (9.24), (9.25) and (9.27) need.

        Parameters
        ----------
        columns : (P, K, B)
            The starts.
        with_logs : (B,)
            Of which the log-likelihoods are wanted; those of the others are 0.
        focus
            Where to take moments about, for components that the last pass saw too coarsely.
        """
        means = columns[1 : 1 + self._n_features]
        offsets, smallest, largest = self._sizes(columns)
        tight = Focus(means, offsets + largest > GATE * smallest)
        centres = tight if focus is None else tight.and_then(focus)
        theta = self._natural(columns)
        lowest, at_means = self._lowest(theta), self._at_means(columns)
        starts, exchange = arranged(columns, theta, lowest, at_means, tight)
        arranged_centres = starts.tight if focus is None else exchange.of_focus(centres)
        moments, log_likelihoods, is_bright = self._parts.run(starts, arranged_centres, with_logs)
        log_likelihoods[with_logs] -= self._log_jacobian
        return Pass(exchange.of(moments), centres, log_likelihoods, is_bright)

    def m_step(self, found: Pass) -> tuple[FloatArray, NDArray[np.bool_]]:
        """Return the next columns, Bishop (9.24) to (9.27), and which are too coarse (K, B).

        Those have shrunk so far from where their moments were taken about that their
        covariance has lost its digits: they want a pass with their new means in `focus`.
        """
        moments = found.moments
        central: Callable[..., tuple[FloatArray, ...]]
        central = central_1d if self._n_features == 1 else central_2d
        columns = np.stack((moments[0] / moments[0].sum(axis=0), *central(*moments)))
        means = columns[1 : 1 + self._n_features]
        moved = np.sum(means * means, axis=0)
        means += found.centres.means * found.centres.which
        self._restrict(columns)
        return columns, ~(moved < GATE * self._sizes(columns)[1])

    def are_wide(self, columns: FloatArray) -> NDArray[np.bool_]:
        """Tell of each start (B,) whether no component is near a collapse, or too thin to tell."""
        _, smallest, largest = self._sizes(columns)
        is_wide = (smallest > self._narrowest) & (smallest > THINNEST * largest)
        return np.asarray(is_wide.all(axis=0))

    def _restrict(self, columns: FloatArray) -> None:
        """Bring packed covariances into the family, in place, and add reg_covar."""
        packed = columns[1 + self._n_features :]
        if self._covariance_type == "tied":
            packed[:] = (columns[0] * packed).sum(axis=1, keepdims=True)
        elif self._n_features == 2 and self._covariance_type != "full":
            packed[1] = 0.0
            if self._covariance_type == "spherical":
                packed[0] = packed[2] = (packed[0] + packed[2]) / 2
        packed += self._added

    def _sizes(self, columns: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return squared mean, and bounds of the smallest and largest eigenvalue, each (K, B).

        In two dimensions det / trace, the smallest or up to half of it, and the trace.
        """
        means, packed = columns[1 : 1 + self._n_features], columns[1 + self._n_features :]
        offsets = np.sum(means * means, axis=0)
        if self._n_features == 1:
            return offsets, packed[0], packed[0]
        a, b, c = packed
        trace = a + c
        det = a * c - b * b
        return offsets, np.divide(det, trace, out=np.zeros_like(det), where=trace > 0), trace

    def _natural(self, columns: FloatArray) -> FloatArray:
        logs = log_weights(columns[0])
        if self._n_features == 1:
            return np.stack(natural_1d(logs, columns[1], columns[2], np.log))
        _, mx, my, a, b, c = columns
        return np.stack(natural_2d(logs, mx, my, a, b, c, np.log))

    def _at_means(self, columns: FloatArray) -> FloatArray:
        """Return log densities (K, B) at the means."""
        packed = columns[1 + self._n_features :]
        det = packed[0] if self._n_features == 1 else packed[0] * packed[2] - packed[1] ** 2
        at_mean = log_weights(columns[0]) - 0.5 * (self._n_features * LOG_2PI + np.log(det))
        return np.asarray(at_mean)

    def _lowest(self, theta: FloatArray) -> FloatArray:
        """Bound log densities (K, B) from below: theta (F, K, B) at the most distant point.

        Half the trace of a precision is at least half its largest eigenvalue.
        """
        n_features = self._n_features
        pull = np.sqrt(np.sum(np.square(theta[1 : 1 + n_features]), axis=0))
        half_trace = -theta[1 + n_features] - (theta[-1] if n_features > 1 else 0.0)
        return np.asarray(theta[0] - self._reach * (pull + self._reach * half_trace))

"""The smallest eigenvalue of each component along a curve."""

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import smallest_eigenvalues
from gmm_explorer.model.block import Block
from gmm_explorer.model.curve import Curve

FloatArray = NDArray[np.float64]


class Narrowing:
    """Finds the smallest eigenvalues along curves, in units of the data's spread.

    What is known of a block is kept for the next curve through it: a step more costs no more
    after ten thousand steps than after ten.
    """

    def __init__(self) -> None:
        self._scale: FloatArray | None = None
        self._known: dict[Block, FloatArray] = {}

    def along(self, curve: Curve, scale: FloatArray) -> tuple[FloatArray, ...]:
        """Return for each segment of a curve the eigenvalues at its stops, shape (T, K).

        Parameters
        ----------
        curve
            The active path.
        scale : (D,)
            The spread of each column, see `Prepared.scale`.
        """
        if scale is not self._scale:
            self._scale, self._known = scale, {}
        kept, self._known = self._known, {}
        for stretch in curve.stretches:
            known = kept.get(stretch.block)
            self._known[stretch.block] = self._grown(stretch.block, known, scale)
        return tuple(
            np.concatenate([self._known[block][rows] for block, rows in curve.entries(segment)])
            for segment in curve.segments
        )

    @staticmethod
    def _grown(block: Block, known: FloatArray | None, scale: FloatArray) -> FloatArray:
        covariances = block.entries.stacked.covariances
        if known is not None and len(known) == len(covariances):
            return known
        if covariances.shape[-1] != len(scale):
            return np.full(covariances.shape[:2], np.nan)  # of a time before these data
        done = 0 if known is None else len(known)
        new = smallest_eigenvalues(covariances[done:], scale)
        return new if known is None else np.concatenate([known, new])

"""Which iterations and values the log-likelihood plot shows."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model import Frame
from gmm_explorer.view.likelihood.axis import HeightAxis, HeightGrid
from gmm_explorer.view.likelihood.now_layer import Now
from gmm_explorer.view.likelihood.trace import Trace, is_fall
from gmm_explorer.view.plot.plot_box import PlotBox

FEWEST_ITERATIONS = 8  # an axis shorter than this would jump at the first steps
BELOW, ABOVE = 22.0, 16.0  # pixels between the curve and the edges
FOR_NAMES = 24.0  # pixels more where marks have names over them
LEAST_SHARE = 0.4  # of the height that the curve keeps in the lowest plot
Range = tuple[float, float]

NAMES = {
    (False, False): "log L",
    (True, False): "mean log L",
    (False, True): "gain",
    (True, True): "mean gain",
}
"""What the height means, by per sample and gains."""


class Scale:
    """Gives the plot its ranges and its left axis its meaning.

    Parameters
    ----------
    box
        Whose ranges they are.
    axis, grid
        Both turn to powers of ten for gains.
    """

    def __init__(self, box: PlotBox, axis: HeightAxis, grid: HeightGrid) -> None:
        self._box = box
        self._axis = axis
        self._grid = grid
        self._across = self._upright = (0.0, 1.0)
        self._above = ABOVE
        self._named = ""
        self._shown: tuple[Range, Range] | None = None
        box.sigResized.connect(self._apply)

    def suit(self, trace: Trace, frame: Frame, now: Now | None) -> None:
        """Show all of a trace and what is under way; still while a hand drags, where it can be."""
        self._name(trace)
        last = max(trace.last_iteration, frame.snapshot.n_iter, FEWEST_ITERATIONS)
        self._across = (-0.02 * last, 1.04 * last)
        heights = np.concatenate([np.empty(0), *_heights(trace, frame, now)])
        finite = heights[np.isfinite(heights)]
        upright = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
        if not (frame.in_hand and self._holds(upright)):
            self._upright = upright
            names = any(not is_fall(change) for change in trace.changes)
            self._above = ABOVE + FOR_NAMES * names
        self._apply()

    def _apply(self) -> None:
        """Leave some pixels between the curve and the edges."""
        low, high = self._upright
        least = (1e-6 if high > low else 1e-2) * max(abs(low), abs(high), 1e-9)
        missing = max(least - (high - low), 0.0)  # what is flat lies in the middle
        low, high = low - missing / 2, high + missing / 2
        height = max(self._box.height(), 1.0)
        kept = max(height - BELOW - self._above, LEAST_SHARE * height)
        a_pixel = (high - low) / kept
        upright = (low - BELOW * a_pixel, low + (kept + self._above) * a_pixel)
        if (self._across, upright) != self._shown:
            self._shown = self._across, upright
            self._box.setRange(xRange=self._across, yRange=upright, padding=0.0)

    def _holds(self, upright: Range) -> bool:
        low, high = (0.0, 0.0) if self._shown is None else self._shown[1]
        return low < upright[0] <= upright[1] < high

    def _name(self, trace: Trace) -> None:
        tracing = trace.tracing
        in_decades = tracing.gains
        if in_decades is not self._axis.in_decades:
            self._axis.in_decades = self._grid.in_decades = in_decades
            self._shown = None
        name = NAMES[tracing.per_sample, tracing.gains]
        if name != self._named:
            self._named = name
            self._axis.set_name(name)


def _heights(trace: Trace, frame: Frame, now: Now | None) -> Iterator[NDArray[np.float64]]:
    """Yield all that has to be in sight."""
    if trace.bounds is not None:
        yield np.array(trace.bounds)
    for line in trace.pending_lines(frame) or ():
        if line is not None:
            yield line.y
    lone = now is not None and not now.place
    if now is not None and lone and math.isfinite(now.height):
        yield np.array([now.height])

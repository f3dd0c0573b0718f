"""The axes of the log-likelihood: whole iterations, and even steps or powers of ten for gains."""

import math

from gmm_explorer.view.plot.grid import GridItem, QuietAxis
from gmm_explorer.view.plot.ticks import Ticks
from gmm_explorer.view.style.numbers import power_of_ten

LEAST_SPACING = 24.0  # pixels between powers of ten
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def decades(low: float, high: float, length: float) -> Ticks:
    """Choose whole powers of ten, given and returned as their exponents."""
    if not (math.isfinite(low) and math.isfinite(high) and low < high and length > 0):
        return Ticks((), 1.0)
    least = (high - low) * LEAST_SPACING / length
    step = next((step for step in STEPS if step >= least), STEPS[-1])
    first, last = math.ceil(low / step), math.floor(high / step)
    return Ticks(tuple(float(index * step) for index in range(first, last + 1)), float(step))


class IterationAxis(QuietAxis):
    """The bottom axis: there are no half iterations."""

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the ticks between two numbers; called by pyqtgraph."""
        whole = (
            (max(step, 1.0), [value for value in values if value == round(value)])
            for step, values in super().tickValues(start, end, size)
        )
        return list(whole)


class HeightAxis(QuietAxis):
    """The left axis; while ``in_decades`` it is labelled with powers of ten."""

    in_decades = False

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """Return the ticks between two numbers; called by pyqtgraph."""
        if not self.in_decades:
            return super().tickValues(start, end, size)
        chosen = decades(min(start, end), max(start, end), size)
        return [(chosen.step, list(chosen.values))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the labels of ticks; called by pyqtgraph."""
        if not self.in_decades:
            return super().tickStrings(values, scale, spacing)
        return [power_of_ten(round(value)).removeprefix("×") for value in values]


class HeightGrid(GridItem):
    """Horizontal lines at the ticks of a `HeightAxis`."""

    in_decades = False

    def levels(self, low: float, high: float, length: float) -> Ticks:
        """Choose where the lines are."""
        return decades(low, high, length) if self.in_decades else super().levels(low, high, length)

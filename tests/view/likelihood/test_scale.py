"""Which heights the log-likelihood plot of a real window shows."""

import numpy as np
import pytest

from gmm_explorer.view.likelihood.scale import ABOVE, BELOW
from tests.view.windows import place, settle, trigger


def test_a_flat_curve_lies_in_the_middle_clear_of_the_words_below(plane_window):
    place(plane_window, ([4.0, -4.0], np.eye(2) * 4.0))
    for _ in range(6):
        trigger(plane_window, "em_step")
    settle(plane_window)
    plot = plane_window.likelihood_plot
    last = len(plot.trace.curve.n_iter) - 1
    _, height = plot.trace.place(last)
    assert height == pytest.approx(plot.trace.place(last - 1)[1])

    y = plot.box.pixels().to_pixels(0.0, height)[1]

    middle = (ABOVE + plot.box.height() - BELOW) / 2
    assert y == pytest.approx(middle, abs=2.0)
    assert y < plot.box.height() - 2 * BELOW

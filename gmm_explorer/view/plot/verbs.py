"""What is done to the selected components at once, as it looks on the screen."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF

from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.geometry import Ellipse, FloatArray, in_data, on_screen, rounded
from gmm_explorer.view.plot.snapping import nearest_point


def snap_to_points(canvas: Canvas) -> None:
    """Put the mean of each selected component exactly onto the nearest data point."""
    frame = canvas.frame
    mixture = None if frame is None else frame.snapshot.mixture
    if frame is None or frame.snapshot.dataset is None or mixture is None:
        return
    X, pixels = frame.snapshot.dataset.X, canvas.box.pixels()
    found = {
        k: nearest_point(
            canvas.points,
            QPointF(*canvas.pixel_of(mixture.means[k])),
            pixels,
            flat=X.shape[1] == 1,
        )
        for k in frame.presentation.selection
    }
    rows = {k: row for k, row in found.items() if row is not None}
    canvas.controller.editing.snap(tuple(rows), X[list(rows.values())])


def make_round(canvas: Canvas) -> None:
    """Give the ellipse of each selected component equal axes."""
    selection, rounds = _reshaped(canvas, rounded)
    if rounds:
        canvas.controller.editing.make_round(selection, rounds)


def turn(canvas: Canvas, angle: float) -> None:
    """Turn the ellipse of each selected component by an angle, radians, clockwise."""
    _selection, turned = _reshaped(canvas, lambda seen: seen.turned(angle))
    if turned:
        canvas.controller.nudging.turn(turned)


def _reshaped(
    canvas: Canvas, reshape: Callable[[Ellipse], Ellipse]
) -> tuple[Sequence[int], list[FloatArray]]:
    """Return the selected components and the covariances (2, 2) of which another ellipse is seen.

    There are none where there is no plane.
    """
    frame = canvas.frame
    mixture = None if frame is None else frame.snapshot.mixture
    if frame is None or mixture is None or mixture.n_features != 2:
        return (), []
    pixels, selection = canvas.box.pixels(), frame.presentation.selection
    covariances = np.asarray(mixture.covariances)
    seen = (on_screen(covariances[k], pixels) for k in selection)
    return selection, [in_data(reshape(one), pixels) for one in seen]

"""Iso-lines of a field on a grid, without Qt."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]

# Each cell as two triangles, (row, column) of their corners: in a triangle a linear field has
# one straight iso-line or none, so that no cell is ambiguous.
_TRIANGLES = (((0, 0), (0, 1), (1, 1)), ((0, 0), (1, 0), (1, 1)))


def isolines(field: FloatArray, level: float) -> FloatArray:
    """Return the segments of the iso-line of a level.

    Parameters
    ----------
    field
        Shape (H, W), finite.
    level
        The value that is the same along the line.

    Returns
    -------
    (S, 2, 2)
        Two ends each, x (columns) and y (rows), in cells of the grid.
    """
    if min(field.shape) < 2:
        return np.empty((0, 2, 2))
    return np.concatenate([_in_triangles(field, level, corners) for corners in _TRIANGLES])


def _in_triangles(
    field: FloatArray, level: float, corners: tuple[tuple[int, int], ...]
) -> FloatArray:
    height, width = field.shape
    values = np.stack([field[r : height - 1 + r, c : width - 1 + c] for r, c in corners])
    above = values > level
    n_above = above.sum(axis=0)
    rows, columns = np.nonzero((n_above == 1) | (n_above == 2))
    values, above = values[:, rows, columns], above[:, rows, columns]
    # Of three corners one is alone on its side of the line; the line cuts both edges from it.
    alone = np.argmax(above == (above.sum(axis=0) == 1), axis=0)
    here = np.arange(len(rows))
    places = np.array(corners, np.float64)[:, ::-1]
    ends = []
    for step in (1, 2):
        other = (alone + step) % 3
        start, stop = values[alone, here], values[other, here]
        share = ((level - start) / (stop - start))[:, None]
        ends.append(places[alone] + share * (places[other] - places[alone]))
    return np.stack(ends, axis=1) + np.stack([columns, rows], axis=1)[:, None, :]

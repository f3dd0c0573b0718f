"""Whether columns are in units so different that distances mean little."""

from collections.abc import Sequence

import numpy as np

from gmm_explorer.em.arrays import FloatArray

LARGEST_RATIO = 10.0


def scale_warning(columns: Sequence[FloatArray], names: Sequence[str]) -> str:
    """Return a sentence where the scales of columns differ by 10 or more, else nothing.

    Distances, and with them k-means and every start made by it, see the widest column alone:
    two clusters apart in a column a hundredth as wide are found as if by tossing a coin.

    Parameters
    ----------
    columns : sequence of ndarray of shape (n_samples,)
        Those that are to be fitted together.
    names
        Of these columns.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        scales = np.array([column.std() if column.size else 0.0 for column in columns])
    varying = np.flatnonzero(np.isfinite(scales) & (scales > 0.0))
    if varying.size < 2:
        return ""
    wide = varying[scales[varying].argmax()]
    narrow = varying[scales[varying].argmin()]
    ratio = float(scales[wide] / scales[narrow])
    if ratio < LARGEST_RATIO:
        return ""
    return (
        f"Column {names[wide]} is {ratio:.3g} times as wide as {names[narrow]}: standardise them, "
        "or distances will hardly see the latter."
    )

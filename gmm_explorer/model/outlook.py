"""How far EM still has to go from a place along a curve, or why nobody can tell."""

from enum import Enum, auto
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import EMSettings, Forecast, forecast
from gmm_explorer.model.changes import rounding

FloatArray = NDArray[np.float64]


class Obstacle(Enum):
    """Why no limit can be estimated."""

    TOO_FEW = auto()
    INFINITE = auto()
    FELL = auto()
    GROWING = auto()
    AT_REST = auto()
    UNSETTLED = auto()


class Outlook(NamedTuple):
    """An estimate, or what stands in its way.

    Attributes
    ----------
    forecast
        Of what EM climbs (with a prior the objective), total, nats.
    iterations_left
        Until the tolerance is met; None when it never is, or nothing is estimated.
    obstacle
        Why nothing is estimated.
    """

    forecast: Forecast | None
    iterations_left: int | None
    obstacle: Obstacle | None


def outlook(objective: FloatArray, settings: EMSettings, n_samples: int) -> Outlook:
    """Estimate where EM leads from the last three values, or say why that cannot be.

    A gain that hardly shrank after one that shrank a lot says nothing of the limit: this estimate
    must not be higher than that of the iteration before by more than it says there is to gain.

    Parameters
    ----------
    objective : (T,)
        Of consecutive iterations, total, nats.
    settings
        How EM is run: its tolerance says what is near enough.
    n_samples
        N.
    """
    last = np.asarray(objective[-3:])
    obstacle = _obstacle(last, n_samples)
    found = None if obstacle is not None else forecast(last.tolist())
    if found is None:
        return Outlook(None, None, obstacle or Obstacle.GROWING)
    if not _is_settled(found, np.asarray(objective[-4:])):
        return Outlook(None, None, Obstacle.UNSETTLED)
    return Outlook(found, found.iterations_left(settings.tol, n_samples), None)


def _is_settled(found: Forecast, last: FloatArray) -> bool:
    """Return whether the iteration before, where it could tell, did not end far lower."""
    if len(last) < 4:
        return True
    earlier = forecast(last[:-1].tolist())
    return earlier is not None and found.limit - earlier.limit <= found.limit - last[-1]


def _obstacle(last: FloatArray, n_samples: int) -> Obstacle | None:
    if not np.isfinite(last).all():
        return Obstacle.INFINITE
    if len(last) < 3:
        return Obstacle.TOO_FEW
    before, gain = np.diff(last)
    least = rounding(last, n_samples)[-1]
    if gain < -least or before < -least:
        return Obstacle.FELL
    if gain <= least:
        return Obstacle.AT_REST
    return Obstacle.GROWING if gain >= before else None

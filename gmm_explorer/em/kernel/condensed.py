"""Passes over a line with many points, made over the few nodes that stand for them."""

from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.kernel.panels import Panels, panels_of
from gmm_explorer.em.kernel.sums import Densities, Sums
from gmm_explorer.em.kernel.sweep import Sweep

# To sort the points and weigh the nodes costs some passes over the points, which is worth it
# in a run and not for a step: it is done once that many have been made, on no fewer points.
_PASSES_BEFORE, _FEWEST_POINTS = 4, 20_000
_LEAST_GAIN = 4  # points for each node
_LONGEST_WAIT = 64  # passes, when a mixture was too narrow for its panels to be worth it


class CondensedSweep:
    """Makes the passes for which nodes do as well as the points.

    Parameters
    ----------
    z : (1, N)
        Whitened points.
    n_components
        K.
    """

    def __init__(self, z: FloatArray, n_components: int) -> None:
        self._z = z
        self._n_components = n_components
        self._panels: Panels | None = None
        self._sweep: Sweep | None = None
        self._wait = _PASSES_BEFORE
        self._next_wait = 1

    @staticmethod
    def suits(z: FloatArray) -> bool:
        """Tell whether points z (D, N) are on a line, and enough."""
        return len(z) == 1 and z.shape[1] >= _FEWEST_POINTS

    def run(self, densities: Densities) -> Sums | None:
        """Make one pass; None where the points themselves have to be looked at."""
        if self._wait > 0 or densities.tight:
            self._wait -= 1
            return None
        sweep = self._sweep_for(densities.theta)
        return None if sweep is None else sweep.run(densities, {})

    def _sweep_for(self, theta: FloatArray) -> Sweep | None:
        enough = self._z.shape[1] // _LEAST_GAIN
        panels = (self._panels or panels_of(self._z[0])).suit(theta, enough)
        if panels.n_nodes > enough and self._panels is not None:
            panels = panels_of(self._z[0]).suit(theta, enough)  # longer ones may do by now
        if panels.n_nodes > enough:
            self._panels = self._sweep = None
            self._wait = self._next_wait
            self._next_wait = min(2 * self._next_wait, _LONGEST_WAIT)
            return None
        if panels is not self._panels:
            self._panels = panels.weighted()
            places, weights = self._panels.nodes()
            self._sweep = Sweep(places, self._n_components, weights=weights)
        return self._sweep

"""What lies over and under the points, from back to front."""

from collections.abc import Iterable, Iterator, Sequence

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.field_layers import DensityLinesLayer, RegionLayer
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.marginal_layer import MarginalLayer
from gmm_explorer.view.plot.outline_layer import GhostLayer, TruthLayer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.trail_layer import TrailLayer
from gmm_explorer.view.style.theme import Theme

# The grid is at -1000, the points at 0, what can be taken hold of at 10 and above.
_DEPTHS: dict[type[Layer], float] = {
    RegionLayer: -900.0,
    DensityLinesLayer: -3.0,
    GhostLayer: -2.0,
    TruthLayer: -0.5,
    TrailLayer: 1.0,
    MarginalLayer: 2.0,
}


class Layers:
    """The optional layers of a plot.

    Parameters
    ----------
    box
        Where they are drawn.
    theme
        In whose colours.
    kinds
        Which of them suit the plot.
    """

    def __init__(self, box: PlotBox, theme: Theme, kinds: Iterable[type[Layer]]) -> None:
        self._layers: Sequence[Layer] = [kind(box, theme) for kind in kinds]
        for layer in self._layers:
            layer.setZValue(_DEPTHS[type(layer)])

    def __iter__(self) -> Iterator[Layer]:
        return iter(self._layers)

    def show_frame(self, frame: Frame) -> None:
        """Let each layer that is wanted draw a frame."""
        for layer in self._layers:
            layer.show_frame(frame)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        for layer in self._layers:
            layer.set_theme(theme)


ON_A_PLANE: Sequence[type[Layer]] = tuple(_DEPTHS)
ON_A_LINE: Sequence[type[Layer]] = (GhostLayer, TruthLayer, TrailLayer)

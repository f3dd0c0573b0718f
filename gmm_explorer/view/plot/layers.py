"""What lies over and under the points, from back to front."""

from collections.abc import Iterator, Mapping, Sequence

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.field_layers import DensityLinesLayer, RegionLayer
from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.marginal_layer import MarginalLayer
from gmm_explorer.view.plot.outline_layer import GhostLayer, ProposalLayer, TruthLayer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.plot.trail_layer import TrailLayer
from gmm_explorer.view.style.theme import Theme

Depths = Mapping[type[Layer], float]

# The grid is at -1000, ellipses and curves are at -1, the points at 0, and what can be taken hold
# of is at 10 and above.
ON_A_PLANE: Depths = {
    RegionLayer: -900.0,
    DensityLinesLayer: -3.0,
    GhostLayer: -2.0,
    TruthLayer: -0.5,
    TrailLayer: 1.0,
    MarginalLayer: 2.0,
    ProposalLayer: 3.0,
}
# The histogram is drawn with the curves: what is to be seen lies before it.
ON_A_LINE: Depths = {GhostLayer: -0.7, TruthLayer: -0.5, TrailLayer: 1.0, ProposalLayer: 3.0}


class Layers:
    """The optional layers of a plot.

    Parameters
    ----------
    box
        Where they are drawn.
    theme
        In whose colours.
    depths
        Which of them suit the plot, and how far to the front they are.
    """

    def __init__(self, box: PlotBox, theme: Theme, depths: Depths) -> None:
        self._layers: Sequence[Layer] = [kind(box, theme) for kind in depths]
        for layer, depth in zip(self._layers, depths.values(), strict=True):
            layer.setZValue(depth)

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

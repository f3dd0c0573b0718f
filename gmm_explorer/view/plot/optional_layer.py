"""The base of layers that can be switched on and off."""

from gmm_explorer.model import Frame
from gmm_explorer.view.plot.layer import Layer


class OptionalLayer(Layer):
    """A layer that costs nothing while it is not wanted.

    Subclasses write `wanted` and `draw`.
    """

    def wanted(self, frame: Frame) -> bool:
        """Return whether there is something to draw in a frame."""
        raise NotImplementedError

    def show_frame(self, frame: Frame) -> None:
        """Paint another frame from now on, or nothing."""
        wanted = self.wanted(frame)
        self.setVisible(wanted)
        if wanted:
            super().show_frame(frame)

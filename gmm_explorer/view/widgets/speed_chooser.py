"""How many iterations a second are played, in the toolbar."""

import math
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import SPEEDS, Frame


class SpeedChooser(QComboBox):
    """Shows the pace of playing and lets it be chosen."""

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar_speed")
        self.setAccessibleName("Iterations played a second")
        self.setToolTip("Iterations played a second ([ and ])")
        for speed in SPEEDS:
            self.addItem("max" if math.isinf(speed) else f"{speed:g} / s", speed)
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._controller = controller
        self._frame: Frame | None = None
        self.activated.connect(self._choose)

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Show the pace of a frame."""
        self._frame = new
        self.setCurrentIndex(self.findData(new.presentation.playback.speed))

    def _choose(self) -> None:
        if self._frame is not None:
            how = replace(self._frame.presentation.playback, speed=self.currentData())
            self._controller.playing.play_by(how)

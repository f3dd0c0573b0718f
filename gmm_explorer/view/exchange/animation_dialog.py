"""The dialog in which the way to the state shown is saved as an animation."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressBar, QWidget

from gmm_explorer.controller.exporting import Exporting
from gmm_explorer.controller.recording import Recording, way_to_here
from gmm_explorer.files import FileError
from gmm_explorer.files.animation import animation_suffixes
from gmm_explorer.model import Session
from gmm_explorer.view.dialogs import file_dialogs
from gmm_explorer.view.exchange.figure import SCREEN_DPI, picture_of
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.widgets.card import Rows, plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role
from gmm_explorer.view.widgets.fields import choice_field, offer_choices, whole_number_field

_USUAL_PACE, _FASTEST = 5, 50
_STEPS = 1000
_NAMES = {".gif": "GIF", ".webp": "WebP", ".mp4": "MP4"}


class AnimationDialog(Dialog):
    """Format and pace; then the plot goes through the states, one picture each.

    Parameters
    ----------
    canvas
        The plot.
    session
        What is gone through.
    exporting
        Says that the file is there, or why it is not.
    """

    def __init__(
        self, canvas: Canvas, session: Session, exporting: Exporting, parent: QWidget | None = None
    ) -> None:
        super().__init__("animation_dialog", "Export animation", parent)
        self._exporting = exporting
        self._suffixes = animation_suffixes()
        size = canvas.size()  # a banner on the way may change that of the plot
        self._recording = Recording(session, lambda: pixels_of(canvas, size), self)
        self._format = choice_field("animation_format", "How the pictures are kept")
        offer_choices(self._format, {n: _NAMES[s] for n, s in enumerate(self._suffixes)}, 0)
        self._pace = whole_number_field("animation_pace", 1, _FASTEST, "Pictures a second")
        self._pace.setValue(_USUAL_PACE)
        count = len(way_to_here(session))
        words = plain_label(f"{count:,} pictures: the way to the state shown", dim=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("animation_progress")
        self._bar.setAccessibleName("Progress of the animation")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _STEPS)
        rows = Rows()
        rows.add("Format", self._format)
        rows.add("A second", self._pace)
        rows.add_wide(words)
        rows.add_wide(self._bar)
        self.body.addLayout(rows)
        self.add_button("Cancel", Role.RejectRole, "Save nothing")
        self._save = self.add_button(
            "Save as…", Role.AcceptRole, "Choose where to save it", primary=True
        )
        self._recording.progressed.connect(lambda share: self._bar.setValue(round(_STEPS * share)))
        self._recording.ended.connect(self._end)

    def accept(self) -> None:
        """Ask where to write it; the dialog closes when that is done."""
        suffix = self._suffixes[self._format.currentData()]
        kind = file_dialogs.kind(_NAMES[suffix], (suffix,))
        title, name = "Export animation", f"animation{suffix}"
        file_dialogs.ask_to_save(self, title, kind, name, self._start)

    def done(self, result: int) -> None:
        """End what is under way, and close."""
        self._recording.cancel()
        super().done(result)

    def _start(self, path: Path) -> None:
        self._path = path
        for widget in (self._save, self._format, self._pace):
            widget.setEnabled(False)
        self._recording.start(path, float(self._pace.value()))

    def _end(self, error: FileError | None) -> None:
        super().accept()
        self._exporting.tell_written(self._path, error)


def pixels_of(canvas: Canvas, size: QSize) -> NDArray[np.uint8]:
    """Return what a plot shows, shape (height, width, 3), in a size given in pixels."""
    with canvas.points.at_once():
        image = picture_of(canvas, SCREEN_DPI)
    if image.size() != size:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()

"""How far a run has come, in the status line, and a way to end it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from gmm_explorer.controller.progress import Progress
from gmm_explorer.controller.running import Running
from gmm_explorer.view.panels import status_words
from gmm_explorer.view.widgets.steady_label import SteadyLabel

PATIENCE = 200  # milliseconds: of a shorter run nothing is shown
BAR_WIDTH = 120
STEPS = 1000  # of the bar


class ProgressStrip(QWidget):
    """A bar towards the estimated end, the pace in words, and a button; there while EM runs.

    Parameters
    ----------
    running
        The runs.
    stop
        What the button does.
    """

    def __init__(self, running: Running, stop: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_strip")
        self.setAccessibleName("Run")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress_bar")
        self._bar.setAccessibleName("Progress of the run")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._words = SteadyLabel()
        self._words.setProperty("dim", True)
        self._words.setObjectName("progress_words")
        self._button = _cancel_button(stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        for widget in (self._bar, self._words, self._button):
            layout.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.show)
        running.toggled.connect(self._follow)
        running.advanced.connect(self.show_progress)
        self.hide()

    def show_progress(self, progress: Progress) -> None:
        """Say how far a run has come."""
        share = progress.share
        self._bar.setRange(0, 0 if share is None else STEPS)
        if share is not None:
            self._bar.setValue(round(STEPS * share))
        text = status_words.progress(progress)
        self._words.show_text(text)
        self._bar.setAccessibleDescription(text)

    def _follow(self, running: bool) -> None:
        if running:
            self._bar.setRange(0, 0)
            self._words.show_text("")
            self._patience.start()
        else:
            self._patience.stop()
            self.hide()


def _cancel_button(stop: QAction) -> QToolButton:
    button = QToolButton()
    button.setObjectName("progress_cancel")
    button.setText("Cancel")
    button.setAccessibleName("Cancel the run")
    button.setToolTip(stop.toolTip())
    button.setProperty("link", True)
    button.setStyleSheet("padding: 0px")  # the status line is to be no higher for it
    button.clicked.connect(stop.trigger)
    return button

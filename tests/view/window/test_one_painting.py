"""What changes together is painted together."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.view.windows import place, settle

pytestmark = pytest.mark.real_window


class Watch(QObject):
    """Notes who is painted and how often the window asks for it."""

    def __init__(self, window):
        super().__init__()
        self.n_paintings = 0
        self.painted = []
        self._window = window
        for plot in (window.plot_area.plane, window.likelihood_plot):
            plot.viewport().installEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, receiver, event):
        if receiver is self._window:
            self.n_paintings += event.type() == QEvent.Type.UpdateRequest
        elif event.type() == QEvent.Type.Paint:
            self.painted.append(receiver.parent().objectName())
        return False


def test_both_plots_and_the_tables_are_painted_once_for_a_move_of_the_hand(plane_window):
    place(plane_window, ([0.0, 0.0], np.eye(2)), ([2.0, 1.0], np.eye(2)))
    settle(plane_window)
    QApplication.processEvents()
    watch = Watch(plane_window)
    plane_window.controller.editing.drag_means((0,), 0, [0.5, -0.25])
    QApplication.processEvents()
    assert sorted(watch.painted) == ["likelihood_plot", "plane"]
    assert watch.n_paintings == 1

"""What tests of the window share."""

from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from gmm_explorer.model import edits


def show(qtbot, window):
    """Show a window and give it the keyboard, as a desktop does with a new one."""
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def settle(window):
    """Let layouts and plots come to rest."""
    QTest.qWait(1)
    for _ in range(2):  # an axis knows the width of its labels only after it has painted them
        window.grab()
        QTest.qWait(1)


def place(window, *components):
    """Place components (mean, covariance) by code, one history entry each."""
    session = window.session
    for mean, covariance in components:
        session.commit(edits.place_component(session.snapshot, mean, covariance), "Place")
    settle(window)


def select(window, *components):
    """Select components by code."""
    window.controller.presenting.select(components)
    settle(window)


def trigger(window, name):
    """Trigger an action by its object name, as a menu does."""
    action = window.findChild(QAction, name)
    assert action is not None, name
    assert action.isEnabled(), name
    action.trigger()

"""The one place that wires session, controller and window."""

import signal
from collections.abc import Sequence
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.scenes import scene
from gmm_explorer.view.dialogs.exception_hook import install_exception_hook
from gmm_explorer.view.style.theme import ThemeFollower, system_theme
from gmm_explorer.view.window import MainWindow
from gmm_explorer.window_arguments import window_parser

SIGNAL_PERIOD = 200  # milliseconds between looks at whether Ctrl+C was pressed in the terminal


def create_window(argv: Sequence[str]) -> MainWindow:
    """Build the wired window, without starting the event loop.

    Parameters
    ----------
    argv
        The command line without the program's name: files to open, ``--example NAME``.

    Returns
    -------
    MainWindow
        Not shown yet.  ``window.session`` is the model, ``window.controller`` the intents.
    """
    arguments = window_parser().parse_args(argv)
    _application()
    session = Session()
    window = MainWindow(session, Controller(session), system_theme())
    ThemeFollower(window.set_theme, window)
    if arguments.example is not None:
        window.controller.documents.open_scene(scene(arguments.example))
    for path in arguments.files:
        window.open(Path(path))
    return window


def run(argv: Sequence[str]) -> int:
    """Show the window and run the event loop; return the exit code."""
    app = _application()
    window = create_window(argv)
    install_exception_hook(window)
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    ticker = QTimer(window)
    ticker.timeout.connect(lambda: None)  # Python sees signals only when Python runs
    ticker.start(SIGNAL_PERIOD)
    window.show()
    return app.exec()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["gmm-explorer"])
    app.setApplicationName("GMM Explorer")
    app.setOrganizationName("gmm-explorer")
    app.setDesktopFileName("gmm-explorer")
    pg.setConfigOption("antialias", True)
    return app

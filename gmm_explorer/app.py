"""The one place that wires session, controller and window."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from gmm_explorer.controller import Controller
from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.model import Session
from gmm_explorer.scenes import scene
from gmm_explorer.start.desktop_files import DesktopFiles
from gmm_explorer.start.door import Door
from gmm_explorer.start.drawing import draw_in_software
from gmm_explorer.start.first_frame import FirstFrame
from gmm_explorer.start.garbage import collect_garbage_here, keep_what_is_there
from gmm_explorer.start.identity import name_application
from gmm_explorer.start.leaving import hide_windows_at_exit
from gmm_explorer.start.request import Request
from gmm_explorer.start.settings_file import forget_settings, set_aside, set_aside_if_broken
from gmm_explorer.view.dialogs.exception_hook import install_exception_hook
from gmm_explorer.view.style.theme import ThemeFollower, system_theme
from gmm_explorer.view.window import MainWindow
from gmm_explorer.window_arguments import STANDARD_INPUT, stands_alone, window_parser

SIGNAL_PERIOD = 200  # milliseconds between looks at whether Ctrl+C was pressed in the terminal


def create_window(argv: Sequence[str]) -> MainWindow:
    """Build the wired window, without starting the event loop.

    Parameters
    ----------
    argv
        The command line without the program's name: files to open, ``-`` for the table that is
        piped in, ``--example NAME``.

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
        if path == STANDARD_INPUT:
            window.controller.documents.open_piped(sys.stdin.buffer if sys.stdin else BytesIO())
        else:
            window.open(Path(path))
    return window


def run(argv: Sequence[str]) -> int:
    """Show the window and run the event loop; return the exit code."""
    arguments = window_parser().parse_args(argv)
    with TemporaryDirectory() as scratch:
        if arguments.safe_mode:
            draw_in_software()
        app = _application()
        if arguments.safe_mode:
            forget_settings(Path(scratch))
        door = Door(app)
        request = Request.of_this_start(arguments.files, arguments.example)
        if not stands_alone(arguments) and door.open_or_hand_over(request):
            return 0
        window = _window_despite_settings(argv)
        door.knocked.connect(lambda later: _answer(window, later))
        try:
            return _show(app, window, once=arguments.try_start)
        finally:
            door.close()


def _show(app: QApplication, window: MainWindow, *, once: bool) -> int:
    """Run the event loop around a window, ``once``: only until it is painted."""
    install_exception_hook(window)
    if sys.platform == "darwin":  # nowhere else: it sees every event of the application
        DesktopFiles(app).opened.connect(window.open)
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    ticker = QTimer(window)
    ticker.timeout.connect(lambda: None)  # Python sees signals only when Python runs
    ticker.start(SIGNAL_PERIOD)
    first_frame = FirstFrame(window)
    first_frame.painted.connect(keep_what_is_there)
    if once:
        first_frame.painted.connect(lambda: _tell_and_leave(app, window))
    window.show()
    return app.exec()


def _window_despite_settings(argv: Sequence[str]) -> MainWindow:
    """Build the window; settings that do not let it be built are set aside."""
    aside = set_aside_if_broken()
    try:
        window = create_window(argv)
    except Exception:  # whatever a setting of an unforeseen kind makes Qt or us raise
        aside = set_aside()
        if aside is None:
            raise
        traceback.print_exc()
        window = create_window(argv)
    if aside is not None:
        text = f"They are in {aside} now, and this start is like the first one."
        headline = "Your settings could not be read."
        window.controller.notices.tell(Notice(Loudness.WARNING, headline, text))
    return window


def _answer(window: MainWindow, request: Request) -> None:
    """Open what another start handed over, and come to the front."""
    if request.example:
        window.controller.documents.open_scene(scene(request.example))
    for path in request.files:
        window.open(Path(path))
    if request.activation:
        os.environ["XDG_ACTIVATION_TOKEN"] = request.activation  # where Qt looks for it
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _tell_and_leave(app: QApplication, window: MainWindow) -> None:
    dataset = window.session.snapshot.dataset
    shown = "no data" if dataset is None else f"{dataset.n_samples} points"
    print(f"Painted on {app.platformName()}: {shown}.", flush=True)
    app.quit()


def _application() -> QApplication:
    name_application()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["gmm-explorer"])
    app.setDesktopFileName("gmm-explorer")
    pg.setConfigOption("antialias", True)
    hide_windows_at_exit()
    collect_garbage_here()
    return app

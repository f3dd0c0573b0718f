"""From an exception that nobody caught, on whatever thread, to a dialog; the window lives on."""

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gmm_explorer.view.dialogs.crash_dialog import CrashDialog


class CrashReporter(QObject):
    """Brings uncaught exceptions, of whatever thread, to one dialog on the main thread.

    Parameters
    ----------
    window
        What the dialog stands before; the reporter lives as long.
    """

    _crashed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashDialog | None = None
        # Queued, so that the dialog is made on the thread this object lives in, and after the
        # event that failed has been dealt with.
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        where: TracebackType | None,
    ) -> None:
        """Take the place of `sys.excepthook`."""
        sys.__excepthook__(kind, error, where)
        if not issubclass(kind, KeyboardInterrupt):
            self._crashed.emit("".join(traceback.format_exception(kind, error, where)))

    def report_thread(self, args: threading.ExceptHookArgs) -> None:
        """Take the place of `threading.excepthook`."""
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.append(text)
            return
        self._dialog = CrashDialog(self._window, text)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None


def install_exception_hook(window: QWidget) -> CrashReporter:
    """Show a dialog before this window for every exception that nobody catches."""
    reporter = CrashReporter(window)
    sys.excepthook = reporter.report
    threading.excepthook = reporter.report_thread
    return reporter

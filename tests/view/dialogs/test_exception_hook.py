import sys
import threading

import pytest
from PySide6.QtCore import QRunnable, QThread, QThreadPool
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from gmm_explorer.view.dialogs.crash_dialog import CrashDialog
from gmm_explorer.view.dialogs.exception_hook import install_exception_hook


@pytest.fixture
def window(qtbot, monkeypatch):
    # Restored after the test, whatever the hook was.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    install_exception_hook(window)
    yield window
    for dialog in window.findChildren(CrashDialog):
        dialog.close()


def dialogs(window):
    return [dialog for dialog in window.findChildren(CrashDialog) if dialog.isVisible()]


def wait_for_dialog(qtbot, window):
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    return dialogs(window)[0]


def report(dialog):
    return dialog.findChild(QPlainTextEdit, "crash_dialog_report").toPlainText()


def raise_through_hook(error):
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


class Failing(QRunnable):
    """A job that fails on a thread of the pool."""

    def run(self):
        assert QThread.currentThread() is not QApplication.instance().thread()
        raise_through_hook(ValueError("boom in the pool"))


def test_an_exception_of_the_main_thread_opens_a_dialog(qtbot, window, capsys):
    raise_through_hook(ValueError("boom <b>here</b>"))
    dialog = wait_for_dialog(qtbot, window)
    assert "ValueError: boom <b>here</b>" in report(dialog)
    assert "raise_through_hook" in report(dialog)
    assert "ValueError: boom" in capsys.readouterr().err


def test_an_exception_of_a_pool_thread_opens_a_dialog_on_the_main_thread(qtbot, window):
    QThreadPool.globalInstance().start(Failing())
    dialog = wait_for_dialog(qtbot, window)
    assert dialog.thread() is QApplication.instance().thread()
    assert "boom in the pool" in report(dialog)


def test_an_exception_of_a_python_thread_opens_a_dialog(qtbot, window):
    def fail():
        raise ValueError("boom in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "boom in a thread" in report(wait_for_dialog(qtbot, window))


def test_there_is_never_more_than_one_dialog(qtbot, window):
    for number in range(3):
        raise_through_hook(ValueError(f"boom {number}"))
    dialog = wait_for_dialog(qtbot, window)
    qtbot.waitUntil(lambda: "boom 2" in report(dialog))
    assert len(dialogs(window)) == 1
    assert all(f"boom {number}" in report(dialog) for number in range(3))


def test_after_it_was_closed_the_next_fault_opens_another(qtbot, window):
    raise_through_hook(ValueError("first"))
    wait_for_dialog(qtbot, window).close()
    raise_through_hook(ValueError("second"))
    dialog = wait_for_dialog(qtbot, window)
    assert "second" in report(dialog)
    assert "first" not in report(dialog)


def test_an_interrupt_from_the_keyboard_is_no_fault(qtbot, window, capsys):
    raise_through_hook(KeyboardInterrupt())
    raise_through_hook(ValueError("later"))
    dialog = wait_for_dialog(qtbot, window)
    assert "KeyboardInterrupt" not in report(dialog)
    assert "KeyboardInterrupt" in capsys.readouterr().err

"""PySide6 6.12.0 drops references to None until Python 3.11 aborts: the pinned one must not."""

import gc
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsObject,
    QGraphicsScene,
    QGraphicsView,
    QPushButton,
    QWidget,
)

CALLS = 200


class Painted(QWidget):
    """Overrides in Python that Qt calls and that return None."""

    def paintEvent(self, event):
        pass

    def mouseMoveEvent(self, event):
        pass


class Item(QGraphicsObject):
    def boundingRect(self):
        return QRectF(0, 0, 10, 10)

    def paint(self, *arguments):
        pass


class Filter(QObject):
    def eventFilter(self, watched, event):
        return False


class Emitter(QObject):
    plain = Signal()
    with_bool = Signal(bool)


def repainting(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    return widget.repaint


def mouse_moves(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)

    def move():
        nothing = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(1, 1),
            QPointF(1, 1),
            nothing,
            nothing,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)

    return move


def scene_repainting(qtbot):
    scene, item = QGraphicsScene(), Item()
    scene.addItem(item)
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    view.show()
    return lambda: (view.viewport().repaint(), scene, item)


def event_filter(qtbot):
    watched, watcher = QObject(), Filter()
    watched.installEventFilter(watcher)
    return lambda: (QApplication.sendEvent(watched, QEvent(QEvent.Type.User)), watcher)


def button_signal(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda checked: None)
    return button.click


def own_signals(qtbot):
    emitter = Emitter()
    emitter.plain.connect(lambda: None)
    emitter.with_bool.connect(lambda value: None)

    def emit():
        emitter.plain.emit()
        emitter.with_bool.emit(True)

    return emit


@pytest.mark.parametrize(
    "make",
    [repainting, mouse_moves, scene_repainting, event_filter, button_signal, own_signals],
)
def test_qt_calls_keep_the_references_to_none(qtbot, make):
    call = make(qtbot)
    call()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    # The fault loses at least one reference a call. A gain is harmless: None is never freed.
    assert sys.getrefcount(None) - before > -CALLS / 4

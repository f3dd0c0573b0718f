"""A person's hand on a window: real mouse and key events, sent to a plot's viewport."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton


def grip_of(canvas, name):
    """Return what a hand takes hold of: ``badge``, ``handle`` or ``bar`` of the first component."""
    held = {"badge": canvas.badges, "handle": canvas.handles[1:], "bar": [canvas.weigher.bar]}
    return held[name][0]


class Hand:
    """The mouse over one plot, in data coordinates or in pixels of its box."""

    def __init__(self, plot):
        # pyqtgraph drops moves that come too fast, and takes a short drag for a click.
        pg.setConfigOption("mouseRateLimit", 0)
        plot.scene().minDragTime = 0
        self.plot = plot

    def over(self, x, y):
        """Return the viewport position of a place in the data."""
        return QPointF(self.plot.mapFromScene(self.plot.box.mapViewToScene(QPointF(x, y))))

    def on(self, item):
        """Return the viewport position of an item's centre."""
        return QPointF(self.plot.mapFromScene(item.scenePos()))

    def move(self, to, buttons=NO_BUTTON, keys=NO_KEYS):
        self._send(QEvent.Type.MouseMove, to, NO_BUTTON, buttons, keys)

    def press(self, at, keys=NO_KEYS, button=LEFT):
        # The last move without a button says what will be taken hold of.
        self.move(at, keys=keys)
        self._send(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def release(self, at, keys=NO_KEYS, button=LEFT):
        self._send(QEvent.Type.MouseButtonRelease, at, button, NO_BUTTON, keys)
        QApplication.processEvents()

    def click(self, at, keys=NO_KEYS, button=LEFT):
        self.press(at, keys, button)
        self.release(at, keys, button)

    def double_click(self, at):
        """Click twice in quick succession, as a window system tells of it."""
        self.click(at)
        self._send(QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, NO_KEYS)
        self.release(at)

    def carry(self, start, end, steps=8, keys=NO_KEYS, button=LEFT):
        """Press and move, and do not let go yet."""
        self.press(start, keys, button)
        for i in range(1, steps + 1):
            self.move(start + (end - start) * (i / steps), button, keys)
        QApplication.processEvents()

    def drag(self, start, end, steps=8, keys=NO_KEYS, button=LEFT):
        self.carry(start, end, steps, keys, button)
        self.release(end, keys, button)

    def wheel(self, at, dy=120, keys=NO_KEYS):
        viewport = self.plot.viewport()
        event = QWheelEvent(
            at,
            QPointF(viewport.mapToGlobal(at)),
            QPoint(),
            QPoint(0, dy),
            NO_BUTTON,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def type(self, key, keys=NO_KEYS):
        """Press a key while the plot has the focus."""
        self.plot.setFocus()
        QTest.keyClick(self.plot, key, keys)

    def _send(self, kind, at, button, buttons, keys):
        viewport = self.plot.viewport()
        event = QMouseEvent(kind, at, QPointF(viewport.mapToGlobal(at)), button, buttons, keys)
        QApplication.sendEvent(viewport, event)

"""A plot that a hand drags with one button at a time."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QMouseEvent

from gmm_explorer.view.plot.magnified_plot import MagnifiedPlot

NO_BUTTON = Qt.MouseButton.NoButton


class OneHandPlot(MagnifiedPlot):
    """A plot whose drags come to an end, also where nobody saw the button being let go.

    pyqtgraph mixes up the drags of two buttons, and waits for ever for one that was let go over a
    menu or a dialog.  Here other buttons wait for the one held, and a drag ends where it was seen
    last: when the mouse comes back without its button, and when the keys go elsewhere.
    """

    # Of the class: pyqtgraph sends events before there is an object of ours.
    _button_down = NO_BUTTON
    _seen_last: tuple[QPointF, Qt.KeyboardModifier] = (QPointF(), Qt.KeyboardModifier.NoModifier)

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Let a button take hold, if no other one has."""
        if self._takes_hold(ev):
            super().mousePressEvent(ev)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """Let a button take hold again, if no other one has."""
        if self._takes_hold(ev):
            super().mouseDoubleClickEvent(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Go on with a drag whose button is still down."""
        self.follow_button(ev)
        super().mouseMoveEvent(ev)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """Let go; what other buttons do meanwhile means nothing."""
        if ev.button() == self._button_down:
            self._button_down = NO_BUTTON
            super().mouseReleaseEvent(self._release(ev.button(), ev.position(), ev.modifiers()))

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        """End a drag: what comes to the front may keep the release from us."""
        self.let_go_unseen()
        super().focusOutEvent(ev)

    def hideEvent(self, ev: QHideEvent) -> None:
        """End a drag: there is nothing to let go of any more."""
        self.let_go_unseen()
        super().hideEvent(ev)

    def follow_button(self, ev: QMouseEvent) -> None:
        """End a drag whose button is no longer down when the mouse moves."""
        if ev.buttons() & self._button_down:
            self._seen_last = ev.position(), ev.modifiers()
        else:
            self.let_go_unseen()

    def let_go_unseen(self) -> None:
        """End a drag where it was seen last; forget a press that has not become one."""
        button, self._button_down = self._button_down, NO_BUTTON
        if button != NO_BUTTON:
            if not self.scene().dragButtons:
                self.scene().clickEvents.clear()
            super().mouseReleaseEvent(self._release(button, *self._seen_last))

    def _takes_hold(self, ev: QMouseEvent) -> bool:
        if ev.button() != self._button_down and ev.buttons() & self._button_down:
            return False
        self.let_go_unseen()
        self._button_down, self._seen_last = ev.button(), (ev.position(), ev.modifiers())
        return True

    def _release(
        self, button: Qt.MouseButton, at: QPointF, keys: Qt.KeyboardModifier
    ) -> QMouseEvent:
        """Return the release of a button as if it were the only one down."""
        on_screen = QPointF(self.viewport().mapToGlobal(at))
        kind = QEvent.Type.MouseButtonRelease
        return QMouseEvent(kind, at, on_screen, button, NO_BUTTON, keys)

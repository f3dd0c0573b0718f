"""A line in which a number is typed, and refused in place where it cannot be taken."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gmm_explorer.view.style.exact_text import exact_text
from gmm_explorer.view.style.numbers import parse_number
from gmm_explorer.view.widgets import refusal
from gmm_explorer.view.widgets.claimed_keys import claims


class NumberField(QLineEdit):
    """A number that takes effect on Return, Tab or a click elsewhere.

    What cannot be taken stays, outlined in red, with the reason; Escape gives the old number
    back.

    Parameters
    ----------
    take
        Called with the number typed; raises ValueError, with the reason, to refuse it.
    tip
        What the number means.
    """

    def __init__(
        self, take: Callable[[float], None], tip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._tip = tip
        self._value: float | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        refusal.accept(self, tip)
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(self._forgive)

    def show_value(self, value: float) -> None:
        """Show a number; what is being typed stays unless the number is another one."""
        if value != self._value:
            self._value = value
            self._restore()

    def event(self, event: QEvent) -> bool:
        """Claim Escape while it would restore the number, before a shortcut of the window does."""
        return claims(event, self._restores) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the old number back on Escape."""
        if self._restores(event):
            self._restore()
        else:
            super().keyPressEvent(event)

    def _restores(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._is_changed

    @property
    def _is_changed(self) -> bool:
        return self._value is None or self.text() != exact_text(self._value)

    def _finish(self) -> None:
        if not self._is_changed:
            self._forgive()
            return
        try:
            value = parse_number(self.text())
            self._take(value)
        except ValueError as error:
            refusal.refuse(self, str(error))
            return
        self._value = value
        self._restore()

    def _restore(self) -> None:
        self.setText("" if self._value is None else exact_text(self._value))
        self._forgive()

    def _forgive(self) -> None:
        refusal.accept(self, self._tip)

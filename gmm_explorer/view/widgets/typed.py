"""What a key types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def typed(event: QKeyEvent) -> str:
    """Return the visible character that a key types; empty for all other keys."""
    text = event.text().strip()
    return text if text.isprintable() and not event.modifiers() & _COMMANDS else ""

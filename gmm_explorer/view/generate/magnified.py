"""Lengths that grow with the type, as it does while somebody presents."""

from PySide6.QtWidgets import QWidget

from gmm_explorer.view.style.theme import BODY_PX


def magnified(pixels: int, widget: QWidget) -> int:
    """Return a length at the usual size of type as one at the widget's."""
    return round(pixels * widget.fontInfo().pixelSize() / BODY_PX)

"""The lines of components: their colour and, where colours repeat, a dash of their own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from gmm_explorer.view.style.palette import COLORS, component_color

# In widths of the line: components 11 to 20, 21 to 30, and so on, from the start again.
_DASHES = ((), (7.0, 3.0), (2.0, 2.5), (9.0, 3.0, 2.0, 3.0))


def dash_of(component: int) -> tuple[float, ...]:
    """Return the dash of a component (from 0), in widths of its line; empty for a solid one."""
    return _DASHES[component // len(COLORS) % len(_DASHES)]


def component_pen(component: int, width: float, alpha: float = 1.0) -> QPen:
    """Return the pen of a component's contours and curves."""
    color = QColor(*component_color(component))
    color.setAlphaF(alpha)
    pen = QPen(color, width)
    dash = dash_of(component)
    if dash:
        pen.setDashPattern(dash)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen

"""The numbered disc by which a component is known: in tables, headers and on plots."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from gmm_explorer.view.style.markers import badge_path
from gmm_explorer.view.style.palette import component_color, text_color_on

DIAMETER = 20.0


def paint_disc(
    painter: QPainter, center: QPointF, component: int, diameter: float = DIAMETER
) -> None:
    """Paint the disc of a component (numbered from 0; shown from 1).

    Parameters
    ----------
    painter
        Where; its pen, brush and font are left as they were.
    center
        The middle of the disc, in the painter's coordinates.
    component
        Gives number and colour.
    diameter
        In the painter's coordinates.
    """
    color = component_color(component)
    text = str(component + 1)
    box = QRectF(0.0, 0.0, diameter, diameter)
    box.moveCenter(center)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*color))
    painter.drawPath(badge_path(component, center, diameter / 2))
    painter.setPen(QColor(*text_color_on(color)))
    painter.setFont(_font(painter.font(), len(text), diameter))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _font(font: QFont, n_digits: int, diameter: float) -> QFont:
    """Return a bold font in which so many digits stay within the disc."""
    result = QFont(font)
    result.setBold(True)
    result.setPixelSize(round(diameter * (0.6 if n_digits < 3 else 0.45)))
    return result

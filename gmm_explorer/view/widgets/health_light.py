"""The health of a component as a light, told by its shape as well as by its colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.em.health import COLLAPSED, Status
from gmm_explorer.view.style.theme import Theme

_RADIUS = 5.0


def paint_health(painter: QPainter, center: QPointF, status: Status, theme: Theme) -> None:
    """Paint a green disc, an amber triangle or a red cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(center)
    painter.setPen(Qt.PenStyle.NoPen)
    if status in COLLAPSED:
        _paint_cross(painter, QColor(theme.error))
    elif status == "shrinking":
        painter.setBrush(QColor(theme.warning))
        painter.drawPolygon(_triangle(_RADIUS))
    else:
        painter.setBrush(QColor(theme.good))
        painter.drawEllipse(QPointF(), _RADIUS, _RADIUS)
    painter.restore()


def _paint_cross(painter: QPainter, color: QColor) -> None:
    pen = QPen(color, 3.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    arm = _RADIUS - 1.0
    painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
    painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))


def _triangle(radius: float) -> QPolygonF:
    # An equilateral triangle of about the disc's area, its weight in the middle.
    return QPolygonF(
        [
            QPointF(0.0, -1.2 * radius),
            QPointF(1.15 * radius, 0.8 * radius),
            QPointF(-1.15 * radius, 0.8 * radius),
        ]
    )

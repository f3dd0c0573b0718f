"""The marks of what happened along the curve: changes by hand, and falls."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gmm_explorer.model import Change, Kind
from gmm_explorer.view.likelihood.trace import Trace
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import Theme, small_font

_CROSS = (
    *((-1.5, 0.0), (1.5, 0.0), (1.5, -2.5), (4.0, -2.5), (4.0, -5.5), (1.5, -5.5)),
    *((1.5, -8.0), (-1.5, -8.0), (-1.5, -5.5), (-4.0, -5.5), (-4.0, -2.5), (-1.5, -2.5)),
)
SHAPES = {
    Kind.EDIT: ((0.0, 0.0), (-4.5, -7.0), (4.5, -7.0)),
    Kind.REPAIR: _CROSS,
    Kind.SETTINGS: ((0.0, 0.0), (-4.0, -4.0), (0.0, -8.0), (4.0, -4.0)),
    Kind.RESTART: ((-4.0, 0.0), (-4.0, -7.0), (4.0, -3.5)),
}
"""Over the curve, pixels from the lowest edge: a triangle, a cross, a diamond, a pennant."""

ABOVE = 8.0  # pixels from a stop to the mark over it
BELOW = 7.0  # and to the mark of a fall under it
EDGE = 16.0  # pixels from the upper or lower edge, where a stop has no height of its own
CLOSEST = 12.0  # pixels between marks of one kind: nearer ones would only run together
LEDGE = 40.0  # pixels from the upper edge of marks by hand there: under their names
REACH = 10.0  # pixels from a mark within which the mouse means it
LABEL_GAP = 8.0


def mark_place(trace: Trace, change: Change, box: PlotBox) -> QPointF:
    """Return the pixel that the mark of a change points to."""
    falls = change.kind is Kind.FALL
    n_iter, height = trace.place(change.stop) if falls else trace.top(change.stop)
    x, y = box.pixels().to_pixels(n_iter, height if math.isfinite(height) else 0.0)
    if trace.reading.gains or not math.isfinite(height):
        y = box.height() - EDGE if falls else LEDGE
    y = min(max(y, EDGE), box.height() - EDGE)
    return QPointF(x, y + (BELOW if falls else -ABOVE))


def change_at(trace: Trace, box: PlotBox, position: QPointF) -> Change | None:
    """Return the change whose mark is under a pixel, or None."""
    nearest, shortest = None, REACH
    iteration, room = box.pixels().to_data(position.x(), 0.0)[0], REACH / box.pixels().scale_x
    for change in trace.changes:
        if abs(trace.curve.n_iter[change.stop] - iteration) <= room:
            away = mark_place(trace, change, box) - position
            distance = math.hypot(away.x(), away.y())
            if distance <= shortest:
                nearest, shortest = change, distance
    return nearest


def paint_marks(painter: QPainter, trace: Trace, box: PlotBox, theme: Theme) -> None:
    """Draw the mark of each change, and names where there is room for them."""
    painter.setFont(small_font())
    named_to = -math.inf
    for change in _apart(trace, box):
        tip = mark_place(trace, change, box)
        if change.kind is Kind.FALL:
            _paint_fall(painter, tip, theme)
        else:
            _paint_shape(painter, change.kind, tip, theme)
            named_to = _paint_name(painter, change.labels[-1], tip, theme, named_to)


def _apart(trace: Trace, box: PlotBox) -> Iterator[Change]:
    """Yield the changes whose marks can be told apart."""
    last = dict.fromkeys(Kind, -math.inf)
    least = CLOSEST / box.pixels().scale_x
    for change in trace.changes:
        n_iter = float(trace.curve.n_iter[change.stop])
        if n_iter - last[change.kind] >= least:
            last[change.kind] = n_iter
            yield change


def _paint_shape(painter: QPainter, kind: Kind, tip: QPointF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    colors = {Kind.EDIT: theme.warning, Kind.REPAIR: theme.good}
    painter.setBrush(QColor(colors.get(kind, theme.dim)))
    painter.drawPolygon(QPolygonF([tip + QPointF(x, y) for x, y in SHAPES[kind]]))


def _paint_fall(painter: QPainter, tip: QPointF, theme: Theme) -> None:
    """Draw an angle that points down, open as no mark of a hand is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.error), 2.0))
    corners = ((-3.5, 0.0), (0.0, 4.0), (3.5, 0.0))
    painter.drawPolyline(QPolygonF([tip + QPointF(x, y) for x, y in corners]))


def _paint_name(painter: QPainter, name: str, tip: QPointF, theme: Theme, named_to: float) -> float:
    """Write a name over a mark unless it would run into the last; return where names end."""
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(name)
    left = max(tip.x() - width / 2, 2.0)
    if left < named_to + LABEL_GAP:
        return named_to
    top = max(tip.y() - 10.0 - metrics.height(), 0.0)
    painter.setPen(QColor(theme.dim))
    painter.drawText(
        QRectF(left, top, width + 2.0, metrics.height()), Qt.AlignmentFlag.AlignLeft, name
    )
    return left + width

"""Lines and marks of the history, as in the graph of a version control system."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gmm_explorer.model import Cause, Course, Entries, Rail
from gmm_explorer.view.style.theme import Theme

COLUMN = 14.0  # pixels from one column to the next
LEFT = 16.0  # pixels from the edge to the middle of the first column
MOST_COLUMNS = 6  # deeper branches share the last one

_HERE, _DOT, _RING = 5.0, 3.0, 3.5  # radii
_PILL = QRectF(-3.0, -6.0, 6.0, 12.0)
_TRIANGLE = (
    (-4.5, -3.5),
    (4.5, -3.5),
    (0.0, 4.5),
)  # as on the plot of the log-likelihood, like the cross
_CROSS = ((-4.0, 0.0, 4.0, 0.0), (0.0, -4.0, 0.0, 4.0))
_BY_EM = (Cause.E_STEP, Cause.M_STEP, Cause.ITERATION)


def column(depth: int) -> float:
    """Return the middle of a column, in pixels from the edge."""
    return LEFT + COLUMN * min(depth, MOST_COLUMNS)


class RailPainter:
    """Paints the lines through a row and the mark of its block."""

    def __init__(self, theme: Theme) -> None:
        self._ink = {
            Course.PAST: QColor(theme.accent),
            Course.FUTURE: QColor(theme.dim),
            Course.ELSEWHERE: QColor(theme.faint),
        }
        self._by_hand = {Cause.EDIT: QColor(theme.warning), Cause.REPAIR: QColor(theme.good)}
        self._ground = QColor(theme.card)

    def paint_lines(self, painter: QPainter, rect: QRectF, rail: Rail, is_root: bool) -> None:
        """Paint the lines; they meet those of the rows above and below."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for depth in range(min(rail.depth, MOST_COLUMNS)):
            self._line(painter, rect, depth, (0.0, 1.0), Course.ELSEWHERE)
        if rail.crossing is not None:
            self._line(painter, rect, rail.crossing[0], (0.0, 1.0), rail.crossing[1])
        if rail.above is not None:
            self._line(painter, rect, rail.depth, (0.0, 0.5), rail.above)
        if rail.from_side:
            self._paint_turn(painter, rect, rail)
        elif not is_root:
            self._line(painter, rect, rail.depth, (0.5, 1.0), rail.course)

    def paint_mark(
        self, painter: QPainter, center: QPointF, rail: Rail, entries: Entries, is_here: bool
    ) -> None:
        """Paint the mark of a block: a dot for EM, a pill for a run, else by its cause."""
        ink = self._ink[Course.PAST if is_here else rail.course]
        if not is_here and rail.course is not Course.ELSEWHERE:
            ink = self._by_hand.get(entries.cause, ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if is_here:
            painter.drawEllipse(center, _HERE, _HERE)
        elif entries.cause is Cause.REPAIR:
            self._paint_cross(painter, center, ink)
        elif entries.cause is Cause.EDIT:
            corners = [center + QPointF(x, y) for x, y in _TRIANGLE]
            painter.drawPolygon(QPolygonF(corners))
        elif len(entries) > 1:
            painter.drawRoundedRect(_PILL.translated(center), 3.0, 3.0)
        elif entries.cause in _BY_EM:
            painter.drawEllipse(center, _DOT, _DOT)
        else:
            self._paint_ring(painter, center, ink)

    def _line(
        self, painter: QPainter, rect: QRectF, depth: int, span: tuple[float, float], way: Course
    ) -> None:
        x = rect.left() + column(depth)
        top, bottom = (rect.top() + share * rect.height() for share in span)
        painter.setPen(self._pen(way))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _paint_turn(self, painter: QPainter, rect: QRectF, rail: Rail) -> None:
        """Paint the way out of the column before."""
        start = QPointF(rect.left() + column(rail.depth - 1), rect.bottom())
        end = QPointF(rect.left() + column(rail.depth), rect.center().y())
        path = QPainterPath(start)
        path.quadTo(QPointF(start.x(), end.y()), end)
        painter.setPen(self._pen(rail.course))
        painter.drawPath(path)

    @staticmethod
    def _paint_cross(painter: QPainter, center: QPointF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 2.5))
        for x, y, to_x, to_y in _CROSS:
            painter.drawLine(center + QPointF(x, y), center + QPointF(to_x, to_y))

    def _paint_ring(self, painter: QPainter, center: QPointF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(self._ground)
        painter.drawEllipse(center, _RING, _RING)

    def _pen(self, way: Course) -> QPen:
        width = 2.0 if way is Course.PAST else 1.25
        pen = QPen(self._ink[way], width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

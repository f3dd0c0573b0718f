"""A table header that shows components as their discs, and which way rows are sorted."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.component_disc import paint_disc

HEIGHT = 30

_DISC = 18.0
_PADDING = 8
_ARROW = 4.0


class DiscHeader(QHeaderView):
    """Column 0 is the row number, column k + 1 stands for component k.

    Parameters
    ----------
    theme
        Gives the colours.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._sorted: tuple[int, bool] | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.viewport().update()

    def mark(self, column: int | None, *, descending: bool = True) -> None:
        """Put the arrow on the column that rows are sorted by; on none with None."""
        self._sorted = None if column is None else (column, descending)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for room for a disc."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  # Qt
        """Paint a column's heading."""
        painter.save()
        painter.fillRect(rect, QColor(self._theme.card))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._theme.border))
        right = rect.right() - _PADDING
        middle = rect.center().y()
        if section == 0:
            text = rect.adjusted(0, 0, -_PADDING, 0)
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "i")
        else:
            paint_disc(painter, QPointF(right - _DISC / 2 + 1, middle), section - 1, _DISC)
        if self._sorted is not None and self._sorted[0] == section:
            arrow = QPointF(right - _DISC - _PADDING, middle)
            self._paint_arrow(painter, arrow, down=self._sorted[1])
        painter.restore()

    def _paint_arrow(self, painter: QPainter, center: QPointF, *, down: bool) -> None:
        tip = _ARROW if down else -_ARROW
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.dim))
        painter.drawPolygon(
            QPolygonF(
                [
                    center + QPointF(-_ARROW, -tip / 2),
                    center + QPointF(_ARROW, -tip / 2),
                    center + QPointF(0.0, tip / 2),
                ]
            )
        )

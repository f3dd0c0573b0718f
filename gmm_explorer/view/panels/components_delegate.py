"""How the cells of the components table are painted."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gmm_explorer.view.panels.components_cells import PER_FEATURE, Cell, Column
from gmm_explorer.view.panels.components_model import ComponentsModel
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.component_disc import paint_disc
from gmm_explorer.view.widgets.health_light import paint_health
from gmm_explorer.view.widgets.number_delegate import Index, NumberDelegate
from gmm_explorer.view.widgets.quick_text import QuickText

PADDING = 8
_BAR_HEIGHT = 3
_CLOSER = 2


class ComponentsDelegate(NumberDelegate):
    """Paints discs, bars, numbers and lights on the tint of the selection."""

    def __init__(self, model: ComponentsModel, theme: Theme, parent: QObject) -> None:
        super().__init__(model.enter, parent)
        self._model = model
        self._text = QuickText()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._ink, self._border = QColor(theme.text), QColor(theme.border)
        self._track, self._tint = QColor(theme.track), QColor(theme.selection)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell = self._model.place(index)
        rect: QRect = option.rect
        painter.save()
        if cell.component in self._model.selection:
            painter.fillRect(rect, self._tint)
        self._text.use(painter, option.font)
        painter.setPen(self._ink)
        self._paint_content(painter, rect, cell)
        # Cells of a feature share the line below with the whole component.
        if cell.column not in PER_FEATURE or cell.feature == self._model.n_features - 1:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._border)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_content(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        match cell.column:
            case Column.NUMBER:
                paint_disc(painter, QRectF(rect).center(), cell.component)
            case Column.HEALTH:
                self._paint_health(painter, QRectF(rect).center(), cell.component)
            case Column.WEIGHT:
                self._paint_weight(painter, rect, cell)
            case Column.EFFECTIVE | Column.CORRELATION:
                self._paint_text(painter, rect, cell)
            case _:
                # Lines of one component stand closer together than to the next component.
                shift = _CLOSER * (self._model.n_features - 1 - 2 * cell.feature)
                self._paint_text(painter, rect.translated(0, shift), cell)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        right, middle = rect.right() + 1 - PADDING, rect.top() + rect.height() / 2
        self._text.draw(painter, right, middle, self._model.text(cell))

    def _paint_health(self, painter: QPainter, center: QPointF, k: int) -> None:
        status = self._model.status(k)
        if status is not None:
            paint_health(painter, center, status, self._theme)

    def _paint_weight(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        self._paint_text(painter, rect.adjusted(0, 0, 0, -_BAR_HEIGHT - 2), cell)
        track = QRectF(rect.adjusted(PADDING, 0, -PADDING, 0))
        track.setHeight(_BAR_HEIGHT)
        track.moveCenter(QPointF(track.center().x(), rect.center().y() + _BAR_HEIGHT + 7))
        filled = QRectF(track)
        filled.setWidth(track.width() * self._model.number(cell))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = (self._track, QColor(*component_color(cell.component)))
        for bar, color in zip((track, filled), colors, strict=True):
            painter.setBrush(color)
            painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

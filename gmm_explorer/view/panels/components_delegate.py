"""How the cells of the components table are painted."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gmm_explorer.view.panels.components_cells import PER_FEATURE, Column
from gmm_explorer.view.panels.components_model import ComponentsModel
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.component_disc import paint_disc
from gmm_explorer.view.widgets.health_light import paint_health
from gmm_explorer.view.widgets.number_delegate import Index, NumberDelegate

PADDING = 8
_BAR_HEIGHT = 3
_CLOSER = 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ComponentsDelegate(NumberDelegate):
    """Paints discs, bars, numbers and lights on the tint of the selection."""

    def __init__(self, model: ComponentsModel, theme: Theme, parent: QObject) -> None:
        super().__init__(model.enter, parent)
        self._model = model
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        column, k, d = self._model.place(index)
        rect: QRect = option.rect
        painter.save()
        if k in self._model.selection:
            painter.fillRect(rect, QColor(self._theme.selection))
        self._paint_content(painter, option, index)
        # Cells of a feature share the line below with the whole component.
        if column not in PER_FEATURE or d == self._model.n_features - 1:
            painter.fillRect(
                rect.left(), rect.bottom(), rect.width(), 1, QColor(self._theme.border)
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_content(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column, k, d = self._model.place(index)
        rect: QRect = option.rect
        center = QRectF(rect).center()
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.text))
        match column:
            case Column.NUMBER:
                paint_disc(painter, center, k)
            case Column.HEALTH:
                self._paint_health(painter, center, k)
            case Column.WEIGHT:
                self._paint_weight(painter, rect, index)
            case _:
                # Lines of one component stand closer together than to the next component.
                shift = _CLOSER * (self._model.n_features - 1 - 2 * d)
                shift = shift if column in PER_FEATURE else 0
                _paint_text(painter, rect.translated(0, shift), index)

    def _paint_health(self, painter: QPainter, center: QPointF, k: int) -> None:
        health = self._model.health(k)
        if health is not None:
            paint_health(painter, center, health, self._theme)

    def _paint_weight(self, painter: QPainter, rect: QRect, index: Index) -> None:
        _paint_text(painter, rect.adjusted(0, 0, 0, -_BAR_HEIGHT - 2), index)
        _, k, _ = self._model.place(index)
        track = QRectF(rect.adjusted(PADDING, 0, -PADDING, 0))
        track.setHeight(_BAR_HEIGHT)
        track.moveCenter(QPointF(track.center().x(), rect.center().y() + _BAR_HEIGHT + 7))
        filled = QRectF(track)
        filled.setWidth(track.width() * self._model.number(index))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for bar, color in (
            (track, QColor(self._theme.track)),
            (filled, QColor(*component_color(k))),
        ):
            painter.setBrush(color)
            painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_text(painter: QPainter, rect: QRect, index: Index) -> None:
    text = str(index.data(Qt.ItemDataRole.DisplayRole))
    painter.drawText(rect.adjusted(0, 0, -PADDING, 0), _RIGHT, text)

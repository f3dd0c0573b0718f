"""A combo box that shortens a long choice with an ellipsis, and shows it whole in its list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_WIDEST_LIST = 480
_LIST_MARGIN = 32


class ElidedComboBox(QComboBox):
    """Cut in the middle: both ends of a name tell something."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the choice as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:  # noqa: N802  # Qt calls it
        """Open the list as wide as its longest choice."""
        width = self.view().sizeHintForColumn(0) + _LIST_MARGIN
        self.view().setMinimumWidth(min(width, _WIDEST_LIST))
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        super().showPopup()

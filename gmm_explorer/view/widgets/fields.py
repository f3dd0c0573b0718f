"""Fields for numbers and choices, all of one behaviour."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QSpinBox

from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.elided_combo_box import ElidedComboBox

LARGEST_WHOLE_NUMBER = 2**31 - 1
"""What a spin box can hold."""

_NARROWEST = 124


def choice_field(name: str, tip: str) -> QComboBox:
    """Return a field to choose from; a long choice does not widen its panel."""
    field = ElidedComboBox()
    field.setObjectName(name)
    field.setToolTip(tool_tip(tip))
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumWidth(_NARROWEST)
    return field


def offer_choices(field: QComboBox, choices: Mapping[int, str], chosen: int) -> None:
    """Fill a field with other choices, words by their number, without telling anybody."""
    with QSignalBlocker(field):
        field.clear()
        for number, words in choices.items():
            field.addItem(words, number)
        field.setCurrentIndex(field.findData(chosen))


def whole_number_field(name: str, low: int, high: int, tip: str) -> QSpinBox:
    """Return a field for a whole number from ``low`` to ``high``."""
    field = QSpinBox()
    field.setRange(low, high)
    _set_up(field, name, tip)
    return field


def decimal_field(name: str, low: float, high: float, step: float, tip: str) -> QDoubleSpinBox:
    """Return a field for a number from ``low`` to ``high`` with two decimals."""
    field = QDoubleSpinBox()
    field.setRange(low, high)
    field.setSingleStep(step)
    _set_up(field, name, tip)
    return field


def _set_up(field: QAbstractSpinBox, name: str, tip: str) -> None:
    field.setObjectName(name)
    field.setToolTip(tool_tip(tip))
    # The longest number that it can hold must not widen its panel.
    field.setMinimumWidth(_NARROWEST)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    # While digits are being typed the number is not yet the one that is meant.
    field.setKeyboardTracking(False)
